"""Values of groups of people or areas, with intervals, at one period."""

import json
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
    drawn_with_slots,
    named,
    rows_of,
    specified,
)
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, chosen_or, themed

_BAR: Final = 20
_BETWEEN_GROUPS: Final = 14
_LETTER: Final = 6.4
_NAMES_AT_MOST: Final = 190
_NAMES_WHEN_NARROW: Final = 110
_NARROW: Final = 480
"""Pictures below this width shorten the names of groups."""
_LABEL_ROOM: Final = 0.6
"""Share of the value axis right of the longest bar, for the text of the value."""
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
    rows, names, height = _placed(groups.assign(label_at=highest.fillna(0.0)))
    line = [] if reference is None else [{"value": reference, "name": reference_label}]
    datasets = {"groups": rows_of(rows, _COLUMNS), "reference": line}
    slots = {
        "@unit": unit,
        "@end": top * (1 + _LABEL_ROOM),
        "@ticks": _ticks(top),
        "@names": _names_axis(names),
        "@height": height,
    }
    if width is None:
        return specified(_drawn_once(palette), slots, description=description, datasets=datasets)
    chart = _layered(slots, palette, width=width - _names_width(names) - 30)
    return themed(chart, palette=palette, description=description, datasets=datasets)


@lru_cache(maxsize=4)
def _drawn_once(palette: Palette) -> dict[str, Any]:
    def draw() -> alt.LayerChart:
        chart = _layered(SLOTS, palette, width=FILL)
        return themed(chart, palette=palette, description="", datasets={})

    return drawn_with_slots(draw)


def _layered(slots: Mapping[str, Any], palette: Palette, *, width: int | str) -> Any:  # noqa: ANN401
    height = slots["@height"]
    x = alt.X(
        "value:Q",
        title=slots["@unit"],
        scale=alt.Scale(domain=[0, slots["@end"]], nice=False),
        axis=alt.Axis(values=slots["@ticks"]),
    )
    y = alt.Y(
        "place:Q",
        title=None,
        scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False),
        axis=slots["@names"],
    )
    return alt.layer(*_reference(palette), *_bars(x, y, palette), width=width, height=height)


def _ticks(top: float) -> list[float]:
    """Return round numbers up to the end of the bars, none in the room for texts."""
    step = nice_top(top / _TICKS, ticks=1)
    return [step * number for number in range(math.floor(top / step + 1e-9) + 1)]


def _placed(groups: pd.DataFrame) -> tuple[pd.DataFrame, dict[float, str], int]:
    """Give each bar its place from the top, in pixels, and each group the middle of its bars."""
    places: list[float] = []
    names: dict[float, str] = {}
    edge = 0.0
    bars: dict[str, list[int]] = {}
    for number, name in enumerate(groups["group"]):
        bars.setdefault(str(name), []).append(number)
    for name, part in bars.items():
        edge += _BETWEEN_GROUPS / 2
        places += [edge + _BAR * (step + 0.5) for step in range(len(part))]
        names[edge + _BAR * len(part) / 2] = name
        edge += _BAR * len(part) + _BETWEEN_GROUPS / 2
    ordered = groups.iloc[[number for part in bars.values() for number in part]]
    return ordered.assign(place=places), names, round(edge)


def _names_axis(names: dict[float, str]) -> dict[str, Any]:
    texts = {f"{place:.1f}": name for place, name in names.items()}
    return {
        "values": list(names),
        "labelExpr": f"{json.dumps(texts)}[format(datum.value, '.1f')]",
        "labelLimit": _names_limit(names),
        "grid": False,
        "ticks": False,
        "domain": False,
    }


def _names_width(names: dict[float, str]) -> int:
    longest = max((len(name) for name in names.values()), default=1)
    return min(_NAMES_AT_MOST, round(longest * _LETTER) + 12)


def _names_limit(names: dict[float, str]) -> Any:  # noqa: ANN401 (pixels, or an expression)
    """Shorten names where the page turns out to be narrow."""
    usual = _names_width(names)
    few = min(usual, _NAMES_WHEN_NARROW)
    return {"expr": f"containerSize()[0] > 0 && containerSize()[0] < {_NARROW} ? {few} : {usual}"}


def _texts_limit() -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Cut a text where the picture ends: one that overflows would shrink the plot."""
    return {"expr": "width - scale('x', datum.label_at) - 8"}


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
    return [
        base.mark_bar(orient="horizontal", size=_BAR - 7, opacity=0.8).encode(
            x=x, color=tone, tooltip=tooltip
        ),
        base.mark_rule(strokeWidth=1.4, color=palette.ink).encode(
            x=alt.X("lower95:Q"), x2=alt.X2("upper95:Q")
        ),
        base.mark_text(
            align="left", dx=6, fontSize=TEXT_SIZE, color=palette.ink, limit=_texts_limit()
        ).encode(x=alt.X("label_at:Q"), text=alt.Text("label:N")),
    ]


def _reference(palette: Palette) -> list[Any]:
    base = alt.Chart(named("reference")).encode(x=alt.X("value:Q"))
    return [
        base.mark_rule(color=palette.quiet, strokeDash=[4, 3], aria=False).encode(
            tooltip=[alt.Tooltip("name:N", title="Line")]
        )
    ]
