"""Slope and relative index of inequality across quantiles of deprivation.

Each quantile stands at the middle of its share of the population ranked from most to least
deprived; values are regressed on that position, weighted by population. The slope index is the
fitted difference between the two ends, the relative index their ratio.

Source: Low A, Low A. Measuring the gap: quantifying and comparing local health inequalities.
J Public Health 2004; 26:388-95, as in PHEindicatormethods ``phe_sii``.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import special

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import FloatArray, as_floats, require, require_positive

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
            zero, proportions not between 0 and 1, neither limits nor standard errors, limits
            reversed or not one per quantile, standard errors below zero, a multiplier of zero
            or not finite, or fewer than three quantiles.
    """
    values, people = as_floats(value), as_floats(population)
    _require_complete(values, parameter="value")
    _require_complete(people, parameter="population")
    require_positive(people, parameter="population")
    _require_on_scale(values, scale, parameter="value")
    if values.size < MINIMUM_QUANTILES or people.shape != values.shape:
        raise StatisticsInputError(
            parameter="quantiles",
            value=(values.size, people.size),
            rule="must be three or more with a population each",
        )
    if multiplier == 0 or not np.isfinite(multiplier):
        raise StatisticsInputError(
            parameter="multiplier", value=multiplier, rule="must be finite and not zero"
        )
    error = _standard_error(scale, lower, upper, standard_error)
    if error.shape != values.shape:
        raise StatisticsInputError(
            parameter="limits or standard errors",
            value=error.shape,
            rule=f"must have one value per quantile {values.shape}",
        )
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
    fitted = to_error_scale(given.value, given.scale) if given.fit_transformed else given.value
    slope, relative, start = line_indices(given, fitted[np.newaxis])
    return InequalityIndices(float(slope[0]), float(relative[0]), float(start[0]))


def line_indices(
    given: QuantileValues, fitted: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Indices of lines fitted on many sets of values of the same quantiles.

    Args:
        given: The quantiles, for their populations, scale and multiplier.
        fitted: Values on the scale of the fit, shape (sets, quantiles).

    Returns:
        Slope index, relative index and intercept, each of shape (sets,).
    """
    weights = line_weights(given.population)
    start, slope = fitted @ weights[0], fitted @ weights[1]
    scale = 1.0
    if given.fit_transformed:
        end = from_error_scale(start + slope, given.scale)
        start = from_error_scale(start, given.scale)
        slope, scale = end - start, abs(given.multiplier)
    relative = (start + slope) / start
    relative = 1 / relative if given.multiplier < 0 else relative
    return slope * given.multiplier, relative, start * scale


def line_weights(population: FloatArray) -> FloatArray:
    """Weights of the values in the intercept and slope of the weighted line, shape (2, n)."""
    share = population / population.sum()
    position = np.cumsum(share) - share / 2
    away = position - share @ position
    slope = share * away / (share @ away**2)
    return np.stack((share - (share @ position) * slope, slope))


def to_error_scale(value: FloatArray, scale: ValueScale) -> FloatArray:
    """Carry values to the scale on which their sampling error is normal."""
    if scale is ValueScale.RATE:
        return np.log(value)
    return np.asarray(special.logit(value)) if scale is ValueScale.PROPORTION else value


def from_error_scale(value: FloatArray, scale: ValueScale) -> FloatArray:
    """Carry values back from the scale on which their sampling error is normal."""
    if scale is ValueScale.RATE:
        return np.exp(value)
    return np.asarray(special.expit(value)) if scale is ValueScale.PROPORTION else value


def error_scale_gradient(value: FloatArray, scale: ValueScale) -> FloatArray:
    """How fast a value moves with its counterpart on the scale of its sampling error."""
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
    if low.shape != high.shape:
        raise StatisticsInputError(
            parameter="upper", value=high.shape, rule=f"must match the lower limits {low.shape}"
        )
    require(high >= low, high, parameter="upper", rule="must not be below its lower limit")
    return (to_error_scale(high, scale) - to_error_scale(low, scale)) / (2 * INTERVAL_DEVIATE)


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
