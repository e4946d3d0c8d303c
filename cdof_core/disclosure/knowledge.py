"""What a reader knows: the counts that each printed cell can stand for, and what adds up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from cdof_core.disclosure.counts import CellSystem, Equation, Origin, Quantity
from cdof_core.disclosure.errors import ContradictionError
from cdof_core.disclosure.relations import Relation
from cdof_core.disclosure.solving import Counts

_ROOM: Final = 1_000
# Bounds may creep; any number of sweeps leaves them true.
_SWEEPS: Final = 10


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Bounds of every count, and the equations between them.

    Attributes:
        system: Counts and equations.
        lower: Least count of each, shape (n,).
        upper: Largest count of each, shape (n,); `limitless` where nothing bounds it.
        limitless: A count beyond all that the printed ones could bound.
    """

    system: CellSystem
    lower: Counts
    upper: Counts
    limitless: int


def beyond(printed: Sequence[int]) -> int:
    """Return a count that no sum of printed ones reaches."""
    return 4 * sum(printed) + _ROOM


def screen(knowledge: Knowledge, *, is_exact: bool) -> Knowledge:
    """Drop or mend equations that the numbers alone overrule.

    A guessed window that does not add up is none. A printed total that exceeds its parts holds
    something that is not listed, which then counts as hidden, in all lines where it does so in
    most. Parts that exceed their total are a misprint: the sum says nothing.

    Args:
        knowledge: Bounds and equations.
        is_exact: Whether the counts are the true ones, where no misprint is forgiven.

    Raises:
        ContradictionError: A statement of the user's does not hold, or true counts do not add up.
    """
    equations = knowledge.system.equations
    verdicts = [_verdict(knowledge, equation) for equation in equations]
    overruled = {
        _family(equation)
        for equation, verdict in zip(equations, verdicts, strict=True)
        if verdict and equation.origin is Origin.GUESSED
    }
    partial = _partial_lists(knowledge, verdicts)
    quantities = list(knowledge.system.quantities)
    notes = list(knowledge.system.notes)
    kept: list[Equation] = []
    for equation, verdict in zip(equations, verdicts, strict=True):
        if _family(equation) in overruled:
            continue
        if verdict == 0 and _family(equation) not in partial:
            kept.append(equation)
        elif verdict != 0 and (is_exact or equation.origin is Origin.STATED):
            raise ContradictionError(_complaint(knowledge, equation))
        elif verdict < 0:
            notes.append(f"{_complaint(knowledge, equation)} The sum was left out.")
        else:
            if verdict > 0:
                told = _complaint(knowledge, equation)
                notes.append(f"{told} What is left over counts as hidden.")
            members = (equation.whole, *equation.parts)
            is_aside = any(quantities[member].is_aside for member in members)
            name = f"{equation.name}, what is not listed (not printed)"
            quantities.append(Quantity(name, (), is_aside=is_aside))
            kept.append(replace(equation, parts=(*equation.parts, len(quantities) - 1)))
    added = len(quantities) - len(knowledge.system.quantities)
    return Knowledge(
        replace(
            knowledge.system,
            quantities=tuple(quantities),
            equations=tuple(kept),
            notes=tuple(notes),
        ),
        np.concatenate([knowledge.lower, np.zeros(added, dtype=np.int64)]),
        np.concatenate([knowledge.upper, np.full(added, knowledge.limitless, dtype=np.int64)]),
        knowledge.limitless,
    )


def partial_totals(knowledge: Knowledge) -> dict[Relation, str]:
    """Find totals that hold more than their listed parts in any line, each with a line that does.

    Args:
        knowledge: True counts and equations.
    """
    found: dict[Relation, str] = {}
    for equation in knowledge.system.equations:
        if equation.origin is Origin.TOTAL and _verdict(knowledge, equation) > 0:
            relation = replace(equation.statement, is_complete=False)
            found.setdefault(relation, _complaint(knowledge, equation))
    return found


def _family(equation: Equation) -> tuple[str, Relation]:
    """The equations that one statement makes in one table."""
    return equation.scope, equation.statement


def _partial_lists(knowledge: Knowledge, verdicts: Sequence[int]) -> set[tuple[str, Relation]]:
    """Totals whose labels are not all that there is: most sums that can be checked fall short."""
    checked: Counter[tuple[str, Relation]] = Counter()
    short: Counter[tuple[str, Relation]] = Counter()
    for equation, verdict in zip(knowledge.system.equations, verdicts, strict=True):
        cells = [equation.whole, *equation.parts]
        if equation.origin is Origin.TOTAL and knowledge.upper[cells].max() < knowledge.limitless:
            checked[_family(equation)] += 1
            short[_family(equation)] += verdict > 0
    return {family for family, count in checked.items() if 2 * short[family] > count}


def tighten(knowledge: Knowledge) -> tuple[Counts, Counts]:
    """Carry bounds along the equations; a quick outer limit of every count.

    Raises:
        ContradictionError: The bounds leave no count at all for one of them.
    """
    lower, upper = knowledge.lower.copy(), knowledge.upper.copy()
    for _ in range(_SWEEPS):
        is_moving = False
        for equation in knowledge.system.equations:
            cells = np.array([equation.whole, *equation.parts])
            signs = np.full(cells.size, -1)
            signs[0] = 1
            low = np.where(signs > 0, lower[cells], -upper[cells])
            high = np.where(signs > 0, upper[cells], -lower[cells])
            # All terms add up to nothing, so each is what the others leave.
            least = np.maximum(low, high - high.sum())
            most = np.minimum(high, low - low.sum())
            if np.any(least > most):
                raise ContradictionError(_complaint(knowledge, equation))
            new_lower = np.where(signs > 0, least, -most)
            new_upper = np.where(signs > 0, most, -least)
            is_moving |= bool(np.any(new_lower > lower[cells]) or np.any(new_upper < upper[cells]))
            lower[cells], upper[cells] = new_lower, new_upper
        if not is_moving:
            break
    return lower, upper


def _verdict(knowledge: Knowledge, equation: Equation) -> int:
    """0 where an equation can hold, 1 where the whole is too large, -1 where it is too small."""
    parts = list(equation.parts)
    if knowledge.lower[equation.whole] > knowledge.upper[parts].sum():
        return 1
    return -int(knowledge.upper[equation.whole] < knowledge.lower[parts].sum())


def _complaint(knowledge: Knowledge, equation: Equation) -> str:
    parts = list(equation.parts)
    return (
        f"{equation.name}: the parts add up to "
        f"{_span(knowledge, knowledge.lower[parts].sum(), knowledge.upper[parts].sum())}, "
        f"the whole is "
        f"{_span(knowledge, knowledge.lower[equation.whole], knowledge.upper[equation.whole])}."
    )


def _span(knowledge: Knowledge, lowest: int, highest: int) -> str:
    if lowest == highest:
        return str(lowest)
    return f"{lowest} or more" if highest >= knowledge.limitless else f"{lowest} to {highest}"
