"""The hexagon grid of the cartogram: pointy-top hexagons one unit wide, addressed by (q, r).

``q`` counts to the east along a row; ``r`` counts rows southwards, each row half a hexagon further
east. Drawing coordinates are planar with y pointing up (north), as on a map.

The grid is the "axial" one of Red Blob Games, "Hexagonal Grids"
(https://www.redblobgames.com/grids/hexagons/).
"""

import math
from typing import NamedTuple

ROW_HEIGHT = math.sqrt(3) / 2
"""Distance between two rows of hexagons one unit wide."""

_CORNER_DISTANCE = 1 / math.sqrt(3)
_CORNERS = 6


class HexagonCell(NamedTuple):
    """One place of the grid.

    Attributes:
        q: Column, counted eastwards along a row.
        r: Row, counted southwards.
    """

    q: int
    r: int

    @property
    def x(self) -> float:
        """Centre, in hexagon widths, eastwards."""
        return self.q + self.r / 2

    @property
    def y(self) -> float:
        """Centre, in hexagon widths, northwards."""
        return -ROW_HEIGHT * self.r


def steps_between(first: HexagonCell, second: HexagonCell) -> int:
    """Return how many steps from hexagon to hexagon lie between two cells; 1 for neighbours."""
    columns = first.q - second.q
    rows = first.r - second.r
    return (abs(columns) + abs(rows) + abs(columns + rows)) // 2


def corners_around(x: float, y: float) -> list[tuple[float, float]]:
    """Return the six corners of the hexagon centred at (x, y), clockwise from the top."""
    angles = (math.pi / 2 - math.tau * corner / _CORNERS for corner in range(_CORNERS))
    return [
        (x + _CORNER_DISTANCE * math.cos(angle), y + _CORNER_DISTANCE * math.sin(angle))
        for angle in angles
    ]
