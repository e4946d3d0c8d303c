"""Limits of the slope and relative index of inequality, simulated and analytic.

Source: simulation as in PHEindicatormethods ``phe_sii``; Fieller EC. Some problems in interval
estimation. J R Stat Soc B 1954; 16:175-85.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import special

from cdof_core.statistics.confidence import Confidence, normal_deviates, tail, two_sided_levels
from cdof_core.statistics.inequality import (
    QuantileValues,
    error_scale_gradient,
    from_error_scale,
    line_indices,
    line_weights,
    to_error_scale,
)
from cdof_core.statistics.inputs import FloatArray

SIMULATIONS_LOG2 = 17
SIMULATIONS = 2**SIMULATIONS_LOG2
SEED = 20041


@dataclass(frozen=True, slots=True)
class InequalityLimits:
    """Limits of both indices at each level asked for.

    Attributes:
        slope_lower: Lower limits of the slope index, shape (levels,).
        slope_upper: Upper limits of the slope index.
        relative_lower: Lower limits of the relative index.
        relative_upper: Upper limits of the relative index.
    """

    slope_lower: FloatArray
    slope_upper: FloatArray
    relative_lower: FloatArray
    relative_upper: FloatArray


def simulated_limits(
    quantiles: QuantileValues, *, confidence: Confidence = 0.95, seed: int = SEED
) -> InequalityLimits:
    """Limits of both indices from simulated values.

    The draws are a scrambled Sobol sequence of 131,072 points, so that limits repeat exactly and
    wander far less than as many random draws.

    Args:
        quantiles: The values, from :func:`quantile_values`.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.
        seed: Seed of the scrambling.

    Returns:
        Limits at each level; the lower is never above the upper.

    Raises:
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    levels = two_sided_levels(confidence)
    given = quantiles
    drawn = _standard_normals(given.value.size, seed) * given.error
    drawn += to_error_scale(given.value, given.scale)
    low = [max(round(SIMULATIONS * tail(level)), 1) - 1 for level in levels.tolist()]
    high = [round(SIMULATIONS * (1 - tail(level))) - 1 for level in levels.tolist()]
    ranks = sorted({*low, *high})
    if given.fit_transformed:
        gradient = np.partition(drawn @ line_weights(given.population)[1], ranks)
        return _pivoted(given, gradient[low], gradient[high])
    slope, relative, _ = line_indices(given, from_error_scale(drawn, given.scale))
    slope.partition(ranks)
    relative.partition(ranks)
    return InequalityLimits(slope[low], slope[high], relative[low], relative[high])


def analytic_limits(
    quantiles: QuantileValues, *, confidence: Confidence = 0.95
) -> InequalityLimits:
    """Limits of both indices by normal theory, without simulation.

    Exact for normal values and for lines fitted on the log or log odds. For rates and
    proportions fitted as they are, their errors are carried over to first order, which is rough
    where they are large. The relative index then has Fieller's limits.

    Args:
        quantiles: The values, from :func:`quantile_values`.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.

    Returns:
        Limits at each level; the lower is never above the upper. The relative index is NaN where
        Fieller's limits do not exist.

    Raises:
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    deviate = normal_deviates(two_sided_levels(confidence))
    given = quantiles
    weights = line_weights(given.population)
    if given.fit_transformed:
        gradient = weights[1] @ to_error_scale(given.value, given.scale)
        reach = deviate * np.sqrt(weights[1] ** 2 @ given.error**2)
        return _pivoted(given, gradient - reach, gradient + reach)
    to_ends = np.stack((weights[0], weights.sum(axis=0)))
    carry = to_ends * given.error * error_scale_gradient(given.value, given.scale)
    ends, covariance = to_ends @ given.value, carry @ carry.T
    across = np.array([-1.0, 1.0])
    reach = deviate * np.sqrt(across @ covariance @ across)
    slope = np.stack((across @ ends - reach, across @ ends + reach))
    return _directed(given, slope, _fieller(ends, covariance, deviate))


def _pivoted(given: QuantileValues, low: FloatArray, high: FloatArray) -> InequalityLimits:
    """Limits from those of the slope of a transformed line turning about its centre.

    The line is held at the weighted mean, which lies half way along: only its slope is uncertain,
    as in the official package.
    """
    centre = given.population @ to_error_scale(given.value, given.scale) / given.population.sum()
    gradient = np.stack((low, high))
    start = from_error_scale(centre - gradient / 2, given.scale)
    end = from_error_scale(centre + gradient / 2, given.scale)
    return _directed(given, end - start, end / start)


def _directed(given: QuantileValues, slope: FloatArray, relative: FloatArray) -> InequalityLimits:
    """Scale limits and put the lower first: a multiplier below zero turns them round."""
    slope = slope * given.multiplier
    relative = 1 / relative if given.multiplier < 0 else relative
    return InequalityLimits(
        slope.min(axis=0), slope.max(axis=0), relative.min(axis=0), relative.max(axis=0)
    )


def _fieller(ends: FloatArray, covariance: FloatArray, deviate: FloatArray) -> FloatArray:
    start, end = ends
    square = deviate**2
    first = start**2 - square * covariance[0, 0]
    second = start * end - square * covariance[0, 1]
    third = end**2 - square * covariance[1, 1]
    with np.errstate(all="ignore"):
        reach = np.sqrt(second**2 - first * third)
        limits = np.stack((second - reach, second + reach)) / first
    return np.where(first > 0, limits, np.nan)


@lru_cache(maxsize=8)
def _standard_normals(quantiles: int, seed: int) -> FloatArray:
    # Here, as most who import this module simulate nothing: loading it takes most of a second.
    from scipy.stats import qmc  # noqa: PLC0415

    draws = qmc.Sobol(quantiles, rng=seed).random_base2(SIMULATIONS_LOG2)
    normals = np.asarray(special.ndtri(draws), dtype=np.float64)
    # A draw of exactly 0 would be minus infinity.
    bound = float(special.ndtri(0.5 / SIMULATIONS))
    return np.clip(normals, bound, -bound)
