"""Titles of pages of national figures, computed from the figures shown."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import published_text
from cdof_core.narrative.periods import period_in_sentence

Row = Mapping[Any, Any]

_KINDS: Final = frozenset(
    {
        "Ages",
        "Quintile",
        "Alcohol",
        "Cannabis",
        "Cocaine",
        "Codeine",
        "Crack",
        "Dihydrocodeine",
        "Ecstasy",
        "Fentanyl",
        "Hallucinogens",
        "Heroin",
        "Ketamine",
        "Mephedrone",
        "Methadone",
        "New",
        "Nitrous",
        "Non-opiate",
        "Opiate",
        "Opiates",
        "Other",
        "Paracetamol",
        "Powder",
        "Tramadol",
        "Tranquillisers",
    }
)
"""First words of titles that are no names of places."""


def headline_finding(newest: Sequence[Row], *, held: int, total: int) -> str:
    """Say how many headline measures have a national figure, and of when.

    Args:
        newest: The newest figure of each panel: panel, period_label and period_end.
        held: Measures with a national figure.
        total: All headline measures.
    """
    if not newest:
        return "No headline measure has a national figure here"
    ordered = sorted(newest, key=lambda row: row["period_end"])
    first, last = ordered[0], ordered[-1]
    return (
        f"{held} of {total} headline measures have a national figure: the newest is of "
        f"{period_in_sentence(str(last['period_label']))} ({last['panel']}), the oldest of "
        f"{period_in_sentence(str(first['period_label']))} ({first['panel']})"
    )


def extremes_finding(rows: Sequence[Row], *, subject: str, beside: Row | None = None) -> str:
    """Say which panel is highest and which lowest, at one period.

    Args:
        rows: One figure a panel at the same period: panel, value, unit, decimals, period_label.
        subject: What is measured, for the start of the sentence.
        beside: The figure of the whole at the same period; None where there is none.
    """
    if not rows:
        return f"{at_start(subject)}: no figures"
    high = max(rows, key=lambda row: row["value"])
    low = min(rows, key=lambda row: row["value"])
    when = period_in_sentence(str(high["period_label"]))
    if high["panel"] == low["panel"]:
        return f"{at_start(subject)}: {panel_name(high['panel'])} {_value(high)} in {when}"
    said = (
        f"{at_start(subject)}: highest for {panel_name(high['panel'])} ({_value(high)}), "
        f"lowest for {panel_name(low['panel'])} ({_value(low, with_unit=False)}) in {when}"
    )
    whole = f"; {beside['line']} {_value(beside, with_unit=False)}" if beside is not None else ""
    return said + whole


def most_finding(rows: Sequence[Row], *, subject: str, whole: str) -> str:
    """Say the value of the whole and the two largest parts, at one period.

    Args:
        rows: One figure a panel at the same period, highest first. Panels that gather others
            ("Any opiate") are not named.
        subject: What is measured.
        whole: Panel of the whole.
    """
    everything = next((row for row in rows if row["panel"] == whole), None)
    groups = ("Any ", "All ", whole)
    parts = [row for row in rows if not str(row["panel"]).startswith(groups)][:2]
    if not parts or everything is None:
        return f"{at_start(subject)}: no figures of the whole and its parts"
    said = listed([f"{panel_name(row['panel'])} ({_value(row, with_unit=False)})" for row in parts])
    return f"{at_start(subject)}: {latest_words(everything)}, most for {said}"


def panel_name(name: object) -> str:
    """Return a panel's title as it stands in a sentence: places keep their capitals."""
    plain = in_sentence(str(name))
    is_kind = plain.split(" ", maxsplit=1)[0] in _KINDS
    return plain[:1].lower() + plain[1:] if is_kind else plain


def latest_words(row: Row, *, with_unit: bool = True) -> str:
    """Say a figure with its period, as a panel does below its title."""
    when = period_in_sentence(str(row["period_label"]))
    return f"{_value(row, with_unit=with_unit)} in {when}"


def series_words(rows: Sequence[Row]) -> str:
    """Say first and latest value of a line, for those who cannot see it.

    Args:
        rows: Figures with values in order of time: line, period_label, value, unit, decimals, note.
    """
    first, last = rows[0], rows[-1]
    said = f"{last['line']}: {latest_words(last)}"
    return f"{said}, {latest_words(first, with_unit=False)}" if len(rows) > 1 else said


def _value(row: Row, *, with_unit: bool = True) -> str:
    return published_text(
        float(row["value"]),
        unit=str(row["unit"]),
        decimals=int(row["decimals"]),
        note=row.get("note", ""),
        with_unit=with_unit,
    )
