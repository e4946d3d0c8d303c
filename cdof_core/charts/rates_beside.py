"""Several rates of one area on one scale, each with the marks of the places beside it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.specification import (
    SLOTS,
    Drawn,
    from_rows,
    named,
    rows_of,
    specified,
)
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, drawn_in_theme, themed

_ROW: Final = 52
_BESIDE: Final = 24
_ROOM: Final = 1.05
_COLUMNS: Final = [
    "measure",
    "value",
    "lower95",
    "upper95",
    "value_text",
    "interval_text",
    "judgement_word",
    "label",
    "zero",
    "end",
]
_OTHERS: Final = ["measure", "place", "place_rank", "value", "value_text"]
_UNIT: Final = "@unit"
_ORDER: Final = "@order"


def draw_rates_beside(
    rates: pd.DataFrame,
    *,
    beside: Mapping[str, pd.DataFrame],
    unit: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> Drawn:
    """Draw one bar a measure with its interval, and a mark for each place beside it.

    Args:
        rates: One row a measure, in the order drawn: measure, value, lower95, upper95, value_text,
            interval_text and judgement_word.
        beside: Values of other places by name: measure, value and value_text. The first is an
            upright stroke, the second a hollow diamond.
        unit: Axis title.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        The chart, with the datasets `rates` and `beside`.
    """
    others = [
        frame.assign(place=name, place_rank=rank)
        for rank, (name, frame) in enumerate(beside.items())
        if len(frame)
    ]
    marks = pd.concat(others, ignore_index=True) if others else pd.DataFrame(columns=_OTHERS)
    marks = marks[marks["value"].notna()]
    highest = rates.groupby("measure")["value"].max().rename("own")
    furthest = marks.groupby("measure")["value"].max().rename("other")
    ends = pd.concat([highest, furthest, rates.set_index("measure")["upper95"]], axis=1).max(axis=1)
    top = float(ends.max()) if len(ends) else 1.0
    known = rates.assign(
        zero=0.0, label=rates["measure"] + "  " + rates["value_text"], end=top * _ROOM or 1.0
    )
    slots = {_UNIT: unit, _ORDER: list(known["measure"])}
    height = _ROW * max(len(rates), 1)
    datasets = {"rates": rows_of(known, _COLUMNS), "beside": rows_of(marks, _OTHERS)}
    if width is None:
        drawn = _drawn_once(palette, height)
        return specified(drawn, slots, description=description, datasets=datasets)
    chart = _layered(slots, palette).properties(width=width - _BESIDE, height=height)
    return themed(chart, palette=palette, description=description, datasets=datasets)


@lru_cache(maxsize=16)
def _drawn_once(palette: Palette, height: int) -> dict[str, Any]:
    return drawn_in_theme(
        lambda: _layered(SLOTS, palette).properties(width=FILL, height=height), palette
    )


def _layered(slots: Mapping[str, Any], palette: Palette) -> Any:  # noqa: ANN401 (Altair loses the type)
    scale = alt.Scale(domain=[0, from_rows("rates", "end")], nice=False)
    y = alt.Y("measure:N", sort=slots[_ORDER], title=None, axis=None)
    base = alt.Chart(named("rates")).encode(
        y=y,
        tooltip=[
            alt.Tooltip("measure:N", title="Measure"),
            alt.Tooltip("value_text:N", title="Rate"),
            alt.Tooltip("interval_text:N", title="95% interval"),
            alt.Tooltip("judgement_word:N", title="Against the benchmark"),
        ],
    )
    axis = alt.Axis(title=slots[_UNIT], tickCount=5, grid=True)
    bars = base.mark_bar(height=14, yOffset=8, color=palette.accent).encode(
        x=alt.X("value:Q", scale=scale, axis=axis), x2=alt.X2("zero:Q")
    )
    limits = (
        base.transform_filter("datum.lower95 !== null")
        .mark_rule(color=palette.ink, strokeWidth=2, yOffset=8)
        .encode(x=alt.X("lower95:Q", scale=scale), x2=alt.X2("upper95:Q"))
    )
    names = base.mark_text(
        align="left", baseline="bottom", yOffset=-3, fontSize=TEXT_SIZE, color=palette.quiet
    ).encode(x=alt.X("zero:Q", scale=scale), text=alt.Text("label:N"))
    return alt.layer(bars, limits, *_beside(y=y, scale=scale, palette=palette), names)


def _beside(*, y: alt.Y, scale: alt.Scale, palette: Palette) -> list[alt.Chart]:
    """Return a layer for each place beside the area, empty where there is none."""

    def of(rank: int) -> alt.Chart:
        return (
            alt.Chart(named("beside"))
            .transform_filter(f"datum.place_rank === {rank}")
            .encode(
                y=y,
                x=alt.X("value:Q", scale=scale),
                tooltip=[
                    alt.Tooltip("measure:N", title="Measure"),
                    alt.Tooltip("place:N", title="Place"),
                    alt.Tooltip("value_text:N", title="Rate"),
                ],
            )
        )

    ink = palette.ink
    return [
        of(0).mark_tick(thickness=3, size=26, yOffset=8, color=ink),
        of(1).mark_point(
            shape="diamond",
            size=150,
            strokeWidth=2.2,
            filled=False,
            yOffset=8,
            color=ink,
            opacity=1,
        ),
    ]
