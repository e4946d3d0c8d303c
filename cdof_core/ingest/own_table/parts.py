"""Periods and sexes as own tables write them."""

import re
from datetime import date, timedelta
from typing import Final

from cdof_core.domain import Period, PeriodKind
from cdof_core.ingest.sources.periods import read_period

_FIRST_SERIAL: Final = 20_000
_LAST_SERIAL: Final = 80_000
"""Day numbers of spreadsheets from 1954 to 2119: no year and no other period looks like one."""

_EPOCH: Final = date(1899, 12, 30)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?")
_BRITISH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_SEXES: Final = {
    "": "Persons",
    "persons": "Persons",
    "person": "Persons",
    "people": "Persons",
    "all": "Persons",
    "both": "Persons",
    "total": "Persons",
    "p": "Persons",
    "female": "Female",
    "females": "Female",
    "women": "Female",
    "f": "Female",
    "male": "Male",
    "males": "Male",
    "men": "Male",
    "m": "Male",
}


def sex_of(cell: object) -> str:
    """Return Persons, Female or Male; empty where a cell is none of these."""
    return _SEXES.get(str(cell).strip().lower(), "")


def period_of(cell: object) -> Period | None:
    """Read a cell that names a period.

    A day, or the number by which a spreadsheet holds it, stands for the month it lies in, except
    that the last day of March, June, September or December after "to" ends a span of days.

    Args:
        cell: Text or number.

    Returns:
        The period; None where the cell is none.
    """
    if isinstance(cell, float):
        if not cell.is_integer():
            return None
        text = f"{cell:.0f}"
    else:
        text = str(cell).strip()
    if found := read_period(text):
        return found
    first, joined, last = text.partition(" to ")
    if joined:
        start, end = _day_of(first), _day_of(last)
        return _span(start, end) if start and end and end >= start else None
    day = _day_of(text)
    return _month(day) if day else None


def is_day_within(cell: object) -> bool:
    """Whether a cell is a day that may end a longer period than the month it is read as.

    The first day of a month is how spreadsheets hold the month itself.
    """
    text = f"{cell:.0f}" if isinstance(cell, float) else str(cell).strip()
    day = None if read_period(text) else _day_of(text)
    return day is not None and day.day > 1


def year_ending(cell: object) -> object:
    """Return a day under a heading such as "Year ending" as the year that it ends."""
    day = _day_of(f"{cell:.0f}" if isinstance(cell, float) else str(cell))
    return cell if day is None else f"year ending {day:%b %Y}"


def _day_of(text: str) -> date | None:
    plain = text.strip()
    try:
        if plain.isdigit() and _FIRST_SERIAL <= int(plain) <= _LAST_SERIAL:
            return _EPOCH + timedelta(days=int(plain))
        if found := _DAY.fullmatch(plain):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _BRITISH_DAY.fullmatch(plain):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def _month(day: date) -> Period:
    start = day.replace(day=1)
    following = (start + timedelta(days=32)).replace(day=1)
    return Period(
        start=start,
        end=following - timedelta(days=1),
        label=f"{start:%b %Y}",
        kind=PeriodKind.OTHER,
    )


def _span(start: date, end: date) -> Period:
    named = (start.month, start.day, end.month, end.day)
    if named == (1, 1, 12, 31) and start.year == end.year:
        return Period(start=start, end=end, label=str(start.year), kind=PeriodKind.CALENDAR)
    if named == (4, 1, 3, 31) and end.year == start.year + 1:
        label = f"{start.year}/{end.year % 100:02d}"
        return Period(start=start, end=end, label=label, kind=PeriodKind.FINANCIAL)
    label = f"{start.day} {start:%b %Y} to {end.day} {end:%b %Y}"
    return Period(start=start, end=end, label=label, kind=PeriodKind.OTHER)
