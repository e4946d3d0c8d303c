"""Gaps between groups and what closing them would save.

Source: absolute and relative gaps as commonly reported (range measures); potential for
improvement as the population attributable share of ScotPHO and Public Health Technical Guidance:
what the whole population would gain if every group had the rate of the best.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import FloatResult, as_floats, require_counts, require_positive


@dataclass(frozen=True, slots=True)
class Potential:
    """What would change if every group had the value of a reference group.

    Attributes:
        overall: Value of all groups together, per ``multiplier``.
        reference: Value of the reference group, per ``multiplier``.
        share: Share of all events that would not happen, 0 to 1; NaN without events.
        events: Events that would not happen.
    """

    overall: float
    reference: float
    share: float
    events: float


def absolute_gap(value: npt.ArrayLike, reference: npt.ArrayLike) -> FloatResult:
    """Difference of values from a reference, in their own unit.

    Args:
        value: Values, any shape; missing is NaN or ``None``.
        reference: Reference values, of a shape that broadcasts.

    Returns:
        ``value - reference``; float for scalars.

    Raises:
        StatisticsInputError: If an input is not numeric.
    """
    gap = as_floats(value) - as_floats(reference)
    return gap if np.ndim(gap) else float(gap)


def relative_gap(value: npt.ArrayLike, reference: npt.ArrayLike) -> FloatResult:
    """Ratio of values to a reference.

    Args:
        value: Values, zero or more, any shape; missing is NaN or ``None``.
        reference: Reference values, of a shape that broadcasts.

    Returns:
        ``value / reference``; NaN for a reference of zero; float for scalars.

    Raises:
        StatisticsInputError: For negative values.
    """
    top, base = as_floats(value), as_floats(reference)
    require_counts(top, parameter="value")
    require_counts(base, parameter="reference")
    with np.errstate(all="ignore"):
        ratio = np.where(base > 0, top / base, np.nan)
    return ratio if np.ndim(ratio) else float(ratio)


def attributable_potential(
    count: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    reference: int,
    multiplier: float = 100_000.0,
) -> Potential:
    """Population attributable potential against a reference group.

    Args:
        count: Events by group, shape (groups,).
        population: Populations by group, shape (groups,).
        reference: Position of the reference group, usually the least deprived.
        multiplier: Scale of the values.

    Returns:
        The potential; negative where the whole does better than the reference; NaN where a
        count or population is missing, because a part of the whole is then unknown.

    Raises:
        StatisticsInputError: For negative counts, populations not above zero, or a reference
            that is not a group.
    """
    events, people = as_floats(count), as_floats(population)
    require_counts(events, parameter="count")
    require_positive(people, parameter="population")
    if not 0 <= reference < events.size or events.shape != people.shape:
        raise StatisticsInputError(
            parameter="reference", value=reference, rule="must be the position of a group"
        )
    total, base = float(events.sum()), float(people.sum())
    best = float(events[reference] / people[reference])
    avoided = total - best * base
    share = avoided / total if total else float("nan")
    return Potential(total / base * multiplier, best * multiplier, share, avoided)
