"""How two measures of the same areas go together: correlation, straight line, residuals.

Source: interval of the correlation by Fisher's transformation: Fisher RA. On the "probable error"
of a coefficient of correlation deduced from a small sample. Metron 1921; 1:3-32. Line by ordinary
least squares; residuals over their own standard errors (internally studentised): Cook RD,
Weisberg S. Residuals and Influence in Regression. Chapman and Hall 1982, section 2.2.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.confidence import Confidence, normal_deviates, two_sided_levels
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import FloatArray, as_floats

LINE_SHOWN_ABOVE_R_SQUARED = 0.15
"""At or below it no line is drawn (Fingertips 2020, compare indicators)."""

FEWEST_FOR_INTERVAL = 4
"""Fisher's standard error, 1 / sqrt(n - 3), needs one more than three pairs."""

FEWEST_FOR_LINE = 3


@dataclass(frozen=True, slots=True)
class Correlation:
    """Pearson's correlation of pairs.

    Attributes:
        value: The coefficient, -1 to 1; NaN where one measure does not vary.
        lower: Lower limit; NaN with fewer than four pairs.
        upper: Upper limit.
        pairs: Pairs with both values.
    """

    value: float
    lower: float
    upper: float
    pairs: int


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Ordinary least squares of y on x.

    Attributes:
        slope: Change of y for one unit of x.
        intercept: Fitted y where x is 0.
        r_squared: Share of the variance of y that the line explains, 0 to 1; NaN where y does
            not vary.
        standardised_residuals: Residuals over their own standard errors, in the order given; NaN
            where a value is missing or the line passes through all points.
    """

    slope: float
    intercept: float
    r_squared: float
    standardised_residuals: FloatArray

    @property
    def is_worth_drawing(self) -> bool:
        """Whether the line explains enough to be drawn."""
        return self.r_squared > LINE_SHOWN_ABOVE_R_SQUARED


def pearson_correlation(
    x: npt.ArrayLike, y: npt.ArrayLike, *, confidence: Confidence = 0.95
) -> Correlation:
    """Correlation of two measures with limits by Fisher's transformation.

    Args:
        x: One measure, shape (areas,); missing is NaN or ``None``.
        y: The other, of the same areas; pairs with a missing value are left out.
        confidence: One level, 0.9 to 1 or 90 to 100.

    Returns:
        The correlation; limits of a perfect one are itself.

    Raises:
        StatisticsInputError: For shapes that differ.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    first, second, _ = _pairs(x, y)
    size = first.size
    if size == 0:
        return Correlation(float("nan"), float("nan"), float("nan"), 0)
    away_x, away_y = first - first.mean(), second - second.mean()
    with np.errstate(all="ignore"):
        spread = np.sqrt((away_x @ away_x) * (away_y @ away_y))
        value = float(np.clip(away_x @ away_y / spread, -1, 1)) if spread > 0 else float("nan")
        if size < FEWEST_FOR_INTERVAL:
            return Correlation(value, float("nan"), float("nan"), size)
        deviate = float(normal_deviates(two_sided_levels(confidence))[0])
        reach = deviate / np.sqrt(size - 3)
        lower, upper = np.tanh(np.arctanh(value) - reach), np.tanh(np.arctanh(value) + reach)
    return Correlation(value, float(lower), float(upper), size)


def straight_line(x: npt.ArrayLike, y: npt.ArrayLike) -> StraightLine | None:
    """Fit a straight line by ordinary least squares.

    Args:
        x: Explaining measure, shape (areas,); missing is NaN or ``None``.
        y: Explained measure, of the same areas; pairs with a missing value are left out.

    Returns:
        The line; None with fewer than three pairs or where x does not vary.

    Raises:
        StatisticsInputError: For shapes that differ.
    """
    first, second, known = _pairs(x, y)
    if first.size < FEWEST_FOR_LINE or np.ptp(first) == 0:
        return None
    away = first - first.mean()
    square = float(away @ away)
    slope = float(away @ second / square)
    intercept = float(second.mean() - slope * first.mean())
    residual = second - intercept - slope * first
    total = float(((second - second.mean()) ** 2).sum())
    # The share of the mean, and of the distance from it, that each point has in its own fit.
    leverage = 1 / first.size + away**2 / square
    with np.errstate(all="ignore"):
        error = np.sqrt(residual @ residual / (first.size - 2) * (1 - leverage))
        own = np.where(error > 0, residual / error, np.nan)
    standardised = np.full(known.shape, np.nan)
    standardised[known] = own
    explained = 1 - float(residual @ residual) / total if total > 0 else float("nan")
    return StraightLine(slope, intercept, explained, standardised)


def _pairs(
    x: npt.ArrayLike, y: npt.ArrayLike
) -> tuple[FloatArray, FloatArray, npt.NDArray[np.bool_]]:
    first, second = as_floats(x), as_floats(y)
    if first.ndim != 1 or first.shape != second.shape:
        raise StatisticsInputError(
            parameter="x and y",
            value=(first.shape, second.shape),
            rule="must be two lists of the same length",
        )
    known = np.isfinite(first) & np.isfinite(second)
    return first[known], second[known], known
