"""Two measures of areas against each other."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.line_labels import dodged
from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, TALL, TEXT_SIZE, Palette, chosen_or, themed

_SMALLEST: Final = 30
_LARGEST: Final = 420
_DECILES: Final = 10
_BESIDE_PLOT: Final = 60
_APART: Final = 15
"""Pixels between two names, one above the other."""
_CHOSEN: Final = "datum.is_chosen"
_POINTS: Final = [
    "area_code",
    "area_name",
    "x",
    "y",
    "x_text",
    "y_text",
    "population",
    "population_text",
    "group",
    "group_rank",
    "is_chosen",
    "is_own_group",
    "label",
    "label_at",
]


def draw_relationship(
    points: pd.DataFrame,
    *,
    line: tuple[tuple[float, float], tuple[float, float]] | None,
    x_title: str,
    y_title: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
    height: int = TALL,
) -> alt.LayerChart:
    """Draw one circle an area, as large as its population.

    Args:
        points: One row an area: area_code, area_name, x, y, their texts, population (missing
            gives the smallest circle), population_text, group, group_rank (0 for groups without
            an order, else 1 to 10), is_chosen, is_own_group and label (empty for none).
        line: Two ends of the straight line; None for none.
        x_title: Title of the axis from left to right.
        y_title: Title of the other.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.
        height: Height of the plot.

    Returns:
        A chart with the datasets `points` and `line`; a click selects an area under the name
        `pick`. Groups with an order are shaded by it; of others the chosen area's own is filled
        in the accent colour.
    """
    base = alt.Chart(named("points")).encode(
        x=alt.X("x:Q", title=x_title, scale=alt.Scale(zero=False, nice=True)),
        y=alt.Y("y:Q", title=y_title, scale=alt.Scale(zero=False, nice=True)),
    )
    ends = [] if line is None else [{"x": x, "y": y} for x, y in line]
    chart = alt.layer(
        alt.Chart(named("line"))
        .mark_line(color=palette.quiet, strokeDash=[6, 4], strokeWidth=1.6, aria=False)
        .encode(x=alt.X("x:Q"), y=alt.Y("y:Q")),
        *_circles(base, palette, is_ordered=bool((points["group_rank"] > 0).any())),
        *_names(base, palette),
        width=FILL if width is None else width - _BESIDE_PLOT,
        height=height,
    )
    return themed(
        chart,
        palette=palette,
        description=description,
        datasets={"points": rows_of(_with_names_apart(points, height), _POINTS), "line": ends},
    )


def _with_names_apart(points: pd.DataFrame, height: int) -> pd.DataFrame:
    """Give each name its place up the picture, so that none covers another."""
    is_named = points["label"].fillna("") != ""
    given = points.loc[is_named, "y"].astype(float)
    low, high = float(points["y"].min()), float(points["y"].max())
    apart = _APART * (high - low) / height
    # The places are counted from an end below which, and above which, names may stand too.
    room = high - low + apart * len(given)
    places = dodged([place - low for place in given], apart=apart, top=room)
    at = pd.Series([place + low for place in places], index=given.index, dtype=float)
    return points.assign(label_at=at.reindex(points.index))


def _circles(base: alt.Chart, palette: Palette, *, is_ordered: bool) -> list[Any]:
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", empty=False)
    size = alt.Size(
        "population:Q", scale=alt.Scale(range=[_SMALLEST, _LARGEST], zero=True), legend=None
    )
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("x_text:N", title="Across"),
        alt.Tooltip("y_text:N", title="Up"),
        alt.Tooltip("population_text:N", title="Population, mid-2022"),
        alt.Tooltip("group:N", title="Group"),
    ]
    return [
        base.mark_point(filled=True, shape="circle", cursor="pointer", strokeWidth=1)
        .encode(
            size=size,
            color=_shade(palette) if is_ordered else _own(palette),
            opacity=alt.OpacityValue(0.78),
            stroke=alt.StrokeValue(palette.ground),
            tooltip=tooltip,
        )
        .add_params(pick),
        base.transform_filter(_CHOSEN)
        .mark_point(filled=False, shape="diamond", strokeWidth=2.4, color=palette.ink)
        .encode(size=alt.SizeValue(_LARGEST), tooltip=tooltip),
    ]


def _own(palette: Palette) -> alt.ColorValue:
    return chosen_or(
        alt.ColorValue,
        test="datum.is_own_group",
        then=palette.accent,
        otherwise=palette.comparator,
    )


def _shade(palette: Palette) -> alt.Color:
    """Shade deciles two by two, the most deprived darkest on light ground."""
    tones = [palette.fifths[4 - (number // 2)] for number in range(_DECILES)]
    return alt.Color(
        "group_rank:O",
        scale=alt.Scale(domain=list(range(1, _DECILES + 1)), range=tones),
        legend=None,
    )


def _names(base: alt.Chart, palette: Palette) -> list[Any]:
    """Name the chosen area and the outliers, with a halo that keeps names clear of circles."""
    named_points = base.transform_filter("isValid(datum.label) && datum.label != ''").encode(
        y=alt.Y("label_at:Q"), text=alt.Text("label:N")
    )
    at: dict[str, Any] = {"align": "left", "dx": 11, "dy": -9, "fontSize": TEXT_SIZE}
    return [
        named_points.mark_text(stroke=palette.ground, strokeWidth=4, **at),
        named_points.mark_text(**at).encode(
            color=chosen_or(
                alt.ColorValue, test=_CHOSEN, then=palette.accent, otherwise=palette.ink
            )
        ),
    ]
