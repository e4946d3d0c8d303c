"""Means with limits from Student's t distribution.

Source: Student. The probable error of a mean. Biometrika 1908; 6:1-25; as in PHEindicatormethods
``phe_mean``.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from cdof_core.statistics.confidence import Confidence, is_pair, tail, two_sided_levels
from cdof_core.statistics.inputs import (
    FloatArray,
    Limits,
    as_floats,
    limits_result,
    operands,
    require_counts,
)


@dataclass(frozen=True, slots=True)
class GroupMeans:
    """Means of groups, one element per group.

    Attributes:
        group: Distinct groups, ascending.
        total: Sum of the values.
        size: Number of values.
        deviation: Sample standard deviation (n - 1); NaN for one value.
        mean: Mean; NaN where a value is missing.
        lower: Lower limits; with the pair of levels, a leading axis of two; NaN for one value.
        upper: Upper limits, shaped like ``lower``.
    """

    group: npt.NDArray[Any]
    total: FloatArray
    size: npt.NDArray[np.intp]
    deviation: FloatArray
    mean: FloatArray
    lower: FloatArray
    upper: FloatArray


def mean_limits(
    mean: npt.ArrayLike,
    deviation: npt.ArrayLike,
    size: npt.ArrayLike,
    *,
    confidence: Confidence = 0.95,
) -> Limits:
    """Limits of means by Student's t on n - 1 degrees of freedom.

    Args:
        mean: Means, any shape; missing is NaN or ``None``.
        deviation: Sample standard deviations (n - 1), in the unit of the mean.
        size: Numbers of values.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.

    Returns:
        Lower and upper limits of the broadcast shape (floats for scalars), in the unit of the
        mean; with the pair, a leading axis of two. NaN for fewer than two values.

    Raises:
        StatisticsInputError: For a negative deviation or size.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    levels = two_sided_levels(confidence)
    given = operands(mean, deviation, size)
    centre, spread, number = given.arrays
    require_counts(spread, parameter="deviation")
    require_counts(number, parameter="size")
    lower = np.empty((levels.size, given.size))
    upper = np.empty_like(lower)
    with np.errstate(all="ignore"):
        error = spread / np.sqrt(number)
        for row, level in enumerate(levels.tolist()):
            freedom = np.where(number > 1, number - 1, np.nan)
            reach = -special.stdtrit(freedom, tail(level)) * error
            lower[row], upper[row] = centre - reach, centre + reach
    return limits_result(lower, upper, given.shape, pair=is_pair(confidence))


def group_means(
    group: npt.ArrayLike, value: npt.ArrayLike, *, confidence: Confidence = 0.95
) -> GroupMeans:
    """Means of groups of values in long form, with limits.

    Args:
        group: Group of each value, shape (rows,).
        value: Values, shape (rows,); a missing value makes its group's mean missing.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.

    Returns:
        One mean per group, in ascending order of the groups.

    Raises:
        StatisticsInputError: If an input is not numeric.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    distinct, number = np.unique(np.asarray(group), return_inverse=True)
    values = as_floats(value)
    size = np.bincount(number, minlength=distinct.size)
    total = np.asarray(
        np.bincount(number, weights=values, minlength=distinct.size), dtype=np.float64
    )
    mean = total / size
    # Two passes: the difference of sums of squares would lose the small deviations.
    squares = np.bincount(number, weights=(values - mean[number]) ** 2, minlength=distinct.size)
    with np.errstate(all="ignore"):
        deviation = np.where(size > 1, np.sqrt(squares / (size - 1)), np.nan)
    lower, upper = mean_limits(mean, deviation, size, confidence=confidence)
    return GroupMeans(distinct, total, size, deviation, mean, np.asarray(lower), np.asarray(upper))
