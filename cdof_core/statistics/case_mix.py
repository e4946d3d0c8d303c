"""Case mix: the mix two rates and their total imply, and targets set for another mix.

When opiate users complete less often than others, an area with fewer of them meets a target for
all adults more easily. The total is a weighted mean of the two rates, so the weight follows.

Source: worked from published figures of the Essex drug and alcohol update (2011); direct
standardisation to a stated mix.
"""

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.inputs import FloatArray, as_floats, require


def implied_share(
    first_rate: npt.ArrayLike, second_rate: npt.ArrayLike, total_rate: npt.ArrayLike
) -> FloatArray:
    """Share of the first group that two rates and their total imply.

    Args:
        first_rate: Rate of the first group, any shape; missing is NaN or ``None``.
        second_rate: Rate of the second group, on the same scale.
        total_rate: Rate of both together, on the same scale.

    Returns:
        ``(second - total) / (second - first)``, 0 to 1 (0-dimensional for scalars); NaN where
        the two rates are equal, because any mix gives that total.

    Raises:
        StatisticsInputError: For a total that lies outside the two rates.
    """
    first, second, both = map(as_floats, (first_rate, second_rate, total_rate))
    low, high = np.minimum(first, second), np.maximum(first, second)
    between = (both >= low) & (both <= high) | np.isnan(low) | np.isnan(both)
    require(between, both, parameter="total_rate", rule="must lie between the two rates")
    with np.errstate(all="ignore"):
        return np.asarray(np.where(first == second, np.nan, (second - both) / (second - first)))


def mixed_rate(
    first_rate: npt.ArrayLike, second_rate: npt.ArrayLike, *, first_share: npt.ArrayLike
) -> FloatArray:
    """Rate of both groups together at a stated mix.

    With an area's own rates and a standard mix it is the directly adjusted rate; with a target's
    rates and an area's mix it is the target that mix should meet.

    Args:
        first_rate: Rate of the first group, any shape; missing is NaN or ``None``.
        second_rate: Rate of the second group, on the same scale.
        first_share: Share of the first group, 0 to 1.

    Returns:
        ``share * first + (1 - share) * second`` (0-dimensional for scalars).

    Raises:
        StatisticsInputError: For a share outside 0 to 1.
    """
    first, second, share = map(as_floats, (first_rate, second_rate, first_share))
    inside = (share >= 0) & (share <= 1)
    require(inside, share, parameter="first_share", rule="must lie between 0 and 1")
    return np.asarray(share * first + (1 - share) * second)


def case_mix_effect(
    first_target: npt.ArrayLike,
    second_target: npt.ArrayLike,
    *,
    target_share: npt.ArrayLike,
    actual_share: npt.ArrayLike,
) -> FloatArray:
    """How much a different mix alone moves a target for both groups together.

    Args:
        first_target: Target of the first group, any shape.
        second_target: Target of the second group, on the same scale.
        target_share: Share of the first group the joint target assumes, 0 to 1.
        actual_share: Share of the first group there is, 0 to 1.

    Returns:
        Joint target at the actual mix less that at the assumed mix, in the unit of the targets;
        above zero, the printed target asks too little.

    Raises:
        StatisticsInputError: For a share outside 0 to 1.
    """
    actual = mixed_rate(first_target, second_target, first_share=actual_share)
    assumed = mixed_rate(first_target, second_target, first_share=target_share)
    return np.asarray(actual - assumed)
