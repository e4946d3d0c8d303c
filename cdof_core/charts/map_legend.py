"""The legend of a map: each shade's mark in its colour, its words and its number of areas."""

import json
from typing import Final

import altair as alt
import pandas as pd

from cdof_core.charts.map_amounts import IS_VALUED
from cdof_core.charts.map_corner import LegendPlace, legend_place
from cdof_core.charts.map_shades import shades_in_order
from cdof_core.charts.specification import named
from cdof_core.charts.theme import Palette

_LETTERS_OF_TWO: Final = 30
"""Labels longer than this stand below each other, so that a phone shows them whole."""
_TWO_COLUMNS_FROM: Final = 300
"""Pixels across a map from which two columns of shorter labels stand side by side."""
_TWO_BESIDE_AMOUNTS_FROM: Final = 480
"""The same beside the scale of amounts."""
_ROOM_OF_AMOUNTS: Final = 52
"""Pixels that the scale of amounts takes above the classes in the corner."""


def legend_labels(rows: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Return each shade of a map with its words and its number of areas, in order.

    Args:
        rows: One row an area: shade and shade_label; those shown by an amount are not counted.
    """
    groups = rows.groupby("shade")["shade_label"]
    counted = {str(key): (str(labels.iloc[0]), len(labels)) for key, labels in groups}
    shades = [shade.key for shade in shades_in_order(rows["shade"])]
    return tuple((key, f"{counted[key][0]} ({counted[key][1]})") for key in shades)


def draw_legend(
    labels: dict[str, str], palette: Palette, *, place: LegendPlace, is_after: bool = False
) -> alt.Chart:
    """Draw nothing but the legend: each shade's mark in its colour, its words and its number.

    Args:
        labels: From `legend_labels`.
        palette: The theme's colours.
        place: Where it stands.
        is_after: Whether the scale of amounts stands in the same place.
    """
    shades = shades_in_order(list(labels))
    domain = list(labels)
    looks = [shade.legend_look(palette) for shade in shades]
    legend = alt.Legend(
        title=None,
        columns=_columns(labels, place, is_after=is_after),
        labelExpr=f"{json.dumps(labels)}[datum.label]",
        symbolSize=110,
        symbolOpacity=1,
        symbolStrokeWidth=0,
        rowPadding=6,
        **legend_place(place, top=_ROOM_OF_AMOUNTS if is_after else 0),
    )
    colours = alt.Scale(domain=domain, range=[colour for colour, _ in looks])
    shapes = alt.Scale(domain=domain, range=[shape for _, shape in looks])
    return (
        alt.Chart(named("areas"))
        .transform_filter(f"!({IS_VALUED})")
        .mark_point(filled=True, opacity=0, size=0)
        .encode(
            longitude=alt.Longitude("x:Q"),
            latitude=alt.Latitude("y:Q"),
            color=alt.Color("shade:N", scale=colours, legend=legend),
            shape=alt.Shape("shade:N", scale=shapes, legend=legend),
        )
    )


def _columns(labels: dict[str, str], place: LegendPlace, *, is_after: bool) -> int | alt.ExprRef:
    """Return in how many columns the shades stand; a small phone has room for one."""
    if place != "above" or max(len(label) for label in labels.values()) > _LETTERS_OF_TWO:
        return 1
    least = _TWO_BESIDE_AMOUNTS_FROM if is_after else _TWO_COLUMNS_FROM
    return alt.ExprRef(f"width < {least} ? 1 : 2")
