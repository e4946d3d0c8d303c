"""Many small charts of the same kind, to be read side by side."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import altair as alt

from cdof_core.charts.line_labels import dodged, nice_top
from cdof_core.charts.paper import letters_in, wrapped
from cdof_core.charts.specification import Rows, named, spec_and_rows
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
_GIVEN: Final = [
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
    points: Rows, *, shared: bool, has_labels: bool, palette: Palette, height: int = 120
) -> PanelLook:
    """Return the look that suits the points of all panels.

    Args:
        points: Points of all panels: time, value, upper95; None where missing.
        shared: Whether all panels have one value axis.
        has_labels: Whether lines are named at their ends.
        palette: The theme's colours.
        height: Height of each plot in pixels.
    """
    known = [row for row in points if row["value"] is not None]
    if not known:
        return PanelLook((0.0, 1.0), 1.0, has_labels, palette, height)
    times = [float(row["time"]) for row in known]
    top = nice_top(_highest(known), ticks=_TICKS) if shared else None
    return PanelLook((min(times), max(times)), top, has_labels, palette, height)


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


def panel_rows(points: Rows, *, look: PanelLook) -> Rows:
    """Return the rows of one panel.

    Args:
        points: One row a point: line, role, time, period_text, segment (changes where a line is
            broken), value (None where it breaks), limits, texts, evidence (words, empty for
            none) and is_quoted.
        look: What the panels share.

    Returns:
        Rows in order of time, with the name and place of each line's label at its last point.
    """
    ordered = sorted(points, key=_when)
    known = [row for row in ordered if row["value"] is not None]
    last: dict[str, dict[str, Any]] = {}
    for row in known:
        last.pop(row["line"], None)
        last[row["line"]] = row  # those that end last come last
    top = look.top or nice_top(_highest(known), ticks=_TICKS)
    ends = [row["value"] for row in last.values()]
    places = dodged(ends, apart=_APART * top / look.height, top=top)
    at = {id(row): place for row, place in zip(last.values(), places, strict=True)}
    sizes = Counter((row["line"], row["segment"]) for row in known)
    return [
        {name: row[name] for name in _GIVEN}
        | {
            "is_alone": row["value"] is not None and sizes[row["line"], row["segment"]] == 1,
            "label": row["line"] if look.has_labels and id(row) in at else None,
            "label_at": at.get(id(row)),
        }
        for row in ordered
    ]


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


@lru_cache(maxsize=16)
def _drawn_once(look: PanelLook) -> dict[str, Any]:
    return spec_and_rows(draw_panel(look=look))[0]


def _when(row: Mapping[str, Any]) -> float:
    return float(row["time"])


def _highest(known: Rows) -> float:
    """Return the highest value or upper limit; zero of nothing."""
    ends = [row[name] for row in known for name in ("value", "upper95")]
    return float(max((end for end in ends if end is not None), default=0))


def _time(look: PanelLook) -> alt.X:
    return alt.X(
        "time:Q",
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
    return alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=_TICKS))


def _value_range(look: PanelLook) -> dict[str, Any]:
    return {"zero": True} if look.top is None else {"domain": [0, look.top]}


def _by_role(channel: Any, looks: Mapping[str, Any]) -> Any:  # noqa: ANN401
    scale = alt.Scale(domain=list(ROLES), range=[looks[role] for role in ROLES])
    return channel("role:N", scale=scale, legend=None)


def _names_limit() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    return {"expr": f"width * {_ROOM} - 6"}
