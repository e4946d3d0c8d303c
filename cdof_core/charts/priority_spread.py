"""Candidates in order of priority: the group's score, and how far its members are apart."""

from typing import Final

import altair as alt
import pandas as pd

from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, themed

_ROW: Final = 54
_COLUMNS: Final = [
    "place",
    "said",
    "label",
    "score",
    "lowest",
    "highest",
    "lower_quartile",
    "upper_quartile",
    "score_text",
    "spread_text",
]


def draw_priority_spread(
    candidates: pd.DataFrame,
    *,
    highest: float,
    unit: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> alt.LayerChart:
    """Draw one row a candidate: its name, range, middle half and mean.

    Args:
        candidates: One row a candidate in order: place (from 1), said (rank and name), label,
            score, lowest, highest, quartiles, score_text and spread_text.
        highest: The most a score can be.
        unit: Axis title.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        The chart.
    """
    scale = alt.Scale(domain=[0, highest], nice=False)
    base = alt.Chart(named("candidates")).encode(
        y=alt.Y("place:O", title=None, axis=None),
        tooltip=[
            alt.Tooltip("label:N", title="Candidate"),
            alt.Tooltip("score_text:N", title="Score"),
            alt.Tooltip("spread_text:N", title="Spread"),
        ],
    )
    low = alt.X("lowest:Q", scale=scale, title=unit)
    chart = alt.layer(
        base.mark_text(
            align="left", baseline="bottom", yOffset=-4, fontSize=TEXT_SIZE, color=palette.ink
        ).encode(x=alt.XDatum(0, scale=scale), text="said:N"),
        base.mark_rule(color=palette.quiet, strokeWidth=1.4, yOffset=10).encode(
            x=low, x2="highest:Q"
        ),
        base.mark_rule(color=palette.quiet, strokeWidth=7, opacity=0.45, yOffset=10).encode(
            x=alt.X("lower_quartile:Q", scale=scale), x2="upper_quartile:Q"
        ),
        base.mark_point(
            filled=True, opacity=1, size=130, shape="diamond", color=palette.accent, yOffset=10
        ).encode(x=alt.X("score:Q", scale=scale)),
        width=FILL if width is None else width,
        height=_ROW * max(len(candidates), 1),
    )
    datasets = {"candidates": rows_of(candidates, _COLUMNS)}
    return themed(chart, palette=palette, description=description, datasets=datasets)
