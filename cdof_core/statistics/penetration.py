"""Penetration rates: how a group's share of treatment compares with its share of the people.

Source: ethnicity table of local needs assessments (share in treatment over share in the
population); limits are Wilson's on the share in treatment, the population taken as counted. The
measure assumes that drug use is the same across the whole population.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.confidence import Confidence
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import FloatArray, as_floats, require_counts, require_positive
from cdof_core.statistics.wilson import proportion_limits

ASSUMPTION = "Drug use is taken to be the same across the whole population."
PER_CENT = 100.0


class UnknownsRule(StrEnum):
    """What is done with people whose group is not recorded: one rule for every area compared."""

    KEPT_IN_BASE = "people of unknown group count in the treatment total"
    LEFT_OUT = "people of unknown group are left out of the treatment total"


@dataclass(frozen=True, slots=True)
class PenetrationRates:
    """Penetration rates of groups, each of shape (groups,).

    Attributes:
        rate: Share in treatment over share in the population, as a percentage: 100 is parity.
        lower: Lower limit; with the pair of levels, a leading axis of two.
        upper: Upper limit, shaped like ``lower``.
        treatment_share: Share of the treatment total, 0 to 1.
        population_share: Share of the population, 0 to 1.
        rule: The rule for unknowns that was kept.
    """

    rate: FloatArray
    lower: FloatArray
    upper: FloatArray
    treatment_share: FloatArray
    population_share: FloatArray
    rule: UnknownsRule


def penetration_rates(
    in_treatment: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    unknown: float,
    rule: UnknownsRule,
    confidence: Confidence = 0.95,
) -> PenetrationRates:
    """Penetration rates of the groups of one area, with Wilson limits.

    Args:
        in_treatment: People in treatment by group, shape (groups,); missing is NaN or ``None``
            and makes every rate missing, because the total is then unknown.
        population: People by group, or shares of any sum, shape (groups,).
        unknown: People in treatment whose group is not recorded.
        rule: Whether they count in the treatment total.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.

    Returns:
        One rate per group.

    Raises:
        StatisticsInputError: For negative people, populations not above zero, or nobody in
            treatment.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    clients, people = as_floats(in_treatment), as_floats(population)
    require_counts(clients, parameter="in_treatment")
    require_counts(np.array([unknown]), parameter="unknown")
    require_positive(people, parameter="population")
    if clients.shape != people.shape:
        raise StatisticsInputError(
            parameter="population", value=people.shape, rule="must have the groups in treatment"
        )
    total = clients.sum() + (unknown if rule is UnknownsRule.KEPT_IN_BASE else 0.0)
    lower, upper = proportion_limits(clients, total, confidence=confidence)
    population_share = people / people.sum()
    share = clients / total
    return PenetrationRates(
        rate=penetration_from_shares(share, population_share),
        lower=penetration_from_shares(lower, population_share),
        upper=penetration_from_shares(upper, population_share),
        treatment_share=share,
        population_share=population_share,
        rule=rule,
    )


def penetration_from_shares(
    treatment_share: npt.ArrayLike, population_share: npt.ArrayLike
) -> FloatArray:
    """Penetration rates where only shares are printed.

    Args:
        treatment_share: Share in treatment, any shape and scale; missing is NaN or ``None``.
        population_share: Share of the population on the same scale.

    Returns:
        ``treatment_share / population_share * 100`` (0-dimensional for scalars).

    Raises:
        StatisticsInputError: For a negative treatment share or a population share not above
            zero.
    """
    treated, people = as_floats(treatment_share), as_floats(population_share)
    require_counts(treated, parameter="treatment_share")
    require_positive(people, parameter="population_share")
    return np.asarray(treated / people * PER_CENT)
