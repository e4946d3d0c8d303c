"""What reaching more people would take: people, completions, keyworkers and cost.

Source: arithmetic of coverage. A coverage ``c`` of an estimate ``P`` asks for ``c P`` people in
treatment, so for ``max(0, ceil(c P - T))`` more than the ``T`` there are, in whole people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from cdof_core.statistics.completions import SHORTFALL_DECIMALS
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import FloatArray, as_floats

NOT_STATED: Final = float("nan")


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A number with the range it may lie in.

    Attributes:
        value: The number; NaN where it is not stated.
        lower: Lower end of its 95% range; NaN where it is taken as exact.
        upper: Upper end.
    """

    value: float = NOT_STATED
    lower: float = NOT_STATED
    upper: float = NOT_STATED

    def __post_init__(self) -> None:
        """Refuse a range that does not hold its number.

        Raises:
            StatisticsInputError: A number or limit below zero, limits that do not bracket the
                number, or one limit without the other.
        """
        if self.value < 0 or self.lower < 0 or np.isinf(self.value) or np.isinf(self.upper):
            raise StatisticsInputError(
                parameter="value",
                value=(self.value, self.lower, self.upper),
                rule="must be zero or more and finite",
            )
        if np.isnan(self.lower) != np.isnan(self.upper):
            raise StatisticsInputError(
                parameter="range", value=(self.lower, self.upper), rule="needs both of its ends"
            )
        if not np.isnan(self.lower) and not self.lower <= self.value <= self.upper:
            raise StatisticsInputError(
                parameter="range",
                value=(self.lower, self.value, self.upper),
                rule="must hold its number",
            )

    @property
    def is_stated(self) -> bool:
        """Whether there is a number."""
        return not np.isnan(self.value)

    @property
    def has_range(self) -> bool:
        """Whether it is uncertain."""
        return not np.isnan(self.lower) and self.lower < self.upper


@dataclass(frozen=True, slots=True)
class ScenarioInputs:
    """Everything a scenario rests on.

    Attributes:
        prevalence: Estimated users.
        in_treatment: People in treatment in the year.
        coverage: Share of users to be in treatment, 0 to 1; not stated to hold today's number.
        completion_share: Share of people in treatment who are to complete in the year, 0 to 1.
        completions_now: Completions in the year; where not stated, the same share of those in
            treatment now.
        caseload: People a keyworker can carry at once.
        unit_cost: Cost of a person in treatment for a year.
    """

    prevalence: Uncertain
    in_treatment: Uncertain
    coverage: Uncertain = Uncertain()
    completion_share: Uncertain = Uncertain()
    completions_now: Uncertain = Uncertain()
    caseload: Uncertain = Uncertain()
    unit_cost: Uncertain = Uncertain()

    def __post_init__(self) -> None:
        """Refuse inputs that no scenario can have.

        Raises:
            StatisticsInputError: No prevalence, a share above one or a caseload of nothing.
        """
        for name in ("prevalence", "in_treatment"):
            if not getattr(self, name).is_stated:
                raise StatisticsInputError(parameter=name, value=None, rule="must be stated")
        for name in ("coverage", "completion_share"):
            share = getattr(self, name)
            if np.nanmax([share.value, share.upper, 0.0]) > 1:
                raise StatisticsInputError(
                    parameter=name, value=share.value, rule="must lie between 0 and 1"
                )
        if np.nanmin([self.caseload.value, self.caseload.lower, np.inf]) <= 0:
            raise StatisticsInputError(
                parameter="caseload", value=self.caseload.value, rule="must be above zero"
            )

    @property
    def uncertain(self) -> dict[str, Uncertain]:
        """The inputs that have a range, by name, in a fixed order."""
        return {name: given for name, given in self.by_name.items() if given.has_range}

    @property
    def by_name(self) -> dict[str, Uncertain]:
        """All inputs by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """What a scenario asks for, one element a draw (0-dimensional for single values).

    Attributes:
        people: Additional people in treatment in the year, whole.
        completions: Further completions in the year, whole; NaN without a completion share.
        keyworkers: Additional keyworkers, whole; NaN without a caseload.
        cost: Additional cost of a year; NaN without a unit cost.
        coverage: Share of the estimate in treatment then; above one where the estimate is below
            the caseload.
    """

    people: FloatArray
    completions: FloatArray
    keyworkers: FloatArray
    cost: FloatArray
    coverage: FloatArray


def scenario_outcome(
    inputs: ScenarioInputs, *, drawn: Mapping[str, FloatArray | float] | None = None
) -> ScenarioOutcome:
    """Work out what a scenario asks for.

    Args:
        inputs: What it rests on.
        drawn: Values to use in place of some inputs, by name; arrays of one shape.

    Returns:
        Additional people, completions, keyworkers and cost.
    """
    values = {name: as_floats(given.value) for name, given in inputs.by_name.items()}
    values |= {name: as_floats(given) for name, given in (drawn or {}).items()}
    users, treated = values["prevalence"], values["in_treatment"]
    people = _at_least_none(values["coverage"] * users - treated)
    if not inputs.coverage.is_stated:
        people = np.zeros(np.broadcast_shapes(users.shape, treated.shape))
    share = values["completion_share"]
    now = values["completions_now"]
    now = np.where(np.isnan(now), share * treated, now)
    with np.errstate(divide="ignore", invalid="ignore"):
        coverage = np.where(users > 0, (treated + people) / users, np.nan)
    return ScenarioOutcome(
        people=np.asarray(people),
        completions=_at_least_none(share * (treated + people) - now),
        keyworkers=_at_least_none(people / values["caseload"]),
        cost=np.asarray(people * values["unit_cost"]),
        coverage=np.asarray(coverage),
    )


def _at_least_none(wanted: FloatArray) -> FloatArray:
    """Round up to whole people or posts, none where there are enough; missing stays missing."""
    return np.maximum(0.0, np.ceil(np.round(wanted, SHORTFALL_DECIMALS)))
