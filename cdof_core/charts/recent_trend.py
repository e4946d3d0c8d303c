"""An area over time, with its interval, its benchmarks and what happened on the way."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.line_labels import dodged, name_times, nice_top
from cdof_core.charts.specification import (
    Drawn,
    from_rows,
    named,
    rows_of,
    specified,
)
from cdof_core.charts.theme import (
    FILL,
    LIGHT,
    TEXT_SIZE,
    Palette,
    chosen_or,
    drawn_in_theme,
)
from cdof_core.charts.time_axis import (
    TIME_COLUMNS,
    expression,
    names_limit,
    time_axis,
    time_scale,
    timed,
)

_DASHES: Final = {
    "area": [1, 0],
    "england": [6, 3],
    "region": [2, 3],
    "neighbours": [8, 3, 2, 3],
    "benchmark": [4, 4],
}
_POINTS: Final = {
    "area": "circle",
    "england": "square",
    "region": "diamond",
    "neighbours": "triangle-up",
    "benchmark": "cross",
}
_LINE_APART: Final = 15
"""Pixels between two names."""
_BESIDE_PLOT: Final = 70
_TICKS: Final = 5
_EVENT_WIDTH: Final = 190
_IS_OWN: Final = "datum.role == 'area'"
_COLUMNS: Final = [
    "series",
    "role",
    "time",
    "period_text",
    "segment",
    "value",
    "lower95",
    "upper95",
    "value_text",
    "interval_text",
    "basis_word",
    "label",
    "label_at",
    "label_time",
    "top",
    *TIME_COLUMNS,
]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a picture looks like whatever its figures are."""

    present: tuple[str, ...]
    has_events: bool
    palette: Palette
    plot: int | None
    height: int


def draw_recent_trend(
    observations: pd.DataFrame,
    *,
    annotations: pd.DataFrame,
    unit: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
    height: int = 320,
) -> Drawn:
    """Draw the chosen area and its benchmarks over time.

    Args:
        observations: One row a point: series, role (area, england, region, neighbours,
            benchmark), time (the middle of the period in years), period_text, segment (text that
            changes where a series is broken, so that no line joins across), value (missing where
            a line breaks), lower95, upper95, value_text, interval_text, basis_word and is_last.
        annotations: Dated events: time and label; may be empty.
        unit: Axis title.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.
        height: Height of the plot in pixels.

    Returns:
        A chart with the datasets `observations` and `events`; the area in the accent colour with
        its interval as a ribbon, benchmarks in grey told apart by dashes and shapes, each line
        named at its end.
    """
    highest = max(
        (float(number) for number in observations[["value", "upper95"]].max().dropna()), default=0.0
    )
    top = nice_top(highest, ticks=_TICKS)
    rows = _labelled(observations, apart=_LINE_APART * top / height, top=top)
    plot = None if width is None else width - _BESIDE_PLOT
    shown = rows[rows["value"].notna()]
    rows = timed(rows, shown, plot)
    events = _events(annotations, shown)
    datasets = {
        "observations": rows_of(rows, _COLUMNS),
        "events": rows_of(events, ["time", "label", "line"]),
    }
    there = set(rows["role"])
    shape = _Shape(
        present=tuple(role for role in _DASHES if role in there),
        has_events=bool(len(events)),
        palette=palette,
        plot=plot,
        height=height,
    )
    slots = {
        "@unit": unit,
        "@axis": time_axis("observations"),
        "@scale": time_scale("observations", plot),
        "@top": from_rows("observations", "top"),
    }
    return specified(_drawn_once(shape), slots, description=description, datasets=datasets)


@lru_cache(maxsize=64)
def _drawn_once(shape: _Shape) -> dict[str, Any]:
    return drawn_in_theme(
        lambda: _layered(shape, unit="@unit", axis="@axis", scale="@scale", top="@top"),
        shape.palette,
    )


def _layered(shape: _Shape, *, unit: str, axis: Any, scale: Any, top: Any) -> Any:  # noqa: ANN401
    layers = _lines(
        present=list(shape.present),
        x=alt.X("time:Q", title=None, axis=axis, scale=scale),
        along=alt.X("label_time:Q", title=None, axis=axis, scale=scale),
        y=alt.Y(
            "value:Q",
            title=unit,
            scale=alt.Scale(domain=[0, top], nice=False),
            axis=alt.Axis(tickCount=_TICKS),
        ),
        unit=unit,
        limit=names_limit(shape.plot),
        palette=shape.palette,
    )
    return alt.layer(
        *layers,
        # Without events their layer would have no extent on the shared axis.
        *(_event_marks(shape.palette) if shape.has_events else ()),
        width=FILL if shape.plot is None else shape.plot,
        height=shape.height,
    )


def _labelled(rows: pd.DataFrame, *, apart: float, top: float) -> pd.DataFrame:
    """Put each line's name at its last point, moved apart from the others."""
    last = rows[rows["is_last"]]
    places = pd.Series(dodged(list(last["value"]), apart=apart, top=top), index=last.index)
    first = rows.loc[rows["value"].notna(), "time"].min()
    times = pd.Series(name_times(list(last["time"]), first=first), index=last.index)
    return rows.assign(
        label=rows["series"].where(rows["is_last"]),
        label_at=places.reindex(rows.index),
        label_time=times.reindex(rows.index),
        top=top,
    )


def _lines(
    *,
    present: list[str],
    x: alt.X,
    along: alt.X,
    y: alt.Y,
    unit: str,
    limit: Any,  # noqa: ANN401 (pixels, or an expression)
    palette: Palette,
) -> list[alt.Chart]:
    """Draw ribbon, lines, points and names."""
    base = alt.Chart(named("observations")).encode(x=x)
    detail = [alt.Detail("series:N"), alt.Detail("segment:N")]
    colour = chosen_or(
        alt.ColorValue, test=_IS_OWN, then=palette.accent, otherwise=palette.comparator
    )
    dash = _role_channel(alt.StrokeDash, present, _DASHES)
    return [
        base.transform_filter(_IS_OWN)
        .mark_area(color=palette.accent, opacity=0.16)
        .encode(y=alt.Y("lower95:Q", title=unit), y2=alt.Y2("upper95:Q"), detail=detail),
        base.mark_line(strokeWidth=2).encode(y=y, color=colour, strokeDash=dash, detail=detail),
        _points(base, y=y, colour=colour, present=present),
        _names(along, limit=limit, palette=palette),
    ]


def _points(base: alt.Chart, *, y: alt.Y, colour: Any, present: list[str]) -> alt.Chart:  # noqa: ANN401
    """Draw the values, which answer the mouse."""
    return base.mark_point(filled=True, size=46, opacity=1).encode(
        y=y,
        color=colour,
        shape=_role_channel(alt.Shape, present, _POINTS),
        tooltip=[
            alt.Tooltip("series:N", title="Series"),
            alt.Tooltip("period_text:N", title="Period"),
            alt.Tooltip("value_text:N", title="Value"),
            alt.Tooltip("interval_text:N", title="95% interval"),
            alt.Tooltip("basis_word:N", title="Basis"),
        ],
    )


def _names(along: alt.X, *, limit: Any, palette: Palette) -> alt.Chart:  # noqa: ANN401
    """Name each line at its end, behind the last point of those that end with it."""
    return (
        alt.Chart(named("observations"))
        .transform_filter("isValid(datum.label)")
        .mark_text(align="left", dx=9, fontSize=TEXT_SIZE, limit=limit)
        .encode(
            x=along,
            y=alt.Y("label_at:Q"),
            text=alt.Text("label:N"),
            color=chosen_or(
                alt.ColorValue, test=_IS_OWN, then=palette.accent, otherwise=palette.quiet
            ),
        )
    )


def _role_channel(channel: Any, present: list[str], looks: dict[str, Any]) -> Any:  # noqa: ANN401
    scale = alt.Scale(domain=present, range=[looks[role] for role in present])
    return channel("role:N", scale=scale, legend=None)


def _events(annotations: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Keep the events within the time shown, their labels one above the other."""
    if annotations.empty or shown.empty:
        return pd.DataFrame(columns=["time", "label", "line"])
    inside = annotations["time"].between(shown["time"].min() - 1, shown["time"].max() + 1)
    kept = annotations[inside].sort_values("time")
    return kept.assign(line=range(len(kept)))


def _event_marks(palette: Palette) -> list[alt.Chart]:
    base = alt.Chart(named("events")).encode(x=alt.X("time:Q"))
    return [
        base.mark_rule(color=palette.quiet, strokeDash=[2, 2]).encode(
            tooltip=[alt.Tooltip("label:N", title="What changed")]
        ),
        base.mark_text(
            align="left",
            dx=4,
            # Above the plot, where no line runs.
            y=expression(f"-4 - {_LINE_APART} * datum.line"),
            baseline="bottom",
            color=palette.quiet,
            limit=_EVENT_WIDTH,
        ).encode(text=alt.Text("label:N")),
    ]
