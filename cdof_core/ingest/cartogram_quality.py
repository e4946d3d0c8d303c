"""How far a hexagon cartogram is from the map it stands for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cdof_core.domain.hexagon import HexagonCell, steps_between
from cdof_core.ingest.cartogram_relaxation import find_neighbours
from cdof_core.ingest.hexagon_lattice import number_of, pieces_of


@dataclass(frozen=True, slots=True)
class CartogramQuality:
    """What the cartogram kept of the map; every authority counts but those drawn apart.

    Attributes:
        mean_displacement: Mean distance of a hexagon from its centroid, in hexagon widths, after
            the affine map (least squares) that fits the centroids best to the hexagons.
        largest_displacement: The largest such distance.
        neighbours_touching: Share of neighbours on the ground whose hexagons touch.
        neighbours_within_two: Share whose hexagons touch or have one between them.
        north_south_kept: Share of all pairs of authorities in which the more northern one is not
            drawn further south.
        east_west_kept: Share in which the more eastern one is not drawn further west.
        regions_in_one_piece: Number of regions whose hexagons form one piece.
        regions: Number of regions.
        holes: Empty cells with no way to the sea, counted in pieces.
    """

    mean_displacement: float
    largest_displacement: float
    neighbours_touching: float
    neighbours_within_two: float
    north_south_kept: float
    east_west_kept: float
    regions_in_one_piece: int
    regions: int
    holes: int


def measure_quality(
    *,
    points: NDArray[np.float64],
    regions: NDArray[np.int64],
    cells: list[HexagonCell],
    is_joined: NDArray[np.bool_],
) -> CartogramQuality:
    """Compare hexagons with centroids.

    Args:
        points: Eastings and northings in metres, shape (n, 2).
        regions: Region number of each authority, shape (n,).
        cells: Its hexagon.
        is_joined: Whether it counts; an authority drawn apart does not.

    Returns:
        The figures.
    """
    land = [cell for cell, counts in zip(cells, is_joined, strict=True) if counts]
    points, regions = points[is_joined], regions[is_joined]
    centres = np.array([(cell.x, cell.y) for cell in land])
    displacement = _displacement(points, centres)
    pairs = find_neighbours(points, regions).pairs
    steps = np.array([steps_between(land[a], land[b]) for a, b in pairs.tolist()])
    pieces = [
        len(pieces_of(number_of(land[area]) for area in np.flatnonzero(regions == region)))
        for region in np.unique(regions)
    ]
    return CartogramQuality(
        mean_displacement=float(displacement.mean()),
        largest_displacement=float(displacement.max()),
        neighbours_touching=float((steps == 1).mean()),
        neighbours_within_two=float((steps <= 2).mean()),  # noqa: PLR2004
        north_south_kept=_order_kept(points[:, 1], centres[:, 1]),
        east_west_kept=_order_kept(points[:, 0], centres[:, 0]),
        regions_in_one_piece=sum(count == 1 for count in pieces),
        regions=len(pieces),
        holes=count_holes(land),
    )


def count_holes(cells: list[HexagonCell]) -> int:
    """Return the number of empty patches that the cells enclose."""
    land = set(cells)
    rows = [cell.r for cell in cells]
    # Columns of the picture, not of the slanting grid: half as many rows are added.
    columns = [cell.q + cell.r // 2 for cell in cells]
    empty = {
        HexagonCell(column - row // 2, row)
        for row in range(min(rows) - 1, max(rows) + 2)
        for column in range(min(columns) - 1, max(columns) + 2)
    } - land
    return len(pieces_of(number_of(cell) for cell in empty)) - 1


def _displacement(points: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance of each centre from its point under the best affine map."""
    scaled = (points - points.mean(axis=0)) / points.std()
    design = np.column_stack([scaled, np.ones(len(points))])
    affine = np.linalg.lstsq(design, centres, rcond=None)[0]
    return np.linalg.norm(design @ affine - centres, axis=1)


def _order_kept(before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    first, second = np.triu_indices(len(before), k=1)
    orders = np.sign(before[first] - before[second]) * np.sign(
        np.round(after[first] - after[second], 9)
    )
    return float((orders >= 0).mean())
