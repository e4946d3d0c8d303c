"""Where the control limits of a funnel plot are drawn.

Source: the axis of PHEindicatormethods ``calculate_funnel_limits``, kept to the last point so
that charts made here and there can be laid over one another.
"""

import math

import numpy as np

from cdof_core.statistics.inputs import FloatArray

PLOTTING_POINTS = 100
ROOM_BELOW = 0.95
ROOM_ABOVE = 1.05


def plotting_points(
    denominators: FloatArray,
    *,
    years: float = 1.0,
    events_per_unit: float | None = None,
    late_start: bool = False,
) -> FloatArray:
    """A hundred whole points, closer together where the funnel is wide.

    Args:
        denominators: Denominators of the areas, none missing, shape (areas,).
        years: Years of data in the denominators; the axis is rounded per year.
        events_per_unit: Average rate, to turn denominators into events; None to keep them.
        late_start: Spread the points over one step more, as the package does for ratios.

    Returns:
        Ascending whole numbers from 1 or more, shape (100,).
    """
    smallest, largest = float(denominators.min()), float(denominators.max())
    low = 0.0 if largest > 2 * smallest else _round_down(smallest / years) * years
    high = _round_up(largest / years) * years
    if events_per_unit is not None:
        low, high = math.floor(low * events_per_unit), math.ceil(high * events_per_unit)
    points = [max(1.0, low)]
    for step in range(2, PLOTTING_POINTS + 1):
        left = PLOTTING_POINTS + 1 - (step - 1 if late_start else step)
        last = points[-1]
        points.append(max(round((high / last) ** (1 / left) * last), last + 1))
    return np.array(points, dtype=np.float64)


def _round_down(value: float) -> float:
    if value == 0:
        return 0.0
    room = value * ROOM_BELOW
    places = _printed_width(math.floor(room)) - 1
    return math.floor(room / 10**places) * 10**places


def _round_up(value: float) -> float:
    if value == 0:
        return 0.0
    room = value * ROOM_ABOVE
    places = _printed_width(math.ceil(room)) - 2
    scale = 10.0**places
    return math.ceil(room / scale) * scale


def _printed_width(whole: int) -> int:
    """Characters R prints a whole number in: the package counts them to find its size.

    R prints 300000 as ``3e+05``, five characters instead of six.
    """
    plain = str(whole)
    digits = plain.rstrip("0") or "0"
    mantissa = len(digits) + (1 if len(digits) > 1 else 0)
    return min(len(plain), mantissa + len("e+05"))
