"""How wide the columns of a table stand on a page of a Word document."""

from typing import Final

from cdof_core.report.chapter.layout import Element

_TEXT_WIDTH: Final = 17.0
_WIDEST_SHARE: Final = 0.42
_SMALLEST: Final = 1.5
_A_LETTER: Final = 0.16
_BESIDE_TEXT: Final = 0.45
"""Centimetres of a bold letter of a table, and of a cell's two margins."""
_WIDEST_NUMBER: Final = 3.2
"""Centimetres."""


def column_widths(element: Element) -> list[float]:
    """Share the width of the page by the longest word and the length of each column.

    Args:
        element: A table.

    Returns:
        Centimetres, one a column.
    """
    lengths = [
        max([len(name) * 0.7, *(min(len(row[place]), 40) for row in element.rows)])
        for place, name in enumerate(element.columns)
    ]
    least = [
        max(_SMALLEST, _BESIDE_TEXT + _A_LETTER * max(map(len, name.split()), default=0))
        for name in element.columns
    ]
    total = sum(lengths)
    shares = [min(length / total, _WIDEST_SHARE) for length in lengths]
    scale = _TEXT_WIDTH / sum(shares)
    widths = [max(share * scale, wanted) for share, wanted in zip(shares, least, strict=True)]
    # What the narrow columns need is taken from the others, so that no table leaves the page.
    over = sum(widths) - _TEXT_WIDTH
    spared = [width - wanted for width, wanted in zip(widths, least, strict=True)]
    if over > 0 and sum(spared) > over:
        widths = [
            width - over * spare / sum(spared) for width, spare in zip(widths, spared, strict=True)
        ]
    # Numbers far from their labels are hard to follow along the line.
    for place in element.number_columns:
        if place:
            spare = max(widths[place] - _WIDEST_NUMBER, 0.0)
            widths[place] -= spare
            widths[0] += spare
    return widths
