"""Many small charts of the same kind, to be read side by side."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.line_labels import dodged, nice_top
from cdof_core.charts.paper import letters_in, wrapped
from cdof_core.charts.specification import Rows, named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, themed

ROLES: Final = ("main", "second", "third", "fourth", "fifth")
"""What a line is to its panel: the first is the one that the panel is about."""

LINE_WORDS: Final = {
    "main": "blue solid line",
    "second": "grey dashed line",
    "third": "grey dotted line",
    "fourth": "grey dash-dotted line",
    "fifth": "grey finely dashed line",
}
"""How each role looks, for the legend that is said in words."""

_DASHES: Final = {
    "main": [1, 0],
    "second": [6, 3],
    "third": [2, 3],
    "fourth": [8, 3, 2, 3],
    "fifth": [4, 2],
}
_POINTS: Final = {
    "main": "circle",
    "second": "square",
    "third": "triangle-up",
    "fourth": "diamond",
    "fifth": "cross",
}
_TICKS: Final = 3
_ROOM: Final = 0.34
_APART: Final = 13
_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 10_000)
_MOST_YEARS: Final = 4
_TITLE_SIZE: Final = 13
_GAP: Final = 24
_BESIDE: Final = 46
_COLUMNS: Final = [
    "line",
    "role",
    "time",
    "period_text",
    "segment",
    "value",
    "lower95",
    "upper95",
    "value_text",
    "interval_text",
    "evidence",
    "is_quoted",
    "is_alone",
    "label",
    "label_at",
]


@dataclass(frozen=True, slots=True)
class PanelLook:
    """What every panel of one picture shares.

    Attributes:
        span: First and last time in years.
        top: End of the value axis, the same in all panels; None where each has its own.
        has_labels: Whether lines are named at their ends.
        palette: The theme's colours.
        height: Height of each plot in pixels.
    """

    span: tuple[float, float]
    top: float | None
    has_labels: bool
    palette: Palette = LIGHT
    height: int = 120


def look_of(
    points: pd.DataFrame, *, shared: bool, has_labels: bool, palette: Palette, height: int = 120
) -> PanelLook:
    """Return the look that suits the points of all panels.

    Args:
        points: Points of all panels: time, value, upper95.
        shared: Whether all panels have one value axis.
        has_labels: Whether lines are named at their ends.
        palette: The theme's colours.
        height: Height of each plot in pixels.
    """
    known = points[points["value"].notna()]
    if known.empty:
        return PanelLook((0.0, 1.0), 1.0, has_labels, palette, height)
    highest = float(known[["value", "upper95"]].max().max())
    span = (float(known["time"].min()), float(known["time"].max()))
    top = nice_top(highest, ticks=_TICKS) if shared else None
    return PanelLook(span, top, has_labels, palette, height)


def draw_panel(*, look: PanelLook, width: int | None = None, description: str = "") -> Any:  # noqa: ANN401
    """Draw one panel without its rows, to be fed with those of `panel_rows`.

    Args:
        look: What the panels share.
        width: Width of the plot in pixels; None fills the container.
        description: Alternative text.

    Returns:
        A themed chart with the empty datasets `points` and `events`.
    """
    chart = alt.layer(*_layers(look, "points", "events"))
    chart = chart.properties(width=FILL if width is None else width, height=look.height)
    return themed(
        chart,
        palette=look.palette,
        description=description,
        datasets={"points": [], "events": []},
    )


def panel_rows(points: pd.DataFrame, *, look: PanelLook) -> Rows:
    """Return the rows of one panel.

    Args:
        points: One row a point: line, role, time, period_text, segment (changes where a line is
            broken), value (missing where it breaks), limits, texts, evidence (words, empty for
            none) and is_quoted.
        look: What the panels share.

    Returns:
        Rows with the name and place of each line's label at its last point.
    """
    known = points[points["value"].notna()].sort_values("time")
    last = known.drop_duplicates("line", keep="last")
    top = look.top or nice_top(float(known[["value", "upper95"]].max().max() or 0), ticks=_TICKS)
    places = dodged(list(last["value"]), apart=_APART * top / look.height, top=top)
    sizes = known.groupby(["line", "segment"])["value"].transform("size")
    shown = points.assign(
        label=last["line"] if look.has_labels else None,
        label_at=pd.Series(places, index=last.index),
        is_alone=(sizes == 1).reindex(points.index, fill_value=False),
    )
    return rows_of(shown.sort_values("time"), _COLUMNS)


def draw_panels(
    panels: Mapping[str, tuple[Rows, Rows, str]],
    *,
    look: PanelLook,
    width: int,
    description: str,
    columns: int = 3,
) -> alt.LayerChart:
    """Draw all panels as one picture for paper.

    Args:
        panels: Points, events and the line below the title, by the title of each panel.
        look: What the panels share.
        width: Width of the picture in pixels.
        description: Alternative text.
        columns: Panels in a row.

    Returns:
        The picture with its data inside.
    """
    each = round((width - (columns - 1) * _GAP) / columns - _BESIDE)
    charts: list[Any] = []
    datasets: dict[str, Any] = {}
    for number, (title, (points, events, below)) in enumerate(panels.items()):
        names = f"points{number}", f"events{number}"
        datasets |= {names[0]: points, names[1]: events}
        chart = alt.layer(*_layers(look, *names)).properties(width=each, height=look.height)
        chart["title"] = panel_title(title, below, palette=look.palette, width=each + _BESIDE)
        charts.append(chart)
    whole = alt.concat(*charts, columns=columns, spacing=_GAP)
    return themed(whole, palette=look.palette, description=description, datasets=datasets)


def panel_title(title: str, below: str, *, palette: Palette, width: int) -> dict[str, Any]:
    """Return the title of a panel as Vega-Lite has it, wrapped to its width."""
    return {
        "text": wrapped(title, letters_in(width, _TITLE_SIZE, bold=True)),
        "subtitle": wrapped(below, letters_in(width, TEXT_SIZE)),
        "anchor": "start",
        "frame": "bounds",
        "fontSize": _TITLE_SIZE,
        "subtitleFontSize": TEXT_SIZE,
        "color": palette.ink,
        "subtitleColor": palette.quiet,
        "offset": 6,
    }


def _layers(look: PanelLook, points: str, events: str) -> Sequence[Any]:
    base = alt.Chart(named(points))
    x, y = _time(look), _value(look)
    palette = look.palette
    tones = alt.Scale(
        domain=list(ROLES), range=[palette.accent, *[palette.quiet] * (len(ROLES) - 1)]
    )
    colour = alt.Color("role:N", scale=tones, legend=None)
    dash = _by_role(alt.StrokeDash, _DASHES)
    detail = [alt.Detail("line:N"), alt.Detail("segment:N")]
    tooltip = [
        alt.Tooltip("line:N", title="Series"),
        alt.Tooltip("period_text:N", title="Period"),
        alt.Tooltip("value_text:N", title="Value"),
        alt.Tooltip("interval_text:N", title="95% interval"),
        alt.Tooltip("evidence:N", title="Evidence"),
    ]
    point = base.encode(x=x, y=y, shape=_by_role(alt.Shape, _POINTS), tooltip=tooltip)
    layers: list[Any] = [
        alt.Chart(named(events))
        .mark_rule(color=palette.comparator, strokeDash=[2, 2], aria=False)
        .encode(x=x, tooltip=[alt.Tooltip("label:N", title="What changed")]),
        # What has no limits stays among the rows: the band breaks there, as the line does.
        base.transform_filter("datum.role == 'main'")
        .mark_area(color=palette.accent, opacity=0.16, aria=False)
        .encode(x=x, y=alt.Y("lower95:Q"), y2=alt.Y2("upper95:Q"), detail=detail),
        base.mark_line(strokeWidth=1.8).encode(
            x=x, y=y, color=colour, strokeDash=dash, detail=detail
        ),
        # A quoted figure has a hollow point; elsewhere a point answers the mouse, and shows
        # itself only where no line does. One layer: an empty one would be read out as a picture.
        point.mark_point(filled=True, size=40, strokeWidth=1.6).encode(
            stroke=alt.Stroke("role:N", scale=tones, legend=None),
            fill=alt.Fill(
                "role:N",
                scale=tones,
                legend=None,
                condition={"test": "datum.is_quoted", "value": palette.ground},
            ),
            opacity=alt.OpacityValue(
                0, condition={"test": "datum.is_alone || datum.is_quoted", "value": 1}
            ),
        ),
    ]
    if look.has_labels:
        layers.append(
            base.transform_filter("isValid(datum.label)")
            .mark_text(align="left", dx=6, fontSize=11, limit=_names_limit())
            .encode(x=x, y=alt.Y("label_at:Q"), text=alt.Text("label:N"), color=colour)
        )
    return layers


def _time(look: PanelLook) -> alt.X:
    first, last = look.span
    span = max(last - first, 1.0)
    end = first + span / (1 - _ROOM) if look.has_labels else last + span * 0.04
    scale = alt.Scale(domain=[round(first - span * 0.04, 3), round(end, 3)], nice=False, zero=False)
    return alt.X(
        "time:Q",
        title=None,
        scale=scale,
        axis=alt.Axis(values=_years(first, last), format="d", grid=False, labelOverlap=True),
    )


def _years(first: float, last: float) -> list[int]:
    """Return a few round years within the time shown, none in the room for names."""
    step = next(size for size in _YEAR_STEPS if (last - first) / size <= _MOST_YEARS)
    start = math.ceil(first / step) * step
    return list(range(start, math.floor(last) + 1, step)) or [math.floor(last)]


def _value(look: PanelLook) -> alt.Y:
    scale = alt.Scale(zero=True) if look.top is None else alt.Scale(domain=[0, look.top])
    return alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=_TICKS))


def _by_role(channel: Any, looks: Mapping[str, Any]) -> Any:  # noqa: ANN401
    scale = alt.Scale(domain=list(ROLES), range=[looks[role] for role in ROLES])
    return channel("role:N", scale=scale, legend=None)


def _names_limit() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    return {"expr": f"width * {_ROOM} - 6"}
