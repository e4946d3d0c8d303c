"""Goals: whether a value reaches what was aimed for.

Source: target comparers of fingertips-open (2020): single value, single value with intervals,
range, last year's England and percentile range.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import BoolArray, as_floats
from cdof_core.statistics.judgement import NOT_COMPARED, PositionArray
from cdof_core.statistics.quantiles import interpolated_percentile

NOT_MET: Final = -1
PARTLY_MET: Final = 0
MET: Final = 1


def single_value_goal(
    value: npt.ArrayLike, goal: npt.ArrayLike, *, high_is_good: bool
) -> PositionArray:
    """Compare values with a goal; a value equal to it meets it.

    Args:
        value: Values, any shape; missing is NaN or ``None``.
        goal: Goals, of a shape that broadcasts.
        high_is_good: Whether the goal is to be reached from below.

    Returns:
        int8 array: ``MET``, ``NOT_MET`` or ``NOT_COMPARED`` where an input is missing.

    Raises:
        StatisticsInputError: If an input is not numeric.
    """
    given, aim = np.broadcast_arrays(as_floats(value), as_floats(goal))
    met = given >= aim if high_is_good else given <= aim
    return _codes(met, ~met, np.isnan(given) | np.isnan(aim))


def interval_goal(
    lower: npt.ArrayLike, upper: npt.ArrayLike, goal: npt.ArrayLike, *, high_is_good: bool
) -> PositionArray:
    """Compare intervals with a goal.

    An interval that starts at the goal lies above it, so that for "low is good" it is not met.

    Args:
        lower: Lower limits, any shape; missing is NaN or ``None``.
        upper: Upper limits, of a shape that broadcasts.
        goal: Goals, of a shape that broadcasts.
        high_is_good: Whether the goal is to be reached from below.

    Returns:
        int8 array: ``MET``, ``PARTLY_MET`` where the interval holds the goal, ``NOT_MET``, or
        ``NOT_COMPARED`` where an input is missing.

    Raises:
        StatisticsInputError: If an input is not numeric.
    """
    low, high, aim = np.broadcast_arrays(as_floats(lower), as_floats(upper), as_floats(goal))
    above, below = low >= aim, high < aim
    missing = np.isnan(low) | np.isnan(high) | np.isnan(aim)
    return _codes(above, below, missing) if high_is_good else _codes(below, above, missing)


def range_goal(
    value: npt.ArrayLike,
    *,
    goal_lower: npt.ArrayLike,
    goal_upper: npt.ArrayLike,
    high_is_good: bool,
) -> PositionArray:
    """Compare values with a range: below it, from its upper end on, or between.

    Args:
        value: Values, any shape; missing is NaN or ``None``.
        goal_lower: Lower end of the range.
        goal_upper: Upper end of the range.
        high_is_good: Whether the range is to be passed upwards.

    Returns:
        int8 array: ``MET``, ``PARTLY_MET`` inside the range, ``NOT_MET``, or ``NOT_COMPARED``
        where an input is missing.

    Raises:
        StatisticsInputError: For a range whose ends are the wrong way round.
    """
    given, low, high = np.broadcast_arrays(
        as_floats(value), as_floats(goal_lower), as_floats(goal_upper)
    )
    if (low > high).any():
        raise StatisticsInputError(
            parameter="goal_lower", value=low.tolist(), rule="must not be above goal_upper"
        )
    above, below = given >= high, given < low
    missing = np.isnan(given) | np.isnan(low) | np.isnan(high)
    return _codes(above, below, missing) if high_is_good else _codes(below, above, missing)


def last_year_goal(value: npt.ArrayLike, england_last_year: npt.ArrayLike) -> PositionArray:
    """Compare values with England's value of the year before, the same for every polarity.

    Args:
        value: Values, any shape; missing is NaN or ``None``.
        england_last_year: England's value of the previous year.

    Returns:
        int8 array: ``NOT_MET`` below it, else ``MET``; ``NOT_COMPARED`` where an input is missing.

    Raises:
        StatisticsInputError: If an input is not numeric.
    """
    return single_value_goal(value, england_last_year, high_is_good=True)


def percentile_goal(
    value: npt.ArrayLike,
    all_values: npt.ArrayLike,
    *,
    lower_percentile: float,
    upper_percentile: float,
    high_is_good: bool,
) -> PositionArray:
    """Compare values with a range between two percentiles of all areas.

    Args:
        value: Values, any shape; missing is NaN or ``None``.
        all_values: Values of all areas, shape (areas,); fewer than four are not compared with.
        lower_percentile: Lower end, 0 to 100.
        upper_percentile: Upper end, 0 to 100.
        high_is_good: Whether the range is to be passed upwards.

    Returns:
        int8 array as for :func:`range_goal`.

    Raises:
        StatisticsInputError: For percentiles outside 0 to 100 or the wrong way round.
    """
    ends = interpolated_percentile(all_values, [lower_percentile / 100, upper_percentile / 100])
    return range_goal(value, goal_lower=ends[0], goal_upper=ends[1], high_is_good=high_is_good)


def _codes(met: BoolArray, not_met: BoolArray, missing: BoolArray) -> PositionArray:
    codes = np.asarray(np.subtract(met, not_met, dtype=np.int8))
    codes[missing] = NOT_COMPARED
    return codes
