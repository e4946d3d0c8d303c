"""How small and how large each unknown count can be: two searches for each, saved where possible.

The interval of a cell is found as in the audit phase of cell suppression (Fischetti and Salazar,
Management Science 47, 2001): minimise and maximise it over all tables that agree with what is
printed. Every table found on the way is kept, because it shows reachable counts of all other cells
too; a cell whose known reach meets its outer limit needs no search of its own.
"""

from collections.abc import Iterable

import numpy as np

from cdof_core.disclosure.errors import ContradictionError
from cdof_core.disclosure.knowledge import Knowledge, tighten
from cdof_core.disclosure.solving import Counts, Equations, equations_of, find_table


class Reach:
    """Which counts are possible, given what a reader knows."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Look for one table that agrees with everything.

        Args:
            knowledge: Bounds and equations.

        Raises:
            ContradictionError: There is none.
        """
        self._knowledge = knowledge
        self._equations: Equations = equations_of(knowledge.system)
        self._lower, self._upper = tighten(knowledge)
        first = self._search(np.zeros(self._lower.size))
        if first is None:
            raise ContradictionError(
                "The printed numbers contradict each other: no whole counts fit all of them "
                "at once."
            )
        self._least, self._most = first.copy(), first.copy()

    def interval(self, cell: int) -> tuple[int, int | None]:
        """Return the least and the largest count that a cell can have; None without limit."""
        for sign, reached, limit in ((1, self._least, self._lower), (-1, self._most, self._upper)):
            if reached[cell] == limit[cell]:
                continue
            costs = np.zeros(self._lower.size)
            costs[cell] = sign
            found = self._search(costs)
            if found is None:
                raise ContradictionError("The printed numbers contradict each other.")
            self._keep(found)
        highest = int(self._most[cell])
        is_limitless = 2 * highest > self._knowledge.limitless
        return int(self._least[cell]), None if is_limitless else highest

    def can_all_be(self, cells: Iterable[int], *, at_least: int) -> bool:
        """Whether cells can all reach a count in one and the same table."""
        chosen = list(cells)
        lower = self._lower.copy()
        lower[chosen] = np.maximum(lower[chosen], at_least)
        found = find_table(self._equations, lower, self._upper, costs=np.zeros(lower.size))
        if found is None:
            return False
        self._keep(found)
        return True

    def _search(self, costs: np.ndarray) -> Counts | None:
        return find_table(self._equations, self._lower, self._upper, costs=costs)

    def _keep(self, table: Counts) -> None:
        self._least = np.minimum(self._least, table)
        self._most = np.maximum(self._most, table)
