"""Every authority, and a partnership of some, against the average of all, by its size."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.analysis.indicator_everywhere import (
    Measure,
    at_period,
    choose_period,
    published_figures,
)
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.benchmarks import OWN_BASES
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.area import ENGLAND
from cdof_core.domain.indicator import ValueKind
from cdof_core.domain.judgement import Judgement, NotComparedReason
from cdof_core.statistics.funnel import (
    FunnelSignificance,
    FunnelStatistic,
    assess_areas,
    funnel_curve,
)

FUNNELS: Final = {
    ValueKind.PROPORTION: FunnelStatistic.PROPORTION,
    ValueKind.CRUDE_RATE: FunnelStatistic.CRUDE_RATE,
}
"""Kinds whose value is a count over a denominator, so that control limits follow from both."""

FUNNEL_MINIMUM: Final = 10
"""Fewer areas than this have no average worth a funnel."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Every authority against the average of all, by its size.

    Attributes:
        points: One row an authority with both counts, and one for a chosen partnership: area_code,
            area_name, size, value, significance (text of `FunnelSignificance`), is_pooled (a
            partnership, whose members make the average and which counts in it no second time).
        limits: Control limits by size: size, lower_2s, upper_2s, lower_3s, upper_3s.
        average: The average of all authorities.
        size: All of their sizes together.
        england: England's own figure, with the columns of `IndicatorView.areas` that a file shows
            and no judgement: the areas are its parts. Empty where it has none.
        left_out: Authorities with a value but without both counts.
    """

    points: pd.DataFrame
    limits: pd.DataFrame
    average: float
    size: float
    england: pd.DataFrame
    left_out: int


def find_funnel(view: IndicatorView) -> tuple[Funnel | None, str]:
    """Return the funnel of all authorities, or why there is none.

    Args:
        view: The measure at one period.
    """
    kind = ValueKind(str(view.indicator["value_kind"]))
    if kind not in FUNNELS:
        return None, "A funnel needs a proportion or a crude rate."
    known = view.areas[is_usable(view.areas)]
    both = _with_counts(known)
    if len(both) < FUNNEL_MINIMUM:
        return None, "Too few authorities publish the counts behind their figures."
    drawn = both.assign(is_pooled=False)
    if view.places.area.is_partnership:
        drawn = pd.concat([drawn, _with_counts(view.chosen).assign(is_pooled=True)])
    points, limits, average = _assessed(drawn, kind, multiplier=float(view.indicator["multiplier"]))
    funnel = Funnel(
        points=points,
        limits=limits,
        average=average,
        size=float(points.loc[~points["is_pooled"], "size"].sum()),
        england=_england(view),
        left_out=len(known) - len(both),
    )
    return funnel, ""


def size_column(indicator: "pd.Series[Any]") -> str:
    """Return the column that holds the size of an area in a funnel.

    Rates are drawn by their events, as their limits are; proportions by their denominators.
    """
    return "numerator" if indicator["value_kind"] == ValueKind.CRUDE_RATE else "denominator"


def _with_counts(rows: pd.DataFrame) -> pd.DataFrame:
    counted = is_usable(rows) & rows["numerator"].notna() & (rows["denominator"] > 0)
    return rows[counted]


def _assessed(
    rows: pd.DataFrame, kind: ValueKind, *, multiplier: float
) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """Return the points of a funnel, its limits and its average."""
    # A rate of nothing has a denominator of its own; others follow from count and rate.
    is_rate = kind is ValueKind.CRUDE_RATE
    assessed = assess_areas(
        FUNNELS[kind],
        rows["numerator"].to_numpy(dtype=float),
        rows["denominator"].to_numpy(dtype=float),
        rate=rows["value"].to_numpy(dtype=float) if is_rate else None,
        multiplier=multiplier,
        in_average=~rows["is_pooled"].to_numpy(dtype=bool),
    )
    size = rows["numerator" if is_rate else "denominator"]
    points = rows[["area_code", "area_name", "value", "is_pooled"]].assign(
        size=size.to_numpy(dtype=float),
        significance=[FunnelSignificance(word).value for word in assessed.significance],
    )
    limits = funnel_curve(FUNNELS[kind], assessed, multiplier=multiplier)
    curve = {
        "size": limits.at,
        "lower_2s": limits.lower_2s,
        "upper_2s": limits.upper_2s,
        "lower_3s": limits.lower_3s,
        "upper_3s": limits.upper_3s,
    }
    return points.reset_index(drop=True), pd.DataFrame(curve), assessed.baseline


def _england(view: IndicatorView) -> pd.DataFrame:
    """Return England's figure at the period shown, as it is published or else pooled."""
    lines = view.trend
    at = (lines["period_label"] == view.period) & (lines["vintage"] == view.vintage)
    line = lines[at & (lines["role"] == "england") & lines["value"].notna()]
    if line.empty:
        return view.areas.iloc[:0]
    found = line.iloc[0]
    known = view.areas[is_usable(view.areas)].head(1)
    is_own = found["basis"] in OWN_BASES
    row = _published(view, str(known["sex"].iloc[0])) if is_own else known.assign(note="", flag="")
    is_chosen = view.places.chosen.code == ENGLAND
    # The row of a pooled figure is made of an authority's, whose wider limits are not England's.
    unheld = {"lower998": np.nan, "upper998": np.nan, "limits_basis": _basis_of(found)}
    pooled = {} if is_own else unheld | {"value_basis": "computed"}
    return row.assign(
        area_code=ENGLAND,
        area_name=view.places.england.label,
        rank=np.nan,
        judgement=Judgement.NOT_COMPARED.value,
        reason=NotComparedReason.IS_THE_BENCHMARK.value if is_chosen else "",
        **{name: found[name] for name in ("value", "lower95", "upper95", "numerator")},
        denominator=found["denominator"],
        **pooled,
    )


def _published(view: IndicatorView, sex: str) -> pd.DataFrame:
    measure = Measure(str(view.indicator["indicator_id"]), sex)
    rows = published_figures(measure, (ENGLAND,))
    return at_period(rows, choose_period(view.periods, view.period)).head(1)


def _basis_of(line: "pd.Series[Any]") -> str:
    return "none" if pd.isna(line["lower95"]) else "computed"
