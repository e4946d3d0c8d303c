"""What a suppression has to leave possible, and why a given one does not.

Two readers are held off. The *reader* sees what is printed: any hidden cell may be any count. The
*insider* can also tell small cells from those hidden in addition. Each demand is a table that must
still be possible in the eyes of one of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from cdof_core.disclosure.counts import Equation
from cdof_core.disclosure.solving import Counts, Equations, Floats, Mask

_NOTHING = 1e-6


class Eye(StrEnum):
    """Who looks."""

    READER = "reader"
    INSIDER = "insider"


@dataclass(frozen=True, slots=True)
class Demand:
    """A table that must stay possible.

    Attributes:
        eye: In whose eyes.
        cell: The cell it is about; -1 where it is about several.
        at_least: Count that the cell must be able to reach, or None.
        at_most: Count that it must be able to come down to, or None.
        together: Cells that, where hidden, must all be able to be 1 or more at once.
    """

    eye: Eye
    cell: int = -1
    at_least: int | None = None
    at_most: int | None = None
    together: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stakes:
    """Everything that stays the same while a suppression is sought.

    Attributes:
        equations: What adds up to what, as a matrix.
        listed: The same, one by one.
        truth: The true counts, shape (n,).
        shown_lower: Least count behind each cell's print if it is shown, shape (n,).
        shown_upper: Largest count behind it, shape (n,).
        small: Cells that the rule itself hides, shape (n,).
        implied: Counts that are printed nowhere: never shown, never asked for, shape (n,).
        public: Cells that cannot be hidden any more, shape (n,).
        weights: What hiding each costs, shape (n,).
        hides: The hidden range, lowest and highest.
        insider_lower: What each small cell must be able to come down to in the eyes of the
            insider, shape (n,): the hidden range's end, or as near as any suppression gets.
        insider_upper: What it must be able to reach in those eyes, shape (n,).
        span: What a hidden cell must still be able to be, lowest and highest.
        limitless: A count beyond all others.
    """

    equations: Equations
    listed: tuple[Equation, ...]
    truth: Counts
    shown_lower: Counts
    shown_upper: Counts
    small: Mask
    implied: Mask
    public: Mask
    weights: Floats
    hides: tuple[int, int]
    insider_lower: Counts
    insider_upper: Counts
    span: tuple[int, int]
    limitless: int

    @property
    def free(self) -> Mask:
        """Cells that may be hidden or shown, shape (n,)."""
        return ~(self.small | self.implied | self.public)

    @property
    def always_hidden(self) -> Mask:
        """Cells that no reader sees, shape (n,)."""
        return self.small | self.implied

    def hidden_bounds(self, eye: Eye) -> tuple[Counts, Counts]:
        """Bounds of every cell if it is hidden, in the eyes of a reader."""
        lower = np.zeros(self.truth.size, dtype=np.int64)
        upper = np.full(self.truth.size, self.limitless, dtype=np.int64)
        if eye is Eye.INSIDER:
            printed_small = self.small & ~self.implied
            # Who knows that a rule shows zeros takes no mark for one, unless zeros had to go too.
            lower[~self.implied & (self.truth > 0)] = self.hides[0]
            lower[printed_small], upper[printed_small] = self.hides
        return lower, upper

    def bounds(self, demand: Demand, hidden: Mask) -> tuple[Counts, Counts]:
        """Bounds of every cell under a suppression, for the table that is demanded."""
        lower, upper = self.demanded_bounds(demand)
        return (
            np.where(hidden, lower, self.shown_lower),
            np.where(hidden, upper, self.shown_upper),
        )

    def demanded_bounds(self, demand: Demand) -> tuple[Counts, Counts]:
        """Bounds of every cell if it is hidden, with what is demanded of it."""
        lower, upper = self.hidden_bounds(demand.eye)
        if demand.at_least is not None:
            lower[demand.cell] = max(lower[demand.cell], demand.at_least)
        if demand.at_most is not None:
            upper[demand.cell] = min(upper[demand.cell], demand.at_most)
        together = list(demand.together)
        lower[together] = np.maximum(lower[together], 1)
        return lower, upper


def demands_of(stakes: Stakes, hidden: Mask, asked: frozenset[int]) -> Iterator[Demand]:
    """List what a suppression must leave possible, the hardest first.

    Args:
        stakes: What is at stake.
        hidden: The suppression, shape (n,).
        asked: Counts printed nowhere that must be protected like hidden cells.
    """
    for cell in np.flatnonzero(stakes.small & ~stakes.implied):
        yield Demand(Eye.INSIDER, int(cell), at_least=int(stakes.insider_upper[cell]))
        yield Demand(Eye.INSIDER, int(cell), at_most=int(stakes.insider_lower[cell]))
    is_asked = np.isin(np.arange(hidden.size), sorted(asked)) & stakes.implied
    for cell in np.flatnonzero((hidden & ~stakes.implied) | is_asked):
        yield Demand(Eye.READER, int(cell), at_least=stakes.span[1])
        yield Demand(Eye.READER, int(cell), at_most=stakes.span[0])
    if stakes.span[0] > 0:
        return
    for equation in stakes.listed:
        members = tuple(
            cell for cell in (equation.whole, *equation.parts) if not stakes.implied[cell]
        )
        if np.count_nonzero(hidden[list(members)]) > 1:
            yield Demand(Eye.READER, together=members)


def is_answered(demand: Demand, tables: Counts, hidden: Mask) -> bool:
    """Whether one of the possible tables answers a demand."""
    if demand.together:
        members = [cell for cell in demand.together if hidden[cell]]
        return bool(np.any(np.all(tables[:, members] >= 1, axis=1)))
    counts = tables[:, demand.cell]
    if demand.at_least is not None:
        return bool(np.any(counts >= demand.at_least))
    return demand.at_most is not None and bool(np.any(counts <= demand.at_most))
