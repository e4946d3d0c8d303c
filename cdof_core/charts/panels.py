"""Many small charts of the same kind, to be read side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import altair as alt

from cdof_core.charts.panel_rows import ROOM, TICKS, TITLE_SIZE, WORDS, PanelLook, panel_words
from cdof_core.charts.specification import (
    Rows,
    first_of,
    from_rows,
    named,
    spec_and_rows,
    steps_of,
)
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
    """Return what `draw_panel` draws, with a title, for rows of `headed`; not to be changed inside.

    Drawing takes longer than everything else about a panel. What differs from one area to the
    next, its words and the ends of its axes, comes with its rows.

    Args:
        look: What the panels share.
    """
    unit = None if look.top is None else 1.0
    return _drawn_once(replace(look, span=(0.0, 1.0), top=unit))


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
    columns = max(min(columns, len(panels)), 1)
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
    return _title(*panel_words(title, below, width=width), palette=palette)


def _title(text: Any, below: Any, *, palette: Palette) -> dict[str, Any]:  # noqa: ANN401
    return {
        "text": text,
        "subtitle": below,
        "anchor": "start",
        "frame": "bounds",
        "fontSize": TITLE_SIZE,
        "subtitleFontSize": TEXT_SIZE,
        "color": palette.ink,
        "subtitleColor": palette.quiet,
        "offset": 6,
    }


def _layers(look: PanelLook, points: str, events: str) -> Sequence[Any]:
    base = alt.Chart(named(points))
    x, y = _time(points), _value(look, points)
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
                x=_time(points, "label_time:Q"),
                y=alt.Y("label_at:Q"),
                text=alt.Text("label:N"),
                color=colour,
            )
        )
    return layers


@lru_cache(maxsize=16)
def _drawn_once(look: PanelLook) -> dict[str, Any]:
    drawn = spec_and_rows(draw_panel(look=look))[0]
    # Altair knows expressions for the first of the two only; Vega-Lite reads both alike.
    above, below = ({"expr": f"split({first_of('points', name)}, '\\n')"} for name in WORDS)
    return drawn | {"title": _title(above, below, palette=look.palette)}


def _time(points: str, when: str = "time:Q") -> alt.X:
    ends = [from_rows(points, "start"), from_rows(points, "end")]
    years = steps_of(points, first="first_year", last="last_year", step="years_apart")
    return alt.X(
        when,
        title=None,
        scale=alt.Scale(domain=ends, nice=False, zero=False),
        axis=alt.Axis(values=years, format="d", grid=False, labelOverlap=True),
    )


def _value(look: PanelLook, points: str) -> alt.Y:
    top = from_rows(points, "top")
    # Rounded up as the names of lines take it, so that no mark touches the words above.
    scale = alt.Scale(zero=True, nice=TICKS) if look.top is None else alt.Scale(domain=[0, top])
    return alt.Y(
        "value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=TICKS, labelFlush=True)
    )


def _by_role(channel: Any, looks: Mapping[str, Any]) -> Any:  # noqa: ANN401
    scale = alt.Scale(domain=list(ROLES), range=[looks[role] for role in ROLES])
    return channel("role:N", scale=scale, legend=None)


def _names_limit() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Cut a name where the plot ends; one of a line that ended early has more room."""
    return {"expr": f"max(width - scale('x', datum.label_time), width * {ROOM}) - 6"}
