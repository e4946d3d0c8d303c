"""What ranges of inputs leave open: Monte Carlo intervals and which input matters most.

Source: a stated range is read as a 95% interval. Draws come from two half normal distributions
joined at the stated number (a two-piece normal with its median there), so that 2.5% of draws lie
below the lower end and 2.5% above the upper; the few below zero are set to zero and counted.
Inputs are drawn independently of one another.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import FloatArray
from cdof_core.statistics.scenario import (
    ScenarioInputs,
    ScenarioOutcome,
    Uncertain,
    scenario_outcome,
)

Z_95: Final = 1.959963984540054
BLOCK: Final = 5_000
"""Draws between two reports of progress; part of what a seed reproduces."""
FEWEST_DRAWS: Final = 1_000
SHARES: Final = ("coverage", "completion_share")
_QUANTILES: Final = (0.025, 0.5, 0.975)


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the 95% range of what was drawn; all NaN where nothing was.

    Attributes:
        lower: 2.5% of draws lie below.
        median: Half of the draws lie below.
        upper: 2.5% of draws lie above.
    """

    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a scenario asks for when its inputs vary.

    Attributes:
        draws: How many times the inputs were drawn.
        seed: Seed of the generator; the same seed gives the same result.
        people: Additional people in treatment.
        completions: Further completions.
        keyworkers: Additional keyworkers.
        cost: Additional cost.
        enough_already: Share of draws in which nobody more is needed, 0 to 1.
        incompatible: Share of draws with an estimate below the caseload, 0 to 1.
        clipped: Share of draws in which an input was set to zero, or a share to one, 0 to 1.
    """

    draws: int
    seed: int
    people: Spread
    completions: Spread
    keyworkers: Spread
    cost: Spread
    enough_already: float
    incompatible: float
    clipped: float


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input does to an outcome while the others stay at their stated number.

    Attributes:
        name: The input.
        at_lower: Outcome at the lower end of its range.
        at_upper: Outcome at the upper end.
        low: The lower end.
        high: The upper end.
    """

    name: str
    at_lower: float
    at_upper: float
    low: float
    high: float

    @property
    def size(self) -> float:
        """How far the outcome moves."""
        return abs(self.at_upper - self.at_lower)


def draw_uncertain(given: Uncertain, *, draws: int, generator: np.random.Generator) -> FloatArray:
    """Draw values of a number that has a range.

    Args:
        given: The number; without a range every draw is the number itself.
        draws: How many.
        generator: Where randomness comes from.

    Returns:
        Draws before any are set to zero, shape (draws,).
    """
    if not given.has_range:
        return np.full(draws, given.value)
    z = generator.standard_normal(draws)
    below, above = (given.value - given.lower) / Z_95, (given.upper - given.value) / Z_95
    return given.value + z * np.where(z < 0, below, above)


def simulate_scenario(
    inputs: ScenarioInputs,
    *,
    draws: int,
    seed: int,
    progress: Callable[[float], None] | None = None,
) -> Simulation:
    """Draw the inputs many times and work out the scenario for each draw.

    Args:
        inputs: What the scenario rests on.
        draws: How many times, at least 1,000.
        seed: Seed of the generator.
        progress: Told the share done, 0 to 1, after every block.

    Returns:
        The 95% range of each outcome.

    Raises:
        StatisticsInputError: Fewer than 1,000 draws.
    """
    if draws < FEWEST_DRAWS:
        raise StatisticsInputError(parameter="draws", value=draws, rule="must be 1,000 or more")
    generator = np.random.default_rng(seed)
    outcomes: list[ScenarioOutcome] = []
    below_caseload = clipped = 0
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        drawn, touched = _draw_block(inputs, size, generator)
        users = drawn.get("prevalence", np.full(size, inputs.prevalence.value))
        treated = drawn.get("in_treatment", np.full(size, inputs.in_treatment.value))
        below_caseload += int(np.count_nonzero(users < treated))
        clipped += int(np.count_nonzero(touched))
        outcomes.append(scenario_outcome(inputs, drawn=drawn))
        if progress is not None:
            progress((start + size) / draws)
    joined = {
        field.name: np.concatenate([getattr(outcome, field.name) for outcome in outcomes])
        for field in fields(ScenarioOutcome)
    }
    return Simulation(
        draws=draws,
        seed=seed,
        people=_spread(joined["people"]),
        completions=_spread(joined["completions"]),
        keyworkers=_spread(joined["keyworkers"]),
        cost=_spread(joined["cost"]),
        enough_already=float(np.mean(joined["people"] == 0)),
        incompatible=below_caseload / draws,
        clipped=clipped / draws,
    )


def tornado(inputs: ScenarioInputs, *, outcome: str) -> tuple[Swing, ...]:
    """Move each uncertain input to the ends of its range while the others stay.

    Args:
        inputs: What the scenario rests on.
        outcome: An outcome's name, for example ``people`` or ``cost``.

    Returns:
        One swing an uncertain input, the largest first.
    """
    swings = [
        Swing(
            name=name,
            at_lower=_outcome_at(inputs, outcome, name, given.lower),
            at_upper=_outcome_at(inputs, outcome, name, given.upper),
            low=given.lower,
            high=given.upper,
        )
        for name, given in inputs.uncertain.items()
    ]
    known = [swing for swing in swings if not np.isnan(swing.size)]
    return tuple(sorted(known, key=lambda swing: (-swing.size, swing.name)))


def _outcome_at(inputs: ScenarioInputs, outcome: str, name: str, value: float) -> float:
    return float(getattr(scenario_outcome(inputs, drawn={name: value}), outcome))


def _draw_block(
    inputs: ScenarioInputs, size: int, generator: np.random.Generator
) -> tuple[dict[str, FloatArray], FloatArray]:
    """Draw every input once for a block; size arrays even where no input is uncertain."""
    drawn: dict[str, FloatArray] = {"prevalence": np.full(size, inputs.prevalence.value)}
    touched = np.zeros(size, dtype=bool)
    for name, given in inputs.uncertain.items():
        raw = draw_uncertain(given, draws=size, generator=generator)
        # A keyworker carries somebody: without this, a rare draw would ask for endless posts.
        floor = min(1.0, given.lower) if name == "caseload" else 0.0
        held = np.clip(raw, floor, 1.0 if name in SHARES else np.inf)
        touched |= held != raw
        drawn[name] = held
    return drawn, touched


def _spread(drawn: FloatArray) -> Spread:
    if np.isnan(drawn).any():
        return Spread(float("nan"), float("nan"), float("nan"))
    lower, median, upper = (float(value) for value in np.quantile(drawn, _QUANTILES))
    return Spread(lower, median, upper)
