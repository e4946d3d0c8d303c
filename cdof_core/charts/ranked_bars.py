"""Areas ranked by value, with intervals, the benchmark's line and the chosen area marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.marks import judgement_shape
from cdof_core.charts.specification import (
    SLOTS,
    Drawn,
    drawn_with_slots,
    first_of,
    named,
    rows_of,
    specified,
)
from cdof_core.charts.theme import (
    FILL,
    LIGHT,
    Palette,
    chosen_or,
    judgement_colour,
    themed,
)
from cdof_core.domain.judgement import Judgement

_ROW_HEIGHT: Final = 18
_NAMES_AT_MOST: Final = 220
_NAMES_WHEN_NARROW: Final = 120
_NARROW: Final = 480
"""Pictures below this width shorten the areas' names."""
_BESIDE_NAMES: Final = 70
"""Pixels of a picture that neither names nor bars take."""
_VALUE_ROOM: Final = 48
"""Pixels right of the bars, for the value of the longest."""
_LETTER: Final = 7.2
_TICKS: Final = 6
_SHORT: Final = 30
"""Up to so many rows the axis below the bars is in sight of the first; more have one above too."""
_USUAL_PLOT: Final = 420
"""Pixels across the bars on a laptop's screen."""
_CHOSEN: Final = "datum.is_chosen"
_NAMES_CHOSEN: Final = "indexof(pluck(data('areas'), 'chosen_name'), datum.value) >= 0"
_JUDGEMENTS: Final = [judgement.value for judgement in Judgement]
"""All of them, whichever there are: colours and shapes need no legend here."""
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
    "label",
    "label_at",
    "chosen_name",
    "room_for_names",
]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a picture looks like whatever its figures are."""

    has_line: bool
    is_short: bool
    fills: bool
    palette: Palette


def draw_ranked_bars(
    areas: pd.DataFrame,
    *,
    benchmark: float | None,
    benchmark_label: str,
    unit: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> Drawn:
    """Draw one bar an area, in the order of `place`.

    Args:
        areas: One row an area with a value: area_code, area_name, place (1 at the top), value,
            lower95, upper95 (missing where none), value_text, interval_text, judgement,
            judgement_word, is_chosen, label (text right of the bar, may be empty) and label_at
            (where it stands).
        benchmark: The benchmark's value, or None.
        benchmark_label: Its name and value.
        unit: Axis title.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        A chart as tall as its rows need, with the datasets `areas` and `benchmark`; a click on a
        row selects its area under the name `pick`.
    """
    names = _NAMES_AT_MOST if width is None or width >= _NARROW else _NAMES_WHEN_NARROW
    longest = max((len(name) for name in areas["area_name"]), default=0)
    names = min(names, round(longest * _LETTER) + 10)
    plot = None if width is None else width - names - _BESIDE_NAMES
    areas = _clear_of_line(areas, benchmark=benchmark, plot=plot or _USUAL_PLOT)
    areas = areas.assign(
        chosen_name=areas["area_name"].where(areas["is_chosen"].astype(bool)),
        room_for_names=names,
    )
    slots = {
        "@unit": unit,
        "@names": names if width else _names_on_screen(),
        "@width": FILL if plot is None else plot,
    }
    shape = _Shape(
        has_line=benchmark is not None,
        is_short=len(areas) <= _SHORT,
        fills=plot is None,
        palette=palette,
    )
    line = [] if benchmark is None else [{"value": benchmark, "name": benchmark_label}]
    datasets = {"areas": rows_of(areas, _COLUMNS), "benchmark": line}
    return specified(_drawn_once(shape), slots, description=description, datasets=datasets)


@lru_cache(maxsize=64)
def _drawn_once(shape: _Shape) -> dict[str, Any]:
    def draw() -> alt.LayerChart:
        chart = _layered(shape, SLOTS, width=FILL if shape.fills else SLOTS["@width"])
        dressed = themed(chart, palette=shape.palette, description="", datasets={})
        if shape.fills:
            dressed["padding"] = {"left": 5, "top": 5, "right": _VALUE_ROOM, "bottom": 5}
        return dressed

    return drawn_with_slots(draw)


def _layered(shape: _Shape, slots: Mapping[str, Any], *, width: int | str) -> Any:  # noqa: ANN401
    return alt.layer(
        *_rows(shape, slots),
        *(_benchmark(shape.palette, is_short=shape.is_short) if shape.has_line else ()),
        *_values(shape.palette, slots),
        width=width,
        height=alt.Step(_ROW_HEIGHT),
    ).resolve_axis(x="independent")


def _rows(shape: _Shape, slots: Mapping[str, Any]) -> list[alt.Chart]:
    """Draw what stands in an area's row."""
    palette, is_short = shape.palette, shape.is_short
    base = alt.Chart(named("areas")).encode(y=_names_axis(palette, slots))
    colour = alt.Color("judgement:N", scale=judgement_colour(palette, _JUDGEMENTS), legend=None)
    x = alt.X("value:Q", title=slots["@unit"], axis=alt.Axis(orient="bottom", tickCount=_TICKS))
    above = alt.Axis(orient="top", title=None, grid=False, tickCount=_TICKS)
    return [
        _row_ground(base, palette),
        base.mark_bar(height=_ROW_HEIGHT - 7).encode(
            x=x,
            color=colour,
            opacity=chosen_or(alt.OpacityValue, test=_CHOSEN, then=0.85, otherwise=0.42),
        ),
        base.mark_rule(color=palette.ink, strokeWidth=1.2).encode(
            x=alt.X("lower95:Q", axis=None if is_short else above),
            x2=alt.X2("upper95:Q"),
        ),
        base.mark_point(
            filled=True, size=56, opacity=1, stroke=palette.ground, strokeWidth=0.8
        ).encode(
            x=alt.X("value:Q", axis=None),
            shape=alt.Shape("judgement:N", scale=judgement_shape(_JUDGEMENTS), legend=None),
            color=colour,
        ),
    ]


def _clear_of_line(areas: pd.DataFrame, *, benchmark: float | None, plot: int) -> pd.DataFrame:
    """Write a value that would stand across the benchmark's line to the right of it."""
    if benchmark is None or areas.empty:
        return areas
    highest = max(float(areas["label_at"].max()), benchmark)
    wide = (areas["label"].str.len() * _LETTER + 10) * highest / plot
    start = areas["label_at"]
    is_across = (start <= benchmark) & (start + wide >= benchmark)
    return areas.assign(label_at=start.mask(is_across, benchmark))


def _values(palette: Palette, slots: Mapping[str, Any]) -> list[alt.Chart]:
    """Write values beside their bars, with a halo that keeps them clear of the benchmark."""
    base = alt.Chart(named("areas")).encode(
        y=_names_axis(palette, slots),
        x=alt.X("label_at:Q", axis=None),
        text=alt.Text("label:N"),
    )
    colour = chosen_or(alt.ColorValue, test=_CHOSEN, then=palette.accent, otherwise=palette.quiet)
    return [
        base.mark_text(align="left", dx=7, fontSize=12, stroke=palette.ground, strokeWidth=4),
        base.mark_text(align="left", dx=7, fontSize=12).encode(color=colour),
    ]


def _row_ground(base: alt.Chart, palette: Palette) -> alt.Chart:
    """Lay the ground of each row: it shows the chosen one and answers mouse and click."""
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", empty=False)
    return (
        base.mark_rect(color=palette.accent, cursor="pointer")
        .encode(
            x=alt.XValue(0),
            x2=alt.X2Value("width"),
            opacity=chosen_or(alt.OpacityValue, test=_CHOSEN, then=0.14, otherwise=0),
            tooltip=[
                alt.Tooltip("area_name:N", title="Area"),
                alt.Tooltip("value_text:N", title="Value"),
                alt.Tooltip("interval_text:N", title="95% interval"),
                alt.Tooltip("judgement_word:N", title="Judgement"),
            ],
        )
        .add_params(pick)
    )


def _names_axis(palette: Palette, slots: Mapping[str, Any]) -> alt.Y:
    """Name the rows, the chosen area in bold and in its colour."""
    return alt.Y(
        "area_name:N",
        sort=alt.EncodingSortField("place", op="min"),
        title=None,
        axis=alt.Axis(
            labelLimit=slots["@names"],
            ticks=False,
            domain=False,
            labelColor=_when(_NAMES_CHOSEN, palette.accent, palette.ink),
            labelFontWeight=_when(_NAMES_CHOSEN, "bold", "normal"),
        ),
    )


def _when(test: str, then: str, otherwise: str) -> Any:  # noqa: ANN401 (Altair's own type is wide)
    return {"condition": {"test": test, "value": then}, "value": otherwise}


def _names_on_screen() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Shorten names where the page turns out to be narrow."""
    names, few = first_of("areas", "room_for_names"), _NAMES_WHEN_NARROW
    is_narrow = f"containerSize()[0] > 0 && containerSize()[0] < {_NARROW}"
    return {"expr": f"{is_narrow} ? min({names}, {few}) : {names}"}


def _benchmark(palette: Palette, *, is_short: bool) -> list[alt.Chart]:
    """Draw the benchmark's line with its name above the axis."""
    base = alt.Chart(named("benchmark")).encode(x=alt.X("value:Q", axis=None))
    return [
        base.mark_rule(color=palette.ink, strokeDash=[5, 3], strokeWidth=1.4),
        base.mark_text(baseline="bottom", color=palette.ink, fontSize=12, fontWeight="bold").encode(
            y=alt.YValue(-5 if is_short else -22), text=alt.Text("name:N")
        ),
    ]
