"""Funnel plots: the average of all areas, its control limits and each area against it.

Source: Spiegelhalter DJ. Funnel plots for comparing institutional performance. Stat Med 2005;
24:1185-202; Public Health Technical Guidance, "Funnel plots", as in PHEindicatormethods
``calculate_funnel_limits``, ``assign_funnel_significance`` and ``calculate_funnel_points``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.byar import event_limits
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.funnel_axis import plotting_points
from cdof_core.statistics.funnel_limits import (
    FunnelLimits,
    proportion_control_limits,
    ratio_control_limits,
)
from cdof_core.statistics.inputs import (
    BoolArray,
    FloatArray,
    as_floats,
    filled,
    require,
    require_counts,
    require_positive,
)

TWO_SIGMA_LEVEL = 0.95
THREE_SIGMA_LEVEL = 0.998
STANDARDISED_RATE_NEEDS = 10
"""Events below which the significance of a directly standardised rate is not given."""


class FunnelStatistic(StrEnum):
    """What a funnel is drawn of."""

    PROPORTION = "proportion"
    RATIO = "ratio"
    CRUDE_RATE = "crude_rate"
    STANDARDISED_RATE = "standardised_rate"


class FunnelSignificance(StrEnum):
    """Where an area lies against the control limits."""

    HIGH_3S = "High (0.001)"
    HIGH_2S = "High (0.025)"
    NOT_SIGNIFICANT = "Not significant"
    LOW_2S = "Low (0.025)"
    LOW_3S = "Low (0.001)"
    TOO_FEW_EVENTS = "Not applicable for events less than 10 for dsrs"
    MISSING = "Missing"


@dataclass(frozen=True, slots=True)
class FunnelAreas:
    """What a funnel says of each area.

    Attributes:
        baseline: The average every area is tested against, on the scale of the value.
        denominator: Denominators, for rates those implied by count and rate.
        tests: Limits tested: control limits at each area's own denominator for proportions,
            limits of each area's own value for ratios and rates.
        significance: Members of ``FunnelSignificance``.
    """

    baseline: float
    denominator: FloatArray
    tests: FunnelLimits
    significance: npt.NDArray[Any]


def assess_areas(
    statistic: FunnelStatistic,
    count: npt.ArrayLike,
    denominator: npt.ArrayLike,
    *,
    rate: npt.ArrayLike | None = None,
    multiplier: float = 1.0,
    in_average: npt.ArrayLike = True,
) -> FunnelAreas:
    """Compare every area with the average of all, as a funnel plot does.

    Args:
        statistic: What the values are.
        count: Events or numerators, shape (areas,).
        denominator: Denominators; for ratios the expected events, shape (areas,).
        rate: Rates per ``multiplier``, shape (areas,); needed for the two kinds of rate.
        multiplier: Scale of rates and proportions.
        in_average: Which areas make the average; one pooled of others, which stand there already,
            is tested without counting twice. Ratios are tested against 1.

    Returns:
        Baseline, tested limits and significance; areas with a missing input are ``MISSING`` and
        leave the baseline alone.

    Raises:
        StatisticsInputError: For negative counts, denominators not above zero, a numerator above
            its denominator in a proportion, or rates that are not given.
    """
    events, base = as_floats(count), as_floats(denominator)
    if events.ndim != 1 or events.shape != base.shape:
        raise StatisticsInputError(
            parameter="denominator", value=base.shape, rule=f"must match the counts {events.shape}"
        )
    require_counts(events, parameter="count")
    require_positive(base, parameter="denominator")
    counted = np.broadcast_to(np.asarray(in_average, dtype=bool), events.shape)
    if statistic is FunnelStatistic.PROPORTION:
        require(
            ~(events > base), events, parameter="count", rule="must not be above its denominator"
        )
        return _assess_proportions(events, base, multiplier, in_average=counted)
    if statistic is FunnelStatistic.RATIO:
        return _assess_events(statistic, events, base, baseline=1.0, multiplier=1.0)
    implied = derived_denominator(statistic, events, base, rate, multiplier=multiplier)
    return _assess_events(
        statistic,
        events,
        implied,
        baseline=_average(events[counted], implied[counted]),
        multiplier=multiplier,
    )


def derived_denominator(
    statistic: FunnelStatistic,
    count: FloatArray,
    denominator: FloatArray,
    rate: npt.ArrayLike | None,
    *,
    multiplier: float,
) -> FloatArray:
    """Denominators that a count and its rate imply.

    Args:
        statistic: One of the two kinds of rate.
        count: Events, shape (areas,).
        denominator: Populations, used for crude rates of no events.
        rate: Rates per ``multiplier``.
        multiplier: Scale of the rates.

    Returns:
        ``multiplier * count / rate``; without events the population for crude rates and NaN for
        standardised ones.

    Raises:
        StatisticsInputError: If no rates are given, one is negative, one is zero despite events,
            or the multiplier is not above zero.
    """
    given = as_floats(np.nan if rate is None else rate)
    require(np.array(rate is not None), np.zeros(1), parameter="rate", rule="is needed for rates")
    require_counts(given, parameter="rate")
    require_positive(as_floats(multiplier), parameter="multiplier")
    require(~((given == 0) & (count > 0)), given, parameter="rate", rule="needs to be above zero")
    without_events = np.nan if statistic is FunnelStatistic.STANDARDISED_RATE else denominator
    with np.errstate(all="ignore"):
        return np.where(count == 0, without_events, multiplier * count / given)


def funnel_curve(
    statistic: FunnelStatistic, areas: FunnelAreas, *, multiplier: float, years: float = 1.0
) -> FunnelLimits:
    """Control limits at 100 plotting points across the range of the areas.

    Args:
        statistic: What the values are.
        areas: The areas assessed.
        multiplier: Scale of rates and proportions; ratios stay around 1.
        years: Years of data in the denominators of rates.

    Returns:
        Limits at whole denominators (proportions) or events (ratios and rates).

    Raises:
        StatisticsInputError: If no area has all its numbers.
    """
    known = areas.denominator[~np.isnan(areas.denominator)]
    if known.size == 0 or np.isnan(areas.baseline):
        raise StatisticsInputError(
            parameter="areas", value=known.size, rule="must hold an area with all its numbers"
        )
    is_rate = statistic in {FunnelStatistic.CRUDE_RATE, FunnelStatistic.STANDARDISED_RATE}
    at = plotting_points(
        known,
        years=years if is_rate else 1.0,
        events_per_unit=areas.baseline / multiplier if is_rate else None,
        late_start=statistic is FunnelStatistic.RATIO,
    )
    if statistic is FunnelStatistic.PROPORTION:
        baseline = areas.baseline / multiplier
        return proportion_control_limits(at, baseline=baseline, multiplier=multiplier)
    factor = areas.baseline if is_rate else 1.0
    return ratio_control_limits(at).rescaled(factor=factor)


def _assess_proportions(
    events: FloatArray, base: FloatArray, multiplier: float, *, in_average: BoolArray
) -> FunnelAreas:
    average = _average(events[in_average], base[in_average])
    tests = proportion_control_limits(base, baseline=average, multiplier=multiplier)
    value = events / base * multiplier
    significance = _significance(
        np.isnan(value),
        far_high=value > tests.upper_3s,
        high=value > tests.upper_2s,
        far_low=value < tests.lower_3s,
        low=value < tests.lower_2s,
    )
    return FunnelAreas(average * multiplier, base, tests, significance)


def _assess_events(
    statistic: FunnelStatistic,
    events: FloatArray,
    base: FloatArray,
    *,
    baseline: float,
    multiplier: float,
) -> FunnelAreas:
    with np.errstate(all="ignore"):
        low_2s, high_2s = event_limits(events, level=TWO_SIGMA_LEVEL)
        low_3s, high_3s = event_limits(events, level=THREE_SIGMA_LEVEL)
        tests = FunnelLimits(events, low_2s / base, high_2s / base, low_3s / base, high_3s / base)
    significance = _significance(
        np.isnan(events) | np.isnan(base),
        far_high=baseline < tests.lower_3s,
        high=baseline < tests.lower_2s,
        far_low=baseline > tests.upper_3s,
        low=baseline > tests.upper_2s,
    )
    if statistic is FunnelStatistic.STANDARDISED_RATE:
        significance[events < STANDARDISED_RATE_NEEDS] = FunnelSignificance.TOO_FEW_EVENTS
    return FunnelAreas(baseline * multiplier, base, tests.rescaled(factor=multiplier), significance)


def _average(events: FloatArray, base: FloatArray) -> float:
    known = ~np.isnan(events) & ~np.isnan(base)
    total = base[known].sum()
    return float(events[known].sum() / total) if total > 0 else float("nan")


def _significance(
    missing: BoolArray, *, far_high: BoolArray, high: BoolArray, far_low: BoolArray, low: BoolArray
) -> npt.NDArray[Any]:
    out = filled(missing.shape, FunnelSignificance.NOT_SIGNIFICANT)
    out[low] = FunnelSignificance.LOW_2S
    out[far_low] = FunnelSignificance.LOW_3S
    out[high] = FunnelSignificance.HIGH_2S
    out[far_high] = FunnelSignificance.HIGH_3S
    out[missing] = FunnelSignificance.MISSING
    return out
