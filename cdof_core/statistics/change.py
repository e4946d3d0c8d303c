"""Change between two periods: direction, difference and percentage change with limits.

Source: direction by overlap of intervals, as Fingertips' "change from previous period"; limits
of the difference and of the ratio recovered from the limits of the two values: Zou GY, Donner A.
Construction of confidence limits about effect measures. Stat Med 2008; 27:1693-702, and Donner
A, Zou GY. Closed-form confidence intervals for functions of the normal mean and standard
deviation. Stat Methods Med Res 2012; 21:347-59.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.inputs import (
    FloatArray,
    FloatResult,
    as_result,
    operands,
    require,
    require_counts,
)
from cdof_core.statistics.judgement import PositionArray, interval_overlap


@dataclass(frozen=True, slots=True)
class Change:
    """A change with its limits, floats for scalar inputs, otherwise arrays of one shape.

    Attributes:
        value: The change.
        lower: Lower limit at the level of the limits given.
        upper: Upper limit; infinite where the earlier value may be zero.
    """

    value: FloatResult
    lower: FloatResult
    upper: FloatResult


def change_from_previous(
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    *,
    previous_lower: npt.ArrayLike,
    previous_upper: npt.ArrayLike,
) -> PositionArray:
    """Direction of change between two independent values, by overlap of their intervals.

    Args:
        lower: Lower limits of the later values, any shape; missing is NaN or ``None``.
        upper: Upper limits of the later values.
        previous_lower: Lower limits of the earlier values.
        previous_upper: Upper limits of the earlier values.

    Returns:
        int8 codes of :mod:`cdof_core.statistics.judgement`: ``ABOVE`` for an increase, ``BELOW``
        for a decrease, ``OVERLAPPING``, or ``NOT_COMPARED`` where a limit is missing.

    Raises:
        StatisticsInputError: If an input is not numeric.
    """
    return interval_overlap(
        lower, upper, benchmark_lower=previous_lower, benchmark_upper=previous_upper
    )


def difference(
    value: npt.ArrayLike,
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    *,
    previous: npt.ArrayLike,
    previous_lower: npt.ArrayLike,
    previous_upper: npt.ArrayLike,
) -> Change:
    """Difference of two independent values with limits at the level of theirs.

    Args:
        value: Later values, any shape; missing is NaN or ``None``.
        lower: Their lower limits.
        upper: Their upper limits.
        previous: Earlier values.
        previous_lower: Their lower limits.
        previous_upper: Their upper limits.

    Returns:
        ``value - previous`` with limits, in the unit of the values; the gap between two areas is
        the same sum.

    Raises:
        StatisticsInputError: For limits that do not bracket their value.
    """
    given = operands(value, lower, upper, previous, previous_lower, previous_upper)
    late, late_low, late_high, early, early_low, early_high = given.arrays
    _require_bracket(late, late_low, late_high)
    _require_bracket(early, early_low, early_high)
    gap = late - early
    return Change(
        as_result(gap, given.shape),
        as_result(gap - np.hypot(late - late_low, early_high - early), given.shape),
        as_result(gap + np.hypot(late_high - late, early - early_low), given.shape),
    )


def percentage_change(
    value: npt.ArrayLike,
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    *,
    previous: npt.ArrayLike,
    previous_lower: npt.ArrayLike,
    previous_upper: npt.ArrayLike,
) -> Change:
    """Percentage change between two independent values with limits at the level of theirs.

    Args:
        value: Later values, zero or more, any shape; missing is NaN or ``None``.
        lower: Their lower limits.
        upper: Their upper limits.
        previous: Earlier values; the change from zero is NaN.
        previous_lower: Their lower limits.
        previous_upper: Their upper limits.

    Returns:
        ``100 * (value / previous - 1)`` with limits; the upper limit is infinite where the
        earlier lower limit is zero.

    Raises:
        StatisticsInputError: For negative values or limits that do not bracket their value.
    """
    given = operands(value, lower, upper, previous, previous_lower, previous_upper)
    late, late_low, late_high, early, early_low, early_high = given.arrays
    _require_bracket(late, late_low, late_high)
    _require_bracket(early, early_low, early_high)
    for values in (late, late_low, early, early_low):
        require_counts(values, parameter="value")
    with np.errstate(all="ignore"):
        product = late * early
        least = late_low * (2 * late - late_low)
        most = late_high * (2 * late - late_high)
        # Written without subtracting near-equal numbers.
        spread = np.maximum(product**2 - least * _room(early, early_high), 0)
        low = least / (product + np.sqrt(spread))
        reach = product + np.sqrt(np.maximum(product**2 - most * _room(early, early_low), 0))
        high = reach / _room(early, early_low)
        ratio = late / early
    unknown = (early == 0) | np.isnan(ratio)
    # The ends are exact where a limit is zero; the formulae divide zero by zero there.
    low = np.where((late_low == 0) & ~np.isnan(early_high), 0.0, low)
    high = np.where((early_low == 0) & ~np.isnan(late_high), np.inf, high)
    bounds = (np.where(unknown, np.nan, 100 * (part - 1)) for part in (ratio, low, high))
    return Change(*(as_result(np.asarray(bound), given.shape) for bound in bounds))


def _room(early: FloatArray, limit: FloatArray) -> FloatArray:
    return limit * (2 * early - limit)


def _require_bracket(value: FloatArray, lower: FloatArray, upper: FloatArray) -> None:
    # A missing limit is not a wrong one.
    low_fits = ~(lower > value)
    high_fits = ~(upper < value)
    require(low_fits, lower, parameter="lower", rule="must not be above its value")
    require(high_fits, upper, parameter="upper", rule="must not be below its value")
