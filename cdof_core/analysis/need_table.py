"""A bull's-eye typed in or pasted from a document: read, checked and turned into estimates."""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Final

from cdof_core.analysis.need_estimate import Caseload, NeedEstimate, Substance
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.scenario import Uncertain

COLUMNS: Final = {
    "prevalence": "Estimated users",
    "lower": "Lower 95% limit",
    "upper": "Upper 95% limit",
    "in_year": "In treatment in the year, all",
    "now": "In treatment now",
    "later": "In treatment this year, not now",
    "known": "Known before, not treated this year",
    "not_known": "Not known",
}
"""Columns of the table in their order, with their headings."""

NAMES: Final = {
    Substance.OCU: "Opiates and/or crack",
    Substance.OPIATE: "Opiates",
    Substance.CRACK: "Crack",
    Substance.ALCOHOL: "Alcohol",
}
LONGEST_PASTE: Final = 20_000
_NUMBER: Final = re.compile(r"^[£≈~]?\s*(\d{1,3}(?:[, \u00a0]\d{3})+|\d+)(?:\.(\d+))?")
_MORE_DIGITS: Final = re.compile(r"^\s*(?:[-–—,.]|to\b|or\b)\s*\d")
_HIDDEN: Final = re.compile(r"^(<\s*\d+|\*+|c|x|\[c\])$", re.I)
_EMPTY: Final = frozenset({"", "-", "–", "—", "n/a", "na", ".."})


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One substance of a table; NaN where a cell is empty.

    Attributes:
        substance: Whose need.
        prevalence: Estimated users.
        lower: Lower 95% limit.
        upper: Upper 95% limit.
        in_year: In treatment in the year.
        now: In treatment now.
        later: In treatment this year, not now.
        known: Known before, not treated this year.
        not_known: Not known, as the document gives it.
    """

    substance: Substance
    prevalence: float = nan
    lower: float = nan
    upper: float = nan
    in_year: float = nan
    now: float = nan
    later: float = nan
    known: float = nan
    not_known: float = nan


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What was understood of a pasted table.

    Attributes:
        rows: One row a substance.
        problems: What was not understood, in sentences.
    """

    rows: tuple[NeedRow, ...]
    problems: tuple[str, ...]


def read_pasted(text: str) -> ReadTable:
    """Read a table copied from a spreadsheet or a document.

    Either way round: substances down and groups across, or groups down and substances across as
    needs assessments print it. Headings are known by their words; columns of per cent are left
    out, because shares are worked out here.

    Args:
        text: Cells apart by tabs, semicolons, bars or commas; one line a row.

    Returns:
        The rows understood, and what was not.
    """
    grid = _cells(text[:LONGEST_PASTE])
    if len(grid) < 2:  # noqa: PLR2004 (a heading and a row)
        return ReadTable((), ("Paste a line of headings and at least one line below it.",))
    header, body = grid[0], grid[1:]
    down = [(_substance_of(line[0]), line) for line in body]
    problems: list[str] = []
    if any(name for name, _ in down):
        columns = [_column_of(cell) for cell in header]
        found = [
            (name, column, line[place])
            for name, line in down
            if name
            for place, column in enumerate(columns)
            if column and place < len(line)
        ]
    else:
        across = [_substance_of(cell) for cell in header]
        found = [
            (name, _column_of(line[0]), line[place])
            for line in body
            for place, name in enumerate(across)
            if name and place < len(line)
        ]
    return _as_table(found, problems)


def typed_estimates(
    rows: Sequence[NeedRow], *, area_name: str, period: str
) -> tuple[tuple[NeedEstimate, ...], tuple[str, ...]]:
    """Turn a table of the user's own into estimates.

    Args:
        rows: One row a substance; rows without an estimate are passed over.
        area_name: Place as the user calls it.
        period: Period as the user calls it.

    Returns:
        The estimates, and why rows that hold something give none.
    """
    estimates: list[NeedEstimate] = []
    problems: list[str] = []
    for row in rows:
        if isnan(row.prevalence):
            if not all(isnan(getattr(row, name)) for name in COLUMNS):
                problems.append(f"{NAMES[row.substance]}: the number of estimated users is empty.")
            continue
        try:
            estimates.append(_estimate(row, area_name=area_name, period=period))
        except StatisticsInputError as error:
            problems.append(f"{NAMES[row.substance]}: {error}.")
    return tuple(estimates), tuple(problems)


def _estimate(row: NeedRow, *, area_name: str, period: str) -> NeedEstimate:
    for name in COLUMNS:
        if getattr(row, name) < 0:
            raise StatisticsInputError(
                parameter=COLUMNS[name].lower(), value=getattr(row, name), rule="is below zero"
            )
    if row.prevalence == 0:
        raise StatisticsInputError(parameter="estimated users", value=0, rule="must be above zero")
    Uncertain(row.prevalence, row.lower, row.upper)
    has_limits = not isnan(row.lower)
    return NeedEstimate(
        estimate_id=f"typed-{row.substance.value}",
        substance=row.substance,
        area_code="",
        area_name=area_name,
        period=period,
        label=f"{row.prevalence:,.0f} · as typed in",
        prevalence=row.prevalence,
        lower=row.lower,
        upper=row.upper,
        caseload=_caseload(row),
        origin="the estimate typed in",
        notes=(
            "Typed in or pasted in this session; nothing here has checked it against a source.",
            *(() if has_limits else ("No interval was given, so none is carried.",)),
        ),
        collection="typed",
    )


def _caseload(row: NeedRow) -> Caseload:
    """Put together what is known of the year; a number given twice has to agree."""
    in_year = row.in_year
    parts = row.now + row.later
    if isnan(in_year):
        in_year = parts
    elif not isnan(parts) and parts != in_year:
        raise StatisticsInputError(
            parameter="in treatment in the year",
            value=in_year,
            rule=f"is not the sum of its two parts, {parts:,.0f}",
        )
    now = row.now if not isnan(in_year) else nan
    if now > in_year:
        raise StatisticsInputError(
            parameter="in treatment now", value=now, rule=f"is above the year's {in_year:,.0f}"
        )
    return Caseload(in_year=in_year, now=now, known=row.known, printed_not_known=row.not_known)


def _cells(text: str) -> list[list[str]]:
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if not lines:
        return []
    delimiter = next((sign for sign in "\t;|" if sign in lines[0]), ",")
    return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]


def _substance_of(text: str) -> Substance | None:
    said = text.lower()
    if re.search(r"\bocu|opiate\w*\W+(and|or|/)\W*(or\W+)?crack|and/or", said):
        return Substance.OCU
    for word, substance in (
        ("alcohol", Substance.ALCOHOL),
        ("opiate", Substance.OPIATE),
        ("heroin", Substance.OPIATE),
        ("crack", Substance.CRACK),
    ):
        if word in said:
            return substance
    return None


_KNOWN_HEADINGS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("lower", lambda said: "lower" in said or said in {"low", "lcl", "lci"}),
    ("upper", lambda said: "upper" in said or said in {"high", "ucl", "uci"}),
    ("not_known", lambda said: bool(re.search(r"not known|unknown|naive|naïve", said))),
    ("known", lambda said: "known" in said),
    ("later", lambda said: bool(re.search(r"not now|not current", said))),
    # What is left of an estimate follows from it and is not read: it is no part of the caseload.
    ("", lambda said: bool(re.search(r"not (yet )?in (contact with )?treatment|untreated", said))),
    ("in_year", lambda said: bool(re.search(r"(in|during|this|the) year", said))),
    ("now", lambda said: bool(re.search(r"\bnow\b|current", said))),
    ("prevalence", lambda said: bool(re.search(r"estimat|prevalence", said))),
    ("in_year", lambda said: "treatment" in said),
    ("prevalence", lambda said: bool(re.search(r"users|total", said))),
)


def _column_of(text: str) -> str:
    """Return the column that a heading's words name; empty for one of per cent or of nothing."""
    said = text.lower().strip()
    if "%" in said or "per cent" in said or "share" in said:
        return ""
    return next((name for name, is_it in _KNOWN_HEADINGS if is_it(said)), "")


def _as_table(found: Sequence[tuple[Substance | None, str, str]], problems: list[str]) -> ReadTable:
    rows: dict[Substance, NeedRow] = {}
    for name, column, cell in found:
        if name is None or not column or cell.lower() in _EMPTY:
            continue
        number = _number(cell)
        if number is None:
            problems.append(_not_understood(cell, name, column))
            continue
        row = rows.get(name, NeedRow(name))
        held = getattr(row, column)
        if isnan(held):
            rows[name] = replace(row, **{column: number})
        elif held != number:
            problems.append(
                f"{NAMES[name]}, {COLUMNS[column].lower()}: {cell[:20]} is a second number beside "
                f"{held:,.0f}; the first is used. Name the rows apart to use another."
            )
    if not rows:
        problems.append(
            "No row or column names opiates, crack or alcohol beside headings that can be told."
        )
    return ReadTable(tuple(rows.values()), tuple(dict.fromkeys(problems)))


def _not_understood(cell: str, name: Substance, column: str) -> str:
    where = f"{NAMES[name]}, {COLUMNS[column].lower()}"
    if _HIDDEN.match(cell):
        return f"{where}: “{cell[:20]}” is hidden by its publisher and stays empty, not guessed."
    return f"{where}: “{cell[:20]}” is not a number and stays empty."


def _number(cell: str) -> float | None:
    """Read the number a cell begins with; what follows in brackets is left out.

    A range, or a number parted in a way not known here, is none: its first digits are not it.
    """
    if "%" in cell and "(" not in cell:
        return None
    found = _NUMBER.match(cell.strip())
    if found is None or _MORE_DIGITS.match(cell.strip()[found.end() :]):
        return None
    whole = re.sub(r"[, \u00a0]", "", found[1])
    return float(f"{whole}.{found[2] or 0}")
