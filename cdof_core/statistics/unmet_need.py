"""Unmet need for treatment: what an estimate of prevalence leaves outside a caseload.

Source: the method of the National Treatment Agency's needs assessments: estimated prevalence
minus people in treatment; the limits are those of the estimate, because the caseload is counted.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import FloatArray, as_floats, filled, require_counts


class UnmetNeedFinding(StrEnum):
    """What can be said of an estimate of unmet need."""

    ESTIMATED = "estimated"
    INTERVAL_MISSING = "interval missing"
    INCOMPATIBLE = "estimate incompatible with caseload"
    NOT_ESTIMATED = "not estimated"


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """Unmet need, one element per area (0-dimensional arrays for scalars).

    Attributes:
        people: People not in treatment, never raised to zero; NaN where an input is missing.
        people_lower: Lower limit, from that of prevalence.
        people_upper: Upper limit, from that of prevalence.
        share: People not in treatment as a share of prevalence, 0 to 1.
        share_lower: Lower limit of the share.
        share_upper: Upper limit of the share.
        finding: Members of ``UnmetNeedFinding``; ``INCOMPATIBLE`` where prevalence or its lower
            limit is below the caseload.
    """

    people: FloatArray
    people_lower: FloatArray
    people_upper: FloatArray
    share: FloatArray
    share_lower: FloatArray
    share_upper: FloatArray
    finding: npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class BullsEye:
    """The treatment bull's-eye: four segments that add up to prevalence.

    Attributes:
        prevalence: Estimated users.
        in_treatment_now: In treatment on the day.
        in_treatment_this_year: In treatment this year, but not now.
        known_not_treated: Known to services (the year before, Tier 3 or 4), not treated this year.
        not_known: The remainder; below zero where the estimate is incompatible with the counts.
    """

    prevalence: float
    in_treatment_now: float
    in_treatment_this_year: float
    known_not_treated: float
    not_known: float

    @property
    def not_in_treatment_this_year(self) -> float:
        """The wider gap: known but not treated, and not known."""
        return self.known_not_treated + self.not_known

    @property
    def is_compatible(self) -> bool:
        """Tell whether the estimate leaves room for everyone counted."""
        return self.not_known >= 0

    def share(self, people: float) -> float:
        """Express people as a share of prevalence, 0 to 1."""
        return people / self.prevalence


def unmet_need(
    prevalence: npt.ArrayLike,
    in_treatment: npt.ArrayLike,
    *,
    prevalence_lower: npt.ArrayLike = np.nan,
    prevalence_upper: npt.ArrayLike = np.nan,
) -> UnmetNeed:
    """Prevalence minus people in treatment, with the interval of prevalence carried through.

    Args:
        prevalence: Estimated users, any shape; missing is NaN or ``None``.
        in_treatment: People in treatment, of a shape that broadcasts.
        prevalence_lower: Lower limit of prevalence.
        prevalence_upper: Upper limit of prevalence.

    Returns:
        Unmet need in people and as a share of prevalence.

    Raises:
        StatisticsInputError: For negative inputs or limits that do not bracket the estimate.
    """
    users, low, high, treated = np.broadcast_arrays(
        *map(as_floats, (prevalence, prevalence_lower, prevalence_upper, in_treatment))
    )
    for name, values in (("prevalence", users), ("in_treatment", treated)):
        require_counts(values, parameter=name)
    if ((low > users) | (high < users) | (low < 0)).any():
        raise StatisticsInputError(
            parameter="prevalence_lower",
            value=(low.tolist(), high.tolist()),
            rule="and prevalence_upper must bracket the estimate and not be negative",
        )
    finding = filled(users.shape, UnmetNeedFinding.ESTIMATED)
    finding[np.isnan(low) | np.isnan(high)] = UnmetNeedFinding.INTERVAL_MISSING
    finding[(low < treated) | (users < treated)] = UnmetNeedFinding.INCOMPATIBLE
    finding[np.isnan(users) | np.isnan(treated)] = UnmetNeedFinding.NOT_ESTIMATED
    return UnmetNeed(
        people=np.asarray(users - treated),
        people_lower=np.asarray(low - treated),
        people_upper=np.asarray(high - treated),
        share=_share(users, treated),
        share_lower=_share(low, treated),
        share_upper=_share(high, treated),
        finding=finding,
    )


def bulls_eye(
    prevalence: float,
    *,
    in_treatment_now: float,
    in_treatment_this_year: float,
    known_not_treated: float,
) -> BullsEye:
    """Lay out the treatment bull's-eye; people not known are the remainder.

    Args:
        prevalence: Estimated users.
        in_treatment_now: In treatment on the day.
        in_treatment_this_year: In treatment this year, but not now.
        known_not_treated: Known to services, not treated this year.

    Returns:
        Four segments that add up to ``prevalence``.

    Raises:
        StatisticsInputError: For a segment that is negative or missing, or a prevalence not
            above zero.
    """
    segments = (in_treatment_now, in_treatment_this_year, known_not_treated)
    for name, people in zip(("now", "this_year", "known"), segments, strict=True):
        if not 0 <= people < np.inf:
            raise StatisticsInputError(parameter=name, value=people, rule="must be zero or more")
    if not 0 < prevalence < np.inf:
        raise StatisticsInputError(
            parameter="prevalence", value=prevalence, rule="must be above zero"
        )
    return BullsEye(prevalence, *segments, prevalence - sum(segments))


def overlap(first: npt.ArrayLike, second: npt.ArrayLike, either: npt.ArrayLike) -> FloatArray:
    """People in both of two groups, by inclusion and exclusion.

    Args:
        first: People in the first group, any shape.
        second: People in the second group.
        either: People in either group.

    Returns:
        ``first + second - either`` (0-dimensional for scalars).

    Raises:
        StatisticsInputError: If no two groups could have these sizes: an overlap below zero or
            above the smaller group.
    """
    one, two, union = map(as_floats, (first, second, either))
    both = np.asarray(one + two - union)
    impossible = (both < 0) | (both > np.minimum(one, two))
    if impossible.any():
        raise StatisticsInputError(
            parameter="either",
            value=np.broadcast_to(union, both.shape)[impossible].tolist(),
            rule="must lie between the larger group and the sum of both",
        )
    return both


def _share(estimate: FloatArray, treated: FloatArray) -> FloatArray:
    with np.errstate(all="ignore"):
        return np.asarray(np.where(estimate > 0, (estimate - treated) / estimate, np.nan))
