"""Areas in order of value as points with intervals: for scales on which a bar would mislead."""

from typing import Final

import altair as alt
import pandas as pd

from cdof_core.charts.marks import judgement_shape
from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, Palette, chosen_or, judgement_colour, themed

_ROW: Final = 18
_NAMES: Final = 220
_BESIDE: Final = 40
_CHOSEN: Final = "datum.is_chosen"
_COLUMNS: Final = [
    "area_code",
    "area_name",
    "place",
    "value",
    "lower95",
    "upper95",
    "value_text",
    "interval_text",
    "judgement",
    "judgement_word",
    "is_chosen",
]


def draw_dot_plot(
    areas: pd.DataFrame,
    *,
    benchmark: float | None,
    benchmark_label: str,
    band: tuple[float, float] | None,
    unit: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> alt.LayerChart:
    """Draw one point an area, in the order of `place`.

    Args:
        areas: As for `draw_ranked_bars`.
        benchmark: The benchmark's value, or None.
        benchmark_label: Its name and value.
        band: Middle half of the areas shown, or None.
        unit: Axis title.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        A chart as tall as its rows need, with the datasets `areas`, `benchmark` and `band`; a
        click on a point selects its area under the name `pick`.
    """
    present = list(areas["judgement"].unique())
    base = alt.Chart(named("areas")).encode(
        y=alt.Y(
            "area_name:N",
            sort=alt.EncodingSortField("place", op="min"),
            title=None,
            axis=alt.Axis(labelLimit=_NAMES, ticks=False, domain=False, grid=True),
        )
    )
    x = alt.X("value:Q", title=unit, scale=alt.Scale(zero=False))
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", empty=False)
    line = alt.Chart(named("benchmark"))
    chart = alt.layer(
        alt.Chart(named("band"))
        .mark_rect(color=palette.band, opacity=0.6)
        .encode(x=alt.X("low:Q"), x2=alt.X2("high:Q")),
        line.mark_rule(color=palette.ink, strokeDash=[5, 3]).encode(x=alt.X("value:Q")),
        line.mark_text(baseline="bottom", color=palette.ink, fontWeight="bold").encode(
            x=alt.X("value:Q"), y=alt.YValue(-6), text=alt.Text("name:N")
        ),
        base.mark_rule(color=palette.quiet, strokeWidth=1.4).encode(
            x=alt.X("lower95:Q"), x2=alt.X2("upper95:Q")
        ),
        base.mark_point(filled=True, opacity=1, cursor="pointer")
        .encode(
            x=x,
            color=alt.Color("judgement:N", scale=judgement_colour(palette, present), legend=None),
            shape=alt.Shape("judgement:N", scale=judgement_shape(present), legend=None),
            size=chosen_or(alt.SizeValue, test=_CHOSEN, then=170, otherwise=70),
            tooltip=[
                alt.Tooltip("area_name:N", title="Area"),
                alt.Tooltip("value_text:N", title="Value"),
                alt.Tooltip("interval_text:N", title="95% interval"),
                alt.Tooltip("judgement_word:N", title="Judgement"),
            ],
        )
        .add_params(pick),
        width=FILL if width is None else width - _NAMES - _BESIDE,
        height=_ROW * max(len(areas), 1),
    )
    datasets = {
        "areas": rows_of(areas, _COLUMNS),
        "benchmark": [] if benchmark is None else [{"value": benchmark, "name": benchmark_label}],
        "band": [] if band is None else [{"low": band[0], "high": band[1]}],
    }
    return themed(chart, palette=palette, description=description, datasets=datasets)
