"""Centroids spread out until every authority has the room of one hexagon.

The first step of the cartogram. Circles grow from a dot to the width of a hexagon while they push
each other apart, and springs hold neighbours together on their true bearing, as in D. Dorling,
"Area Cartograms: Their Use and Creation" (1996), with bearings added. Growing slowly matters: a
crowded region swells as a whole, and the ring of counties round it stretches instead of being
broken through.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay
from scipy.spatial.distance import cdist

Points = NDArray[np.float64]
Pairs = NDArray[np.int64]

# Land per authority, 130,500 km² over 152 hexagons of area 0.866 w², gives w: the scale at
# which the whole keeps its size while its crowded parts swell.
METRES_PER_HEXAGON = 31_500.0
SECOND_NEIGHBOUR_DISTANCE = 1.85  # between 2 (straight) and 1.73 (round a corner)

_GROWING_STEPS = 600
_SETTLING_STEPS = 200
_FIRST_DIAMETER = 0.15
_BACKBONE_WEIGHT = 3.0
_REGION_WEIGHT = 1.5
_BEARING_PULL = 0.02
_SECOND_PULL = 0.6 * _BEARING_PULL
_BACKBONE_PULL = 0.3
_LONGEST_MOVE = 0.15
# Circles through three neighbouring centroids are smaller than this where authorities lie thick;
# what no such circle surrounds may stand at the edge of the cartogram.
_WIDEST_LAND_RADIUS = 22_000.0
_SIDES = ((0, 1), (1, 2), (0, 2))
_DAMPING = 0.7


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who lies next to whom, and in which direction.

    Attributes:
        pairs: Neighbours, shape (n, 2), positions in the table of authorities.
        bearings: Unit vectors from the first to the second of each pair.
        in_region: Whether both lie in one region.
        in_backbone: Whether the pair belongs to the shortest tree that joins its region.
        second_pairs: Neighbours' neighbours that are not neighbours themselves.
        second_bearings: Unit vectors of the second pairs.
        on_outline: Whether each may lie on the outline: close neighbours do not surround it.
    """

    pairs: Pairs
    bearings: Points
    in_region: NDArray[np.bool_]
    in_backbone: NDArray[np.bool_]
    second_pairs: Pairs
    second_bearings: Points
    on_outline: NDArray[np.bool_]


def find_neighbours(points: Points, regions: NDArray[np.int64]) -> Neighbours:
    """Return the neighbours among centroids.

    Two authorities are neighbours where no third lies in the circle between them (the Gabriel
    graph, a part of Delaunay's triangulation; K. R. Gabriel and R. R. Sokal, Systematic Zoology
    18, 1969), or where they belong to the shortest tree that joins a region.

    Args:
        points: Eastings and northings, shape (n, 2), no two alike.
        regions: Region number of each point, shape (n,).

    Returns:
        The pairs, sorted, with their bearings.
    """
    backbone = _backbones(points, regions)
    pairs = np.array(sorted(_gabriel_pairs(points) | backbone), dtype=np.int64)
    second = _second_pairs(pairs, len(points))
    return Neighbours(
        pairs=pairs,
        bearings=_bearings(points, pairs),
        in_region=regions[pairs[:, 0]] == regions[pairs[:, 1]],
        in_backbone=np.array([(int(a), int(b)) in backbone for a, b in pairs]),
        second_pairs=second,
        second_bearings=_bearings(points, second),
        on_outline=_find_outline(points),
    )


def delaunay_pairs(points: Points) -> set[tuple[int, int]]:
    """Return the pairs of Delaunay's triangulation, each with the lower position first."""
    return {
        (min(int(simplex[a]), int(simplex[b])), max(int(simplex[a]), int(simplex[b])))
        for simplex in Delaunay(points).simplices
        for a, b in _SIDES
    }


def relax(points: Points, neighbours: Neighbours) -> Points:
    """Return the points moved apart to about one unit from their neighbours.

    Args:
        points: Eastings and northings in metres, shape (n, 2).
        neighbours: Their neighbours.

    Returns:
        Positions in hexagon widths about the origin, shape (n, 2), y northwards.
    """
    place = (points - points.mean(axis=0)) / METRES_PER_HEXAGON
    for step in range(_GROWING_STEPS + _SETTLING_STEPS):
        grown = min(1.0, step / _GROWING_STEPS)
        diameter = _FIRST_DIAMETER + (1 - _FIRST_DIAMETER) * grown
        force = _push_apart(place, diameter) + _pull_together(place, neighbours, diameter)
        length = np.linalg.norm(force, axis=1, keepdims=True)
        force *= np.minimum(1.0, _LONGEST_MOVE / np.maximum(length, 1e-9))
        place = place + _DAMPING * force
    return place


def _push_apart(place: Points, diameter: float) -> Points:
    """Half the overlap of every two circles, away from each other."""
    between = place[None, :, :] - place[:, None, :]
    distance = np.linalg.norm(between, axis=2)
    np.fill_diagonal(distance, np.inf)
    overlap = np.clip(diameter - distance, 0.0, None) / distance
    return -0.5 * np.einsum("ij,ijk->ik", overlap, between)


def _pull_together(place: Points, neighbours: Neighbours, diameter: float) -> Points:
    """Springs: neighbours on their bearing, a region's backbone without gaps."""
    force = np.zeros_like(place)
    first, second = neighbours.pairs.T
    between = place[second] - place[first]
    pull = _BEARING_PULL * weigh(neighbours)[:, None] * (between - diameter * neighbours.bearings)
    length = np.linalg.norm(between, axis=1, keepdims=True)
    gap = np.clip(length - 1.05 * diameter, 0.0, None) / length
    pull += _BACKBONE_PULL * neighbours.in_backbone[:, None] * gap * between
    _apply(force, first, second, pull)
    first, second = neighbours.second_pairs.T
    wanted = SECOND_NEIGHBOUR_DISTANCE * diameter * neighbours.second_bearings
    _apply(force, first, second, _SECOND_PULL * (place[second] - place[first] - wanted))
    return force


def weigh(neighbours: Neighbours) -> NDArray[np.float64]:
    """Return how strongly each pair holds together while circles grow."""
    inside = np.where(neighbours.in_region, _REGION_WEIGHT, 1.0)
    return np.where(neighbours.in_backbone, _BACKBONE_WEIGHT, inside)


def _apply(
    force: Points, first: NDArray[np.int64], second: NDArray[np.int64], pull: Points
) -> None:
    np.add.at(force, first, pull)
    np.add.at(force, second, -pull)


def _find_outline(points: Points) -> NDArray[np.bool_]:
    """Corners of the alpha shape: wide triangles are left out of it, as sea or open country."""
    corners = points[Delaunay(points).simplices]
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
    along, across = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    twice_area = np.abs(along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0])
    is_land = sides.prod(axis=1) <= 2 * twice_area * _WIDEST_LAND_RADIUS
    edges: dict[tuple[int, int], int] = {}
    for simplex in Delaunay(points).simplices[is_land].tolist():
        for a, b in _SIDES:
            edge = (min(simplex[a], simplex[b]), max(simplex[a], simplex[b]))
            edges[edge] = edges.get(edge, 0) + 1
    is_inland = np.zeros(len(points), dtype=np.bool_)
    inland = {corner for edge in edges for corner in edge}
    inland -= {corner for edge, times in edges.items() if times == 1 for corner in edge}
    is_inland[sorted(inland)] = True
    return ~is_inland


def _gabriel_pairs(points: Points) -> set[tuple[int, int]]:
    pairs = np.array(sorted(delaunay_pairs(points)), dtype=np.int64)
    middle = points[pairs].mean(axis=1)
    radius = np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1) / 2
    nearest = cdist(middle, points).min(axis=1)
    kept = pairs[nearest >= radius * (1 - 1e-9)]
    return {(int(a), int(b)) for a, b in kept}


def _backbones(points: Points, regions: NDArray[np.int64]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for region in np.unique(regions):
        members = np.flatnonzero(regions == region)
        tree = minimum_spanning_tree(cdist(points[members], points[members])).tocoo()
        found |= {
            (min(int(a), int(b)), max(int(a), int(b)))
            for a, b in zip(members[tree.row], members[tree.col], strict=True)
        }
    return found


def _second_pairs(pairs: Pairs, count: int) -> Pairs:
    beside: list[set[int]] = [set() for _ in range(count)]
    for a, b in pairs.tolist():
        beside[a].add(b)
        beside[b].add(a)
    second = {
        (a, c)
        for a in range(count)
        for b in beside[a]
        for c in beside[b]
        if a < c and c not in beside[a]
    }
    return np.array(sorted(second), dtype=np.int64).reshape(-1, 2)


def _bearings(points: Points, pairs: Pairs) -> Points:
    between = points[pairs[:, 1]] - points[pairs[:, 0]]
    return between / np.linalg.norm(between, axis=1, keepdims=True)
