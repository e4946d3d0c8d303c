"""Authorities ranked by value, with intervals, the benchmark's line and the chosen area marked."""

import altair as alt
import pandas as pd

from cdof_core.charts.theme import (
    LIGHT,
    Palette,
    Wording,
    dressed,
    judgement_colour,
    judgement_shape,
)

_ROW_HEIGHT = 18


def draw_ranked_bars(
    areas: pd.DataFrame,
    *,
    benchmark: float | None,
    benchmark_label: str,
    unit: str,
    wording: Wording,
    palette: Palette = LIGHT,
) -> alt.LayerChart:
    """Draw one bar an area, highest first.

    Args:
        areas: One row an area with a value: area_code, area_name, value, lower95, upper95
            (missing where none), value_text, interval_text, judgement, judgement_word and
            is_chosen.
        benchmark: The benchmark's value, or None.
        benchmark_label: Its name.
        unit: Axis title.
        wording: Title, subtitle, source and alternative text.
        palette: The theme's colours.

    Returns:
        A chart as tall as its rows need; a click selects an area under the name `pick`.
    """
    order = list(areas.sort_values("value", ascending=False)["area_name"])
    y = alt.Y("area_name:N", sort=order, title=None, axis=alt.Axis(labelLimit=220, ticks=False))
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", empty=False)
    base = alt.Chart(areas, height=_ROW_HEIGHT * len(areas), width="container").encode(y=y)
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("value_text:N", title="Value"),
        alt.Tooltip("interval_text:N", title="95% interval"),
        alt.Tooltip("judgement_word:N", title="Judgement"),
    ]
    present = list(areas["judgement"].unique())
    bars = (
        base.mark_bar(height=_ROW_HEIGHT - 6, cursor="pointer")
        .encode(
            x=alt.X("value:Q", title=unit),
            color=alt.Color("judgement:N", scale=judgement_colour(palette, present), legend=None),
            opacity=alt.condition("datum.is_chosen", alt.value(1.0), alt.value(0.62)),
            tooltip=tooltip,
        )
        .add_params(pick)
    )
    layers: list[alt.Chart] = [
        bars,
        base.mark_rule(color=palette.ink, strokeWidth=1.2).encode(x="lower95:Q", x2="upper95:Q"),
        base.mark_point(filled=True, size=52, opacity=1, stroke=palette.ground).encode(
            x="value:Q",
            shape=alt.Shape("judgement:N", scale=judgement_shape(present), legend=None),
            color=alt.Color("judgement:N", scale=judgement_colour(palette, present), legend=None),
        ),
        base.transform_filter("datum.is_chosen")
        .mark_text(align="left", dx=6, fontWeight="bold", color=palette.accent, text="◀ this area")
        .encode(x=alt.X("label_at:Q")),
    ]
    if benchmark is not None:
        line = alt.Chart(pd.DataFrame({"value": [benchmark], "name": [benchmark_label]}))
        layers.append(
            line.mark_rule(color=palette.ink, strokeDash=[5, 3]).encode(
                x="value:Q", tooltip=alt.Tooltip("name:N", title="Benchmark")
            )
        )
    return dressed(alt.layer(*layers), wording=wording, palette=palette)
