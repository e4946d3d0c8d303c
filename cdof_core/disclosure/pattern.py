"""Chooses which further cells to hide: the least information lost that answers every demand.

Cell suppression as a zero-one programme, solved by adding violated constraints (Fischetti and
Salazar, Management Science 47, 2001): choose the cheapest cells under what is known so far, test
every demand, learn a constraint from each that fails, and choose again. The first choice without
failure is the cheapest of all. Large tables do not wait for that: after some rounds cells are only
added until nothing fails, then taken back where they are not needed; the last lower limit says how
far from the cheapest that can be.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cdof_core.disclosure.cuts import Cut, first_cuts, make_cut, something_else
from cdof_core.disclosure.demands import Demand, Stakes, demands_of, is_answered
from cdof_core.disclosure.errors import DisclosureError
from cdof_core.disclosure.solving import Floats, Mask, choose_cheapest
from cdof_core.disclosure.witnesses import Witnesses

# Rounds of exact search and branches of each, by size: a hundred cells get ten rounds. Tables of up
# to about forty cells are then nearly always solved to the end.
_ROUNDS_TIMES_CELLS: Final = 1_000
_ROUNDS: Final = (3, 60)
_NODES_TIMES_CELLS: Final = 10_000
_NODES: Final = (20, 1_000)
# More constraints a round make the next choice better, but each takes a search of its own.
_CUTS_A_ROUND: Final = 8
_GAP: Final = 0.01


class UnattainableError(DisclosureError):
    """A demand that no suppression answers."""

    def __init__(self, demand: Demand) -> None:
        """Keep the demand.

        Args:
            demand: What cannot be had.
        """
        self.demand = demand
        super().__init__(f"No suppression answers {demand}.")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A suppression that answers every demand.

    Attributes:
        hidden: Cells that are hidden, shape (n,).
        cost: Weight of the cells hidden in addition to the small ones.
        least_cost: No suppression costs less than this.
    """

    hidden: Mask
    cost: float
    least_cost: float


class PatternSearch:
    """One search; what it learns serves again if more is asked."""

    def __init__(self, stakes: Stakes) -> None:
        """Start from what each equation asks by itself.

        Args:
            stakes: What is at stake.
        """
        self._stakes = stakes
        self._witnesses = Witnesses(stakes)
        self._cuts = first_cuts(stakes)
        self._asked: frozenset[int] = frozenset()

    def find(self, asked: frozenset[int]) -> Pattern:
        """Find a cheap suppression.

        Args:
            asked: Counts printed nowhere that must be protected like hidden cells.

        Raises:
            UnattainableError: A demand fails whatever is hidden.
        """
        self._asked = asked
        stakes = self._stakes
        best = Pattern(~stakes.public, np.inf, 0.0)
        for _ in range(self._allowance(_ROUNDS_TIMES_CELLS, _ROUNDS)):
            hidden, bound = self._cheapest(stakes.always_hidden)
            least = max(best.least_cost, bound)
            failed = self._failures(hidden, at_most=_CUTS_A_ROUND)
            if failed:
                self._learn(failed, hidden)
                hidden = self._without_needless(self._grown(hidden))
            cost = self._cost(hidden)
            best = Pattern(hidden if cost < best.cost else best.hidden, min(cost, best.cost), least)
            if not failed or best.cost <= (1 + _GAP) * least:
                break
        return best

    def _grown(self, hidden: Mask) -> Mask:
        """Add cells until nothing fails."""
        while True:
            grown, _ = self._cheapest(hidden)
            failed = self._failures(grown, at_most=_CUTS_A_ROUND)
            if not failed:
                return grown
            self._learn(failed, grown)
            if np.array_equal(grown, hidden):
                self._cuts += [something_else(self._stakes, demand, grown) for demand in failed]
            hidden = grown

    def _allowance(self, times_cells: int, limits: tuple[int, int]) -> int:
        size = max(int(np.count_nonzero(self._stakes.free)), 1)
        return min(max(times_cells // size, limits[0]), limits[1])

    def _cost(self, hidden: Mask) -> float:
        return float(self._stakes.weights[hidden & self._stakes.free].sum())

    def _failures(self, hidden: Mask, *, at_most: int) -> list[Demand]:
        failed: list[Demand] = []
        for demand in demands_of(self._stakes, hidden, self._asked):
            tables = self._witnesses.reached(demand.eye, hidden)
            if is_answered(demand, tables, hidden):
                continue
            if self._witnesses.look_for(demand, hidden) is None:
                failed.append(demand)
                if len(failed) == at_most:
                    break
        return failed

    def _learn(self, failed: list[Demand], hidden: Mask) -> None:
        for demand in failed:
            cut = make_cut(self._stakes, demand, hidden)
            if not np.any(cut.helpful):
                raise UnattainableError(demand)
            self._cuts.append(cut)

    def _cheapest(self, at_least: Mask) -> tuple[Mask, float]:
        """Choose the cheapest cells that keep all that is known, and a limit below their cost."""
        stakes = self._stakes
        free = np.flatnonzero(stakes.free)
        rows = np.array([_row_of(cut)[free] for cut in self._cuts])
        picked, bound = choose_cheapest(
            stakes.weights[free],
            rows,
            np.array([1.0 - len(cut.only_if) for cut in self._cuts]),
            forced=at_least[free],
            gap=_GAP,
            nodes=self._allowance(_NODES_TIMES_CELLS, _NODES),
        )
        chosen = stakes.always_hidden.copy()
        chosen[free] = picked
        return chosen, bound

    def _without_needless(self, hidden: Mask) -> Mask:
        """Show again, dearest first, what need not be hidden."""
        stakes = self._stakes
        kept = hidden.copy()
        extra = np.flatnonzero(hidden & stakes.free)
        for cell in extra[np.argsort(-stakes.weights[extra], kind="stable")]:
            tried = kept.copy()
            tried[cell] = False
            if self._is_known_to_fail(tried):
                continue
            if not self._failures(tried, at_most=1):
                kept = tried
        return kept

    def _is_known_to_fail(self, hidden: Mask) -> bool:
        return any(
            np.all(hidden[list(cut.only_if)]) and cut.helpful @ hidden < 1 - _GAP
            for cut in self._cuts
        )


def _row_of(cut: Cut) -> Floats:
    row = cut.helpful.copy()
    row[list(cut.only_if)] -= 1.0
    return row
