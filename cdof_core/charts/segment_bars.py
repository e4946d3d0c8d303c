"""The same people as bars: the twin of the bull's-eye, with the interval of what is estimated."""

from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.bulls_eye import segment_colour
from cdof_core.charts.specification import (
    Drawn,
    from_rows,
    named,
    rows_of,
    specified,
)
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, drawn_in_theme, themed

_ROW: Final = 58
_BESIDE: Final = 96
_COLUMNS: Final = [
    "segment",
    "label",
    "people",
    "lower",
    "upper",
    "people_text",
    "share_text",
    "interval_text",
    "value_label",
    "label_at",
    "zero",
    "start",
    "end",
]


def draw_segment_bars(
    segments: pd.DataFrame,
    *,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> Drawn:
    """Draw one bar a group, named above it, so that long names need no margin.

    Args:
        segments: One row a group: segment, label, people (below zero where the estimate leaves no
            room), lower and upper (missing where counted, or without an interval), people_text,
            share_text and interval_text.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        The chart.
    """
    known = segments.assign(
        value_label=segments["people_text"] + " · " + segments["share_text"],
        zero=0.0,
        label_at=segments[["people", "upper"]].max(axis=1).clip(lower=0),
    )
    known = known.assign(
        start=min(0.0, float(known[["people", "lower"]].min().min())),
        end=float(known["label_at"].max()) * 1.42 or 1.0,
    )
    order = tuple(str(name) for name in known["segment"])
    datasets = {"segments": rows_of(known, _COLUMNS)}
    if width is None:
        drawn = _drawn_once(order, palette)
        return specified(drawn, {}, description=description, datasets=datasets)
    chart = _layered(order, palette, width=width - _BESIDE)
    return themed(chart, palette=palette, description=description, datasets=datasets)


@lru_cache(maxsize=16)
def _drawn_once(order: tuple[str, ...], palette: Palette) -> dict[str, Any]:
    return drawn_in_theme(lambda: _layered(order, palette, width=FILL), palette)


def _layered(order: tuple[str, ...], palette: Palette, *, width: int | str) -> Any:  # noqa: ANN401 (Altair loses the type)
    base = alt.Chart(named("segments")).encode(
        y=alt.Y("segment:N", sort=list(order), title=None, axis=None),
        tooltip=[
            alt.Tooltip("label:N", title="Group"),
            alt.Tooltip("people_text:N", title="People"),
            alt.Tooltip("share_text:N", title="Share"),
            alt.Tooltip("interval_text:N", title="95% interval"),
        ],
    )
    ends = [from_rows("segments", "start"), from_rows("segments", "end")]
    scale = alt.Scale(domain=ends, nice=False, zero=False)
    at_value = alt.X("people:Q", scale=scale, axis=None)
    colours = [segment_colour(name, palette) for name in order]
    bars = base.mark_bar(height=18, yOffset=8).encode(
        x=at_value,
        x2=alt.X2("zero:Q"),
        color=alt.Color(
            "segment:N",
            scale=alt.Scale(domain=list(order), range=colours),
            legend=None,
        ),
    )
    limits = (
        base.transform_filter("datum.lower !== null")
        .mark_rule(color=palette.ink, strokeWidth=2, yOffset=8)
        .encode(x=alt.X("lower:Q", scale=scale, axis=None), x2=alt.X2("upper:Q"))
    )
    names = base.mark_text(
        align="left", baseline="bottom", yOffset=-5, fontSize=TEXT_SIZE, color=palette.quiet
    ).encode(x=alt.X("zero:Q", scale=scale, axis=None), text=alt.Text("label:N"))
    values = base.mark_text(
        align="left",
        baseline="middle",
        dx=7,
        yOffset=8,
        fontSize=TEXT_SIZE + 1,
        fontWeight="bold",
        color=palette.ink,
    ).encode(x=alt.X("label_at:Q", scale=scale, axis=None), text=alt.Text("value_label:N"))
    return alt.layer(bars, limits, names, values).properties(width=width, height=_ROW * len(order))
