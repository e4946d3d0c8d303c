"""Crude rates with exact Poisson limits below ten events and Byar's limits from ten.

Source: Breslow NE, Day NE. Statistical methods in cancer research, volume II. IARC 1987,
page 69 (Byar's approximation); exact limits through the chi-squared distribution; the change
at ten events is that of PHEindicatormethods ``phe_rate`` and of Fingertips.
"""

import numpy as np
import numpy.typing as npt
from scipy import special

from cdof_core.statistics.confidence import (
    Confidence,
    is_pair,
    normal_deviates,
    tail,
    two_sided_levels,
)
from cdof_core.statistics.inputs import (
    FloatArray,
    FloatResult,
    Limits,
    elementwise,
    limits_result,
    operands,
    require_counts,
    require_positive,
)

EXACT_POISSON_BELOW = 10


def crude_rate(
    count: npt.ArrayLike, denominator: npt.ArrayLike, *, multiplier: npt.ArrayLike = 1.0
) -> FloatResult:
    """Divide counts by denominators.

    Args:
        count: Events, any shape; missing is NaN or ``None``; fractions are allowed.
        denominator: Population or person-years, of a shape that broadcasts with ``count``.
        multiplier: Scale of the rate: 1000 for per 1,000, 100000 for per 100,000.

    Returns:
        ``count / denominator * multiplier``; float for scalars, NaN where an input is missing.

    Raises:
        StatisticsInputError: For a negative count or a denominator not above zero.
    """

    def divide(events: FloatArray, base: FloatArray, scale: FloatArray) -> FloatArray:
        _check(events, base, scale)
        return events / base * scale

    return elementwise(divide, count, denominator, multiplier)


def rate_limits(
    count: npt.ArrayLike,
    denominator: npt.ArrayLike,
    *,
    confidence: Confidence = 0.95,
    multiplier: npt.ArrayLike = 1.0,
) -> Limits:
    """Limits of crude rates: exact Poisson below ten events, Byar's from ten.

    Args:
        count: Events, any shape; missing is NaN or ``None``; fractions are allowed.
        denominator: Population or person-years, of a shape that broadcasts with ``count``.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.
        multiplier: Scale of the limits: 1000 for per 1,000, 100000 for per 100,000.

    Returns:
        Lower and upper limits of the broadcast shape (floats for scalars). For the pair, arrays
        with a leading axis of two: 95% first. NaN where an input is missing. A count of 0 has a
        lower limit of 0.

    Raises:
        StatisticsInputError: For a negative count or a denominator not above zero.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    levels = two_sided_levels(confidence)
    given = operands(count, denominator, multiplier)
    lower = np.empty((levels.size, given.size))
    upper = np.empty_like(lower)
    with np.errstate(all="ignore"):
        for rows, (events, base, scale) in given.blocks():
            _check(events, base, scale)
            per_event = scale / base
            for level, share in enumerate(levels.tolist()):
                low, high = event_limits(events, level=share)
                np.multiply(low, per_event, out=lower[level, rows])
                np.multiply(high, per_event, out=upper[level, rows])
    return limits_result(lower, upper, given.shape, pair=is_pair(confidence))


def count_limits(count: npt.ArrayLike, *, confidence: Confidence = 0.95) -> Limits:
    """Limits of the expected number behind Poisson counts, by the same rule as for rates.

    Args:
        count: Events, any shape; missing is NaN or ``None``.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.

    Returns:
        Lower and upper limits in events, shaped as in :func:`rate_limits`.

    Raises:
        StatisticsInputError: For a negative count.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    return rate_limits(count, 1.0, confidence=confidence)


def exact_poisson_limits(count: FloatArray, *, level: float) -> tuple[FloatArray, FloatArray]:
    """Exact Poisson limits of counts of any size, by the chi-squared distribution.

    Args:
        count: Events, a flat array; missing is NaN.
        level: Confidence as a share of 1.

    Returns:
        Lower limit (0 at a count of 0) and upper limit, in events.
    """
    with np.errstate(all="ignore"):
        lower = np.where(count == 0, 0.0, special.gammaincinv(count, tail(level)))
        upper = special.gammainccinv(count + 1, tail(level))
    return np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)


def byar_limits(count: FloatArray, *, z: float) -> tuple[FloatArray, FloatArray]:
    """Byar's approximate Poisson limits of counts above zero, whatever their size.

    Args:
        count: Events, a flat array; missing is NaN.
        z: Standard normal deviate of the two-sided level.

    Returns:
        Lower and upper limit, in events.
    """
    return _byar(count, -z), _byar(count + 1, z)


def event_limits(events: FloatArray, *, level: float) -> tuple[FloatArray, FloatArray]:
    """Limits of counts: exact Poisson below ten events, Byar's from ten.

    Args:
        events: Events, a flat array; missing is NaN.
        level: Confidence as a share of 1.

    Returns:
        Lower and upper limit, in events.
    """
    if level == 1:  # certainty excludes nothing
        nothing = events * 0
        return nothing, nothing + np.inf
    lower, upper = byar_limits(events, z=float(normal_deviates(np.array(level))))
    few = np.flatnonzero(events < EXACT_POISSON_BELOW)
    if few.size:
        # Small counts repeat: each distinct one is worked out once.
        distinct, position = np.unique(events[few], return_inverse=True)
        exact_lower, exact_upper = exact_poisson_limits(distinct, level=level)
        lower[few] = exact_lower[position]
        upper[few] = exact_upper[position]
    return lower, upper


def _byar(events: FloatArray, z: float) -> FloatArray:
    root = np.sqrt(events)
    np.divide(z / 3, root, out=root)
    factor = np.divide(-1 / 9, events)
    factor += 1
    factor += root
    np.multiply(factor, factor, out=root)
    factor *= root
    factor *= events
    return factor


def _check(events: FloatArray, base: FloatArray, scale: FloatArray) -> None:
    require_counts(events, parameter="count")
    require_positive(base, parameter="denominator")
    require_positive(scale, parameter="multiplier")
