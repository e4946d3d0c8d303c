"""Reads what publishers call a period, and names it as the catalogue does."""

import calendar
import re
from datetime import date
from typing import Final

from cdof_core.domain import Period, PeriodKind

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTH = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
)
_DASH = r"\s*(?:-|–|—|to)\s*"
_YEAR = re.compile(r"(\d{4})(?:\.0)?")
_YEARS = re.compile(rf"(\d{{4}}){_DASH}(\d{{2}}|\d{{4}})")
_SPLIT = re.compile(r"(\d{4})\s*/\s*(\d{2}|\d{4})")
_SPLITS = re.compile(rf"(\d{{4}})/(\d{{2}}){_DASH}(\d{{2}}|\d{{4}})/(\d{{2}})")
_MONTHS_SPAN = re.compile(rf"{_MONTH}\s+(\d{{4}}){_DASH}{_MONTH}\s+(\d{{4}})")
_MONTHS_IN_YEAR = re.compile(rf"{_MONTH}{_DASH}{_MONTH}\s+(\d{{4}})")
_YEAR_ENDING = re.compile(
    rf"(?:ye|year ending|year to|12 months to)\s+(?:\d+\s+)?{_MONTH}\s+(\d{{4}})"
)
_QUARTER = re.compile(r"(\d{4})(/\d{2})?\s*q([1-4])")
_QUARTER_FIRST = re.compile(r"q([1-4])\s+(\d{4})(/\d{2})?")
_ONE_MONTH = re.compile(rf"{_MONTH}[\s-]+(\d{{4}})|(\d{{4}})\s+{_MONTH}")
_MONTH_OF_TWO_DIGITS = re.compile(rf"{_MONTH}\s*[-–'’]\s*(\d{{2}})")
"""Apr-23, as spreadsheets show a month; Apr 23 may be a day of any year."""

_MONTHS_A_YEAR = 12
_CENTURY = 100


def read_period(  # noqa: PLR0911 - one return a form
    text: str, *, splits: PeriodKind = PeriodKind.FINANCIAL
) -> Period | None:
    """Read a period.

    Args:
        text: Such as 2021, 2019-21, 2019/20, 2018/19 - 20/21, Apr 2019 to Mar 2020, year ending
            June 2025, 2024/25 Q1.
        splits: What a year such as 2019/20 is: financial or academic.

    Returns:
        The period with the catalogue's label, None where the text is no period.
    """
    plain = " ".join(text.strip().lower().replace("calendar year", "").split())
    if found := _YEAR.fullmatch(plain):
        return _calendar(int(found[1]))
    if found := _SPLIT.fullmatch(plain):
        return _split(int(found[1]), found[2], splits)
    if found := _YEARS.fullmatch(plain):
        return _years(int(found[1]), found[2])
    if found := _SPLITS.fullmatch(plain):
        return _pooled_splits(int(found[1]), found[3], found[4], splits)
    if found := _YEAR_ENDING.fullmatch(plain):
        end_year, month = int(found[2]), _MONTHS[found[1]]
        start = (end_year, 1) if month == _MONTHS_A_YEAR else (end_year - 1, month + 1)
        return _months(start, (end_year, month))
    if found := _MONTHS_SPAN.fullmatch(plain):
        return _months((int(found[2]), _MONTHS[found[1]]), (int(found[4]), _MONTHS[found[3]]))
    if found := _MONTHS_IN_YEAR.fullmatch(plain):
        return _months((int(found[3]), _MONTHS[found[1]]), (int(found[3]), _MONTHS[found[2]]))
    return _short_period(plain)


def _short_period(plain: str) -> Period | None:
    plain = _QUARTER_FIRST.sub(r"\2\3 q\1", plain)
    if found := _QUARTER.fullmatch(plain):
        year, quarter = int(found[1]), int(found[3])
        if not _is_year(year):
            return None
        first = 3 * quarter - 2
        label = f"{year}{found[2] or ''} Q{quarter}"
        if found[2]:
            first, year = (first + 3, year) if quarter < 4 else (1, year + 1)  # noqa: PLR2004
        return Period(date(year, first, 1), _last_day(year, first + 2), label, PeriodKind.QUARTER)
    if found := _MONTH_OF_TWO_DIGITS.fullmatch(plain):
        return read_period(f"{found[1]} 20{found[2]}")
    if found := _ONE_MONTH.fullmatch(plain):
        year = int(found[2] or found[3])
        month = _MONTHS[found[1] or found[4]]
        return _months((year, month), (year, month))
    return None


def _is_year(year: int) -> bool:
    return 1900 <= year <= 2100  # noqa: PLR2004 - a code or a count is no year


def _calendar(year: int) -> Period | None:
    if not _is_year(year):
        return None
    return Period(date(year, 1, 1), date(year, 12, 31), str(year), PeriodKind.CALENDAR)


def _end_year(start: int, digits: str) -> int:
    if len(digits) > 2:  # noqa: PLR2004
        return int(digits)
    century = start - start % _CENTURY
    end = century + int(digits)
    return end if end > start else end + _CENTURY


def _split(start: int, digits: str, kind: PeriodKind) -> Period | None:
    end = _end_year(start, digits)
    if not _is_year(start) or end != start + 1:
        return None
    label = f"{start}/{end % _CENTURY:02d}"
    if kind is PeriodKind.ACADEMIC:
        return Period(date(start, 9, 1), date(end, 8, 31), label, kind)
    return Period(date(start, 4, 1), date(end, 3, 31), label, PeriodKind.FINANCIAL)


def _years(start: int, digits: str) -> Period | None:
    end = _end_year(start, digits)
    if not _is_year(start) or not start < end <= start + 20:
        return None
    label = f"{start}-{end % _CENTURY:02d}"
    return Period(date(start, 1, 1), date(end, 12, 31), label, PeriodKind.POOLED)


def _pooled_splits(start: int, first: str, last: str, splits: PeriodKind) -> Period | None:
    final = _end_year(start, first)
    closing = _split(final, last, splits)
    opening = _split(start, f"{(start + 1) % _CENTURY:02d}", splits)
    if opening is None or closing is None or final <= start:
        return None
    label = f"{opening.label}-{closing.label[2:]}"
    return Period(opening.start, closing.end, label, PeriodKind.POOLED)


def _months(start: tuple[int, int], end: tuple[int, int]) -> Period | None:
    if not (_is_year(start[0]) and _is_year(end[0])) or end < start:
        return None
    first, last = date(*start, 1), _last_day(*end)
    length = (end[0] - start[0]) * _MONTHS_A_YEAR + end[1] - start[1] + 1
    names = [calendar.month_abbr[month] for month in (start[1], end[1])]
    if length == _MONTHS_A_YEAR:
        kinds = {1: PeriodKind.CALENDAR, 4: PeriodKind.FINANCIAL}
        kind = kinds.get(start[1], PeriodKind.ROLLING)
        return Period(first, last, f"YE {names[1]} {end[0]}", kind)
    if length == 1:
        return Period(first, last, f"{names[0]} {start[0]}", PeriodKind.OTHER)
    whole_years = length % _MONTHS_A_YEAR == 0
    kind = PeriodKind.POOLED if whole_years else PeriodKind.OTHER
    return Period(first, last, f"{names[0]} {start[0]} to {names[1]} {end[0]}", kind)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
