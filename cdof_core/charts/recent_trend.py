"""An area over time, with its interval, its benchmarks and what happened on the way."""

import altair as alt
import pandas as pd

from cdof_core.charts.theme import LIGHT, Palette, Wording, dressed

_DASHES = {
    "area": [1, 0],
    "england": [6, 3],
    "region": [2, 3],
    "neighbours": [8, 3, 2, 3],
    "benchmark": [4, 4],
}


def draw_recent_trend(
    observations: pd.DataFrame,
    *,
    annotations: pd.DataFrame,
    unit: str,
    wording: Wording,
    palette: Palette = LIGHT,
    height: int = 320,
) -> alt.LayerChart:
    """Draw the chosen area and its benchmarks over time.

    Args:
        observations: One row a point: series, role (area, england, region, neighbours,
            benchmark), period_label, period_middle (date), segment (text that changes where a
            series is broken, so that no line joins across), value, lower95, upper95, value_text.
        annotations: Dated events: event_date, label; may be empty.
        unit: Axis title.
        wording: Title, subtitle, source and alternative text.
        palette: The theme's colours.
        height: Height of the plot in pixels.

    Returns:
        A layered chart; the area in the accent colour with its interval as a ribbon, benchmarks
        in greys told apart by dashes and named at their ends.
    """
    roles = [role for role in _DASHES if role in set(observations["role"])]
    base = alt.Chart(observations, height=height, width="container")
    x = alt.X("period_middle:T", title=None, axis=alt.Axis(format="%Y", tickCount="year"))
    y = alt.Y("value:Q", title=unit, scale=alt.Scale(zero=True))
    colour = alt.condition(
        "datum.role == 'area'", alt.value(palette.accent), alt.value(palette.comparator)
    )
    dash = alt.StrokeDash(
        "role:N",
        scale=alt.Scale(domain=roles, range=[_DASHES[role] for role in roles]),
        legend=None,
    )
    detail = ["series:N", "segment:N"]
    own = base.transform_filter("datum.role == 'area'")
    tooltip = [
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("period_label:N", title="Period"),
        alt.Tooltip("value_text:N", title="Value"),
        alt.Tooltip("basis_word:N", title="Basis"),
    ]
    layers: list[alt.Chart] = [
        own.mark_area(color=palette.accent, opacity=0.16).encode(
            x=x, y=alt.Y("lower95:Q", title=unit), y2="upper95:Q", detail=detail
        ),
        base.mark_line(strokeWidth=2).encode(
            x=x, y=y, color=colour, strokeDash=dash, detail=detail
        ),
        base.mark_point(filled=True, size=46, opacity=1).encode(
            x=x,
            y=y,
            color=colour,
            shape=alt.Shape(
                "role:N",
                scale=alt.Scale(
                    domain=roles,
                    range=["circle", "square", "diamond", "triangle-up", "cross"][: len(roles)],
                ),
                legend=None,
            ),
            tooltip=tooltip,
        ),
        base.transform_filter("datum.is_last")
        .mark_text(align="left", dx=8, fontSize=12, limit=190)
        .encode(x=x, y=y, text="series:N", color=colour),
    ]
    if len(annotations):
        events = alt.Chart(annotations)
        layers.append(
            events.mark_rule(color=palette.quiet, strokeDash=[2, 2]).encode(
                x="event_date:T", tooltip=[alt.Tooltip("label:N", title="What changed")]
            )
        )
        layers.append(
            events.mark_text(
                align="left", dx=4, dy=8, baseline="top", color=palette.quiet, limit=220
            ).encode(x="event_date:T", y=alt.value(0), text="label:N")
        )
    chart = alt.layer(*layers).properties(padding={"right": 110, "left": 5, "top": 5, "bottom": 5})
    return dressed(chart, wording=wording, palette=palette)
