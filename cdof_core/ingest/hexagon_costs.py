"""What a cartogram costs: tables that a search looks up for pairs, places and borders."""

import math

import numpy as np
from numpy.typing import NDArray

from cdof_core.ingest.cartogram_relaxation import SECOND_NEIGHBOUR_DISTANCE, Neighbours
from cdof_core.ingest.hexagon_lattice import CELLS, cell_centres, difference_vectors

Spring = tuple[int, list[float]]
"""Another authority, and the cost of the pair by the difference of their cell numbers."""

# Costs are squared hexagon widths off the wanted place, for neighbours in two regions.
_BACKBONE_WEIGHT = 2.0
_REGION_WEIGHT = 1.5
_CROSS_WEIGHT = 1.0
_SECOND_WEIGHT = 0.2
_PLACE_WEIGHT = 0.3
# Costs of one side of a hexagon, by what lies beyond it.
_BORDER_COST = 0.6
_COAST_COST = 0.7
_INLAND_COAST_COST = 2.5
_FALSE_BORDER_COST = 3.0
# Bearings to the nearest 5 degrees, so that pairs share their tables.
_BEARINGS = 72


def tabulate_places(places: NDArray[np.float64]) -> list[list[float]]:
    """Return what each cell costs each authority: its squared distance from the wanted place.

    Args:
        places: Wanted places in hexagon widths, shape (n, 2).

    Returns:
        For each authority the cost of every cell, by cell number.
    """
    squares = ((cell_centres()[None, :, :] - places[:, None, :]) ** 2).sum(axis=2)
    return (_PLACE_WEIGHT * squares).tolist()


def tabulate_springs(neighbours: Neighbours, count: int) -> list[list[Spring]]:
    """Return, for each authority, its springs to neighbours and to their neighbours.

    Args:
        neighbours: Pairs and bearings.
        count: Number of authorities.

    Returns:
        Every pair stands with both of its authorities.
    """
    inside = np.where(neighbours.in_region, _REGION_WEIGHT, _CROSS_WEIGHT)
    weights = np.where(neighbours.in_backbone, _BACKBONE_WEIGHT, inside)
    tables: dict[tuple[int, float, float], list[float]] = {}
    springs: list[list[Spring]] = [[] for _ in range(count)]

    def attach(pair: list[int], bearing: list[float], weight: float, length: float) -> None:
        turn = round(math.atan2(bearing[1], bearing[0]) / math.tau * _BEARINGS)
        for start, end, heading in (*pair, turn), (*pair[::-1], turn + _BEARINGS // 2):
            key = (heading % _BEARINGS, weight, length)
            if key not in tables:
                tables[key] = _tabulate_differences(*key)
            springs[start].append((end, tables[key]))

    first = (neighbours.pairs.tolist(), neighbours.bearings.tolist(), weights.tolist())
    for pair, bearing, weight in zip(*first, strict=True):
        attach(pair, bearing, weight, 1.0)
    second = (neighbours.second_pairs.tolist(), neighbours.second_bearings.tolist())
    for pair, bearing in zip(*second, strict=True):
        attach(pair, bearing, _SECOND_WEIGHT, SECOND_NEIGHBOUR_DISTANCE)
    return springs


def tabulate_borders(
    regions: NDArray[np.int64], neighbours: Neighbours
) -> tuple[list[int], list[list[float]]]:
    """Return what a side between two hexagons costs, by the kinds of authority on either side.

    Short borders make compact regions. A border between regions that do not touch on the ground
    costs most, and so does sea beside an authority that lies inland.

    Args:
        regions: Region number of each authority, from 0.
        neighbours: Pairs of authorities and who lies on the outline.

    Returns:
        The kind of each authority (region and whether inland), and a square table of costs over the
        kinds and, last, the sea.
    """
    count = int(regions.max()) + 1
    costs = np.full((count, count), _FALSE_BORDER_COST)
    touching = regions[neighbours.pairs]
    costs[touching[:, 0], touching[:, 1]] = _BORDER_COST
    costs[touching[:, 1], touching[:, 0]] = _BORDER_COST
    np.fill_diagonal(costs, 0.0)
    table = np.zeros((2 * count + 1, 2 * count + 1))
    table[:-1, :-1] = np.tile(costs, (2, 2))
    table[-1, :-1] = table[:-1, -1] = np.repeat([_COAST_COST, _INLAND_COAST_COST], count)
    kinds = regions + count * ~neighbours.on_outline
    return kinds.tolist(), table.tolist()


def _tabulate_differences(heading: int, weight: float, length: float) -> list[float]:
    """Cost by difference of cell numbers; negative ones count from the end of the list."""
    angle = math.tau * heading / _BEARINGS
    numbers = np.arange(-CELLS, CELLS)
    offsets = difference_vectors(numbers) - length * np.array([math.cos(angle), math.sin(angle)])
    costs = weight * (offsets**2).sum(axis=1)
    return np.roll(costs, -CELLS).tolist()
