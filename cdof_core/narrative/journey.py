"""Sentences about the steps of a treatment journey."""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

from cdof_core.domain.judgement import Judgement, NotComparedReason
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.names import in_sentence, listed
from cdof_core.narrative.numbers import count_text, interval_text, number_text, value_text
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.sentences import level_sentence
from cdof_core.narrative.words import FLAGS

Row = Mapping[Any, Any]

_NEVER_COMPARED = (
    NotComparedReason.COUNT_NOT_COMPARABLE,
    NotComparedReason.POLARITY_NOT_APPLICABLE,
    NotComparedReason.NO_BENCHMARK,
)


def figure_sentence(row: Row, *, area_name: str) -> str:
    """Say one figure of a step: its level, its interval, and what comparing allows to be said.

    Args:
        row: A figure of the area with the catalogue's columns, benchmark and judgement.
        area_name: As published.
    """
    untested = {"trend": "cannot_be_calculated", "trend_reason": ""}
    if str(row["reason"]) in _NEVER_COMPARED:
        # Why not is in the table; said with every figure, nobody would read on.
        untested["benchmark_label"] = ""
    return level_sentence(figure_from_row({**row, **untested}, area_name=area_name)).text


def categories_sentence(rows: Sequence[Row], *, area_name: str) -> str:
    """Say which categories come first, and which differ from the benchmark.

    Args:
        rows: The area's figures by category at one period, any order.
        area_name: As published.

    Returns:
        For example "Referral source in Barnet in 2021/22: self, family and friends 47.7% (95%
        interval 42.8% to 52.6%), then health services and social care 31.5%."
    """
    known = sorted(
        (row for row in rows if not isnan(float(row["value"]))),
        key=lambda row: -float(row["value"]),
    )
    first = rows[0]
    place, period = in_sentence(area_name), period_in_sentence(str(first["period_label"]))
    if not known:
        return f"{first['short_name']} in {place} in {period}: every figure is hidden."
    said = [_category(known[0], with_interval=True)]
    said += [f"then {_category(row, with_interval=False)}" for row in known[1:2]]
    text = f"{first['short_name']} in {place} in {period}: {', '.join(said)}."
    return " ".join(part for part in (text, _differences(known), _doubts(rows)) if part)


def series_words(row: Row) -> str:
    """Return a figure as a picture's title has it: "Planned exits: 48.7% in 2021/22"."""
    value = _value(row)
    return f"{row['short_name']}: {value} in {period_in_sentence(str(row['period_label']))}"


def categories_words(rows: Sequence[Row]) -> str:
    """Return the title of a picture of categories: the one that comes first."""
    sound = [row for row in rows if row["flag"] not in ("misprint", "suspect")]
    known = [row for row in sound if not isnan(float(row["value"]))]
    if not known:
        return str(rows[0]["short_name"])
    top = max(known, key=lambda row: float(row["value"]))
    return f"{top['short_name']}: {_plain(str(top['category']))} {_value(top)}"


def journey_title(row: Row | None, *, did: str, area_name: str, held: int) -> str:
    """Return the page's title: how many of those in treatment completed it, where that is held.

    Args:
        row: The area's newest figure of the measure that leads; None where none is held.
        did: What the measure says people in treatment did.
        area_name: As published.
        held: How many steps figures are held for.
    """
    place = in_sentence(area_name)
    if row is None:
        if held == 1:
            return f"One step of the treatment journey is held for {place}"
        return (
            f"{held} steps of the treatment journey are held for {place}"
            if held
            else f"No treatment journey is held for {place}"
        )
    period = period_in_sentence(str(row["period_label"]))
    return f"{_value(row)} of people in treatment in {place} {did} in {period}"


def compared_sentence(compared: int, measures: int, *, label: str) -> str:
    """Say how many measures can be compared, and why the others cannot.

    Args:
        compared: Measures with a benchmark of the same kind and period.
        measures: All measures shown.
        label: The benchmark's name.
    """
    if compared == measures:
        return ""
    if compared == 0:
        return (
            f"None of these measures can be compared with {in_sentence(label)}: no figure of the "
            "same measure, period and definition is held there, or no interval is held."
        )
    return (
        f"{number_text(compared)} of {number_text(measures)} measures can be compared with "
        f"{in_sentence(label)}: for the others no figure of the same measure, period and "
        "definition is held, or no interval is held, or the figure is a number of people."
    )


def rounding_sentence(base: int) -> str:
    """Say what rounded counts do to every share and interval of a page."""
    return (
        f"Counts of this area are rounded to the nearest {base} by the publisher. Intervals are "
        "Wilson's 95% limits, widened by what the rounding leaves open; parts need not add up."
    )


def quartile_sentence(
    *,
    people: float,
    treated: float,
    users: str,
    group: str,
    areas: int,
    target: float,
    short: tuple[float, float, float],
    period: str,
) -> str:
    """Say how many completions an area is short of its group's top quartile.

    Args:
        people: Completions now.
        treated: People in treatment.
        users: Who they are, such as "opiate users".
        group: The group's name.
        areas: Areas of it with a figure.
        target: Per cent at the boundary of its top quartile.
        short: Further completions needed; the fewest and most that rounding leaves.
        period: Period label.
    """
    need = count_text(short[0], "completions")
    span = (
        f" ({number_text(short[1])} to {number_text(short[2])} with rounding)"
        if short[1] != short[2]
        else ""
    )
    at_worst = f" (or up to {number_text(short[2])} short, with rounding)" if short[2] > 0 else ""
    state = f"{need} short{span} of" if short[0] > 0 else f"at or above{at_worst}"
    return (
        f"With {number_text(people)} of {number_text(treated)} {users} completing treatment in "
        f"{period_in_sentence(period)}, the area is {state} the top quartile of {group} "
        f"({number_text(target, 1)}%; {areas} areas with a figure, the area itself left out)."
    )


def no_quartile_sentence(group: str, *, areas: int, users: str = "") -> str:
    """Say why there is no top-quartile line.

    Args:
        group: The group's name.
        areas: Other areas of it with a figure.
        users: Whose completions, where there are several kinds.
    """
    whose = f" for {users}" if users else ""
    others = {0: "no other area", 1: "1 other area"}.get(areas, f"{areas} other areas")
    have = "has" if areas < 2 else "have"  # noqa: PLR2004 (one is not several)
    return (
        f"No top quartile can be drawn{whose}: {others} of {group or 'its group'} {have} "
        "a figure held here, and four are needed. Figures of more areas would draw it."
    )


def _category(row: Row, *, with_interval: bool) -> str:
    interval = interval_text(
        row["lower95"],
        row["upper95"],
        unit=str(row["unit"]),
        decimals=int(row["decimals"]),
        joiner=" to ",
    )
    bracket = f" (95% interval {interval})" if with_interval and interval else ""
    return f"{_plain(str(row['category']))} {_value(row)}{bracket}"


def _differences(rows: Sequence[Row]) -> str:
    """Name the categories that differ significantly from the benchmark, with its value."""
    words = {
        Judgement.HIGHER: "higher",
        Judgement.MUCH_HIGHER: "much higher",
        Judgement.LOWER: "lower",
        Judgement.MUCH_LOWER: "much lower",
        Judgement.BETTER: "better",
        Judgement.WORSE: "worse",
        Judgement.MUCH_BETTER: "much better",
        Judgement.MUCH_WORSE: "much worse",
    }
    judged = [row for row in rows if str(row["judgement"]) not in ("", Judgement.NOT_COMPARED)]
    if not judged:
        return ""
    label = in_sentence(str(judged[0]["benchmark_label"]))
    differ = [row for row in judged if str(row["judgement"]) in words]
    if not differ:
        return f"None differs significantly from {label}."
    said = [
        f"{_plain(str(row['category']))} {words[Judgement(str(row['judgement']))]} "
        f"({value_text(row['benchmark'], unit=str(row['unit']), decimals=int(row['decimals']))})"
        for row in differ
    ]
    return f"Against {label}: {listed(said)}."


def _doubts(rows: Sequence[Row]) -> str:
    flagged = [
        f"{_plain(str(row['category']))} ({FLAGS[str(row['flag'])].lower()})"
        for row in rows
        if row["flag"] in ("misprint", "suspect")
    ]
    return f"Flagged: {listed(flagged)}." if flagged else ""


def _plain(name: str) -> str:
    """Put a category into running text."""
    return name if name[:2].isupper() or not name else name[:1].lower() + name[1:]


def _value(row: Row) -> str:
    return value_text(row["value"], unit=str(row["unit"]), decimals=int(row["decimals"]))
