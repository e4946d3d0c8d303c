"""Which earlier periods a measure's figures may be held against: same method, no break between."""

from collections.abc import Sequence

import pandas as pd

from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.indicator_everywhere import Measure, authorities_series, choose_period
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.own_past import comparable_periods, judge_own_past
from cdof_core.domain.judgement import Judgement, NotComparedReason
from cdof_core.domain.own_event import OwnEvent
from cdof_core.domain.sex import PERSONS


def series_like_shown(view: IndicatorView) -> pd.DataFrame:
    """Return every authority's figures over time, of the age and method the view shows.

    Args:
        view: The measure at one period.

    Returns:
        Columns of `observation` with the indicator's, one row an authority and period; empty
        where no authority has a figure.
    """
    if not view.has_local:
        return view.areas.iloc[:0]
    known = view.areas["sex"].dropna()
    sex = str(known.iloc[0]) if len(known) else PERSONS
    measure = Measure(str(view.indicator["indicator_id"]), sex)
    shown = choose_period(view.periods, view.period)
    age = "" if shown is None else str(shown["age"])
    return authorities_series(measure, age=age, vintage=view.vintage)


def earlier_periods(view: IndicatorView) -> tuple[str, ...]:
    """Return the labels of the periods that the shown one may be held against, newest first.

    Args:
        view: The measure at one period.

    Returns:
        Labels as published; none overlaps the shown period or lies before a break.
    """
    shown = choose_period(view.periods, view.period)
    if shown is None:
        return ()
    held = view.periods
    periods = held[(held["vintage"] == shown["vintage"]) & (held["age"] == shown["age"])]
    # A break of one area's series takes the period from that area alone: `judge_changes`.
    events = view.annotations
    breaks = events[events["breaks_series"].astype(bool) & (events["area_code"] == "")]
    kept = comparable_periods(periods, shown=shown, breaks=breaks)
    kept = kept.sort_values(["period_end", "period_start"], ascending=False)
    return tuple(dict.fromkeys(str(label) for label in kept["period_label"]))


def judge_changes(
    rows: pd.DataFrame,
    past: pd.DataFrame,
    view: IndicatorView,
    *,
    events: Sequence[OwnEvent] = (),
) -> pd.DataFrame:
    """Judge each area against its own past; one whose own series breaks between is not compared.

    Args:
        rows: Areas of the view.
        past: Rows of `series_like_shown` of one earlier period.
        view: The measure at the shown period.
        events: Events of the users, which can part an area's series.

    Returns:
        The columns of `judge_own_past`.
    """
    changes = judge_own_past(rows, past)
    broken = rows["area_code"].isin(_broken_areas(view, past, events))
    changes.loc[broken, ["change", "change_reason"]] = [
        Judgement.NOT_COMPARED.value,
        NotComparedReason.BENCHMARK_OTHER_VINTAGE.value,
    ]
    return changes


def _broken_areas(
    view: IndicatorView, past: pd.DataFrame, own_events: Sequence[OwnEvent]
) -> list[str]:
    """Return the areas with a break of their own between the earlier period and the shown one."""
    events = dated_events(own_events, area_code=view.places.area.code)
    on_measure = events["indicator_id"].isin(["", view.indicator["indicator_id"]])
    events = events[on_measure & events["breaks_series"].astype(bool) & (events["area_code"] != "")]
    if events.empty or past.empty:
        return []
    dates = pd.to_datetime(events["event_date"])
    start = pd.Timestamp(past["period_start"].iloc[0])
    end = pd.Timestamp(view.areas["period_end"].dropna().iloc[0])
    return [str(code) for code in events.loc[(dates > start) & (dates <= end), "area_code"]]
