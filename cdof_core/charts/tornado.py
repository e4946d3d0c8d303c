"""Which input matters most: one bar an input, between the outcomes at both ends of its range."""

from typing import Final, Literal

import altair as alt
import pandas as pd

from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, themed

_ROW: Final = 62
_BESIDE: Final = 30
_ROOM: Final = 0.24
"""Share of the width kept free at either side, for the numbers at the ends of the bars."""
_COLUMNS: Final = [
    "label",
    "range_text",
    "left",
    "right",
    "left_text",
    "right_text",
    "left_is_lower",
    "start",
]


def draw_tornado(
    swings: pd.DataFrame,
    *,
    centre: float,
    centre_text: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> alt.LayerChart:
    """Draw one bar an input, the widest at the top.

    Args:
        swings: One row an input, the largest swing first: label, range_text (its range in words),
            left and right (outcomes, the smaller first), left_text and right_text, and
            left_is_lower (whether the lower end of the range gives the smaller outcome).
        centre: Outcome at the stated numbers.
        centre_text: The same in words.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        The chart.
    """
    low, high = float(swings["left"].min()), float(swings["right"].max())
    room = (high - low or 1.0) * _ROOM
    scale = alt.Scale(domain=[low - room, high + room], nice=False, zero=False)
    known = swings.assign(start=low - room)
    base = alt.Chart(named("swings")).encode(
        y=alt.Y("label:N", sort=list(swings["label"]), title=None, axis=None),
        tooltip=[
            alt.Tooltip("label:N", title="Input"),
            alt.Tooltip("range_text:N", title="Range"),
            alt.Tooltip("left_text:N", title="Smallest outcome"),
            alt.Tooltip("right_text:N", title="Largest outcome"),
        ],
    )
    bars = base.mark_bar(height=16, yOffset=10, color=palette.accent).encode(
        x=alt.X("left:Q", scale=scale, axis=None), x2=alt.X2("right:Q")
    )
    middle = alt.Chart(named("centre"))
    line = middle.mark_rule(color=palette.ink, strokeDash=[4, 3]).encode(
        x=alt.X("value:Q", scale=scale, axis=None)
    )
    said = middle.mark_text(
        baseline="bottom", dy=-3, y=0, fontSize=TEXT_SIZE, color=palette.ink
    ).encode(x=alt.X("value:Q", scale=scale, axis=None), text=alt.Text("text:N"))
    chart = alt.layer(line, bars, *_texts(base, scale, palette), said).properties(
        width=FILL if width is None else width - _BESIDE, height=_ROW * len(swings)
    )
    return themed(
        chart,
        palette=palette,
        description=description,
        datasets={
            "swings": rows_of(known, _COLUMNS),
            "centre": [{"value": centre, "text": centre_text}],
        },
    )


def _texts(base: alt.Chart, scale: alt.Scale, palette: Palette) -> list[alt.Chart]:
    """Write each input's name and range above its bar, and the outcomes at the bar's ends."""
    names = (
        base.transform_calculate(said="datum.label + ': ' + datum.range_text")
        .mark_text(
            align="left", baseline="bottom", yOffset=-4, fontSize=TEXT_SIZE, color=palette.quiet
        )
        .encode(x=alt.X("start:Q", scale=scale, axis=None), text=alt.Text("said:N"))
    )
    sides: tuple[tuple[str, Literal["left", "right"], int], ...] = (
        ("left", "right", -6),
        ("right", "left", 6),
    )
    ends = [
        base.mark_text(
            align=align,
            baseline="middle",
            dx=offset,
            yOffset=10,
            fontSize=TEXT_SIZE,
            fontWeight="bold",
            color=palette.ink,
        ).encode(x=alt.X(f"{side}:Q", scale=scale, axis=None), text=alt.Text(f"{side}_text:N"))
        for side, align, offset in sides
    ]
    return [names, *ends]
