"""Additional successful completions that would bring an area to its cluster's top quartile.

Source: Diagnostic Outcomes Monitoring Executive Summary practice: the target is ``q * N`` of the
``N`` people in treatment, so ``max(0, ceil(q N - C))`` more completions are needed.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.inputs import as_floats, operands, require, require_counts
from cdof_core.statistics.quantiles import MINIMUM_FOR_PERCENTILES, interpolated_percentile

TOP_QUARTILE = 0.75
SHORTFALL_DECIMALS = 9
"""A shortfall below this is noise: 0.07 of 100 people is 7, not a hair more."""


class QuartileRule(StrEnum):
    """How the boundary of the top quartile is found."""

    INTERPOLATED = "interpolated at (n - 1) f + 1"
    LOWEST_OF_TOP_QUARTER = "lowest value of the top quarter of areas"


@dataclass(frozen=True, slots=True)
class QuartileTarget:
    """The rate an area would have to reach, with the rules that give it.

    Attributes:
        rate: Rate at the boundary of the top quartile, on the scale of the rates given; NaN with
            fewer than four areas.
        rule: How the boundary was found.
        includes_self: Whether the area itself was among those it is measured against.
        areas: Number of areas with a rate.
    """

    rate: float
    rule: QuartileRule
    includes_self: bool
    areas: int


def top_quartile(
    rates: npt.ArrayLike,
    *,
    own_rate: float | None = None,
    rule: QuartileRule = QuartileRule.INTERPOLATED,
) -> QuartileTarget:
    """Rate at the boundary of a cluster's top quartile, where high is good.

    Args:
        rates: Rates of the other areas of the cluster, shape (areas,); missing are left out.
        own_rate: The area's own rate, to count it among the cluster; None to leave it out.
        rule: How the boundary is found.

    Returns:
        The target, naming its rules.

    Raises:
        StatisticsInputError: If the rates are not numeric.
    """
    cluster = as_floats(rates).ravel()
    if own_rate is not None:
        cluster = np.append(cluster, own_rate)
    known = np.sort(cluster[~np.isnan(cluster)])
    rate = float("nan")
    if known.size >= MINIMUM_FOR_PERCENTILES:
        if rule is QuartileRule.INTERPOLATED:
            rate = float(interpolated_percentile(known, TOP_QUARTILE))
        else:
            rate = float(known[-(known.size // 4)])
    return QuartileTarget(rate, rule, own_rate is not None, int(known.size))


def additional_completions(
    completions: npt.ArrayLike, in_treatment: npt.ArrayLike, *, target_share: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Completions still needed to reach a target share of people in treatment.

    Args:
        completions: Successful completions, any shape; missing is NaN or ``None``.
        in_treatment: People in treatment, of a shape that broadcasts.
        target_share: Target as a share, 0 to 1.

    Returns:
        ``max(0, ceil(q N - C))`` as whole numbers of people (0-dimensional for scalars); NaN
        where an input is missing.

    Raises:
        StatisticsInputError: For negative counts, completions above the people in treatment, or
            a share outside 0 to 1.
    """
    given = operands(completions, in_treatment, target_share)
    done, people, share = given.arrays
    require_counts(done, parameter="completions")
    require_counts(people, parameter="in_treatment")
    require(~(done > people), done, parameter="completions", rule="must not be above in_treatment")
    inside = (share >= 0) & (share <= 1)
    require(inside, share, parameter="target_share", rule="must lie between 0 and 1")
    short = np.round(share * people - done, SHORTFALL_DECIMALS)
    return np.maximum(0.0, np.ceil(short)).reshape(given.shape)


def gap_to_target(value: npt.ArrayLike, target: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """How far values fall short of a target that is to be reached from below.

    Args:
        value: Values, any shape; missing is NaN or ``None``.
        target: Targets, of a shape that broadcasts.

    Returns:
        ``max(0, target - value)`` in the unit of the values (0-dimensional for scalars).

    Raises:
        StatisticsInputError: If an input is not numeric.
    """
    return np.asarray(np.maximum(0.0, as_floats(target) - as_floats(value)))
