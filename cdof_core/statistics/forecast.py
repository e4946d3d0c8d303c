"""A straight line through recent points, carried to the end of the year with its interval.

Source: Draper and Smith. Applied Regression Analysis, third edition, 1998, section 3.1: ordinary
least squares and the limits of a single new observation.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from cdof_core.statistics.confidence import tail, two_sided_levels
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import as_floats

FEWEST_POINTS = 6
"""Fewer points leave a line four degrees of freedom or fewer: their limits say nothing of use."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A value that a straight line foresees, in the unit of the points.

    Attributes:
        value: Foreseen value; NaN with fewer than six points.
        lower: Lower limit of a single new observation.
        upper: Upper limit.
        points: How many points the line rests on.
    """

    value: float
    lower: float
    upper: float
    points: int


def forecast_line(
    time: npt.ArrayLike, value: npt.ArrayLike, *, at: float, confidence: float = 0.95
) -> Forecast:
    """Foresee the value at a later time by a straight line through the points.

    Args:
        time: Times of the points, shape (n,), in any one unit; all different.
        value: Values, shape (n,); missing ones are left out.
        at: Time to foresee, after the last point.
        confidence: 0.9 to 1, or 90 to 100.

    Returns:
        The value with the limits of a single new observation; NaN with fewer than six points.

    Raises:
        StatisticsInputError: For two points of one time, or a time that is not after the last.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    when, seen = as_floats(time).ravel(), as_floats(value).ravel()
    is_there = ~np.isnan(seen)
    when, seen = when[is_there], seen[is_there]
    if np.unique(when).size != when.size:
        raise StatisticsInputError(
            parameter="time", value=when.tolist(), rule="must name each time once"
        )
    if when.size and at <= when.max():
        raise StatisticsInputError(parameter="at", value=at, rule="must be after the last point")
    level = float(two_sided_levels(confidence)[0])
    if when.size < FEWEST_POINTS:
        return Forecast(float("nan"), float("nan"), float("nan"), int(when.size))
    centre = when.mean()
    spread = ((when - centre) ** 2).sum()
    slope = ((when - centre) * (seen - seen.mean())).sum() / spread
    foreseen = seen.mean() + slope * (at - centre)
    residuals = seen - seen.mean() - slope * (when - centre)
    freedom = when.size - 2
    variance = (residuals**2).sum() / freedom
    error = np.sqrt(variance * (1 + 1 / when.size + (at - centre) ** 2 / spread))
    reach = -special.stdtrit(freedom, tail(level)) * error
    return Forecast(
        float(foreseen), float(foreseen - reach), float(foreseen + reach), int(when.size)
    )
