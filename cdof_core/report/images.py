"""Pictures as PNG and SVG, drawn without a browser or a network."""

from collections.abc import Mapping
from typing import Any, Final

import vl_convert as vlc

from cdof_core.charts.specification import spec_and_rows, unchecked
from cdof_core.report.picture import PRINT_WIDTH, Picture

PRINT_SCALE: Final = 2.0
"""Pixels of a file per pixel of the picture: about 215 to the inch over an A4 column."""
_COLUMN_INCHES: Final = 17 / 2.54
"""Width of the text column of an A4 page, which a picture of `PRINT_WIDTH` fills."""
RENDERER_SCALE: Final = 72 * _COLUMN_INCHES / PRINT_WIDTH
"""What the renderer enlarges by whatever the density: it takes 72 pixels of a picture for an inch,
and a picture is as many inches wide on paper however many pixels the file has."""


def chart_png(picture: Picture, *, width: int = PRINT_WIDTH, scale: float = PRINT_SCALE) -> bytes:
    """Render a picture with its title and source.

    Args:
        picture: What to draw.
        width: Width of the picture in pixels.
        scale: Pixels of the file per pixel of the picture.

    Returns:
        The PNG file.
    """
    return draw_png(whole_picture(picture, width), scale=scale)


def chart_svg(picture: Picture, *, width: int = PRINT_WIDTH) -> str:
    """Render a picture with its title and source as SVG text.

    Args:
        picture: What to draw.
        width: Width of the picture in pixels.

    Returns:
        The SVG document.
    """
    return vlc.vegalite_to_svg(whole_picture(picture, width))


def whole_picture(picture: Picture, width: int) -> dict[str, Any]:
    """Return a picture with its title and source as Vega-Lite has it, rows inside."""
    return picture.on_paper(width=width).to_dict()


def draw_png(specification: Mapping[str, Any], *, scale: float) -> bytes:
    """Render Vega-Lite with its rows as PNG, `scale` pixels of the file to one of the picture."""
    return vlc.vegalite_to_png(
        dict(specification), scale=RENDERER_SCALE, ppi=pixels_to_the_inch(scale)
    )


def pixels_to_the_inch(scale: float) -> float:
    """Return the density to write into a file of so many pixels to one of a picture.

    A program that places the file then gives it the width that its type was chosen for.

    Args:
        scale: Pixels of the file per pixel of the picture.
    """
    return scale * PRINT_WIDTH / _COLUMN_INCHES


def bare_png(picture: Picture, *, width: int = PRINT_WIDTH, scale: float = PRINT_SCALE) -> bytes:
    """Render a picture without title and source, for a place that has its own, as a slide.

    Args:
        picture: What to draw.
        width: Width of the picture in pixels.
        scale: Pixels of the file per pixel of the picture.

    Returns:
        The PNG file.
    """
    return draw_png(bare_picture(picture, width), scale=scale)


def bare_picture(picture: Picture, width: int) -> dict[str, Any]:
    """Return a picture without title and source as Vega-Lite has it, rows inside."""
    with unchecked():
        specification, rows = spec_and_rows(picture.draw(width))
    return {**specification, "datasets": rows}
