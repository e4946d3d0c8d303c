"""Areas against the average of all by size: what chance alone would leave within the lines."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.line_labels import nice_top
from cdof_core.charts.marks import DIAMOND
from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, Palette, chosen_or, themed

_BESIDE: Final = 70
_HEIGHT: Final = 420
_POINTS: Final = ["area_code", "area_name", "size", "value", "value_text", "size_text", "word"]

_CHOSEN: Final = "datum.is_chosen"


def draw_funnel_plot(
    points: pd.DataFrame,
    *,
    limits: pd.DataFrame,
    average: float,
    average_label: str,
    unit: str,
    size_name: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
    height: int = _HEIGHT,
) -> alt.LayerChart:
    """Draw a funnel.

    Args:
        points: One row an area: area_code, area_name, size, value, value_text, size_text, word
            (where it lies), is_outside (beyond the 95% limits), is_chosen and is_member (of the
            group compared).
        limits: Control limits: size, lower_2s, upper_2s, lower_3s, upper_3s.
        average: The average of all.
        average_label: Its name and value.
        unit: Title of the axis of values.
        size_name: Title of the axis of sizes.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.
        height: Height of the plot in pixels.

    Returns:
        A chart with the datasets `areas`, `limits` and `average`; a click on a point selects its
        area under the name `pick`.
    """
    top = nice_top(float(points["value"].max()) if len(points) else 1.0)
    x = alt.X("size:Q", title=size_name, scale=alt.Scale(type="sqrt", nice=False))
    y = alt.Y("value:Q", title=unit, scale=alt.Scale(domain=[0, top]))
    largest = float(points["size"].max()) if len(points) else 1.0
    shown = limits[limits["size"] <= largest * 1.05]
    chart = alt.layer(
        *_limit_lines(x, palette, top),
        alt.Chart(named("average"))
        .mark_rule(color=palette.ink, strokeDash=[5, 3])
        .encode(y=alt.Y("value:Q")),
        _points(x, y, palette),
        _chosen_name(x, y, palette),
        *_average_name(palette),
        width=FILL if width is None else width - _BESIDE,
        height=height,
    )
    datasets = {
        "areas": rows_of(points, [*_POINTS, "is_outside", "is_chosen", "is_member"]),
        "limits": rows_of(shown, ["size", "lower_2s", "upper_2s", "lower_3s", "upper_3s"]),
        "average": [{"value": average, "name": average_label}],
    }
    return themed(chart, palette=palette, description=description, datasets=datasets)


def _limit_lines(x: alt.X, palette: Palette, top: float) -> list[Any]:
    # Cut off at the top, not clamped: a limit that runs along the edge would look like one there.
    base = alt.Chart(named("limits")).encode(x=x)
    scale = alt.Scale(domain=[0, top])
    return [
        base.mark_line(color=palette.quiet, strokeWidth=1.2, strokeDash=dash, clip=True).encode(
            y=alt.Y(f"{name}:Q", scale=scale)
        )
        for name, dash in (
            ("lower_2s", [4, 3]),
            ("upper_2s", [4, 3]),
            ("lower_3s", [1, 0]),
            ("upper_3s", [1, 0]),
        )
    ]


def _points(x: alt.X, y: alt.Y, palette: Palette) -> Any:  # noqa: ANN401 (Altair's own type is wide)
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", empty=False)
    return (
        alt.Chart(named("areas"))
        .mark_point(filled=True, cursor="pointer", strokeWidth=0)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "is_outside:N",
                scale=alt.Scale(domain=[False, True], range=["circle", DIAMOND]),
                legend=None,
            ),
            size=chosen_or(alt.SizeValue, test=_CHOSEN, then=190, otherwise=62),
            opacity=chosen_or(
                alt.OpacityValue, test="datum.is_member || datum.is_chosen", then=1, otherwise=0.28
            ),
            color=chosen_or(
                alt.ColorValue, test=_CHOSEN, then=palette.accent, otherwise=palette.comparator
            ),
            tooltip=[
                alt.Tooltip("area_name:N", title="Area"),
                alt.Tooltip("value_text:N", title="Value"),
                alt.Tooltip("size_text:N", title="Size"),
                alt.Tooltip("word:N", title="Against the average"),
            ],
        )
        .add_params(pick)
    )


def _chosen_name(x: alt.X, y: alt.Y, palette: Palette) -> Any:  # noqa: ANN401
    return (
        alt.Chart(named("areas"))
        .transform_filter(_CHOSEN)
        .mark_text(
            align="left",
            dx=11,
            fontWeight="bold",
            color=palette.accent,
            stroke=palette.ground,
            strokeWidth=0.2,
        )
        .encode(x=x, y=y, text=alt.Text("area_name:N"))
    )


def _average_name(palette: Palette) -> list[Any]:
    """Name the average at the end of its line, with a halo that keeps it clear of the limits."""
    base = alt.Chart(named("average")).encode(
        x=alt.XValue("width"), y=alt.Y("value:Q"), text=alt.Text("name:N")
    )
    look: dict[str, Any] = {"align": "right", "dy": -7, "fontWeight": "bold"}
    return [
        base.mark_text(**look, stroke=palette.ground, strokeWidth=5, color=palette.ground),
        base.mark_text(**look, color=palette.ink),
    ]
