"""What is learnt from a suppression that fails: a constraint that every other one must keep.

The weights of the equations that refute a demanded table (Farkas' lemma) bound what any suppression
must add. Coefficients larger than what is missing are cut down to it, as in the capacity
constraints of Fischetti and Salazar, Management Science 47 (2001), section 4.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cdof_core.disclosure.demands import Demand, Eye, Stakes
from cdof_core.disclosure.solving import Floats, Mask, refute

_NOTHING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Cut:
    """What every suppression that answers a demand has in common: helpful·x ≥ 1 if all are hidden.

    Attributes:
        helpful: For each cell how far hiding it goes towards the demand, 0 to 1, shape (n,).
        only_if: The cells that must all be hidden for the demand to arise.
    """

    helpful: Floats
    only_if: tuple[int, ...]


def make_cut(stakes: Stakes, demand: Demand, hidden: Mask) -> Cut:
    """Learn from a demand that a suppression does not answer."""
    lower, upper = stakes.bounds(demand, hidden)
    hidden_lower, hidden_upper = stakes.demanded_bounds(demand)
    is_remedy = stakes.free & ~hidden
    need = max(stakes.span[1], 1)
    gains = [
        np.clip(np.where(is_remedy, gain, 0), 0, need) + _NOTHING
        for gain in (hidden_upper - stakes.shown_upper, stakes.shown_lower - hidden_lower)
    ]
    # Measured from the true counts, bounds are small numbers, and so are the solver's errors.
    weights = refute(
        stakes.equations,
        lower - stakes.truth,
        upper - stakes.truth,
        above=gains[0],
        below=gains[1],
        about=np.array([demand.cell] if demand.cell >= 0 else demand.together),
    )
    if weights is None:
        return something_else(stakes, demand, hidden)
    cut = cut_from(stakes, demand, hidden, weights)
    return cut or something_else(stakes, demand, hidden)


def cut_from(stakes: Stakes, demand: Demand, hidden: Mask, weights: Floats) -> Cut | None:
    """Turn weights of the equations into a cut, if a suppression fails it."""
    hidden_lower, hidden_upper = stakes.demanded_bounds(demand)
    rising, falling = np.maximum(weights, 0), np.maximum(-weights, 0)
    truth = stakes.truth
    shown = rising * (stakes.shown_upper - truth) - falling * (stakes.shown_lower - truth)
    unseen = rising * (hidden_upper - truth) - falling * (hidden_lower - truth)
    gain = np.where(stakes.free, unseen - shown, 0.0)
    base = float(np.where(stakes.always_hidden, unseen, shown).sum())
    worse = hidden & (gain < 0)
    missing = -(base + float(gain[worse].sum()))
    if missing < _NOTHING:
        return None
    helpful = np.clip(gain / missing, 0.0, 1.0)
    helpful[helpful < _NOTHING] = 0.0
    return Cut(helpful, tuple(int(cell) for cell in np.flatnonzero(worse)))


def first_cuts(stakes: Stakes) -> list[Cut]:
    """Learn what each equation by itself asks for."""
    cuts = []
    rows = stakes.equations.matrix
    for cell in np.flatnonzero(~stakes.public & ~stakes.implied):
        hidden = stakes.always_hidden.copy()
        hidden[cell] = True
        demands = [
            Demand(Eye.READER, int(cell), at_least=stakes.span[1]),
            Demand(Eye.READER, int(cell), at_most=stakes.span[0]),
        ]
        if stakes.small[cell]:
            demands += [
                Demand(Eye.INSIDER, int(cell), at_least=int(stakes.insider_upper[cell])),
                Demand(Eye.INSIDER, int(cell), at_most=int(stakes.insider_lower[cell])),
            ]
        for row in rows[:, [cell]].nonzero()[0]:
            line = rows[[row]].toarray()[0].astype(np.float64)
            for demand in demands:
                for sign in (1.0, -1.0):
                    cut = cut_from(stakes, demand, hidden, sign * line)
                    if cut is not None:
                        cuts.append(cut)
    return cuts


def something_else(stakes: Stakes, demand: Demand, hidden: Mask) -> Cut:
    """Learn only that some further cell must be hidden.

    For demands that fractions would answer and whole counts do not, and where the solver's
    tolerance blurs what else there is to learn.
    """
    only_if = {demand.cell, *demand.together} & set(np.flatnonzero(hidden & stakes.free).tolist())
    return Cut((stakes.free & ~hidden).astype(np.float64), tuple(sorted(only_if)))
