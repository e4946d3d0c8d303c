"""Slope and relative index of inequality across quantiles of deprivation.

Each quantile stands at the middle of its share of the population ranked from most to least
deprived; values are regressed on that position, weighted by population. The slope index is the
fitted difference between the two ends, the relative index their ratio.

Source: Low A, Low A. Measuring the gap: quantifying and comparing local health inequalities.
J Public Health 2004; 26:388-95; simulated limits as in PHEindicatormethods ``phe_sii``.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import special
from scipy.stats import qmc

from cdof_core.statistics.confidence import Confidence, normal_deviates, tail, two_sided_levels
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import FloatArray, as_floats, require, require_positive

SIMULATIONS_LOG2 = 17
SIMULATIONS = 2**SIMULATIONS_LOG2
SEED = 20041
INTERVAL_DEVIATE = float(special.ndtri(0.975))
MINIMUM_QUANTILES = 3


class ValueScale(StrEnum):
    """How the sampling error of a value behaves."""

    NORMAL = "normal"
    RATE = "rate"
    PROPORTION = "proportion"


@dataclass(frozen=True, slots=True)
class QuantileValues:
    """Values of quantiles, ordered from most to least deprived.

    Attributes:
        value: Value of each quantile, shape (quantiles,).
        population: Population of each quantile.
        error: Standard error of each value on the scale of its sampling error: the log for
            rates, the log odds for proportions.
        scale: That scale.
        fit_transformed: Fit the line on that scale, and turn the ends back.
        multiplier: Scale of the slope index; below zero turns its direction round, and the
            relative index with it.
    """

    value: FloatArray
    population: FloatArray
    error: FloatArray
    scale: ValueScale
    fit_transformed: bool = False
    multiplier: float = 1.0


@dataclass(frozen=True, slots=True)
class InequalityIndices:
    """Slope and relative index, or one limit of each.

    Attributes:
        slope_index: Fitted value of the least deprived end minus that of the most deprived.
        relative_index: Ratio of the two.
        intercept: Fitted value of the most deprived end.
    """

    slope_index: float
    relative_index: float
    intercept: float


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


def quantile_values(
    value: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    scale: ValueScale,
    lower: npt.ArrayLike | None = None,
    upper: npt.ArrayLike | None = None,
    standard_error: npt.ArrayLike | None = None,
    fit_transformed: bool = False,
    multiplier: float = 1.0,
) -> QuantileValues:
    """Check the values of quantiles and find their standard errors.

    Args:
        value: Values from most to least deprived, shape (quantiles,).
        population: Populations, shape (quantiles,).
        scale: How the sampling error behaves.
        lower: Lower 95% limits, unless standard errors are given.
        upper: Upper 95% limits, unless standard errors are given.
        standard_error: Standard errors on the scale of the sampling error.
        fit_transformed: Fit the line on the log or log odds.
        multiplier: Scale of the slope index, not zero.

    Returns:
        The values, ready for the indices.

    Raises:
        StatisticsInputError: For missing values, populations not above zero, rates not above
            zero, proportions not between 0 and 1, neither limits nor standard errors, a
            multiplier of zero, or fewer than three quantiles.
    """
    values, people = as_floats(value), as_floats(population)
    _require_complete(values, parameter="value")
    _require_complete(people, parameter="population")
    require_positive(people, parameter="population")
    _require_on_scale(values, scale, parameter="value")
    if values.size < MINIMUM_QUANTILES or multiplier == 0 or people.shape != values.shape:
        raise StatisticsInputError(
            parameter="quantiles",
            value=(values.size, people.size, multiplier),
            rule="must be three or more with a population each, and a multiplier not zero",
        )
    error = _standard_error(scale, lower, upper, standard_error)
    return QuantileValues(values, people, error, scale, fit_transformed, multiplier)


def inequality_indices(quantiles: QuantileValues) -> InequalityIndices:
    """Slope index and relative index of inequality.

    Args:
        quantiles: The values, from :func:`quantile_values`.

    Returns:
        Both indices and the fitted value at the most deprived end. The intercept of a line
        fitted on the values themselves keeps their scale, without the multiplier.
    """
    given = quantiles
    fitted = _forward(given.value, given.scale) if given.fit_transformed else given.value
    slope, relative, start = _indices(given, fitted[np.newaxis])
    return InequalityIndices(float(slope[0]), float(relative[0]), float(start[0]))


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
    drawn += _forward(given.value, given.scale)
    low = [max(round(SIMULATIONS * tail(level)), 1) - 1 for level in levels.tolist()]
    high = [round(SIMULATIONS * (1 - tail(level))) - 1 for level in levels.tolist()]
    ranks = sorted({*low, *high})
    if given.fit_transformed:
        gradient = np.partition(drawn @ _line_weights(given.population)[1], ranks)
        return _pivoted(given, gradient[low], gradient[high])
    slope, relative, _ = _indices(given, _backward(drawn, given.scale))
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
    weights = _line_weights(given.population)
    if given.fit_transformed:
        gradient = weights[1] @ _forward(given.value, given.scale)
        reach = deviate * np.sqrt(weights[1] ** 2 @ given.error**2)
        return _pivoted(given, gradient - reach, gradient + reach)
    to_ends = np.stack((weights[0], weights.sum(axis=0)))
    carry = to_ends * given.error * _gradient(given.value, given.scale)
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
    centre = given.population @ _forward(given.value, given.scale) / given.population.sum()
    gradient = np.stack((low, high))
    start = _backward(centre - gradient / 2, given.scale)
    end = _backward(centre + gradient / 2, given.scale)
    return _directed(given, end - start, end / start)


def _directed(given: QuantileValues, slope: FloatArray, relative: FloatArray) -> InequalityLimits:
    """Scale limits and put the lower first: a multiplier below zero turns them round."""
    slope = slope * given.multiplier
    relative = 1 / relative if given.multiplier < 0 else relative
    return InequalityLimits(
        slope.min(axis=0), slope.max(axis=0), relative.min(axis=0), relative.max(axis=0)
    )


def _indices(
    given: QuantileValues, fitted: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    weights = _line_weights(given.population)
    start, slope = fitted @ weights[0], fitted @ weights[1]
    scale = 1.0
    if given.fit_transformed:
        end = _backward(start + slope, given.scale)
        start = _backward(start, given.scale)
        slope, scale = end - start, abs(given.multiplier)
    relative = (start + slope) / start
    relative = 1 / relative if given.multiplier < 0 else relative
    return slope * given.multiplier, relative, start * scale


def _line_weights(population: FloatArray) -> FloatArray:
    """Weights of the values in the intercept and slope of the weighted line, shape (2, n)."""
    share = population / population.sum()
    position = np.cumsum(share) - share / 2
    away = position - share @ position
    slope = share * away / (share @ away**2)
    return np.stack((share - (share @ position) * slope, slope))


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


@lru_cache(maxsize=4)
def _standard_normals(quantiles: int, seed: int) -> FloatArray:
    draws = qmc.Sobol(quantiles, rng=seed).random_base2(SIMULATIONS_LOG2)
    normals = np.asarray(special.ndtri(draws), dtype=np.float64)
    # A draw of exactly 0 would be minus infinity.
    bound = float(special.ndtri(0.5 / SIMULATIONS))
    return np.clip(normals, bound, -bound)


def _forward(value: FloatArray, scale: ValueScale) -> FloatArray:
    if scale is ValueScale.RATE:
        return np.log(value)
    return np.asarray(special.logit(value)) if scale is ValueScale.PROPORTION else value


def _backward(value: FloatArray, scale: ValueScale) -> FloatArray:
    if scale is ValueScale.RATE:
        return np.exp(value)
    return np.asarray(special.expit(value)) if scale is ValueScale.PROPORTION else value


def _gradient(value: FloatArray, scale: ValueScale) -> FloatArray:
    if scale is ValueScale.RATE:
        return value
    return value * (1 - value) if scale is ValueScale.PROPORTION else np.ones_like(value)


def _standard_error(
    scale: ValueScale,
    lower: npt.ArrayLike | None,
    upper: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
) -> FloatArray:
    if standard_error is not None:
        error = as_floats(standard_error)
        _require_complete(error, parameter="standard_error")
        require(error >= 0, error, parameter="standard_error", rule="must be zero or more")
        return error
    low = as_floats(np.nan if lower is None else lower)
    high = as_floats(np.nan if upper is None else upper)
    _require_complete(low, parameter="lower")
    _require_complete(high, parameter="upper")
    _require_on_scale(low, scale, parameter="lower")
    _require_on_scale(high, scale, parameter="upper")
    return (_forward(high, scale) - _forward(low, scale)) / (2 * INTERVAL_DEVIATE)


def _require_complete(values: FloatArray, *, parameter: str) -> None:
    if not np.isfinite(values).all():
        raise StatisticsInputError(
            parameter=parameter, value=values.tolist(), rule="must be given for every quantile"
        )


def _require_on_scale(values: FloatArray, scale: ValueScale, *, parameter: str) -> None:
    if scale is ValueScale.RATE:
        require(values > 0, values, parameter=parameter, rule="must be above zero for a rate")
    if scale is ValueScale.PROPORTION:
        inside = (values > 0) & (values < 1)
        require(inside, values, parameter=parameter, rule="must lie between 0 and 1")
