"""Control limits of funnel plots.

Source: Spiegelhalter DJ. Funnel plots for comparing institutional performance. Stat Med 2005;
24:1185-202, as in PHEindicatormethods ``calculate_funnel_limits``.
The limits of ratios and rates are exact chi-squared quantiles where the package bisects a sum of
Poisson terms: the same to its own precision, without slowing at large counts.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from cdof_core.statistics.inputs import FloatArray, as_floats, require_positive

TWO_SIGMA_DEVIATE = float(special.ndtri(0.975))
THREE_SIGMA_DEVIATE = float(special.ndtri(0.999))
TWO_SIGMA_TAIL = 0.025
THREE_SIGMA_TAIL = 0.001


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Control limits at chosen denominators or numbers of events.

    Attributes:
        at: Denominators (proportions) or events (ratios and rates).
        lower_2s: Lower limits at 2.5% in the tail.
        upper_2s: Upper limits at 2.5%.
        lower_3s: Lower limits at 0.1%.
        upper_3s: Upper limits at 0.1%.
    """

    at: FloatArray
    lower_2s: FloatArray
    upper_2s: FloatArray
    lower_3s: FloatArray
    upper_3s: FloatArray

    def rescaled(self, *, factor: float = 1.0, shift: float = 0.0) -> "FunnelLimits":
        """Multiply the limits by a factor, then add a shift."""
        limits = (self.lower_2s, self.upper_2s, self.lower_3s, self.upper_3s)
        return FunnelLimits(self.at, *(limit * factor + shift for limit in limits))


def proportion_control_limits(
    denominator: npt.ArrayLike,
    *,
    baseline: float,
    multiplier: float = 1.0,
    highest: float | None = None,
) -> FunnelLimits:
    """Control limits of proportions around a baseline.

    Args:
        denominator: Denominators, any shape.
        baseline: Average proportion, 0 to 1.
        multiplier: Scale of the limits.
        highest: Where upper limits are cut off; None cuts them at ``multiplier``.

    Returns:
        Limits of the shape of ``denominator``.

    Raises:
        StatisticsInputError: For a denominator or multiplier not above zero.
    """
    base = as_floats(denominator)
    require_positive(base, parameter="denominator")
    require_positive(np.array([multiplier]), parameter="multiplier")
    error = np.sqrt(baseline * (1 - baseline) / base)
    cut = multiplier if highest is None else highest

    def limit(deviate: float) -> FloatArray:
        return np.clip((baseline + deviate * error) * multiplier, 0, cut)

    two, three = TWO_SIGMA_DEVIATE, THREE_SIGMA_DEVIATE
    return FunnelLimits(base, limit(-two), limit(two), limit(-three), limit(three))


def ratio_control_limits(events: npt.ArrayLike) -> FunnelLimits:
    """Control limits of observed over expected events, at given numbers of events.

    Args:
        events: Observed events above zero, any shape.

    Returns:
        Limits around 1 of the shape of ``events``: events over the expected number at which
        that many, or more, or fewer, would be as rare as the tail.

    Raises:
        StatisticsInputError: For events not above zero.
    """
    seen = as_floats(events)
    require_positive(seen, parameter="events")
    return FunnelLimits(
        seen,
        lower_2s=seen / special.gammainccinv(seen + 1, TWO_SIGMA_TAIL),
        upper_2s=seen / special.gammaincinv(seen, TWO_SIGMA_TAIL),
        lower_3s=seen / special.gammainccinv(seen + 1, THREE_SIGMA_TAIL),
        upper_3s=seen / special.gammaincinv(seen, THREE_SIGMA_TAIL),
    )
