"""Measures by areas for paper: a shape on a tint in every cell, and the value where it fits."""

from typing import Final

import altair as alt
import pandas as pd

from cdof_core.charts.marks import judgement_shape
from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, Palette, judgement_colour, themed

_ROW: Final = 22
_NAMES: Final = 385
_NAMES_ABOVE: Final = 375
_WITH_VALUES: Final = 44
"""Pixels a column needs before its cells can hold a value beside the shape."""
_COLUMNS: Final = ["line", "column", "judgement", "label", "has_value"]


def draw_judgement_grid(
    cells: pd.DataFrame,
    *,
    lines: list[str],
    columns: list[str],
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> alt.LayerChart:
    """Draw one cell a line and column.

    Args:
        cells: One row a cell: line, column, judgement, label (value) and has_value.
        lines: Names of the lines, top to bottom.
        columns: Names of the columns, left to right.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        A chart as tall as its lines need, with the dataset `cells`.
    """
    plot = None if width is None else width - _NAMES
    step = (plot or _WITH_VALUES * len(columns)) / max(len(columns), 1)
    with_values = step >= _WITH_VALUES
    present = [str(name) for name in cells["judgement"].unique()]
    colour = alt.Color("judgement:N", scale=judgement_colour(palette, present), legend=None)
    base = alt.Chart(named("cells")).encode(
        x=alt.X(
            "column:N",
            sort=columns,
            title=None,
            axis=alt.Axis(
                orient="top", labelAngle=-90, labelLimit=_NAMES_ABOVE, ticks=False, domain=False
            ),
        ),
        y=alt.Y(
            "line:N",
            sort=lines,
            title=None,
            axis=alt.Axis(labelLimit=_NAMES - 10, ticks=False, domain=False),
        ),
    )
    filled = base.transform_filter("datum.has_value")
    shift = -min(step / 2 - 7, 18) if with_values else 0
    layers = [
        base.mark_rect(stroke=palette.line, strokeWidth=1, fill=None),
        filled.mark_rect(opacity=0.16).encode(color=colour),
        base.transform_filter("!datum.has_value").mark_text(text="–", color=palette.quiet),
        filled.mark_point(filled=True, size=42, opacity=1, xOffset=shift).encode(
            color=colour,
            shape=alt.Shape("judgement:N", scale=judgement_shape(present), legend=None),
        ),
    ]
    if with_values:
        layers.append(
            filled.mark_text(color=palette.ink, fontSize=10, dx=6).encode(text=alt.Text("label:N"))
        )
    chart = alt.layer(*layers, width=FILL if plot is None else plot, height=_ROW * len(lines))
    datasets = {"cells": rows_of(cells, _COLUMNS)}
    return themed(chart, palette=palette, description=description, datasets=datasets)
