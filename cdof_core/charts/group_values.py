"""Values of groups of people or areas, with intervals, at one period."""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.line_labels import nice_top
from cdof_core.charts.specification import (
    SLOTS,
    Drawn,
    each_of,
    first_of,
    named,
    rows_of,
    specified,
    steps_of,
    text_beside,
)
from cdof_core.charts.theme import (
    FILL,
    LIGHT,
    TEXT_SIZE,
    Palette,
    chosen_or,
    drawn_in_theme,
    themed,
)

_BAR: Final = 20
_BETWEEN_GROUPS: Final = 14
_LETTER: Final = 6.4
_NAMES_AT_MOST: Final = 240
_NAMES_WHEN_NARROW: Final = 110
_NARROW: Final = 480
"""Pictures below this width shorten the names of groups."""
_LEAST_PLOT: Final = 0.5
"""Share of the value axis that the longest bar keeps, however long the texts beside bars."""
_BESIDE_BAR: Final = 14
"""Pixels around the text of a value."""
_ROOM_LEFT: Final = "width - scale('x', datum.label_at) - 8"
"""Pixels between where a text begins and the end of the picture."""
_TICKS: Final = 4
_COLUMNS: Final = [
    "group",
    "place",
    "series",
    "series_rank",
    "value",
    "lower95",
    "upper95",
    "label",
    "label_at",
    "value_text",
    "interval_text",
    "name_at",
    "room_for_names",
    "nought",
    "step",
    "last_tick",
    "top",
    "furthest",
    "room_for_labels",
    "label_room",
]


def draw_group_values(
    groups: pd.DataFrame,
    *,
    unit: str,
    description: str,
    reference: float | None = None,
    reference_label: str = "",
    palette: Palette = LIGHT,
    width: int | None = None,
) -> Drawn:
    """Draw a bar for each group and series, groups in the order given.

    Args:
        groups: One row a group and series: group, series, series_rank (0 for the chosen one),
            value (missing where none), lower95, upper95, label (text right of the bar, the reason
            where there is no value), value_text and interval_text.
        unit: Axis title.
        description: Alternative text.
        reference: A line across all groups, for example parity; None for none.
        reference_label: Its name.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        A chart as tall as its rows need, with the datasets `groups` and `reference`.
    """
    highest = groups[["value", "upper95"]].max(axis=1)
    longest = max([float(highest.max()) if highest.notna().any() else 0.0, reference or 0.0])
    top = nice_top(longest, ticks=_TICKS) if longest > 0 else 1.0
    rows, height = _placed(groups.assign(label_at=highest.fillna(0.0)))
    room = _names_width(groups["group"])
    step = nice_top(top / _TICKS, ticks=1)
    rows = rows.assign(
        room_for_names=room,
        nought=0.0,
        step=step,
        last_tick=step * math.floor(top / step + 1e-9),
        top=top,
        furthest=rows["label_at"].max(),
        room_for_labels=max(_label_rooms(rows[rows["value"].notna()]["label"]), default=0),
        label_room=_label_rooms(rows["label"]),
    )
    line = [] if reference is None else [{"value": reference, "name": reference_label}]
    datasets = {"groups": rows_of(rows, _COLUMNS), "reference": line}
    slots = {"@unit": unit, "@height": height}
    if width is None:
        return specified(_drawn_once(palette), slots, description=description, datasets=datasets)
    chart = _layered(slots, palette, width=width - room - 30)
    return themed(chart, palette=palette, description=description, datasets=datasets)


@lru_cache(maxsize=4)
def _drawn_once(palette: Palette) -> dict[str, Any]:
    return drawn_in_theme(lambda: _layered(SLOTS, palette, width=FILL), palette)


def _layered(slots: Mapping[str, Any], palette: Palette, *, width: int | str) -> Any:  # noqa: ANN401
    height = slots["@height"]
    x = alt.X(
        "value:Q",
        title=slots["@unit"],
        scale=alt.Scale(domain=[0, _end_of_axis()], nice=False),
        # Round numbers up to the end of the bars, none in the room for texts.
        axis=alt.Axis(values=steps_of("groups", first="nought", last="last_tick", step="step")),
    )
    y = alt.Y(
        "place:Q",
        title=None,
        scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False),
        axis=_names_axis(),
    )
    return alt.layer(*_reference(palette), *_bars(x, y, palette), width=width, height=height)


def _placed(groups: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Give bars their places from the top, in pixels, and the first of a group that of its name."""
    places: list[float] = []
    middles: list[float | None] = []
    edge = 0.0
    bars: dict[str, list[int]] = {}
    for number, name in enumerate(groups["group"]):
        bars.setdefault(str(name), []).append(number)
    for part in bars.values():
        edge += _BETWEEN_GROUPS / 2
        places += [edge + _BAR * (step + 0.5) for step in range(len(part))]
        middles += [edge + _BAR * len(part) / 2, *[None] * (len(part) - 1)]
        edge += _BAR * len(part) + _BETWEEN_GROUPS / 2
    ordered = groups.iloc[[number for part in bars.values() for number in part]]
    names = pd.Series(middles, index=ordered.index, dtype=float)
    return ordered.assign(place=places, name_at=names), round(edge)


def _names_axis() -> dict[str, Any]:
    return {
        "values": each_of("groups", "name_at"),
        "labelExpr": text_beside("groups", "name_at", text="group"),
        "labelLimit": _names_limit(),
        "grid": False,
        "ticks": False,
        "domain": False,
    }


def _names_width(names: "pd.Series[str]") -> int:
    longest = max((len(name) for name in names), default=1)
    return min(_NAMES_AT_MOST, round(longest * _LETTER) + 12)


def _names_limit() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Shorten names where the page turns out to be narrow."""
    usual = first_of("groups", "room_for_names")
    few = f"min({usual}, {_NAMES_WHEN_NARROW})"
    is_narrow = f"containerSize()[0] > 0 && containerSize()[0] < {_NARROW}"
    return {"expr": f"{is_narrow} ? {few} : {usual}"}


def _label_rooms(labels: "pd.Series[str]") -> list[int]:
    """Return the pixels that the text beside each bar takes."""
    return [round(len(label) * _LETTER) + _BESIDE_BAR for label in labels]


def _end_of_axis() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """End the axis where the round numbers do, or where the text beside the longest bar ends.

    A text takes pixels, of which a phone has fewer than a desk: a share of the axis would be too
    little for the one or leave the other half empty.
    """
    top, furthest, room = (
        first_of("groups", column) for column in ("top", "furthest", "room_for_labels")
    )
    plot = f"max(width - {room}, width * {_LEAST_PLOT})"
    return {"expr": f"width > 0 ? max({top}, {furthest} * width / {plot}) : {top}"}


def _label_text() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Write the value alone where the place's name does not fit beside it."""
    fits = f"{_ROOM_LEFT} >= datum.label_room - {_BESIDE_BAR} || !isValid(datum.value)"
    return {"expr": f"{fits} ? datum.label : datum.value_text"}


def _texts_limit() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Cut a text where the picture ends: one that overflows would shrink the plot."""
    return {"expr": _ROOM_LEFT}


def _bars(x: alt.X, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    base = alt.Chart(named("groups")).encode(y=y)
    is_own = "datum.series_rank == 0"
    tone = chosen_or(alt.ColorValue, test=is_own, then=palette.accent, otherwise=palette.comparator)
    tooltip = [
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("value_text:N", title="Value"),
        alt.Tooltip("interval_text:N", title="95% interval"),
    ]
    beside = base.encode(x=alt.X("label_at:Q"))
    text: dict[str, Any] = {
        "align": "left",
        "dx": 6,
        "fontSize": TEXT_SIZE,
        "text": _label_text(),
        "limit": _texts_limit(),
    }
    return [
        base.mark_bar(orient="horizontal", size=_BAR - 7, opacity=0.8).encode(
            x=x, color=tone, tooltip=tooltip
        ),
        base.mark_rule(strokeWidth=1.4, color=palette.ink).encode(
            x=alt.X("lower95:Q"), x2=alt.X2("upper95:Q")
        ),
        # A halo keeps a text clear of the line that it stands across.
        beside.mark_text(stroke=palette.ground, strokeWidth=4, aria=False, **text),
        beside.mark_text(color=palette.ink, **text),
    ]


def _reference(palette: Palette) -> list[Any]:
    base = alt.Chart(named("reference")).encode(x=alt.X("value:Q"))
    return [
        base.mark_rule(color=palette.quiet, strokeDash=[4, 3], aria=False).encode(
            tooltip=[alt.Tooltip("name:N", title="Line")]
        )
    ]
