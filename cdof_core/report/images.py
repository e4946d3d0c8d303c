"""Pictures as PNG and SVG, drawn without a browser or a network."""

from typing import Final

import vl_convert as vlc

from cdof_core.charts.specification import spec_and_rows
from cdof_core.report.picture import PRINT_WIDTH, Picture

PRINT_SCALE: Final = 2.0
"""Pixels of a file per pixel of the picture: about 215 to the inch over an A4 column."""


def chart_png(picture: Picture, *, width: int = PRINT_WIDTH, scale: float = PRINT_SCALE) -> bytes:
    """Render a picture with its title and source.

    Args:
        picture: What to draw.
        width: Width of the picture in pixels.
        scale: Pixels of the file per pixel of the picture.

    Returns:
        The PNG file.
    """
    return vlc.vegalite_to_png(_whole(picture, width), scale=scale)


def chart_svg(picture: Picture, *, width: int = PRINT_WIDTH) -> str:
    """Render a picture with its title and source as SVG text.

    Args:
        picture: What to draw.
        width: Width of the picture in pixels.

    Returns:
        The SVG document.
    """
    return vlc.vegalite_to_svg(_whole(picture, width))


def _whole(picture: Picture, width: int) -> dict[str, object]:
    specification, rows = spec_and_rows(picture.on_paper(width=width))
    return {**specification, "datasets": rows}


def bare_png(picture: Picture, *, width: int = PRINT_WIDTH, scale: float = PRINT_SCALE) -> bytes:
    """Render a picture without title and source, for a place that has its own, as a slide.

    Args:
        picture: What to draw.
        width: Width of the picture in pixels.
        scale: Pixels of the file per pixel of the picture.

    Returns:
        The PNG file.
    """
    specification, rows = spec_and_rows(picture.draw(width))
    return vlc.vegalite_to_png({**specification, "datasets": rows}, scale=scale)
