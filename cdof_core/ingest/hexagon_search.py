"""The cartogram improved step by step: swaps, shifted lines and moved hexagons.

Simulated annealing (S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, Science 220, 1983) from a fixed
seed. Land stays in one piece and without holes at every step; regions in several pieces cost so
much that they grow together.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cdof_core.ingest.cartogram_relaxation import Neighbours
from cdof_core.ingest.hexagon_costs import tabulate_borders, tabulate_places, tabulate_springs
from cdof_core.ingest.hexagon_lattice import (
    CELLS,
    OFFSETS,
    is_smooth_edge,
    measure_split,
)

_SPLIT_COST = 30.0
# The most that one move can save on borders, so that hopeless moves are dropped before the count.
_BORDER_SAVING = 6.0

_FIRST_TEMPERATURE = 5.0
_LAST_TEMPERATURE = 0.1
_LONGEST_LINE = 9
_SHIFTS = 0.25
_INSERTIONS = 0.25


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """Where a search ended.

    Attributes:
        cells: Cell number of each authority.
        cost: What was minimised; lower is better.
        is_split: Whether a region is still in several pieces.
    """

    cells: list[int]
    cost: float
    is_split: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """New cells of some authorities; at most one cell is vacated and one filled."""

    cells: dict[int, int]
    vacated: int | None = None
    filled: int | None = None


class _Arrangement:
    """Authorities on the lattice, with what their places cost."""

    def __init__(
        self,
        *,
        cells: list[int],
        places: NDArray[np.float64],
        regions: NDArray[np.int64],
        neighbours: Neighbours,
    ) -> None:
        self.cells = list(cells)
        self.occupants = {cell: area for area, cell in enumerate(cells)}
        self._regions: list[int] = regions.tolist()
        self._kinds, self._borders = tabulate_borders(regions, neighbours)
        self._sea = len(self._borders) - 1
        self._grid = [self._sea] * CELLS
        self._paint(range(len(cells)))
        self._members: list[list[int]] = [[] for _ in range(max(self._regions) + 1)]
        for area, region in enumerate(self._regions):
            self._members[region].append(area)
        self._splits = [self._measure_region(region) for region in range(len(self._members))]
        self._place_costs = tabulate_places(places)
        self._springs = tabulate_springs(neighbours, len(cells))

    @property
    def is_split(self) -> bool:
        return any(self._splits)

    def total_cost(self) -> float:
        everywhere = self._spring_cost(dict.fromkeys(range(len(self.cells)), 0))
        return everywhere + self._border_cost(set(self.cells)) + _SPLIT_COST * sum(self._splits)

    def try_change(self, change: _Change, threshold: float) -> None:
        """Make a change where it adds less than the threshold to the cost."""
        if not self._keeps_land_whole(change):
            return
        before = {area: self.cells[area] for area in change.cells}
        rise = -self._spring_cost(before)
        self._move(change.cells)
        rise += self._spring_cost(before)
        if self._is_worth(change, before, rise, threshold):
            for cell in before.values():
                self.occupants.pop(cell, None)
            self.occupants.update((cell, area) for area, cell in change.cells.items())
        else:
            self._move(before)

    def _is_worth(
        self, change: _Change, before: dict[int, int], rise: float, threshold: float
    ) -> bool:
        """Weigh what the moved hexagons border on and whether their regions hold together."""
        kinds = {self._kinds[area] for area in before}
        if len(kinds) == 1 and change.vacated is None:
            return rise < threshold  # alike to every border
        if rise - _SPLIT_COST * sum(self._splits) - _BORDER_SAVING >= threshold:
            return False
        rise += self._repaint(change, before)
        splits = self._splits
        if rise - _SPLIT_COST * sum(splits) < threshold:
            splits = list(splits)
            for region in {self._regions[area] for area in before}:
                splits[region] = self._measure_region(region)
            rise += _SPLIT_COST * (sum(splits) - sum(self._splits))
            if rise < threshold:
                self._splits = splits
                return True
        self._erase(change.cells.values())
        for area, cell in before.items():
            self._grid[cell] = self._kinds[area]
        return False

    def _repaint(self, change: _Change, before: dict[int, int]) -> float:
        """Enter a change in the grid; return by how much borders became dearer."""
        touched = set(change.cells.values())
        if change.vacated is not None:
            touched.add(change.vacated)
        saved = self._border_cost(touched)
        self._erase(before.values())
        self._paint(change.cells)
        return self._border_cost(touched) - saved

    def _keeps_land_whole(self, change: _Change) -> bool:
        if change.vacated is None or change.filled is None:
            return True
        if not is_smooth_edge(change.vacated, self.occupants):
            return False
        mover = self.occupants.pop(change.vacated)
        is_whole = is_smooth_edge(change.filled, self.occupants)
        self.occupants[change.vacated] = mover
        return is_whole

    def _spring_cost(self, areas: dict[int, int]) -> float:
        cells = self.cells
        cost = 0.0
        for area in areas:
            cell = cells[area]
            cost += self._place_costs[area][cell]
            for other, by_distance in self._springs[area]:
                spring = by_distance[cells[other] - cell]
                # A spring between two of them is met twice.
                cost += spring / 2 if other in areas else spring
        return cost

    def _border_cost(self, cells: set[int]) -> float:
        grid = self._grid
        cost = 0.0
        for cell in cells:
            beyond = self._borders[grid[cell]]
            for offset in OFFSETS:
                side = beyond[grid[cell + offset]]
                cost += side / 2 if cell + offset in cells else side
        return cost

    def _measure_region(self, region: int) -> float:
        return measure_split(self.cells[area] for area in self._members[region])

    def _move(self, cells: dict[int, int]) -> None:
        for area, cell in cells.items():
            self.cells[area] = cell

    def _paint(self, areas: Iterable[int]) -> None:
        for area in areas:
            self._grid[self.cells[area]] = self._kinds[area]

    def _erase(self, cells: Iterable[int]) -> None:
        for cell in cells:
            self._grid[cell] = self._sea


def search(
    *,
    cells: list[int],
    places: NDArray[np.float64],
    regions: NDArray[np.int64],
    neighbours: Neighbours,
    seed: int,
    steps: int,
) -> SearchOutcome:
    """Improve an arrangement of authorities on the lattice.

    Args:
        cells: Cell number of each authority, connected and without holes.
        places: Where each would like to be, in hexagon widths, shape (n, 2).
        regions: Region number of each, from 0.
        neighbours: Their neighbours.
        seed: Fixes the random moves.
        steps: Moves tried.

    Returns:
        The arrangement at the end.
    """
    arrangement = _Arrangement(cells=cells, places=places, regions=regions, neighbours=neighbours)
    random = np.random.default_rng(seed)
    areas = random.integers(len(cells), size=steps).tolist()
    turns = random.integers(6, size=(steps, 3)).tolist()
    kinds = random.random(steps).tolist()
    patience: list[float] = random.exponential(size=steps).tolist()
    cooling = _LAST_TEMPERATURE / _FIRST_TEMPERATURE
    for step in range(steps):
        change = _propose(arrangement, areas[step], turns[step], kinds[step])
        if change is not None:
            temperature = _FIRST_TEMPERATURE * math.pow(cooling, step / steps)
            arrangement.try_change(change, patience[step] * temperature)
    return SearchOutcome(arrangement.cells, arrangement.total_cost(), arrangement.is_split)


def _propose(arrangement: _Arrangement, area: int, turns: list[int], kind: float) -> _Change | None:
    """Step into the sea, swap with a neighbour, shift a line, or move between two lines."""
    occupants = arrangement.occupants
    cell = arrangement.cells[area]
    target = cell + OFFSETS[turns[0]]
    other = occupants.get(target)
    if other is None:
        return _Change({area: target}, vacated=cell, filled=target)
    if kind < _INSERTIONS:
        return _insert(occupants, cell, turns)
    if kind < _INSERTIONS + _SHIFTS:
        line = _line_from(occupants, cell, OFFSETS[turns[0]])
        if line is None:
            return None
        end = line[-1] + OFFSETS[turns[0]]
        return _Change(_shifted(occupants, line, OFFSETS[turns[0]]), vacated=cell, filled=end)
    return _Change({area: target, other: cell})


def _insert(occupants: dict[int, int], cell: int, turns: list[int]) -> _Change | None:
    """Move one hexagon into the next line; that line moves outwards, its own closes up."""
    target = cell + OFFSETS[turns[0]]
    push, pull = OFFSETS[turns[1]], OFFSETS[turns[2]]
    pushed = _line_from(occupants, target, push)
    pulled = _line_from(occupants, cell, pull)
    if pushed is None or pulled is None or not set(pushed).isdisjoint(pulled):
        return None
    moved = {occupants[cell]: target, **_shifted(occupants, pushed, push)}
    moved |= _shifted(occupants, pulled[1:], -pull)
    end = pushed[-1] + push
    return _Change(moved, vacated=pulled[-1], filled=end)


def _line_from(occupants: dict[int, int], cell: int, offset: int) -> list[int] | None:
    """The taken cells from one outwards to the sea; None where the way is long."""
    line = [cell]
    while line[-1] + offset in occupants:
        line.append(line[-1] + offset)
        if len(line) > _LONGEST_LINE:
            return None
    return line


def _shifted(occupants: dict[int, int], line: list[int], offset: int) -> dict[int, int]:
    return {occupants[cell]: cell + offset for cell in line}
