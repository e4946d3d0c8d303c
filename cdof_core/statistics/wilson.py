"""Proportions and their Wilson score limits.

Source: Wilson EB. Probable inference, the law of succession, and statistical inference.
J Am Stat Assoc 1927; 22:209-12; as in PHEindicatormethods ``phe_proportion``.
"""

import math

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.confidence import (
    Confidence,
    is_pair,
    normal_deviates,
    two_sided_levels,
)
from cdof_core.statistics.inputs import (
    FloatArray,
    FloatResult,
    Limits,
    elementwise,
    limits_result,
    operands,
    require,
    require_counts,
    require_positive,
)


def proportion(
    numerator: npt.ArrayLike, denominator: npt.ArrayLike, *, multiplier: npt.ArrayLike = 1.0
) -> FloatResult:
    """Divide numerators by denominators.

    Args:
        numerator: People or events with the attribute, any shape; missing is NaN or ``None``.
        denominator: All people or events, of a shape that broadcasts with ``numerator``.
        multiplier: Scale of the result: 1 for a share, 100 for per cent.

    Returns:
        ``numerator / denominator * multiplier``; float for scalars, NaN where an input is missing.

    Raises:
        StatisticsInputError: For a negative numerator, a denominator not above zero, or a
            numerator above its denominator.
    """

    def divide(count: FloatArray, base: FloatArray, scale: FloatArray) -> FloatArray:
        _check(count, base, scale)
        return count / base * scale

    return elementwise(divide, numerator, denominator, multiplier)


def proportion_limits(
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    *,
    confidence: Confidence = 0.95,
    multiplier: npt.ArrayLike = 1.0,
) -> Limits:
    """Wilson score limits of proportions, without continuity correction.

    Args:
        numerator: People or events with the attribute, any shape; missing is NaN or ``None``.
        denominator: All people or events, of a shape that broadcasts with ``numerator``.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.
        multiplier: Scale of the limits: 1 for shares, 100 for per cent.

    Returns:
        Lower and upper limits of the broadcast shape (floats for scalars). For the pair, arrays
        with a leading axis of two: 95% first. NaN where an input is missing. Limits never leave
        0 to ``multiplier``.

    Raises:
        StatisticsInputError: For a negative numerator, a denominator not above zero, or a
            numerator above its denominator.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    deviates = normal_deviates(two_sided_levels(confidence)).tolist()
    given = operands(numerator, denominator, multiplier)
    lower = np.empty((len(deviates), given.size))
    upper = np.empty_like(lower)
    with np.errstate(all="ignore"):
        for rows, (count, base, scale) in given.blocks():
            _check(count, base, scale)
            for level, z in enumerate(deviates):
                lower[level, rows], upper[level, rows] = _limits(count, base, z)
                lower[level, rows] *= scale
                upper[level, rows] *= scale
    return limits_result(lower, upper, given.shape, pair=is_pair(confidence))


def _limits(count: FloatArray, base: FloatArray, z: float) -> tuple[FloatArray, FloatArray]:
    if math.isinf(z):  # certainty excludes nothing
        known = count * 0 + base * 0
        return known, known + 1
    spread = np.subtract(base, count)
    at_top = spread == 0
    spread *= count
    spread *= 4
    spread /= base
    spread += z * z
    np.sqrt(spread, out=spread)
    spread *= z
    centre = 2 * count
    centre += z * z
    width = base + z * z
    width *= 2
    upper = (centre + spread) / width
    centre -= spread
    centre /= width
    # The two ends are exact in the formula but not in floating point.
    centre[np.broadcast_to(count == 0, centre.shape)] = 0.0
    upper[at_top] = 1.0
    return centre, upper


def _check(count: FloatArray, base: FloatArray, scale: FloatArray) -> None:
    require_counts(count, parameter="numerator")
    require_positive(base, parameter="denominator")
    require_positive(scale, parameter="multiplier")
    require(~(count > base), count, parameter="numerator", rule="must not be above its denominator")
