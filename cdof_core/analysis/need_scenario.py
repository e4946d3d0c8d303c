"""What if more people were reached: targets, assumptions and what they add up to."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from math import isnan, nan
from typing import Any, Final

from cdof_core.analysis.assumptions import LONGEST_SOURCE, Assumed
from cdof_core.analysis.need_estimate import NeedEstimate
from cdof_core.domain.errors import CdofError
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.scenario import (
    ScenarioInputs,
    ScenarioOutcome,
    Uncertain,
    scenario_outcome,
)

PERCENT: Final = 100.0


class ScenarioError(CdofError):
    """A scenario that cannot be worked out or read, with the reason."""


class TargetKind(StrEnum):
    """How far coverage is to go."""

    HOLD = "hold"
    REGION = "region"
    TOP_QUARTILE = "quartile"
    TYPED = "typed"


class Assumption(StrEnum):
    """What a scenario needs to be told; nothing is assumed unsaid."""

    COVERAGE = "coverage"
    COMPLETION_SHARE = "completion_share"
    COMPLETIONS_NOW = "completions_now"
    CASELOAD = "caseload"
    UNIT_COST = "unit_cost"


SHARES: Final = frozenset({Assumption.COVERAGE, Assumption.COMPLETION_SHARE})
"""Typed in per cent, worked with as shares."""


@dataclass(frozen=True, slots=True)
class Target:
    """A coverage to reach.

    Attributes:
        kind: How it was chosen.
        coverage: Per cent of the estimate; NaN to hold today's number, or where none can be had.
        basis: Where it comes from, a sentence.
        is_available: Whether a scenario can be worked out for it.
    """

    kind: TargetKind
    coverage: float
    basis: str
    is_available: bool = True


@dataclass(frozen=True, slots=True)
class NeedScenario:
    """Everything a scenario rests on, so that it can be kept and worked out again.

    Attributes:
        area_name: Place.
        substance: Text of `Substance`.
        period: Period of the caseload.
        origin: Which estimate.
        prevalence: Estimated users with their limits.
        in_treatment: In treatment in the year.
        target: Text of `TargetKind`.
        coverage: Per cent to reach; NaN to hold today's number.
        basis: Where the target comes from.
        assumed: Assumptions by name, those left blank included.
    """

    area_name: str
    substance: str
    period: str
    origin: str
    prevalence: Assumed
    in_treatment: float
    target: str
    coverage: Assumed
    basis: str
    assumed: Mapping[str, Assumed] = field(default_factory=dict[str, Assumed])


def build_scenario(
    estimate: NeedEstimate, *, target: Target, assumed: Mapping[Assumption, Assumed]
) -> NeedScenario:
    """Put a scenario together.

    Args:
        estimate: Estimate and caseload.
        target: The coverage to reach.
        assumed: What the user stated.

    Returns:
        The scenario; a typed coverage keeps its range, others are exact.
    """
    typed = assumed.get(Assumption.COVERAGE, Assumed())
    is_typed = target.kind is TargetKind.TYPED and typed.is_stated
    return NeedScenario(
        area_name=estimate.area_name,
        substance=estimate.substance.value,
        period=estimate.period,
        origin=estimate.origin,
        prevalence=Assumed(estimate.prevalence, estimate.lower, estimate.upper, estimate.label),
        in_treatment=estimate.caseload.in_year,
        target=target.kind.value,
        coverage=typed if is_typed else Assumed(target.coverage, source=target.basis),
        basis=target.basis,
        assumed={
            name.value: given
            for name, given in assumed.items()
            if name is not Assumption.COVERAGE and given.is_stated
        },
    )


def scenario_inputs(scenario: NeedScenario) -> ScenarioInputs:
    """Return the numbers of a scenario as statistics takes them: shares from 0 to 1.

    Raises:
        ScenarioError: A number that no scenario can have, named with its value, or a target
            whose coverage is not known.
    """
    if scenario.target != TargetKind.HOLD and not scenario.coverage.is_stated:
        message = f"There is no coverage to reach. {scenario.basis}"
        raise ScenarioError(message)
    try:
        return ScenarioInputs(
            prevalence=_uncertain(scenario.prevalence, is_share=False),
            in_treatment=Uncertain(scenario.in_treatment),
            coverage=_uncertain(scenario.coverage, is_share=True),
            **{
                name: _uncertain(given, is_share=Assumption(name) in SHARES)
                for name, given in scenario.assumed.items()
            },
        )
    except StatisticsInputError as error:
        message = f"This scenario cannot be worked out: {error}."
        raise ScenarioError(message) from error


def work_out(scenario: NeedScenario) -> ScenarioOutcome:
    """Work out what a scenario asks for at its stated numbers.

    Raises:
        ScenarioError: A number that no scenario can have.
    """
    return scenario_outcome(scenario_inputs(scenario))


def scenario_content(scenario: NeedScenario) -> dict[str, Any]:
    """Return a scenario as plain values that JSON can hold; blanks are None."""
    return _plain(asdict(scenario))


def scenario_from(content: Mapping[str, Any]) -> NeedScenario:
    """Read a scenario that was kept.

    Raises:
        ScenarioError: Something is missing or of the wrong kind.
    """
    try:
        return NeedScenario(
            area_name=str(content["area_name"]),
            substance=str(content["substance"]),
            period=str(content["period"]),
            origin=str(content["origin"]),
            prevalence=_assumed(content["prevalence"]),
            in_treatment=_number(content["in_treatment"]),
            target=TargetKind(content["target"]).value,
            coverage=_assumed(content["coverage"]),
            basis=str(content["basis"]),
            assumed={
                Assumption(name).value: _assumed(given)
                for name, given in dict(content["assumed"]).items()
            },
        )
    except (KeyError, TypeError, ValueError) as error:
        message = "A saved scenario cannot be read: it was made by another version."
        raise ScenarioError(message) from error


def _uncertain(given: Assumed, *, is_share: bool) -> Uncertain:
    scale = PERCENT if is_share else 1.0
    return Uncertain(given.value / scale, given.lower / scale, given.upper / scale)


def _assumed(content: Mapping[str, Any]) -> Assumed:
    return Assumed(
        _number(content["value"]),
        _number(content["lower"]),
        _number(content["upper"]),
        str(content["source"])[:LONGEST_SOURCE],
    )


def _number(value: Any) -> float:  # noqa: ANN401 (a value of JSON)
    return nan if value is None else float(value)


def _plain(value: Any) -> Any:  # noqa: ANN401 (a nested value)
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    return None if isinstance(value, float) and isnan(value) else value
