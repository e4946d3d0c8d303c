"""One measure in a group of areas: rank, spread over time, funnel, and each area's own past."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.area_funnel import Funnel, find_funnel
from cdof_core.analysis.area_groups import AreaGroup
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.earlier_periods import earlier_periods, judge_changes, series_like_shown
from cdof_core.analysis.indicator_view import Coverage, IndicatorView, coverage_of
from cdof_core.comparison.keys import is_usable
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain import RecentTrend
from cdof_core.domain.own_event import OwnEvent
from cdof_core.statistics.recent_trend import TrendReason

SPREAD_MINIMUM: Final = 4
"""A box needs as many areas (the rule of Fingertips for percentiles)."""

_SHARES: Final = {
    "minimum": 0.0,
    "p5": 0.05,
    "lower_quartile": 0.25,
    "median": 0.5,
    "upper_quartile": 0.75,
    "p95": 0.95,
    "maximum": 1.0,
}


@dataclass(frozen=True, slots=True)
class AreasCompared:
    """One measure in a group of areas.

    Attributes:
        view: The measure everywhere, at one period.
        group: The areas compared.
        areas: Rows of the view for the areas of the group (a chosen partnership among them) with
            group_rank (1 is the highest value), trend, trend_reason and, where an earlier period
            is chosen, the columns of `judge_own_past`.
        coverage: How many authorities of the group have a value, and why not the others.
        rank: Rank of the chosen area in the group; None where it has no value.
        ranked: Areas of the group with a value.
        neighbour_rank: Its rank among its DfE neighbours and itself, and how many have a value;
            None where it has no neighbours or no value.
        earlier_periods: Labels of the periods the own past may be compared with, newest first.
        earlier: The one chosen; empty for none.
        funnel: None where the measure or the counts do not allow one.
        why_no_funnel: Reason; empty where there is a funnel.
        spread: One row a period with enough of the group's areas: period_label, period_start,
            period_end, the columns of `_SHARES`, areas, own (the chosen area's value) and own_flag
            (why it has none, or none to compare, as published).
    """

    view: IndicatorView
    group: AreaGroup
    areas: pd.DataFrame
    coverage: Coverage
    rank: int | None
    ranked: int
    neighbour_rank: tuple[int, int] | None
    earlier_periods: tuple[str, ...]
    earlier: str
    funnel: Funnel | None
    why_no_funnel: str
    spread: pd.DataFrame


def compare_areas(
    view: IndicatorView,
    *,
    group: AreaGroup,
    earlier: str = "",
    events: Sequence[OwnEvent] = (),
) -> AreasCompared:
    """Compare the areas of a group on one measure.

    Args:
        view: The measure, judged, at one period.
        group: The areas.
        earlier: Label of an earlier period for each area's own past; empty for none. One that
            cannot be compared with counts as none.
        events: Events of the users, which can part a series.

    Returns:
        The comparison; empty where no area of the group is known.
    """
    series = series_like_shown(view)
    periods = earlier_periods(view)
    chosen = earlier if earlier in periods else ""
    areas = _with_trends(_ranked(_in_group(view, group), view), view, series, events)
    if chosen:
        then = series[series["period_label"] == chosen]
        areas = pd.concat([areas, judge_changes(areas, then, view, events=events)], axis=1)
    own = areas[areas["area_code"] == view.places.area.code]
    rank = None if own.empty or own["group_rank"].isna().all() else int(own["group_rank"].iloc[0])
    funnel, why = find_funnel(view)
    return AreasCompared(
        view=view,
        group=group,
        areas=areas,
        # A partnership is ranked among the areas, but is no authority more.
        coverage=coverage_of(areas[areas["area_code"].isin(group.members)]),
        rank=rank,
        ranked=int(areas["group_rank"].notna().sum()),
        neighbour_rank=_neighbour_rank(view),
        earlier_periods=periods,
        earlier=chosen,
        funnel=funnel,
        why_no_funnel=why,
        spread=_spread(series, view, group),
    )


def _in_group(view: IndicatorView, group: AreaGroup) -> pd.DataFrame:
    rows = view.areas[view.areas["area_code"].isin(group.members)]
    if view.places.area.is_partnership and len(view.chosen):
        rows = pd.concat([rows, view.chosen], ignore_index=True)
    return rows.reset_index(drop=True)


def _ranked(areas: pd.DataFrame, view: IndicatorView) -> pd.DataFrame:
    """Rank areas from the highest; a partnership among the others, not beside its own members."""
    counted = is_usable(areas)
    if view.places.area.is_partnership:
        counted = counted & ~areas["area_code"].isin(view.places.own_codes).to_numpy(dtype=bool)
    values = areas["value"].where(counted)
    return areas.assign(group_rank=values.rank(method="min", ascending=False))


def _with_trends(
    areas: pd.DataFrame, view: IndicatorView, series: pd.DataFrame, events: Sequence[OwnEvent]
) -> pd.DataFrame:
    """Add the recent trend of each area; a partnership's is the view's own."""
    of_group = series[series["area_code"].isin(areas["area_code"])]
    own = view.places.area
    judged = judge_trends(of_group, annotations=dated_events(events, area_code=own.code))
    found = judged.set_index("area_code")[["trend", "trend_reason"]]
    if own.is_partnership:
        found.loc[own.code] = [view.trend_outcome, view.trend_reason]
    untested = {
        "trend": RecentTrend.CANNOT_BE_CALCULATED.value,
        "trend_reason": TrendReason.TOO_FEW_POINTS.value,
    }
    return areas.join(found, on="area_code").fillna(untested)


def _neighbour_rank(view: IndicatorView) -> tuple[int, int] | None:
    neighbours = view.places.neighbours
    if neighbours is None:
        return None
    codes = [*neighbours.members, *view.places.own_codes]
    rows = _ranked(view.areas[view.areas["area_code"].isin(codes)], view)
    own = rows.loc[rows["area_code"] == view.places.area.code, "group_rank"].dropna()
    return (int(own.iloc[0]), int(rows["group_rank"].notna().sum())) if len(own) else None


def _spread(series: pd.DataFrame, view: IndicatorView, group: AreaGroup) -> pd.DataFrame:
    """Return the spread of the group's values at each period."""
    members = series[series["area_code"].isin(group.members)]
    usable = members[is_usable(members)]
    own = _own_figures(series, view)
    rows: list[dict[str, object]] = []
    for (start, end, label), values in usable.groupby(
        ["period_start", "period_end", "period_label"], sort=True
    )["value"]:
        if len(values) < SPREAD_MINIMUM:
            continue
        shares = np.quantile(values.to_numpy(dtype=float), list(_SHARES.values()))
        value, flag = own.get(str(label), (np.nan, "not_published"))
        rows.append(
            {
                "period_start": start,
                "period_end": end,
                "period_label": label,
                **dict(zip(_SHARES, shares, strict=True)),
                "areas": len(values),
                "own": value,
                "own_flag": flag,
            }
        )
    columns = ["period_start", "period_end", "period_label", *_SHARES, "areas", "own", "own_flag"]
    return pd.DataFrame(rows, columns=columns)


def _own_figures(series: pd.DataFrame, view: IndicatorView) -> dict[str, tuple[float, str]]:
    """Return the chosen area's value and flag by period; the value is missing where unusable."""
    own = series[series["area_code"] == view.places.area.code]
    if view.places.area.code not in view.places.authorities:
        # Neither a partnership nor a region nor the country is among the series.
        own = view.trend[(view.trend["role"] == "area") & (view.trend["vintage"] == view.vintage)]
    values = own["value"].where(is_usable(own)).to_numpy(dtype=float, na_value=np.nan)
    return {
        str(label): (float(value), str(flag))
        for label, value, flag in zip(own["period_label"], values, own["flag"], strict=True)
    }
