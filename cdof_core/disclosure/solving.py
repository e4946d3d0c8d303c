"""Whole-number tables inside bounds, found by HiGHS through SciPy.

Both the attack and the protection ask one question again and again: is there a table of whole
counts that obeys every equation and every bound, and how small or large can one of its cells be?
Most such systems are those of a flow in a network, whose corners are whole; the linear answer is
then exact, and only where a corner is not whole does the slower search over whole numbers follow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix, hstack, identity, vstack
from scipy.sparse.csgraph import connected_components

from cdof_core.disclosure.counts import CellSystem
from cdof_core.disclosure.errors import DisclosureError

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

_WHOLE: Final = 1e-5
_HALF: Final = 0.5
_OPTIMAL: Final = 0
_INFEASIBLE: Final = 2


class SolverError(DisclosureError):
    """The solver gave up; nothing is known, so nothing may be published."""


@dataclass(frozen=True, slots=True)
class Equations:
    """Equations as a matrix: one row each, +1 for the whole and -1 for its parts; all equal 0."""

    matrix: Any

    @property
    def cells(self) -> int:
        """Number of unknowns."""
        return int(self.matrix.shape[1])

    def hold_for(self, counts: Counts) -> bool:
        """Whether a table obeys all of them."""
        return not np.any(self.matrix @ counts)


def equations_of(system: CellSystem) -> Equations:
    """Write the equations of a system as a matrix."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[int] = []
    for row, equation in enumerate(system.equations):
        rows += [row] * (1 + len(equation.parts))
        columns += [equation.whole, *equation.parts]
        values += [1, *([-1] * len(equation.parts))]
    shape = (len(system.equations), len(system.quantities))
    return Equations(csr_matrix((values, (rows, columns)), shape=shape, dtype=np.int64))


def find_table(
    equations: Equations, lower: Counts, upper: Counts, *, costs: Floats
) -> Counts | None:
    """Find the cheapest table of whole counts inside bounds.

    Args:
        equations: What adds up to what; m equations of n cells.
        lower: Least count of each cell, shape (n,).
        upper: Largest count of each cell, shape (n,).
        costs: Cost of each unit of each cell, shape (n,).

    Returns:
        The table, shape (n,); None where there is none.

    Raises:
        SolverError: The solver gave up.
    """
    if np.any(lower > upper):
        return None
    free = np.flatnonzero(lower < upper)
    table = lower.copy()
    if not free.size:
        return table if equations.hold_for(table) else None
    for is_whole in (False, True):
        found = _solve(equations, table, free, lower, upper, costs=costs, is_whole=is_whole)
        if found is None:
            return None
        whole = np.rint(found).astype(np.int64)
        candidate = table.copy()
        candidate[free] = whole
        is_close = np.all(np.abs(found - whole) < _WHOLE)
        if is_close and equations.hold_for(candidate) and np.all(candidate <= upper):
            return candidate
    raise SolverError("The solver found no whole counts where it said there are some.")


def _solve(
    equations: Equations,
    fixed: Counts,
    free: Counts,
    lower: Counts,
    upper: Counts,
    *,
    costs: Floats,
    is_whole: bool,
) -> Floats | None:
    known = fixed.copy()
    known[free] = 0
    reduced = equations.matrix[:, free]
    right = -(equations.matrix @ known)
    kept = np.flatnonzero(np.diff(reduced.indptr))
    if np.any(np.delete(right, kept)):
        return None
    constraint = LinearConstraint(reduced[kept], right[kept], right[kept])
    answer = milp(
        costs[free],
        constraints=[constraint] if kept.size else [],
        bounds=_box(lower[free], upper[free]),
        integrality=np.full(free.size, int(is_whole)),
    )
    if answer.status == _INFEASIBLE:
        return None
    if answer.status != _OPTIMAL or answer.x is None:
        raise SolverError(f"The solver gave up: {answer.message}")
    return np.asarray(answer.x, dtype=np.float64)


def choose_cheapest(
    costs: Floats, rows: Floats, right: Floats, *, forced: Mask, gap: float, nodes: int
) -> tuple[Mask, float]:
    """Choose things at the least cost under constraints of the form rows·x ≥ right.

    Args:
        costs: Cost of each thing, shape (k,).
        rows: Coefficients, shape (m, k).
        right: Right-hand sides, shape (m,).
        forced: Things that are chosen in any case, shape (k,).
        gap: How far from the cheapest is good enough, relative.
        nodes: Branches after which the best choice so far is taken.

    Returns:
        What is chosen, shape (k,), and a limit below the cost of every choice.

    Raises:
        SolverError: The solver found no choice.
    """
    if not rows.size:
        return forced.copy(), 0.0
    answer = milp(
        costs,
        constraints=LinearConstraint(rows, *_limits(right)),
        bounds=_box(forced.astype(np.float64), np.ones(costs.size)),
        integrality=np.ones(costs.size),
        options={"mip_rel_gap": gap, "node_limit": nodes},
    )
    if answer.x is None:
        raise SolverError(f"The solver gave up: {answer.message}")
    return np.asarray(answer.x) > _HALF, float(answer.mip_dual_bound or 0.0)


def _limits(right: Floats) -> tuple[Any, Any]:
    return right, np.inf


def _box(lower: Any, upper: Any) -> Any:  # noqa: ANN401 - SciPy's stubs know single numbers alone
    return Bounds(lower, upper)


def refute(
    equations: Equations,
    lower: Counts,
    upper: Counts,
    *,
    above: Floats,
    below: Floats,
    about: Counts,
) -> Floats | None:
    """Say why no table lies inside bounds, in the way that leaves the fewest remedies.

    By Farkas' lemma there are weights of the equations, adding up to one equation over the cells,
    that no values inside the bounds can fulfil. Of all such equations this is the one in whose eyes
    wider bounds help least.

    Args:
        equations: What adds up to what; m equations of n cells.
        lower: Least count of each cell, shape (n,).
        upper: Largest count of each cell, shape (n,).
        above: What it would help to lift each upper bound, shape (n,).
        below: What it would help to lower each lower bound, shape (n,).
        about: The cells to begin with; equations that they cannot move come last.

    Returns:
        That equation's coefficients, shape (n,): their product with any table that obeys the
        equations is 0, but inside the bounds it is -1 at most. None where a table (of any numbers,
        not only whole ones) exists.

    Raises:
        SolverError: The solver gave up.
    """
    for chosen in _stretches(equations, lower, upper, about):
        part = equations.matrix[chosen]
        cells = np.flatnonzero(np.diff(part.tocsc().indptr))
        weights = _refute(
            part[:, cells], lower[cells], upper[cells], costs=(above[cells], below[cells])
        )
        if weights is not None:
            return np.asarray(part.T @ weights, dtype=np.float64)
    return None


def _stretches(
    equations: Equations, lower: Counts, upper: Counts, about: Counts
) -> Iterator[NDArray[np.intp]]:
    """The equations that some cells move, directly or through other cells; then all of them."""
    rows = equations.matrix.shape[0]
    moving = equations.matrix[:, np.flatnonzero(lower < upper)]
    _, group = connected_components(abs(moving) @ abs(moving).T, directed=False)
    touched = np.unique(equations.matrix[:, about].nonzero()[0])
    near = np.flatnonzero(np.isin(group, group[touched]))
    yield near
    if near.size < rows:
        yield np.arange(rows)


def _refute(
    matrix: csr_matrix, lower: Counts, upper: Counts, *, costs: tuple[Floats, Floats]
) -> Floats | None:
    rows, cells = len(matrix.indptr) - 1, lower.size
    unit = identity(cells, format="csr")
    defining = hstack([matrix.T, -unit, unit], format="csr")
    missing = hstack([csr_matrix((1, rows)), csr_matrix(upper), csr_matrix(-lower)], format="csr")
    right = np.zeros(cells + 1)
    right[-1] = -1.0
    limits = np.zeros((rows + 2 * cells, 2))
    limits[:rows] = (-np.inf, np.inf)
    limits[rows:, 1] = np.inf
    answer = linprog(
        np.concatenate([np.zeros(rows), *costs]),
        A_eq=vstack([defining, missing]),
        b_eq=right,
        bounds=limits,
        method="highs",
    )
    if answer.status == _INFEASIBLE:
        return None
    if answer.status != _OPTIMAL:
        raise SolverError(f"The solver gave up: {answer.message}")
    return np.asarray(answer.x[:rows], dtype=np.float64)
