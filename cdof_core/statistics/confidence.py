"""Confidence levels, accepted exactly as PHEindicatormethods accepts them."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

from cdof_core.statistics.errors import ConfidenceLevelError
from cdof_core.statistics.inputs import FloatArray

Confidence: TypeAlias = float | tuple[float, ...] | list[float] | npt.NDArray[np.float64]

LOWEST_CONFIDENCE = 0.9
TWO_LEVELS = (0.95, 0.998)
_LEVEL_RULE = "must be between 0.9 and 1 or between 90 and 100"
_PAIR_RULE = "must be one level, or the pair 0.95 and 0.998"


def two_sided_levels(confidence: Confidence) -> FloatArray:
    """Read a confidence level, or the pair 95% and 99.8%, as shares of 1.

    Args:
        confidence: 0.9 to 1, 90 to 100 (per cent), or ``(0.95, 0.998)``.

    Returns:
        Array of one level, or of two.

    Raises:
        ConfidenceLevelError: If the level or the pair is not one of these.

    Source: argument checks of PHEindicatormethods 2.1.0 (``phe_rate``, ``phe_proportion``).
    """
    try:
        given = np.atleast_1d(np.asarray(confidence, dtype=np.float64)).ravel()
    except (TypeError, ValueError) as error:
        raise ConfidenceLevelError(
            parameter="confidence", value=confidence, rule=_LEVEL_RULE
        ) from error
    if given.size == 1:
        return np.array([_as_share(float(given[0]))])
    if tuple(given.tolist()) != TWO_LEVELS:
        raise ConfidenceLevelError(parameter="confidence", value=confidence, rule=_PAIR_RULE)
    return given


def is_pair(confidence: Confidence) -> bool:
    """Tell whether results carry a leading axis of two levels."""
    return np.size(confidence) > 1


def normal_deviates(levels: FloatArray) -> FloatArray:
    """Two-sided standard normal deviates z of confidence levels given as shares of 1."""
    return np.asarray(special.ndtri(levels + (1 - levels) / 2), dtype=np.float64)


def tail(level: float) -> float:
    """Probability left in one tail outside a two-sided interval."""
    return (1 - level) / 2


def _as_share(level: float) -> float:
    if LOWEST_CONFIDENCE <= level <= 1:
        return level
    if LOWEST_CONFIDENCE * 100 <= level <= 100:  # noqa: PLR2004
        return level / 100
    raise ConfidenceLevelError(parameter="confidence", value=level, rule=_LEVEL_RULE)
