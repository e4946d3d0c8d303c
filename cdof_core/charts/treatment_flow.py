"""A year of treatment as ribbons: who came, who was there, how they left."""

from textwrap import wrap
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, themed

_FLOW: Final = 250
"""Pixels that all people together are high."""
_GAP: Final = 24
"""Pixels between groups: room for a name beside a thin ribbon."""
_LINE: Final = 14
"""Pixels that a second line of a name takes."""
_NARROW: Final = 480
"""Pixels below which a long name takes two lines."""
_LONGEST: Final = 24
"""Characters that fit half of a narrow picture."""
_TOP: Final = 46
"""Pixels above the ribbons: the middle's name has them to itself, however narrow the page."""
_MIDDLE_NAME: Final = 14
_BAR: Final = 0.02
_STEPS: Final = 24
"""Points along the edge of a ribbon."""
_MIDDLE: Final = (0.49, 0.51)
_RIBBON_COLUMNS: Final = ["label", "at", "top", "bottom", "is_rest", "people_text", "range_text"]
_BLOCK_COLUMNS: Final = ["label", "from", "to", "top", "bottom", "is_rest"]
_SPLIT: Final = "split(datum.lines, '\\n')"
"""Lines travel to the browser as one text: a list would arrive as text with brackets."""
_NAME_COLUMNS: Final = ["text", "lines", "at", "y", "side", "leader_top", "bar_top"]


def draw_treatment_flow(
    parts: pd.DataFrame,
    *,
    people: float,
    middle: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> alt.LayerChart:
    """Draw ribbons whose height is in proportion to people.

    Args:
        parts: One row a group, from the top: label, side (before or after), people, is_rest,
            people_text and range_text.
        people: All people, the height of the bar in the middle.
        middle: Its name with the number.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        A chart with the datasets `ribbons`, `blocks` and `names`; printed groups in the accent
        colour, what they leave in grey, every ribbon named with its number.
    """
    scale = _FLOW / people
    height = _TOP + max(_stack_height(parts, side, scale) for side in ("before", "after"))
    placed = pd.concat([_placed(parts, side, scale, height) for side in ("before", "after")])
    ribbons = pd.concat([_ribbon(row, height) for row in placed.to_dict("records")])
    blocks = _blocks(placed, height)
    y = alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False)
    x = alt.Scale(domain=[0, 1], nice=False)
    chart = alt.layer(
        *_flows(x, y, palette),
        *(
            _names(side, x, y, palette, is_halo=is_halo)
            for is_halo in (True, False)
            for side in ("before", "middle", "after")
        ),
        width=FILL if width is None else width - 20,
        height=round(height),
    )
    return themed(
        chart,
        palette=palette,
        description=description,
        datasets={
            "ribbons": rows_of(ribbons, _RIBBON_COLUMNS),
            "blocks": rows_of(blocks, _BLOCK_COLUMNS),
            "names": rows_of(_named(placed, middle, height), _NAME_COLUMNS),
        },
    )


def _flows(x: alt.Scale, y: alt.Scale, palette: Palette) -> tuple[alt.Chart, ...]:
    """Draw the ribbons, and the blocks where they begin and end."""
    tone = alt.condition("datum.is_rest", alt.value(palette.comparator), alt.value(palette.accent))
    bands = (
        alt.Chart(named("ribbons"))
        .mark_area(opacity=0.3)
        .encode(
            x=alt.X("at:Q", scale=x, axis=None),
            y=alt.Y("top:Q", scale=y, axis=None),
            y2=alt.Y2("bottom:Q"),
            detail=alt.Detail("label:N"),
            color=tone,
            tooltip=[
                alt.Tooltip("label:N", title="Group"),
                alt.Tooltip("people_text:N", title="People"),
                alt.Tooltip("range_text:N", title="What rounding leaves open"),
            ],
        )
    )
    # From its name, which stands above all ribbons, to the bar in the middle.
    leader = (
        alt.Chart(named("names"))
        .transform_filter("isValid(datum.bar_top)")
        .mark_rule(color=palette.comparator, aria=False)
        .encode(
            x=alt.X("at:Q", scale=x, axis=None),
            y=alt.Y("leader_top:Q", scale=y, axis=None),
            y2=alt.Y2("bar_top:Q"),
        )
    )
    bars = (
        alt.Chart(named("blocks"))
        .mark_rect()
        .encode(
            x=alt.X("from:Q", scale=x, axis=None),
            x2=alt.X2("to:Q"),
            y=alt.Y("top:Q", scale=y, axis=None),
            y2=alt.Y2("bottom:Q"),
            color=tone,
        )
    )
    return bands, leader, bars


def _stack_height(parts: pd.DataFrame, side: str, scale: float) -> float:
    own = parts[parts["side"] == side]
    return float(own["people"].sum()) * scale + float(_gaps(own).sum())


def _gaps(own: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the room above each group: a line, or two where its name may take them."""
    return np.array([_GAP + _LINE * (len(_in_lines(text)) - 1) for text in _name_texts(own)])


def _name_texts(placed: pd.DataFrame) -> list[str]:
    # The number first: where a name is cut after all, the number stays.
    return [*(placed["people_text"] + " · " + placed["label"])]


def _in_lines(text: str) -> list[str]:
    return wrap(text, _LONGEST)


def _placed(parts: pd.DataFrame, side: str, scale: float, height: float) -> pd.DataFrame:
    """Stack a side's groups, and their ends in the middle without gaps."""
    own = parts[parts["side"] == side].reset_index(drop=True)
    heights = own["people"].to_numpy(dtype=float) * scale
    first = _TOP + (height - _TOP - _stack_height(parts, side, scale)) / 2
    gaps = _gaps(own)
    tops = first + np.concatenate([[0.0], np.cumsum(heights[:-1])]) + np.cumsum(gaps) - _GAP
    inner = _middle_top(height) + np.concatenate([[0.0], np.cumsum(heights[:-1])])
    return own.assign(outer_top=tops, inner_top=inner, thick=heights)


def _middle_top(height: float) -> float:
    return _TOP + (height - _TOP - _FLOW) / 2


def _ribbon(row: dict[Any, Any], height: float) -> pd.DataFrame:
    """Return points along a ribbon, curved so that it leaves and arrives level."""
    share = np.linspace(0.0, 1.0, _STEPS)
    bend = share * share * (3 - 2 * share)
    is_before = row["side"] == "before"
    start, end = (_BAR, _MIDDLE[0]) if is_before else (_MIDDLE[1], 1 - _BAR)
    first, last = row["outer_top"], row["inner_top"]
    if not is_before:
        first, last = last, first
    top = np.clip(first + (last - first) * bend, 0, height)
    return pd.DataFrame(
        {
            "label": row["label"],
            "at": start + (end - start) * share,
            "top": top,
            "bottom": top + row["thick"],
            "is_rest": row["is_rest"],
            "people_text": row["people_text"],
            "range_text": row["range_text"],
        }
    )


def _blocks(placed: pd.DataFrame, height: float) -> pd.DataFrame:
    is_before = placed["side"] == "before"
    outer = pd.DataFrame(
        {
            "label": placed["label"],
            "from": np.where(is_before, 0.0, 1 - _BAR),
            "to": np.where(is_before, _BAR, 1.0),
            "top": placed["outer_top"],
            "bottom": placed["outer_top"] + placed["thick"],
            "is_rest": placed["is_rest"],
        }
    )
    top = _middle_top(height)
    outer.loc[len(outer) + 1] = ["In treatment", *_MIDDLE, top, top + _FLOW, False]
    return outer


def _named(placed: pd.DataFrame, middle: str, height: float) -> pd.DataFrame:
    """Write each group's name above its ribbon's outer end: there is always room there."""
    is_before = placed["side"] == "before"
    names = pd.DataFrame(
        {
            "text": _name_texts(placed),
            "lines": ["\n".join(_in_lines(text)) for text in _name_texts(placed)],
            "at": np.where(is_before, 0.0, 1.0),
            "y": placed["outer_top"] - 4,
            "side": placed["side"],
        }
    )
    whole = pd.DataFrame(
        {
            "text": [middle],
            "lines": [middle],
            "at": [sum(_MIDDLE) / 2],
            "y": [_MIDDLE_NAME],
            "side": ["middle"],
            "leader_top": [_MIDDLE_NAME + 4.0],
            "bar_top": [_middle_top(height)],
        }
    )
    return pd.concat([names, whole], ignore_index=True)


def _names(side: str, x: alt.Scale, y: alt.Scale, palette: Palette, *, is_halo: bool) -> alt.Chart:
    """Write the names of a side; a halo beneath keeps them legible on a ribbon."""
    align: Any = {"before": "left", "middle": "center", "after": "right"}[side]
    halo: dict[str, Any] = (
        {"stroke": palette.ground, "strokeWidth": 3, "strokeJoin": "round"} if is_halo else {}
    )
    return (
        alt.Chart(named("names"))
        .transform_filter(f"datum.side === '{side}'")
        .mark_text(
            align=align,
            baseline="bottom",
            fontSize=TEXT_SIZE,
            fontWeight="bold" if side == "middle" else "normal",
            limit={"expr": "width" if side == "middle" else "width / 2 - 4"},
            lineHeight=_LINE,
            # Lines are set downwards from the first: the last is to stand above the ribbon.
            dy={"expr": f"width < {_NARROW} ? {-_LINE} * (length({_SPLIT}) - 1) : 0"},
            text={"expr": f"width < {_NARROW} ? {_SPLIT} : datum.text"},
            color=palette.ink,
            **halo,
        )
        .encode(x=alt.X("at:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None))
    )
