"""One measure over the country, each area in a class: judged, in a fifth, by change, by rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.earlier_periods import earlier_periods, judge_changes, series_like_shown
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.benchmarks import OWN_BASES
from cdof_core.comparison.goals import judge_goals
from cdof_core.comparison.keys import is_usable
from cdof_core.comparison.quintiles import judge_quartiles, judge_quintiles
from cdof_core.domain.indicator import COMPARABLE, ValueKind
from cdof_core.domain.judgement import Judgement, JudgementMethod, NotComparedReason
from cdof_core.domain.map_class import MapClass, MapMode
from cdof_core.domain.own_event import OwnEvent

_WITHHELD_FLAGS: Final = ("suppressed", "withheld")
_FLAGGED_FLAGS: Final = ("not_comparable", "misprint", "suspect")
_YEAR: Final = pd.DateOffset(years=1)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a map by goal holds every area against: England's value of the year before.

    Attributes:
        value: The value to reach.
        period: Label of its period.
        is_computed: Whether it is computed from England's published counts, not printed.
        is_overlapping: Whether its period shares time with the areas' own, as windows of three
            years a year apart do.
    """

    value: float
    period: str
    is_computed: bool
    is_overlapping: bool


# Compared by identity, so that what is made from one map is kept with it.
@dataclass(frozen=True, slots=True, eq=False)
class AreaMap:
    """One measure over the country.

    Attributes:
        view: The measure everywhere, at one period.
        mode: What the colours mean, after any fallback.
        areas: Rows of the view with map_class (text of `Judgement`, `Quintile`, `Quartile`,
            `GoalOutcome` or `MapClass`), map_reason (text of
            `NotComparedReason`; empty where classed) and, for change, the columns of
            `judge_own_past`.
        earlier: Label of the earlier period of a change; empty otherwise.
        earlier_periods: Periods that a change may start from, newest first.
        goal: England's value of the year before; None where there is none.
        why_other: Why another mode is shown than was asked for; empty where it is not.
    """

    view: IndicatorView
    mode: MapMode
    areas: pd.DataFrame
    earlier: str
    earlier_periods: tuple[str, ...]
    goal: Goal | None
    why_other: str

    @property
    def modes(self) -> tuple[MapMode, ...]:
        """The modes that this measure and period allow."""
        return tuple(
            mode
            for mode in MapMode
            if (mode is not MapMode.CHANGE or self.earlier_periods)
            and (mode is not MapMode.GOAL or self.goal)
        )


def map_areas(
    view: IndicatorView, *, mode: MapMode, earlier: str = "", events: Sequence[OwnEvent] = ()
) -> AreaMap:
    """Class every authority for a map.

    Args:
        view: The measure at one period.
        mode: What the colours are to mean.
        earlier: For a change, label of the earlier period; one that cannot be compared with, or
            none, gives the newest that can.
        events: Events of the users, which can part an area's series.

    Returns:
        The map. Quintiles and quartiles are of all authorities with a value; a change is judged
        by two intervals that share no point, never across a break or between methods.
    """
    series = series_like_shown(view)
    periods = earlier_periods(view)
    goal = _goal(view)
    shown, why = _possible(mode, has_past=bool(periods), has_goal=goal is not None)
    chosen = ""
    if shown is MapMode.CHANGE:
        chosen = earlier if earlier in periods else periods[0]
    past = series[series["period_label"] == chosen]
    areas = _classed(view, shown, past=past, goal=goal, events=events)
    return AreaMap(
        view=view,
        mode=shown,
        areas=areas,
        earlier=chosen,
        earlier_periods=periods,
        goal=goal,
        why_other=why,
    )


def _possible(mode: MapMode, *, has_past: bool, has_goal: bool) -> tuple[MapMode, str]:
    """Return the mode that can be drawn, and why it is not the one asked for."""
    if mode is MapMode.CHANGE and not has_past:
        return MapMode.JUDGEMENT, (
            "No change can be shown: no earlier period ends before this one begins, by the same "
            "method and without a break between."
        )
    if mode is MapMode.GOAL and not has_goal:
        return MapMode.JUDGEMENT, (
            "No goal can be shown: England has no figure of its own of one year before by the same "
            "method, or neither direction is good."
        )
    return mode, ""


def _classed(
    view: IndicatorView,
    mode: MapMode,
    *,
    past: pd.DataFrame,
    goal: Goal | None,
    events: Sequence[OwnEvent],
) -> pd.DataFrame:
    rows = view.areas
    if not view.has_local:
        return rows.assign(
            map_class=MapClass.ABSENT.value, map_reason=NotComparedReason.NO_VALUE.value
        )
    rows = _with_metadata(rows, view)
    if mode is MapMode.CHANGE:
        rows = pd.concat([rows, judge_changes(rows, past, view, events=events)], axis=1)
        classes = rows[["change", "change_reason"]]
    elif mode is MapMode.QUINTILE:
        classes = judge_quintiles(rows, method=JudgementMethod.QUINTILE_INTERPOLATED)
    elif mode is MapMode.QUARTILE:
        classes = judge_quartiles(rows)
    elif mode is MapMode.GOAL and goal is not None:
        held = rows.assign(benchmark=goal.value, benchmark_reason="")
        classes = judge_goals(held, method=JudgementMethod.GOAL_LAST_YEAR)
    elif mode in (MapMode.VALUE, MapMode.RANK):
        classes = _by_value(rows)
    else:
        classes = rows[["judgement", "reason"]]
    found, reason = (classes[name] for name in classes.columns)
    found = found.mask(~is_usable(rows), MapClass.ABSENT.value)
    found = found.mask(rows["flag"].isin(_WITHHELD_FLAGS), MapClass.WITHHELD.value)
    found = found.mask(rows["flag"].isin(_FLAGGED_FLAGS), MapClass.FLAGGED.value)
    return rows.assign(map_class=found, map_reason=reason)


def _with_metadata(rows: pd.DataFrame, view: IndicatorView) -> pd.DataFrame:
    """Fill in what areas without a row lack, so that every method can say why there is no class."""
    columns = ["value_kind", "polarity", "sex", "age", "vintage", "breakdown_type", "breakdown"]
    columns += ["indicator_id", "period_start", "period_end", "need", "is_long_ago"]
    has_row = rows["indicator_id"].notna()
    if not has_row.all():
        known = rows.loc[has_row].iloc[0]
        rows = rows.assign(**{name: rows[name].fillna(known[name]) for name in columns})
    return rows.assign(is_benchmark=rows["area_code"] == view.places.chosen.code)


def _by_value(rows: pd.DataFrame) -> pd.DataFrame:
    """Class areas whose value may stand beside others' by it."""
    comparable = rows["value_kind"].isin([kind.value for kind in COMPARABLE])
    reason = pd.Series("", index=rows.index)
    reason = reason.mask(~comparable, NotComparedReason.COUNT_NOT_COMPARABLE.value)
    reason = reason.mask(rows["value"].isna(), NotComparedReason.NO_VALUE.value)
    found = pd.Series(MapClass.VALUED.value, index=rows.index).mask(
        reason != "", Judgement.NOT_COMPARED.value
    )
    return pd.DataFrame({"map_class": found, "map_reason": reason})


def _goal(view: IndicatorView) -> Goal | None:
    """Return England's own value of the year before, the same method, or None."""
    row: Any = view.indicator
    is_judged = str(row["polarity"]) in ("low_is_good", "high_is_good")
    if not view.has_local or not is_judged or ValueKind(str(row["value_kind"])) not in COMPARABLE:
        return None
    known = view.areas[view.areas["indicator_id"].notna()].iloc[0]
    start = pd.Timestamp(known["period_start"]) - _YEAR
    end = pd.Timestamp(known["period_end"]) - _YEAR
    trend = view.trend
    # The national line is the benchmark's own where England is what all are compared with.
    england = trend[trend["series"].isin(["England", f"England ({known['age']})"])]
    found = england[
        (pd.to_datetime(england["period_start"]) == start)
        & (pd.to_datetime(england["period_end"]) == end)
        & (england["vintage"] == view.vintage)
        & england["basis"].isin(OWN_BASES)
        & england["value"].notna()
    ]
    if found.empty:
        return None
    return Goal(
        value=float(found["value"].iloc[0]),
        period=str(found["period_label"].iloc[0]),
        is_computed=str(found["basis"].iloc[0]) == "computed",
        is_overlapping=end >= pd.Timestamp(known["period_start"]),
    )
