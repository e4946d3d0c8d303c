"""Charts as PNG and SVG, drawn without a browser or a network."""

from typing import Final

import altair as alt
import vl_convert as vlc

PRINT_WIDTH: Final = 640
"""Pixels of plot width that fill an A4 text column at print size."""


def chart_png(chart: alt.LayerChart, *, width: int = PRINT_WIDTH, scale: float = 2.0) -> bytes:
    """Render a chart at print size.

    Args:
        chart: A finished chart; its data must be inline.
        width: Width of the plot in pixels.
        scale: Pixels of the picture per pixel of the chart.

    Returns:
        The PNG file.
    """
    return vlc.vegalite_to_png(chart.properties(width=width).to_dict(), scale=scale)


def chart_svg(chart: alt.LayerChart, *, width: int = PRINT_WIDTH) -> str:
    """Render a chart as SVG text.

    Args:
        chart: A finished chart; its data must be inline.
        width: Width of the plot in pixels.

    Returns:
        The SVG document.
    """
    return vlc.vegalite_to_svg(chart.properties(width=width).to_dict())
