"""When a dataset's next release is likely out, from its publisher's rhythm."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

_MONTHS_BETWEEN: Final = (
    ("every quarter", 3),
    ("quarterly", 3),
    ("monthly", 1),
    ("every two years", 24),
    ("every three years", 36),
    ("every ten years", 120),
    ("yearly", 12),
    ("annual", 12),
)
_CLOSED: Final = re.compile(r"\b(ended|once|one edition|yearly to)\b")
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH: Final = re.compile(
    rf"\b({'|'.join(name for name in calendar.month_name if name)})\s+((?:19|20)\d\d)"
)


class Release(StrEnum):
    """What is known of the next release."""

    DUE = "a newer release is likely out"
    EXPECTED = "up to date"
    CLOSED = "no further release"
    UNKNOWN = "no rhythm known"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A dataset's age against its publisher's rhythm.

    Attributes:
        release: What is known of the next release.
        published: Day of the release that is held, the last one that its words allow; None where
            none is stated.
        expected: Day from which the next is likely out; None where there is none.
    """

    release: Release
    published: date | None = None
    expected: date | None = None


def judge_rhythm(*, frequency: str, published: str, today: date) -> Rhythm:
    """Say whether a newer release of a dataset is likely out.

    Args:
        frequency: How often it appears, in the catalogue's words.
        published: When the release held was published: a day, a month, a year or years. A year
            alone is taken to its end, so that nothing is called old too early.
        today: The day to judge for.
    """
    words = frequency.lower()
    day = _last_day(published)
    if _CLOSED.search(words):
        return Rhythm(Release.CLOSED, day)
    months = next((number for said, number in _MONTHS_BETWEEN if said in words), 0)
    if not months or day is None:
        return Rhythm(Release.UNKNOWN, day)
    expected = _later(day, months)
    return Rhythm(Release.DUE if today > expected else Release.EXPECTED, day, expected)


def _last_day(published: str) -> date | None:
    if found := _DAY.search(published):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH.search(published):
        month = list(calendar.month_name).index(found[1])
        return date(int(found[2]), month, calendar.monthrange(int(found[2]), month)[1])
    years = _YEAR.findall(published)
    return date(int(max(years)), 12, 31) if years else None


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
