"""Ages by sex: bars of one place, males left and females right, with the outlines of others."""

import json
from functools import lru_cache
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from cdof_core.charts.line_labels import nice_ticks
from cdof_core.charts.specification import (
    Drawn,
    first_of,
    from_rows,
    named,
    rows_of,
    specified,
    steps_of,
)
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, drawn_in_theme, themed
from cdof_core.domain.sex import FEMALE, MALE, SEX_GROUPS

_BAND_HEIGHT: Final = 18
_BAND_HEIGHT_IN_A_ROOM: Final = 13
_NAMES_WIDTH: Final = 92
_GAP: Final = 0.06
"""Share of a band left free between two bars."""
_TICKS: Final = 3
_DASHES: Final = ([1, 0], [5, 3])
"""Outline of the first comparator, and of the second."""
_BARS: Final = [
    "band",
    "sex",
    "signed",
    "nought",
    "low",
    "high",
    "people_text",
    "share_text",
    "start",
    "end",
    "step",
]
_OUTLINE: Final = ["sex", "signed", "level", "order"]
_LEFT: Final = "Male"


def draw_pyramid(
    bands: pd.DataFrame,
    *,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
    in_a_room: bool = False,
) -> Drawn:
    """Draw the area as bars and up to two comparators as outlines.

    Args:
        bands: One row a place, sex and band: place, place_rank (0 for the bars, then the
            outlines), sex (Female or Male), age_from, band, share (in per cent of all people),
            people_text and share_text. Every place has the same bands.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.
        in_a_room: Whether many look at it on a projector: lower, for the first screen.

    Returns:
        The chart, with a dataset `bars`, and `outline1` and `outline2` of the comparators.
    """
    starts = sorted(bands["age_from"].unique())
    level = {start: number for number, start in enumerate(starts)}
    signed = bands["share"].where(bands["sex"] != _LEFT, -bands["share"])
    rows = bands.assign(signed=signed, low=bands["age_from"].map(level), nought=0.0)
    names = tuple(sorted(set(zip(rows["low"], rows["band"], strict=True))))
    ticks = nice_ticks(float(rows["share"].max()) if len(rows) else 0.0, ticks=_TICKS)
    own = rows[rows["place_rank"] == 0]
    bars = own.assign(
        low=own["low"] + _GAP,
        high=own["low"] + 1 - _GAP,
        start=-ticks[-1],
        end=ticks[-1],
        step=ticks[1],
    )
    datasets = {"bars": rows_of(bars, _BARS)}
    for rank in range(1, len(_DASHES) + 1):
        datasets[f"outline{rank}"] = rows_of(_outline(rows[rows["place_rank"] == rank]), _OUTLINE)
    if width is None:
        each = _BAND_HEIGHT_IN_A_ROOM if in_a_room else _BAND_HEIGHT
        drawn = _drawn_once(names, palette, each)
        return specified(drawn, {}, description=description, datasets=datasets)
    chart = _layered(names, palette, width=width - _NAMES_WIDTH, each=_BAND_HEIGHT)
    return themed(chart, palette=palette, description=description, datasets=datasets)


@lru_cache(maxsize=8)
def _drawn_once(names: tuple[tuple[int, str], ...], palette: Palette, each: int) -> dict[str, Any]:
    return drawn_in_theme(lambda: _layered(names, palette, width=FILL, each=each), palette)


def _layered(
    names: tuple[tuple[int, str], ...], palette: Palette, *, width: int | str, each: int
) -> Any:  # noqa: ANN401
    step = first_of("bars", "step")
    x = alt.X(
        "signed:Q",
        title="per cent of all people",
        scale=alt.Scale(domain=[from_rows("bars", "start"), from_rows("bars", "end")], nice=False),
        axis=alt.Axis(
            values=steps_of("bars", first="start", last="end", step="step"),
            # Counted from below zero, a step such as 0.2 does not meet it to the last digit.
            labelExpr=f"format(round(abs(datum.value) / {step}) * {step}, '~r')",
        ),
    )
    layers = [_bars(x, _bands_axis(dict(names)), palette), *_sexes(len(names), palette)]
    layers += [
        _outlined(f"outline{rank}", dash, palette) for rank, dash in enumerate(_DASHES, start=1)
    ]
    return alt.layer(*layers, width=width, height=each * max(len(names), 1))


def _bands_axis(names: dict[int, str]) -> alt.Y:
    texts = {f"{number + 0.5:.1f}": name for number, name in names.items()}
    return alt.Y(
        "low:Q",
        title=None,
        scale=alt.Scale(domain=[0, len(names) + 1], nice=False),
        axis=alt.Axis(
            values=[number + 0.5 for number in sorted(names)],
            labelExpr=f"{json.dumps(texts)}[format(datum.value, '.1f')]",
            # Fewer would be drawn than there are bands; where they are too low, every other one.
            tickCount=len(names),
            labelOverlap="parity",
            grid=False,
            ticks=False,
            domain=False,
        ),
    )


def _bars(x: alt.X, y: alt.Y, palette: Palette) -> alt.Chart:
    tooltip = [
        alt.Tooltip("band:N", title="Age"),
        alt.Tooltip("sex:N", title="Sex"),
        alt.Tooltip("people_text:N", title="People"),
        alt.Tooltip("share_text:N", title="Share of all people"),
    ]
    return (
        alt.Chart(named("bars"))
        .mark_rect(color=palette.accent, opacity=0.8)
        .encode(x=x, x2="nought:Q", y=y, y2="high:Q", tooltip=tooltip)
    )


def _sexes(bands: int, palette: Palette) -> list[Any]:
    """Name both halves in the free room above the oldest."""

    def name(text: str, share: float, align: Literal["left", "right"]) -> alt.Chart:
        row = {"level": bands + 0.5, "name": text}
        at: Any = {"expr": f"width * {share}"}
        return (
            alt.Chart(alt.Data(values=[row]))
            .mark_text(align=align, fontSize=TEXT_SIZE, fontWeight=600, color=palette.ink)
            .encode(x=alt.XValue(at), y="level:Q", text="name:N")
        )

    return [name(SEX_GROUPS[MALE], 0.475, "right"), name(SEX_GROUPS[FEMALE], 0.525, "left")]


def _outline(bands: pd.DataFrame) -> pd.DataFrame:
    """Turn each band into its two ends, so that the line goes up in steps."""
    ends = [bands.assign(level=bands["low"] + end) for end in (0, 1)]
    steps = pd.concat(ends).sort_values(["sex", "low", "level"], kind="stable")
    return steps.assign(order=range(len(steps)))


def _outlined(name: str, dash: list[int], palette: Palette) -> alt.Chart:
    return (
        alt.Chart(named(name))
        .mark_line(color=palette.ink, strokeWidth=1.8, strokeDash=dash, clip=True)
        .encode(x="signed:Q", y="level:Q", detail="sex:N", order="order:Q")
    )
