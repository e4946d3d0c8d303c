"""Measures on which an area falls further behind its benchmark than it was before."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.analysis.area_comparison import AreaComparison, comparator_set, with_benchmarks
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.places import Places
from cdof_core.comparison.keys import KEY, SERIES, is_usable, number_rows
from cdof_core.comparison.own_past import comparable_periods
from cdof_core.domain.indicator import Polarity
from cdof_core.domain.judgement import Judgement
from cdof_core.domain.own_event import OwnEvent
from cdof_core.statistics.change import Change, difference
from cdof_core.statistics.trend_windows import POINTS_TESTED
from cdof_core.store.panel import figures_at_periods

_WRONG_SIDE: Final = {Polarity.LOW_IS_GOOD.value: 1.0, Polarity.HIGH_IS_GOOD.value: -1.0}
_OF_MEMBERS: Final = ("pooled", "median")
"""How a benchmark is worked out where its place publishes none."""
_LIMITS: Final = ("value", "lower95", "upper95")
_BENCHMARK: Final = ("benchmark", "benchmark_lower95", "benchmark_upper95")
_COLUMNS: Final = [
    "indicator_id",
    "gap",
    "earlier_gap",
    "gap_period",
    "earlier_gap_period",
    "members_apart",
]


def find_widening_gaps(
    comparison: AreaComparison, *, events: Sequence[OwnEvent] = ()
) -> pd.DataFrame:
    """Find measures whose gap to the benchmark is wider than it was, beyond chance.

    A measure is held once, against the furthest of the latest periods that the recent trend would
    look at: of the same method and age, not overlapping the newest, with no break and no figure
    flagged as not comparable between the two. Its newest figure has to be judged, and to lie on
    the wrong side of the benchmark, as the earlier one did.

    Args:
        comparison: The area's judged figures with the series behind them.
        events: The users' own events, some of which break a series.

    Returns:
        One row a measure: indicator_id, gap and earlier_gap (the area's value less the
        benchmark's, in the measure's unit), gap_period and earlier_gap_period (labels),
        members_apart (areas that a benchmark worked out from its members rests on in one of the
        two periods only; 0 for a published one).

    Source:
        The 95% interval of the difference of two differences, squares of the half-widths added
        (`cdof_core.statistics.change.difference`); the area's own part in its benchmark is
        neglected, as it is wherever intervals are compared.
    """
    now = _behind(comparison.rows)
    annotations = dated_events(events, area_code=comparison.places.area.code)
    earlier = [_earlier(row, comparison.series, annotations) for _, row in now.iterrows()]
    found = [row for row in earlier if row is not None]
    if not found:
        return pd.DataFrame(columns=_COLUMNS)
    then = with_benchmarks(pd.DataFrame(found), places=comparison.places)
    now = now.set_index("indicator_id").loc[then["indicator_id"]].reset_index()
    gap, before = _gap(now), _gap(then)
    change = difference(
        gap.value,
        gap.lower,
        gap.upper,
        previous=before.value,
        previous_lower=before.lower,
        previous_upper=before.upper,
    )
    sign = now["polarity"].map(_WRONG_SIDE).to_numpy(float)
    # Of a measure that is better low, the whole interval of the change lies above nothing.
    least = np.where(sign > 0, change.lower, -np.asarray(change.upper))
    answer = pd.DataFrame(
        {
            "indicator_id": now["indicator_id"],
            "gap": gap.value,
            "earlier_gap": before.value,
            "gap_period": now["period_label"],
            "earlier_gap_period": then["period_label"],
            "members_apart": _members_apart(now, then, places=comparison.places),
        }
    )
    # An area that was level or ahead had no gap that could widen; a missing limit tests none.
    was_behind = np.asarray(before.value) * sign > 0
    return answer[was_behind & (least > 0)].reset_index(drop=True)


def _behind(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the judged figures on the wrong side of their benchmark."""
    sign = rows["polarity"].map(_WRONG_SIDE)
    is_judged = rows["judgement"] != Judgement.NOT_COMPARED.value
    return rows[is_judged & ((rows["value"] - rows["benchmark"]) * sign > 0)]


def _earlier(
    row: "pd.Series[Any]", series: pd.DataFrame, annotations: pd.DataFrame
) -> "pd.Series[Any] | None":
    """Return the earlier figure that one is held against; None where there is none."""
    same = series[np.logical_and.reduce([series[name] == row[name] for name in SERIES])]
    breaks = annotations[
        annotations["breaks_series"].astype(bool)
        & annotations["indicator_id"].isin(["", row["indicator_id"]])
        & annotations["area_code"].isin(["", row["area_code"]])
    ]
    kept = comparable_periods(same, shown=row, breaks=breaks)
    flagged = same.loc[same["flag"] == "not_comparable", "period_start"]
    flagged = flagged[flagged < row["period_start"]]
    if len(flagged):
        kept = kept[kept["period_start"] > flagged.max()]
    kept = kept[is_usable(kept)].sort_values("period_end")
    return None if kept.empty else kept.iloc[-(POINTS_TESTED - 1) :].iloc[0]


def _members_apart(now: pd.DataFrame, then: pd.DataFrame, *, places: Places) -> list[int]:
    """Return how many members of the benchmark have a figure in one of two periods only."""
    members = comparator_set(places)
    figures = figures_at_periods(pd.concat([now[KEY], then[KEY]]))
    figures = figures[figures["area_code"].isin(members) & is_usable(figures)]
    new, old, held = number_rows([now, then, figures], KEY)
    is_published = [~rows["benchmark_basis"].isin(_OF_MEMBERS) for rows in (now, then)]
    codes = figures["area_code"].to_numpy()
    return [
        0 if published else len({*codes[held == after]} ^ {*codes[held == before]})
        for after, before, published in zip(
            new, old, is_published[0] & is_published[1], strict=True
        )
    ]


def _gap(rows: pd.DataFrame) -> Change:
    """Return how far values lie from their benchmarks; missing where either lacks a limit."""
    value, benchmark = (rows[list(names)].astype(float) for names in (_LIMITS, _BENCHMARK))
    # Of limits as printed, one may lie beyond its rounded value: nothing is tested by those.
    whole = _brackets(value, _LIMITS) & _brackets(benchmark, _BENCHMARK)
    given = [
        np.where(whole, part[name], np.nan)
        for part, names in ((value, _LIMITS), (benchmark, _BENCHMARK))
        for name in names
    ]
    return difference(
        *given[:3], previous=given[3], previous_lower=given[4], previous_upper=given[5]
    )


def _brackets(rows: pd.DataFrame, names: tuple[str, str, str]) -> NDArray[np.bool_]:
    value, lower, upper = (rows[name].to_numpy(float) for name in names)
    return (lower <= value) & (value <= upper)
