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

    def reached(self, eye: Eye, hidden: Mask) -> Counts:
        """Return the known tables that are possible under a suppression, shape (k, n)."""
        stakes = self._stakes
        lower, upper = stakes.hidden_bounds(eye)
        low = np.where(hidden, lower, stakes.shown_lower)
        high = np.where(hidden, upper, stakes.shown_upper)
        fits = np.all((self._tables >= low) & (self._tables <= high), axis=1)
        return self._tables[fits]

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
