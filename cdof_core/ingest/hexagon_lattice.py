"""Cells of the cartogram as whole numbers, so that a neighbour is one addition away.

A cell's number is ``SIDE * (q + SIDE / 2) + r + SIDE / 2``; see `cdof_core.domain.hexagon` for q
and r.
"""

from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from cdof_core.domain.hexagon import ROW_HEIGHT, HexagonCell, steps_between

SIDE = 48
CELLS = SIDE * SIDE
_HALF = SIDE // 2
# Neighbours in turn round a cell: east, south-east, south-west, west, north-west, north-east.
OFFSETS = (SIDE, 1, 1 - SIDE, -SIDE, -1, SIDE - 1)

# A hexagon's own point counts 1, one beside it 0.25: a cell between three points (0.75) yields
# to one that holds a point, and a cell inside a ring of six (1.5) does not stay empty.
_KERNEL_WIDTH = 0.6
# Cells this near the edge of the lattice stay free, so that no neighbour falls off it.
_MARGIN = 4


def cell_of(number: int) -> HexagonCell:
    """Return the cell that a number stands for."""
    return HexagonCell(number // SIDE - _HALF, number % SIDE - _HALF)


def number_of(cell: HexagonCell) -> int:
    """Return the number of a cell."""
    return (cell.q + _HALF) * SIDE + cell.r + _HALF


def cell_centres() -> NDArray[np.float64]:
    """Return the centres of all cells by their numbers, shape (CELLS, 2), in hexagon widths."""
    numbers = np.arange(CELLS)
    columns, rows = numbers // SIDE - _HALF, numbers % SIDE - _HALF
    return np.column_stack([columns + rows / 2, -ROW_HEIGHT * rows]).astype(np.float64)


def difference_vectors(differences: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the vectors between cells whose numbers differ so much, shape (n, 2).

    Right for cells less than half of ``SIDE`` rows apart.
    """
    columns = (differences + _HALF) // SIDE
    rows = differences - columns * SIDE
    return np.column_stack([columns + rows / 2, -ROW_HEIGHT * rows]).astype(np.float64)


def count_arcs(taken: list[bool]) -> int:
    """Return in how many runs the taken cells lie round a cell; 0 where none or all are."""
    return sum(taken[turn] and not taken[turn - 1] for turn in range(6))


def is_smooth_edge(cell: int, land: Collection[int]) -> bool:
    """Whether a cell can be added or removed without splitting the land or opening a hole."""
    return count_arcs([cell + offset in land for offset in OFFSETS]) == 1


def pieces_of(cells: Iterable[int]) -> list[list[int]]:
    """Return the connected pieces of a set of cells, smallest first."""
    left = set(cells)
    pieces: list[list[int]] = []
    while left:
        piece = [left.pop()]
        for cell in piece:  # grows while it is read
            for offset in OFFSETS:
                if cell + offset in left:
                    left.remove(cell + offset)
                    piece.append(cell + offset)
        pieces.append(piece)
    return sorted(pieces, key=len)


def measure_split(cells: Iterable[int]) -> float:
    """Return how far a region is from being in one piece; 0 where it is.

    Args:
        cells: The region's cells.

    Returns:
        For every piece but the largest, 1 and half the number of cells between it and the next.
    """
    pieces = pieces_of(cells)
    return sum(
        1 + (_nearest(piece, pieces[position + 1 :]) - 1) / 2
        for position, piece in enumerate(pieces[:-1])
    )


def _nearest(piece: list[int], others: list[list[int]]) -> int:
    """Steps from a piece to the nearest of the others."""
    targets = [cell_of(cell) for other in others for cell in other]
    return min(steps_between(cell_of(cell), target) for cell in piece for target in targets)


def assign_cells(places: NDArray[np.float64]) -> list[int]:
    """Return one cell for each place: land without gaps, and least total squared movement.

    Land grows from its densest cell, always by the free cell with most places about it, so that it
    is in one piece and has no hole. A balanced assignment then shares its cells out.

    Args:
        places: Positions in hexagon widths about the origin, shape (n, 2).

    Returns:
        Cell numbers, one for each place.
    """
    centres = cell_centres()
    density = np.exp(-cdist(centres, places, "sqeuclidean") / (2 * _KERNEL_WIDTH**2)).sum(axis=1)
    land = sorted(_grow_land(density, len(places)))
    _, chosen = linear_sum_assignment(cdist(places, centres[land], "sqeuclidean"))
    return [land[int(position)] for position in chosen]


def _grow_land(density: NDArray[np.float64], size: int) -> set[int]:
    usable = set(_inner_cells())
    land = {max(usable, key=lambda cell: (density[cell], cell))}
    while len(land) < size:
        beside = {cell + offset for cell in land for offset in OFFSETS} - land
        open_cells = [cell for cell in beside & usable if _keeps_land_whole(cell, land)]
        land.add(max(open_cells, key=lambda cell: (density[cell], cell)))
    return land


def _keeps_land_whole(cell: int, land: set[int]) -> bool:
    return is_smooth_edge(cell, land) or all(cell + offset in land for offset in OFFSETS)


def _inner_cells() -> list[int]:
    inner = range(_MARGIN, SIDE - _MARGIN)
    return [column * SIDE + row for column in inner for row in inner]
