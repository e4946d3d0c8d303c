"""How much text a slide has room for: no file format says, so it is reckoned carefully."""

import math
from collections.abc import Sequence
from typing import Final

_EM: Final = 0.53
"""Width of a character as a share of its size: a little more than the usual sans serif's mean."""
_LEADING: Final = 1.2
CELL_SIDES: Final = 14.4
"""Points that a cell's two sides take from its width (0.1 inch each)."""
_CELL_ENDS: Final = 7.2
"""Points that its top and bottom add to its height (0.05 inch each)."""
_NARROWEST: Final = 7
"""Characters by which a column's share of the width is reckoned at least."""
_SHARING: Final = 0.6
"""Power of a column's longest text that its width follows: short ones wrap less than long ones."""


def lines_of(text: str, *, width: float, size: float) -> int:
    """Return how many lines a text takes.

    Args:
        text: Its own line breaks count.
        width: Of the box inside its margins, in points.
        size: Of the letters, in points.
    """
    room = max(int(width / (size * _EM)), 1)
    return sum(_wrapped(part, room) for part in text.split("\n"))


def fitting_size(text: str, sizes: Sequence[float], *, width: float, height: float) -> float:
    """Return the largest size at which a text stays within a box, else the smallest.

    Args:
        text: The text.
        sizes: To choose from, the largest first, in points.
        width: Of the box inside its margins, in points.
        height: Likewise.
    """
    fits = (s for s in sizes if lines_of(text, width=width, size=s) * s * _LEADING <= height)
    return next(fits, sizes[-1])


def fits_in(points: Sequence[str], *, width: float, height: float, size: float) -> bool:
    """Whether sentences, a paragraph each, stay within a box in points."""
    return lines_of("\n".join(points), width=width, size=size) * size * _LEADING <= height


def fitting_parts(
    text: str, *, separator: str, more: str, width: float, height: float, size: float
) -> str:
    """Return a text, or as many of its parts as fit with the count of those left out.

    Args:
        text: The text.
        separator: Between its parts.
        more: What is said of those left out, with `{}` for their number.
        width: Of the box inside its margins, in points.
        height: Likewise.
        size: Of the letters, in points.
    """
    most = int(height / (size * _LEADING))
    parts = text.split(separator)
    for kept in range(len(parts), 0, -1):
        left_out = len(parts) - kept
        said = separator.join(parts[:kept]) + (more.format(left_out) if left_out else "")
        if lines_of(said, width=width, size=size) <= most:
            return said
    return more.format(len(parts)).lstrip("; ").capitalize()


def column_widths(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, width: float
) -> list[float]:
    """Share a width among columns by the longest of their texts, in the width's own unit."""
    longest = [
        max([len(heading), *(len(row[place]) for row in rows)])
        for place, heading in enumerate(headings)
    ]
    weights = [max(length, _NARROWEST) ** _SHARING for length in longest]
    return [width * weight / sum(weights) for weight in weights]


def row_height(texts: Sequence[str], widths: Sequence[float], *, size: float) -> float:
    """Return the height of a table's row in points.

    Args:
        texts: One a column.
        widths: Of the columns, in points.
        size: Of the letters, in points.
    """
    lines = max(
        lines_of(text, width=width - CELL_SIDES, size=size)
        for text, width in zip(texts, widths, strict=True)
    )
    return lines * size * _LEADING + _CELL_ENDS


def _wrapped(text: str, room: int) -> int:
    """Count the lines of a text broken at its spaces, and within words longer than a line."""
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) <= room:
            used += 1 + len(word)
            continue
        lines += (1 if used else 0) + math.ceil(len(word) / room) - 1
        used = len(word) - room * (math.ceil(len(word) / room) - 1)
    return lines
