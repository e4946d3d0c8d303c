"""Tables that were found possible, kept because each may answer many demands."""

import numpy as np

from cdof_core.disclosure.demands import Demand, Eye, Stakes
from cdof_core.disclosure.solving import Counts, Mask, find_table


class Witnesses:
    """The tables found so far."""

    def __init__(self, stakes: Stakes) -> None:
        """Start with the true counts, which are always possible.

        Args:
            stakes: What is at stake.
        """
        self._stakes = stakes
        self._tables = stakes.truth[None, :].copy()
        self._random = np.random.default_rng(0)
        self._last: dict[Eye, tuple[Mask, int, Counts]] = {}

    def reached(self, eye: Eye, hidden: Mask) -> Counts:
        """Return the known tables that are possible under a suppression, shape (k, n)."""
        last = self._last.get(eye)
        if last is not None and np.array_equal(last[0], hidden):
            _, seen, fitting = last
        else:
            seen, fitting = 0, self._tables[:0]
        if seen < len(self._tables):
            lower, upper = self._stakes.hidden_bounds(eye)
            low = np.where(hidden, lower, self._stakes.shown_lower)
            high = np.where(hidden, upper, self._stakes.shown_upper)
            new = self._tables[seen:]
            fits = np.all((new >= low) & (new <= high), axis=1)
            fitting = np.vstack([fitting, new[fits]])
            self._last[eye] = (hidden.copy(), len(self._tables), fitting)
        return fitting

    def look_for(self, demand: Demand, hidden: Mask) -> Counts | None:
        """Search for a table that answers a demand; keep it.

        Any will do, so the search leans at random: tables at the far ends of many cells at once
        answer other demands too.
        """
        lower, upper = self._stakes.bounds(demand, hidden)
        costs = np.where(hidden, self._random.choice((-1.0, 1.0), hidden.size), 0.0)
        found = find_table(self._stakes.equations, lower, upper, costs=costs)
        if found is not None:
            self._tables = np.vstack([self._tables, found])
        return found
