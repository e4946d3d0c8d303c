"""The spread of a group of areas at each period, and where the chosen one stood in it."""

from typing import Final

import altair as alt
import pandas as pd

from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, Palette, themed

_BESIDE: Final = 70
_HEIGHT: Final = 340
_COLUMNS: Final = [
    "period_text",
    "place",
    "minimum",
    "p5",
    "lower_quartile",
    "median",
    "upper_quartile",
    "p95",
    "maximum",
    "areas",
    "own",
    "own_text",
    "spread_text",
]


def draw_box_plots(
    periods: pd.DataFrame,
    *,
    area_name: str,
    unit: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
    height: int = _HEIGHT,
) -> alt.LayerChart:
    """Draw one box a period.

    Args:
        periods: One row a period in order: period_text, place, minimum, p5, lower_quartile,
            median, upper_quartile, p95, maximum, areas, own (the chosen area's value, may be
            missing), own_text and spread_text.
        area_name: The chosen area.
        unit: Title of the axis of values.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.
        height: Height of the plot in pixels.

    Returns:
        A chart with the dataset `periods`: whiskers from the 5th to the 95th percentile, small
        ticks at the extremes, the chosen area as a diamond in the accent.
    """
    base = alt.Chart(named("periods")).encode(
        x=alt.X(
            "period_text:O",
            sort=alt.EncodingSortField("place", op="min"),
            title=None,
            axis=alt.Axis(labelAngle=-45, labelOverlap=True, ticks=False),
        )
    )
    tips = [
        alt.Tooltip("period_text:N", title="Period"),
        alt.Tooltip("own_text:N", title=area_name),
        alt.Tooltip("spread_text:N", title="All areas compared"),
        alt.Tooltip("areas:Q", title="Areas with a value"),
    ]
    scale = alt.Scale(zero=True)
    chart = alt.layer(
        base.mark_rule(color=palette.quiet).encode(
            y=alt.Y("p5:Q", title=unit, scale=scale), y2=alt.Y2("p95:Q")
        ),
        base.mark_tick(color=palette.quiet, size=9).encode(y=alt.Y("minimum:Q")),
        base.mark_tick(color=palette.quiet, size=9).encode(y=alt.Y("maximum:Q")),
        base.mark_bar(color=palette.band, stroke=palette.comparator, size=20).encode(
            y=alt.Y("lower_quartile:Q"), y2=alt.Y2("upper_quartile:Q"), tooltip=tips
        ),
        base.mark_tick(color=palette.ink, thickness=2, size=20).encode(y=alt.Y("median:Q")),
        base.mark_point(
            shape="diamond", filled=True, size=110, opacity=1, color=palette.accent
        ).encode(y=alt.Y("own:Q"), tooltip=tips),
        width=FILL if width is None else width - _BESIDE,
        height=height,
    )
    datasets = {"periods": rows_of(periods, _COLUMNS)}
    return themed(chart, palette=palette, description=description, datasets=datasets)
