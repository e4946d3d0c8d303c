"""A line of a scorecard over time, with its target and what is foreseen for the end of the year."""

from typing import Final

import altair as alt
import pandas as pd

from cdof_core.charts.line_labels import nice_top
from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, themed

_BESIDE: Final = 70
_TICKS: Final = 5
_POINT: Final = 110
_SHAPES: Final = {
    "met": "diamond",
    "within_tolerance": "circle",
    "not_met": "square",
    "not_compared": "circle",
}
_COLUMNS: Final = [
    "period_text",
    "position",
    "value",
    "outcome",
    "outcome_word",
    "value_text",
    "is_foreseen",
    "lower",
    "upper",
    "interval_text",
]


def draw_target_history(
    points: pd.DataFrame,
    *,
    target: float | None,
    target_text: str,
    unit: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
    height: int = 260,
) -> alt.LayerChart:
    """Draw a line's figures in order, each in the shape and colour of its outcome.

    Args:
        points: One row a figure: period_text, position (order, from 0), value (missing where
            withheld), outcome (text of `TargetOutcome`), outcome_word, value_text, is_foreseen,
            lower, upper and interval_text (of a foreseen figure).
        target: Where the target stands; None for none.
        target_text: What the target's line is called.
        unit: Axis title.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.
        height: Height of the plot in pixels.

    Returns:
        A chart with the dataset `points`; a foreseen figure is hollow, its interval a thin line.
    """
    highest = max(float(points[["value", "upper"]].max().max(skipna=True)), target or 0.0, 0.0)
    top = nice_top(highest, ticks=_TICKS)
    order = list(points.sort_values("position")["period_text"])
    layers = _figure_layers(_base(order), top=top, unit=unit, palette=palette)
    if target is not None:
        layers += _target_layers(target, target_text, palette)
    chart = alt.layer(*layers).properties(
        width=FILL if width is None else width - _BESIDE, height=height
    )
    datasets = {"points": rows_of(points, _COLUMNS)}
    return themed(chart, palette=palette, description=description, datasets=datasets)


def _base(order: list[str]) -> alt.Chart:
    """Return what all layers of figures share: the periods in order, and what pointing at one says.

    Of many periods on a phone, those whose names would lie over another's go unnamed.
    """
    axis = alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=6)
    return alt.Chart(named("points")).encode(
        x=alt.X("period_text:N", sort=order, title=None, axis=axis),
        tooltip=[
            alt.Tooltip("period_text:N", title="Period"),
            alt.Tooltip("value_text:N", title="Figure"),
            alt.Tooltip("interval_text:N", title="95% interval"),
            alt.Tooltip("outcome_word:N", title="Against the target"),
        ],
    )


def _figure_layers(base: alt.Chart, *, top: float, unit: str, palette: Palette) -> list[alt.Chart]:
    """Return the line, the interval of what is foreseen, and both kinds of marks."""
    y = alt.Y(
        "value:Q",
        title=unit,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=_TICKS),
    )
    line = (
        base.transform_filter("datum.value !== null && !datum.is_foreseen")
        .mark_line(color=palette.accent, strokeWidth=2)
        .encode(y=y)
    )
    limits = (
        base.transform_filter("datum.is_foreseen")
        .mark_rule(color=palette.quiet, strokeWidth=2)
        .encode(y=alt.Y("lower:Q"), y2=alt.Y2("upper:Q"))
    )
    marks = base.transform_filter("datum.value !== null").encode(
        y=y, shape=_shape(), color=_colour(palette)
    )
    seen = marks.transform_filter("!datum.is_foreseen").mark_point(
        size=_POINT, filled=True, opacity=1
    )
    foreseen = marks.transform_filter("datum.is_foreseen").mark_point(
        size=_POINT, filled=False, opacity=1, strokeWidth=2
    )
    return [line, limits, seen, foreseen]


def _shape() -> alt.Shape:
    scale = alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))
    return alt.Shape("outcome:N", scale=scale, legend=None)


def _colour(palette: Palette) -> alt.Color:
    colours = [palette.better, palette.similar, palette.worse, palette.none]
    return alt.Color("outcome:N", scale=alt.Scale(domain=list(_SHAPES), range=colours), legend=None)


def _target_layers(target: float, text: str, palette: Palette) -> list[alt.Chart]:
    at_target = alt.Chart(named("points")).transform_filter("datum.position === 0")
    y = alt.YDatum(target)
    rule = at_target.mark_rule(color=palette.ink, strokeDash=[6, 3], strokeWidth=1.5).encode(y=y)
    name = at_target.mark_text(
        align="left", baseline="bottom", dy=-4, x=4, fontSize=TEXT_SIZE, color=palette.ink
    ).encode(y=y, text=alt.value(text))
    return [rule, name]
