"""Performance against promises: where each line of a scorecard stands, and where it is heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.scorecard_mix import Apart, CaseMix, find_case_mix
from cdof_core.comparison.targets import judge_targets
from cdof_core.domain.judgement import Judgement, TargetOutcome
from cdof_core.statistics.forecast import FEWEST_POINTS, forecast_line

LONGEST_QUARTER: Final = 95
"""Days: what is longer is no month and no quarter, and a year end says nothing new of it."""
POINTS_USED: Final = 12
"""A line is carried on from the latest points only; older ones had other reasons."""
PER_CENT: Final = "%"
_UNEQUAL_DAYS: Final = 4  # months, or quarters, of one year differ by no more


class Standing(StrEnum):
    """In which quarter of all authorities a figure lies, the best first."""

    BEST = "best"
    SECOND = "second"
    THIRD = "third"
    WORST = "worst"
    UNKNOWN = ""


class NoForecast(StrEnum):
    """Why nothing is foreseen."""

    OVERLAPPING = "overlapping"
    MIXED = "mixed"
    YEARLY = "yearly"
    YEAR_COMPLETE = "year_complete"
    TOO_FEW = "too_few"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a line.

    Attributes:
        start: First day.
        end: Last day.
        label: As printed.
        value: In the line's unit; None where it is withheld or missing.
        note: What its source says of it, or why it is missing.
    """

    start: date
    end: date
    label: str
    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Against:
    """What the newest figure of a line is compared with beside its target.

    Attributes:
        name: Place or source.
        value: Its figure, in the line's unit.
        judgement: How the line's figure compares; `NOT_COMPARED` where nothing can be tested.
        reason: Why not; empty where it is judged or was typed in.
    """

    name: str
    value: float
    judgement: Judgement = Judgement.NOT_COMPARED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One promise and what became of it.

    Attributes:
        line_id: Tells lines apart.
        name: What is measured.
        part: Category where a measure has several lines; empty for the whole.
        measure: Lines of one measure share it.
        unit: Unit of values and target.
        decimals: Places shown.
        target: What was agreed; None where nothing was. Figures entered here are all held against
            it, of an indicator of the snapshot the newest one only.
        direction: `at_least` or `at_most`.
        tolerance: Per cent of the target that may be missed; 0 for nothing.
        points: In the order of their ends.
        owner: Who answers for it.
        commentary: What they say of it.
        dataset_id: Where the figures come from; empty for those entered here.
        indicator_id: Indicator of the snapshot behind it; empty for none.
        standing: Its quarter among all authorities, where they have a distribution.
        benchmark: What its newest figure is compared with; None for nothing.
        apart: Why it stands alone, where it is kept as a part of another line.
    """

    line_id: str
    name: str
    unit: str
    target: float | None
    direction: str
    points: tuple[Point, ...]
    part: str = ""
    measure: str = ""
    decimals: int = 1
    tolerance: float = 0.0
    owner: str = ""
    commentary: str = ""
    dataset_id: str = ""
    indicator_id: str = ""
    standing: Standing = Standing.UNKNOWN
    benchmark: Against | None = None
    apart: Apart = Apart.NONE


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What a line foresees for the end of the financial year.

    Attributes:
        ends: Last day of the year.
        value: Foreseen; NaN where nothing is.
        lower: Lower 95% limit of a single new figure.
        upper: Upper limit.
        points: How many figures it rests on.
        why_not: Why nothing is foreseen.
    """

    ends: date | None
    value: float
    lower: float
    upper: float
    points: int
    why_not: NoForecast


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The whole scorecard.

    Attributes:
        lines: As given.
        comparisons: One row a line and period that has a figure, target or not: line_id, name,
            part, measure, unit, decimals, period_start, period_end, period_label, value, note,
            target, direction, tolerance, difference, percent_of_target, outcome, is_latest,
            previous (the figure before it, missing where there is none).
        year_ends: What each line foresees, by line_id.
        mixes: Where a mix of clients moves a target for all of them.
    """

    lines: tuple[Line, ...]
    comparisons: pd.DataFrame
    year_ends: dict[str, YearEnd]
    mixes: tuple[CaseMix, ...]

    @property
    def latest(self) -> pd.DataFrame:
        """The newest figure of each line."""
        return self.comparisons[self.comparisons["is_latest"]]

    def count(self, outcome: TargetOutcome) -> int:
        """Return how many comparisons, of all periods, end so."""
        return int((self.comparisons["outcome"] == outcome.value).sum())


COLUMNS: Final = [
    "line_id",
    "name",
    "part",
    "measure",
    "unit",
    "decimals",
    "period_start",
    "period_end",
    "period_label",
    "value",
    "note",
    "target",
    "direction",
    "tolerance",
    "is_latest",
    "previous",
]

_OF_LINE: Final = [name for name in COLUMNS if name in Line.__dataclass_fields__]


def build_scorecard(lines: Sequence[Line]) -> Scorecard:
    """Hold every line against its target.

    Args:
        lines: In the order shown.

    Returns:
        The scorecard.

    Raises:
        StatisticsInputError: For a target that is not above zero.
    """
    rows = [row for line in lines for row in _rows(line)]
    table = pd.DataFrame(rows, columns=COLUMNS).astype(
        {
            "value": float,
            "target": float,
            "tolerance": float,
            "previous": float,
            "is_latest": bool,
        }
    )
    comparisons = pd.concat([table, judge_targets(table)], axis=1)
    return Scorecard(
        lines=tuple(lines),
        comparisons=comparisons,
        year_ends={line.line_id: foresee_year_end(line) for line in lines},
        mixes=find_case_mix(comparisons),
    )


def foresee_year_end(line: Line) -> YearEnd:
    """Carry a line's months or quarters on to the end of the financial year.

    Args:
        line: The line.

    Returns:
        The foreseen figure of the year's last period with its interval, or why there is none.
    """
    known = [point for point in line.points if point.value is not None]
    nothing = float("nan")
    if not known:
        return YearEnd(None, nothing, nothing, nothing, 0, NoForecast.TOO_FEW)
    last = known[-1]
    ends = year_end_of(last.end)
    reason = _why_no_forecast(known, ends)
    if reason is not NoForecast.NONE:
        return YearEnd(ends, nothing, nothing, nothing, len(known), reason)
    used = known[-POINTS_USED:]
    half = (last.end - last.start).days / 2
    middles = [point.start.toordinal() + (point.end - point.start).days / 2 for point in used]
    values = [point.value for point in used if point.value is not None]
    foreseen = forecast_line(middles, values, at=ends.toordinal() - half)
    low, high = (0.0, 100.0) if line.unit == PER_CENT else (0.0, float("inf"))
    value, lower, upper = (
        min(max(number, low), high) for number in (foreseen.value, foreseen.lower, foreseen.upper)
    )
    return YearEnd(ends, value, lower, upper, foreseen.points, NoForecast.NONE)


def year_end_of(day: date) -> date:
    """Return the last day of the financial year, 31 March, that a day lies in."""
    this_year = date(day.year, 3, 31)
    return this_year if day <= this_year else date(day.year + 1, 3, 31)


def _why_no_forecast(points: Sequence[Point], ends: date) -> NoForecast:
    last = points[-1]
    if any(after.start <= before.end for before, after in pairwise(points)):
        return NoForecast.OVERLAPPING
    if (last.end - last.start).days > LONGEST_QUARTER:
        return NoForecast.YEARLY
    if last.end >= ends:
        return NoForecast.YEAR_COMPLETE
    days = [(point.end - point.start).days for point in points[-POINTS_USED:]]
    if max(days) - min(days) > _UNEQUAL_DAYS:
        return NoForecast.MIXED
    return NoForecast.TOO_FEW if len(points) < FEWEST_POINTS else NoForecast.NONE


def _rows(line: Line) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    of_line = {name: getattr(line, name) for name in _OF_LINE}
    previous: float | None = None
    for place, point in enumerate(line.points):
        is_latest = place == len(line.points) - 1
        # What was promised today was no promise for the years that an indicator brings along.
        is_owed = is_latest or not line.indicator_id
        of_point = {
            "target": line.target if is_owed else None,
            "period_start": point.start,
            "period_end": point.end,
            "period_label": point.label,
            "value": point.value,
            "note": point.note,
            "is_latest": is_latest,
            "previous": previous,
        }
        rows.append({**of_line, **of_point})
        previous = point.value
    return rows
