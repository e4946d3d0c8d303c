"""Control limits around a benchmark, for comparisons by statistical process control.

Source: Fingertips comparers for proportions and for directly standardised rates (comparator
methods 5 and 6 of fingertips-open, 2020).
"""

import numpy as np
import numpy.typing as npt
from scipy import special

from cdof_core.statistics.inputs import (
    FloatArray,
    Limits,
    as_result,
    operands,
    require,
    require_counts,
    require_positive,
)

SPC_DEVIATE_95 = 1.96
SPC_DEVIATE_99_8 = 3.0902
SPC_TAIL_95 = 0.025
SPC_TAIL_99_8 = 0.001


def proportion_spc_limits(
    benchmark: npt.ArrayLike,
    denominator: npt.ArrayLike,
    *,
    unit: float = 100.0,
    deviate: float = SPC_DEVIATE_95,
) -> Limits:
    """Limits within which an area's proportion is like the benchmark.

    Args:
        benchmark: Benchmark proportion per ``unit``, any shape; missing is NaN or ``None``.
        denominator: Denominator of each area.
        unit: Scale of the proportions: 100 for per cent.
        deviate: Normal deviate, 1.96 or 3.0902 in Fingertips.

    Returns:
        Lower and upper limits per ``unit``, of the broadcast shape (floats for scalars).

    Raises:
        StatisticsInputError: For a benchmark outside 0 to ``unit`` or a denominator not above
            zero.
    """
    given = operands(benchmark, denominator)
    mark, base = given.arrays
    require_counts(mark, parameter="benchmark")
    require(mark <= unit, mark, parameter="benchmark", rule=f"must not be above {unit}")
    require_positive(base, parameter="denominator")
    expected = base * mark / unit
    square = deviate**2
    spread = deviate * np.sqrt(square + 4 * expected * (1 - expected / base))
    width = 2 * (base + square)
    return _limits(
        (2 * expected + square - spread) / width * unit,
        (2 * expected + square + spread) / width * unit,
        given.shape,
    )


def standardised_rate_spc_limits(
    benchmark: npt.ArrayLike,
    denominator: npt.ArrayLike,
    *,
    unit: float = 100_000.0,
    tail: float = SPC_TAIL_95,
) -> Limits:
    """Limits within which an area's directly standardised rate is like the benchmark.

    Args:
        benchmark: Benchmark rate per ``unit``, any shape; missing is NaN or ``None``.
        denominator: Effective denominator of each area's rate (Fingertips' denominator 2).
        unit: Scale of the rates.
        tail: Probability in each tail, 0.025 or 0.001 in Fingertips.

    Returns:
        Exact Poisson limits of the expected events, as rates per ``unit``, of the broadcast
        shape (floats for scalars).

    Raises:
        StatisticsInputError: For a negative benchmark or a denominator not above zero.
    """
    given = operands(benchmark, denominator)
    mark, base = given.arrays
    require_counts(mark, parameter="benchmark")
    require_positive(base, parameter="denominator")
    expected = mark * base / unit
    with np.errstate(all="ignore"):
        lower = np.where(expected == 0, 0.0, special.gammaincinv(expected, tail))
        upper = special.gammainccinv(expected + 1, tail)
    return _limits(lower / base * unit, upper / base * unit, given.shape)


def _limits(lower: FloatArray, upper: FloatArray, shape: tuple[int, ...]) -> Limits:
    return Limits(as_result(lower, shape), as_result(upper, shape))
