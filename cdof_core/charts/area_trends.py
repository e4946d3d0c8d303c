"""Up to eight areas over time with their intervals, against a benchmark."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.line_labels import dodged, name_times, nice_top
from cdof_core.charts.specification import (
    SLOTS,
    Drawn,
    from_rows,
    named,
    rows_of,
    specified,
)
from cdof_core.charts.theme import (
    FILL,
    LIGHT,
    TALL,
    TEXT_SIZE,
    Palette,
    chosen_or,
    drawn_in_theme,
    themed,
)
from cdof_core.charts.time_axis import ticked, time_axis

_DASHES: Final = ([1, 0], [6, 3], [2, 3], [8, 3, 2, 3], [4, 2], [10, 4], [2, 2, 6, 2], [1, 4])
_SHAPES: Final = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)
_APART: Final = 15
_BESIDE: Final = 70
_ROOMS: Final = (0.14, 0.3)
"""Least and largest share of the plot right of the last point, for the names of the lines."""
_LETTER: Final = 6.4
_NARROWEST: Final = 300
"""Pixels across the plot on a phone, where names need the largest share."""
_CHOSEN: Final = "datum.line_rank == 0"
_AREAS: Final = "!datum.is_benchmark"
_ENDS: Final = ("start", "end", "top")
"""Of the axes: the same in every row."""
_COLUMNS: Final = [
    "line",
    "line_rank",
    "is_benchmark",
    "segment",
    "time",
    "period_text",
    "value",
    "lower95",
    "upper95",
    "value_text",
    "interval_text",
    "label",
    "label_at",
    "label_time",
    *_ENDS,
    "tick",
    "tick_text",
]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a picture looks like whatever its figures are."""

    has_events: bool
    palette: Palette
    height: int


def draw_area_trends(
    points: pd.DataFrame,
    *,
    events: pd.DataFrame,
    unit: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
    height: int = TALL,
) -> Drawn:
    """Draw the lines of several areas.

    Args:
        points: One row a line and period: line, line_rank (0 the chosen area), is_benchmark,
            segment (no line joins two), time (years), period_text, value (missing where a line
            breaks), lower95, upper95, value_text and interval_text.
        events: Dated events: time and label; may be empty.
        unit: Axis title.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.
        height: Height of the plot in pixels.

    Returns:
        A chart with the datasets `points` and `events`: the chosen area in the accent with its
        interval as a ribbon, the benchmark as a broken line in ink with a ribbon of its own, the
        others in grey with whiskers, told apart by dash, shape and the name at the end.
    """
    known = points[points["value"].notna()]
    top = nice_top(float(known[["value", "upper95"]].max().max() if len(known) else 1.0))
    last = known.sort_values("time").drop_duplicates("line", keep="last")
    places = pd.Series(
        dodged(list(last["value"]), apart=_APART * top / height, top=top), index=last.index
    )
    span = (float(known["time"].min()), float(known["time"].max())) if len(known) else (0.0, 1.0)
    times = pd.Series(name_times(list(last["time"]), first=span[0]), index=last.index)
    start = span[0] - 0.3
    ends = {
        "start": start,
        "end": start + (span[1] - span[0] + 0.6) / (1 - _room(last["line"])),
        "top": top,
    }
    rows = points.assign(label=last["line"], label_at=places, label_time=times, **ends)
    texts = {round(t, 3): p for t, p in zip(known["time"], known["period_text"], strict=True)}
    rows = ticked(rows, dict(sorted(texts.items())))
    kept = events[events["time"].between(span[0] - 1, span[1] + 1)] if len(events) else events
    kept = kept.assign(row=range(len(kept)))
    slots = {"@unit": unit}
    shape = _Shape(bool(len(kept)), palette, height)
    datasets = {
        "points": rows_of(rows, _COLUMNS),
        "events": rows_of(kept, ["time", "label", "row"]),
    }
    if width is None:
        return specified(_drawn_once(shape), slots, description=description, datasets=datasets)
    chart = _layered(shape, slots, width=width - _BESIDE)
    return themed(chart, palette=palette, description=description, datasets=datasets)


def _room(names: "pd.Series[str]") -> float:
    """Return the share of the plot that the longest name needs on a phone."""
    longest = max((len(str(name)) for name in names), default=0)
    least, largest = _ROOMS
    return min(max((longest * _LETTER + 16) / _NARROWEST, least), largest)


@lru_cache(maxsize=16)
def _drawn_once(shape: _Shape) -> dict[str, Any]:
    return drawn_in_theme(lambda: _layered(shape, SLOTS, width=FILL), shape.palette)


def _layered(shape: _Shape, slots: Mapping[str, Any], *, width: int | str) -> Any:  # noqa: ANN401
    palette, unit = shape.palette, slots["@unit"]
    x, along = (_time(field) for field in ("time:Q", "label_time:Q"))
    scale = alt.Scale(domain=[0, from_rows("points", "top")], nice=False, clamp=True)
    return alt.layer(
        *_bands(x, unit, palette),
        *_lines(x, alt.Y("value:Q", title=unit, scale=scale), palette),
        _names(along, unit, palette),
        # Without events their layer would have no extent on the shared axis.
        *(_events(palette) if shape.has_events else ()),
        width=width,
        height=shape.height,
    )


def _time(field: str) -> alt.X:
    ends = [from_rows("points", name) for name in ("start", "end")]
    return alt.X(
        field,
        title=None,
        scale=alt.Scale(domain=ends, nice=False, zero=False),
        axis=alt.Axis(**time_axis("points"), labelAngle=0),
    )


def _bands(x: alt.X, unit: str, palette: Palette) -> list[Any]:
    base = alt.Chart(named("points"))
    low = alt.Y("lower95:Q", title=unit)
    detail = [alt.Detail("line:N"), alt.Detail("segment:N")]
    band: dict[str, Any] = {"x": x, "y": low, "y2": alt.Y2("upper95:Q"), "detail": detail}
    return [
        base.transform_filter("datum.is_benchmark")
        .mark_area(color=palette.comparator, opacity=0.22)
        .encode(**band),
        base.transform_filter(_CHOSEN).mark_area(color=palette.accent, opacity=0.16).encode(**band),
        base.transform_filter(f"datum.line_rank > 0 && {_AREAS}")
        .mark_rule(color=palette.comparator, opacity=0.5)
        .encode(x=x, y=low, y2=alt.Y2("upper95:Q")),
    ]


def _lines(x: alt.X, y: alt.Y, palette: Palette) -> list[Any]:
    base = alt.Chart(named("points"))
    ranks = list(range(len(_DASHES)))
    colour = chosen_or(
        alt.ColorValue, test=_CHOSEN, then=palette.accent, otherwise=palette.comparator
    )
    detail = [alt.Detail("line:N"), alt.Detail("segment:N")]
    tips = [
        alt.Tooltip("line:N", title="Line"),
        alt.Tooltip("period_text:N", title="Period"),
        alt.Tooltip("value_text:N", title="Value"),
        alt.Tooltip("interval_text:N", title="95% interval"),
    ]
    dash = alt.StrokeDash(
        "line_rank:O", scale=alt.Scale(domain=ranks, range=list(_DASHES)), legend=None
    )
    shape = alt.Shape(
        "line_rank:O", scale=alt.Scale(domain=ranks, range=list(_SHAPES)), legend=None
    )
    areas = base.transform_filter(_AREAS)
    benchmark = base.transform_filter("datum.is_benchmark")
    return [
        benchmark.mark_line(strokeWidth=1.6, strokeDash=[5, 3], color=palette.ink).encode(
            x=x, y=y, detail=detail
        ),
        benchmark.mark_point(filled=True, size=22, color=palette.ink, opacity=1).encode(
            x=x, y=y, tooltip=tips
        ),
        areas.mark_line(strokeWidth=2).encode(
            x=x, y=y, color=colour, strokeDash=dash, detail=detail
        ),
        areas.mark_point(filled=True, opacity=1).encode(
            x=x,
            y=y,
            color=colour,
            shape=shape,
            size=chosen_or(alt.SizeValue, test=_CHOSEN, then=70, otherwise=46),
            tooltip=tips,
        ),
    ]


def _names(x: alt.X, unit: str, palette: Palette) -> Any:  # noqa: ANN401 (Altair's own type is wide)
    return (
        alt.Chart(named("points"))
        .transform_filter("isValid(datum.label)")
        .mark_text(align="left", dx=9, fontSize=TEXT_SIZE)
        .encode(
            x=x,
            y=alt.Y("label_at:Q", title=unit),
            text=alt.Text("label:N"),
            color=chosen_or(
                alt.ColorValue, test=_CHOSEN, then=palette.accent, otherwise=palette.quiet
            ),
        )
    )


def _events(palette: Palette) -> list[Any]:
    base = alt.Chart(named("events")).encode(x=alt.X("time:Q"))
    # Above the plot, where no line runs.
    at: Any = {"expr": "-4 - 15 * datum.row"}
    return [
        base.mark_rule(color=palette.quiet, strokeDash=[2, 2]).encode(
            tooltip=[alt.Tooltip("label:N", title="What changed")]
        ),
        base.mark_text(
            align="left", dx=4, y=at, baseline="bottom", color=palette.quiet, limit=200
        ).encode(text=alt.Text("label:N")),
    ]
