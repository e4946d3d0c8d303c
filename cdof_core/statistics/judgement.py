"""Where intervals lie against a benchmark, as small whole numbers.

The codes say lower or higher only: what is better is for the indicator's polarity to decide,
and labels belong to the comparison floor.

Source: single overlapping interval, one and two levels, and double overlapping intervals, as
Fingertips judges (fingertips-open 2020, FingertipsNext 2025): a limit equal to the benchmark
still overlaps it.
"""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.inputs import as_floats

PositionArray: TypeAlias = npt.NDArray[np.int8]

BELOW: Final = -1
OVERLAPPING: Final = 0
ABOVE: Final = 1
FAR_BELOW: Final = -2
FAR_ABOVE: Final = 2
NOT_COMPARED: Final = -128


def interval_position(
    lower: npt.ArrayLike, upper: npt.ArrayLike, benchmark: npt.ArrayLike
) -> PositionArray:
    """Place intervals against benchmarks at one confidence level.

    Args:
        lower: Lower limits, any shape; missing is NaN or ``None``.
        upper: Upper limits, of a shape that broadcasts with ``lower``.
        benchmark: Benchmark values, of a shape that broadcasts with ``lower``.

    Returns:
        int8 array of the broadcast shape (0-dimensional for scalars): ``BELOW`` where the whole
        interval is below the benchmark, ``OVERLAPPING`` where it includes it (limits
        themselves count), ``ABOVE`` where it is above; ``NOT_COMPARED`` where a limit or the
        benchmark is missing.

    Raises:
        StatisticsInputError: If an input is not numeric.
    """
    mark = as_floats(benchmark)
    return interval_overlap(lower, upper, benchmark_lower=mark, benchmark_upper=mark)


def interval_overlap(
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    *,
    benchmark_lower: npt.ArrayLike,
    benchmark_upper: npt.ArrayLike,
) -> PositionArray:
    """Place intervals against the intervals of their benchmarks (double overlap).

    Args:
        lower: Lower limits, any shape; missing is NaN or ``None``.
        upper: Upper limits, of a shape that broadcasts with ``lower``.
        benchmark_lower: Lower limits of the benchmark.
        benchmark_upper: Upper limits of the benchmark.

    Returns:
        int8 array as in :func:`interval_position`: ``OVERLAPPING`` where the two share a point.

    Raises:
        StatisticsInputError: If an input is not numeric.
    """
    low, high = as_floats(lower), as_floats(upper)
    mark_low, mark_high = as_floats(benchmark_lower), as_floats(benchmark_upper)
    above = low > mark_high
    below = high < mark_low
    position = np.asarray(np.subtract(above, below, dtype=np.int8))
    missing = np.isnan(low) | np.isnan(high) | np.isnan(mark_low) | np.isnan(mark_high)
    position[missing] = NOT_COMPARED
    return position


def two_level_position(
    lower95: npt.ArrayLike,
    upper95: npt.ArrayLike,
    lower998: npt.ArrayLike,
    upper998: npt.ArrayLike,
    benchmark: npt.ArrayLike,
) -> PositionArray:
    """Place 95% and 99.8% intervals against benchmarks.

    Args:
        lower95: Lower 95% limits, any shape; missing is NaN or ``None``.
        upper95: Upper 95% limits.
        lower998: Lower 99.8% limits.
        upper998: Upper 99.8% limits.
        benchmark: Benchmark values.

    Returns:
        int8 array of the broadcast shape: ``BELOW`` or ``ABOVE`` where only the 95% interval
        excludes the benchmark, ``FAR_BELOW`` or ``FAR_ABOVE`` where the 99.8% interval does too,
        ``OVERLAPPING`` where the 95% interval includes it; ``NOT_COMPARED`` where any of the four
        limits or the benchmark is missing.

    Raises:
        StatisticsInputError: If an input is not numeric.
    """
    near = interval_position(lower95, upper95, benchmark)
    far = interval_position(lower998, upper998, benchmark)
    compared = (near != NOT_COMPARED) & (far != NOT_COMPARED)
    beyond = np.where((near == OVERLAPPING) | (near != far), near, near + far)
    return np.asarray(np.where(compared, beyond, NOT_COMPARED), dtype=np.int8)


def favourability(position: npt.ArrayLike, polarity_sign: npt.ArrayLike) -> PositionArray:
    """Turn lower and higher into worse and better.

    Args:
        position: Codes of this module.
        polarity_sign: 1 where high is good, -1 where low is good.

    Returns:
        int8 array: negative is worse, positive is better, 0 similar; ``NOT_COMPARED`` stays.
    """
    codes = np.asarray(position, dtype=np.int8)
    # -128 has no positive partner in eight bits, so it is carried round the multiplication.
    turned = codes * np.asarray(polarity_sign, dtype=np.int16)
    return np.asarray(np.where(codes == NOT_COMPARED, NOT_COMPARED, turned), dtype=np.int8)
