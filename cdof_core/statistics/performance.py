"""Performance against a target: difference, per cent of target, and whether it is met.

Source: quarterly performance tables of drug and alcohol action teams; no significance is tested,
because a target is a number agreed, not an estimate.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.inputs import BoolArray, FloatArray, as_floats, require_positive

PER_CENT = 100.0


@dataclass(frozen=True, slots=True)
class Performance:
    """Performance against targets, arrays of one shape (0-dimensional for scalars).

    Attributes:
        difference: Performance less target, in its own unit.
        percent_of_target: Performance as a percentage of the target.
        met: True where the target is reached; False also where a value is missing.
        compared: True where both values are there.
    """

    difference: FloatArray
    percent_of_target: FloatArray
    met: BoolArray
    compared: BoolArray


def performance_against_target(
    performance: npt.ArrayLike, target: npt.ArrayLike, *, high_is_good: bool = True
) -> Performance:
    """Compare performance with targets.

    Args:
        performance: Values, any shape; missing is NaN or ``None``.
        target: Targets, above zero, of a shape that broadcasts.
        high_is_good: Whether the target is to be reached from below.

    Returns:
        Difference, percentage of target and whether it is met; a value equal to its target
        meets it.

    Raises:
        StatisticsInputError: For a target not above zero.
    """
    value, aim = np.broadcast_arrays(as_floats(performance), as_floats(target))
    require_positive(aim, parameter="target")
    met = value >= aim if high_is_good else value <= aim
    compared = ~(np.isnan(value) | np.isnan(aim))
    return Performance(
        np.asarray(value - aim),
        np.asarray(value / aim * PER_CENT),
        np.asarray(met),
        np.asarray(compared),
    )
