"""A strip of marks a group: every statement and indicator at a glance."""

from textwrap import wrap
from typing import Final

import altair as alt
import pandas as pd

from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, themed

_ROW: Final = 30
_NAMES: Final = 250
_LETTERS: Final = 36
"""Letters of a group's name in one line."""
_NARROW: Final = 320
"""Pixels: sixteen marks in less lie over each other unless they are small."""
_SHAPES: Final = {
    "met": "diamond",
    "partly": "circle",
    "not_started": "square",
    "not_applicable": "triangle-up",
    "not_assessed": "circle",
}
_COLUMNS: Final = ["group", "position", "rating", "rating_word", "text", "is_hollow"]


def draw_assessment_strip(
    items: pd.DataFrame,
    *,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> alt.LayerChart:
    """Draw one row a group and one mark an item, in the shape and colour of its rating.

    Args:
        items: One row an item: group, position (from 1 within the group), rating (text of
            `Rating`), rating_word, text and is_hollow (not assessed).
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        A chart with the dataset `items`.
    """
    wrapped = {name: "\n".join(wrap(name, _LETTERS)) for name in items["group"]}
    items = items.assign(group=items["group"].map(wrapped))
    groups = list(dict.fromkeys(items["group"]))
    colours = [palette.better, palette.similar, palette.worse, palette.higher, palette.none]
    base = alt.Chart(named("items")).encode(
        x=alt.X("position:Q", title=None, axis=None, scale=alt.Scale(zero=False, padding=12)),
        y=alt.Y(
            "group:N",
            sort=groups,
            title=None,
            axis=alt.Axis(
                labelExpr="split(datum.label, '\\n')",
                labelLimit=_NAMES,
                labelFontSize=TEXT_SIZE,
                ticks=False,
                domain=False,
            ),
        ),
        shape=alt.Shape(
            "rating:N",
            scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())),
            legend=None,
        ),
        color=alt.Color(
            "rating:N", scale=alt.Scale(domain=list(_SHAPES), range=colours), legend=None
        ),
        tooltip=[
            alt.Tooltip("text:N", title="What"),
            alt.Tooltip("rating_word:N", title="Rating"),
        ],
    )
    full = base.transform_filter("!datum.is_hollow").mark_point(
        size=_size(150), filled=True, opacity=1
    )
    hollow = base.transform_filter("datum.is_hollow").mark_point(
        size=_size(110), filled=False, opacity=1, strokeWidth=1.5
    )
    chart = alt.layer(full, hollow).properties(
        width=FILL if width is None else width - _NAMES - 20, height=_ROW * max(len(groups), 1)
    )
    datasets = {"items": rows_of(items, _COLUMNS)}
    return themed(chart, palette=palette, description=description, datasets=datasets)


def _size(wide: int) -> alt.ExprRef:
    """Return the size of a mark: a third of it where the picture is a phone's."""
    return alt.ExprRef(f"width < {_NARROW} ? {wide // 3} : {wide}")
