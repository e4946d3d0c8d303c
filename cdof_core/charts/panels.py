"""Many small charts of the same kind, to be read side by side."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import altair as alt

from cdof_core.charts.panel_rows import TICKS, PanelLook
from cdof_core.charts.paper import letters_in, wrapped
from cdof_core.charts.specification import Rows, named, spec_and_rows
from cdof_core.charts.theme import FILL, TEXT_SIZE, Palette, themed

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
_ROOM: Final = 0.34
_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 10_000)
_MOST_YEARS: Final = 4
_TITLE_SIZE: Final = 13
_GAP: Final = 24
_BESIDE: Final = 46


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


def panel_specification(look: PanelLook) -> dict[str, Any]:
    """Return what `draw_panel` draws as Vega-Lite has it, without rows; not to be changed inside.

    Drawing takes longer than everything else about a panel, and only the ends of its axes differ
    from one area to the next: they are put into a specification drawn once.

    Args:
        look: What the panels share.
    """
    unit = None if look.top is None else 1.0
    drawn = _drawn_once(replace(look, span=(0.0, 1.0), top=unit))
    along, up = _time_range(look), _value_range(look)
    layers: list[dict[str, Any]] = []
    for layer in drawn["layer"]:
        encoding = dict(layer["encoding"])
        x = encoding["x"]
        axis, scale = x["axis"] | {"values": _years(*look.span)}, x["scale"] | {"domain": along}
        encoding["x"] = x | {"axis": axis, "scale": scale}
        if "scale" in encoding.get("y", {}):
            encoding["y"] = encoding["y"] | {"scale": up}
        layers.append(layer | {"encoding": encoding})
    return drawn | {"layer": layers}


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
            .encode(
                x=_time(look, "label_time:Q"),
                y=alt.Y("label_at:Q"),
                text=alt.Text("label:N"),
                color=colour,
            )
        )
    return layers


@lru_cache(maxsize=16)
def _drawn_once(look: PanelLook) -> dict[str, Any]:
    return spec_and_rows(draw_panel(look=look))[0]


def _time(look: PanelLook, when: str = "time:Q") -> alt.X:
    return alt.X(
        when,
        title=None,
        scale=alt.Scale(domain=_time_range(look), nice=False, zero=False),
        axis=alt.Axis(values=_years(*look.span), format="d", grid=False, labelOverlap=True),
    )


def _time_range(look: PanelLook) -> list[float]:
    """Return the ends of the axis of time, with room for names where lines are named."""
    first, last = look.span
    span = max(last - first, 1.0)
    end = first + span / (1 - _ROOM) if look.has_labels else last + span * 0.04
    return [round(first - span * 0.04, 3), round(end, 3)]


def _years(first: float, last: float) -> list[int]:
    """Return a few round years within the time shown, none in the room for names."""
    step = next(size for size in _YEAR_STEPS if (last - first) / size <= _MOST_YEARS)
    start = math.ceil(first / step) * step
    return list(range(start, math.floor(last) + 1, step)) or [math.floor(last)]


def _value(look: PanelLook) -> alt.Y:
    scale = alt.Scale(**_value_range(look))
    return alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=TICKS))


def _value_range(look: PanelLook) -> dict[str, Any]:
    return {"zero": True} if look.top is None else {"domain": [0, look.top]}


def _by_role(channel: Any, looks: Mapping[str, Any]) -> Any:  # noqa: ANN401
    scale = alt.Scale(domain=list(ROLES), range=[looks[role] for role in ROLES])
    return channel("role:N", scale=scale, legend=None)


def _names_limit() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    return {"expr": f"width * {_ROOM} - 6"}
