"""Periods: what a figure covers, and whether it may stand in a trend."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cdof_core.domain.errors import CdofError


class PeriodKind(StrEnum):
    """How a period is counted. `YEARLY` lists those a recent trend may be tested on."""

    CALENDAR = "calendar"
    FINANCIAL = "financial"
    ACADEMIC = "academic"
    QUARTER = "quarter"
    ROLLING = "rolling"
    POOLED = "pooled"
    OTHER = "other"


YEARLY = frozenset({PeriodKind.CALENDAR, PeriodKind.FINANCIAL, PeriodKind.ACADEMIC})
"""One-year periods that do not overlap from one to the next."""

LONG_AGO_YEARS: Final = 10
"""A figure older than this tells of a past the area may have left: an estimate of need no longer
says how many people need help, and other figures are said only for want of newer ones. Prevalence
was estimated at intervals of up to five years: two editions and more have passed by then."""


def long_ago_before(today: date) -> date:
    """Return the first day on which a period can end without being of long ago.

    Args:
        today: The day from which is looked back: that on which the figures were published here.
    """
    year = today.year - LONG_AGO_YEARS
    is_leap_day = (today.month, today.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day else today.replace(year=year)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days with the label its publisher prints.

    Attributes:
        start: First day.
        end: Last day.
        label: As published, for example 2019-21, 2024/25 or YE Jun 2025.
        kind: How it is counted.
    """

    start: date
    end: date
    label: str
    kind: PeriodKind

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.end < self.start:
            message = f"Period {self.label!r} ends {self.end} before it starts {self.start}."
            raise CdofError(message)

    @property
    def is_yearly(self) -> bool:
        """Whether the period is one non-overlapping year."""
        return self.kind in YEARLY

    def age_in_years(self, today: date) -> int:
        """Return the whole years between the end of the period and a given day."""
        passed = today.year - self.end.year
        return passed - ((today.month, today.day) < (self.end.month, self.end.day))
