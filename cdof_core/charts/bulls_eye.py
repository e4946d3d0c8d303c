"""The treatment bull's-eye: nested rings with areas proportional to people."""

import math
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.specification import (
    Drawn,
    named,
    rows_of,
    specified,
)
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, drawn_in_theme, themed

SEGMENTS: Final = (
    "in_treatment_now",
    "in_treatment_this_year",
    "in_treatment_in_year",
    "known_not_treated",
    "not_known",
    "not_in_treatment",
)
HEIGHT: Final = 260
_MIDDLE: Final = HEIGHT / 2
_LARGEST: Final = 118
_SMALLEST: Final = 54
_LETTER: Final = 5.7
_LEADER: Final = 34
"""Pixels from the rings to their labels."""
_EDGE: Final = 8
_NUMBER_SIZE: Final = 15
_STEEPEST: Final = 0.86
"""How far up a ring, as a share of its radius, a leader line may start."""
_APART: Final = 62.0
_FAR_APART: Final = 96.0
"""Pixels between two labels, with more than two and with two rings."""
_COLUMNS: Final = [
    "segment",
    "label",
    "people",
    "people_text",
    "share_text",
    "inner",
    "outer",
    "offset",
    "number",
]


def segment_colour(segment: str, palette: Palette) -> str:
    """Return the colour of a ring: who is treated in blues, who is not in warm colours."""
    return {
        "in_treatment_now": palette.accent,
        "in_treatment_in_year": palette.accent,
        "in_treatment_this_year": palette.fifths[2],
        "known_not_treated": palette.similar,
        "not_known": palette.worse,
        "not_in_treatment": palette.worse,
    }[segment]


def ring_radii(people: list[float]) -> list[tuple[float, float]]:
    """Return inner and outer radius of nested rings whose areas are proportional to people.

    Args:
        people: People in each ring from the centre outwards, none below zero, some above.

    Returns:
        Radii as shares of the outermost one.
    """
    total = sum(people)
    edges = [0.0]
    for count in people:
        edges.append(edges[-1] + count)
    radii = [math.sqrt(edge / total) for edge in edges]
    return list(pairwise(radii))


def draw_bulls_eye(
    rings: pd.DataFrame,
    *,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> Drawn:
    """Draw the rings, each named at the end of a leader line so that no label covers another.

    Args:
        rings: One row a ring from the centre outwards: segment, label, people (none below zero),
            people_text and share_text.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        The chart; the rings shrink with the container, their labels do not.
    """
    radii = ring_radii([float(people) for people in rings["people"]])
    placed = rings.assign(
        inner=[inner for inner, _ in radii],
        outer=[outer for _, outer in radii],
        # The centre is named at the top, the outermost ring at the bottom: no lines cross.
        offset=_label_offsets(len(rings)),
        number=rings["people_text"] + " · " + rings["share_text"],
    )
    words = round(_LEADER + _LETTER * max(len(str(label)) for label in rings["label"]))
    segments = tuple(str(name) for name in rings["segment"])
    datasets = {"rings": rows_of(placed, _COLUMNS)}
    if width is None:
        drawn = _drawn_once(segments, words, palette)
        return specified(drawn, {}, description=description, datasets=datasets)
    chart = _layered(segments, words, palette, width=width - 2 * _EDGE)
    return themed(chart, palette=palette, description=description, datasets=datasets)


@lru_cache(maxsize=16)
def _drawn_once(segments: tuple[str, ...], words: int, palette: Palette) -> dict[str, Any]:
    return drawn_in_theme(lambda: _layered(segments, words, palette, width=FILL), palette)


def _layered(segments: tuple[str, ...], words: int, palette: Palette, *, width: int | str) -> Any:  # noqa: ANN401 (Altair loses the type)
    # Beside other pictures "width" is that of the whole, so a width that is known is said.
    across = "width" if width == FILL else f"{width}"
    radius = f"clamp(({across} - {words}) / 2, {_SMALLEST}, {_LARGEST})"
    layers = [_rings(radius, list(segments), palette), *_labels(radius, palette)]
    return alt.layer(*layers).properties(width=width, height=HEIGHT)


def _label_offsets(count: int) -> list[float]:
    """Return how far above or below the middle each label stands, in pixels."""
    step = _APART if count > 2 else _FAR_APART  # noqa: PLR2004 (two rings have room)
    return [(place - (count - 1) / 2) * step for place in range(count)]


def _rings(radius: str, segments: list[str], palette: Palette) -> alt.Chart:
    colours = [segment_colour(name, palette) for name in segments]
    return (
        alt.Chart(named("rings"))
        .mark_arc(
            theta=0,
            theta2=2 * math.pi,
            innerRadius=_expression(f"{radius} * datum.inner"),
            outerRadius=_expression(f"{radius} * datum.outer"),
            stroke=palette.ground,
            strokeWidth=1.5,
        )
        .encode(
            alt.XValue(_expression(f"{radius} + {_EDGE}")),
            alt.YValue(_MIDDLE),
            alt.Color("segment:N", scale=alt.Scale(domain=segments, range=colours), legend=None),
            tooltip=[
                alt.Tooltip("label:N", title="Group"),
                alt.Tooltip("people_text:N", title="People"),
                alt.Tooltip("share_text:N", title="Share"),
            ],
        )
    )


def _labels(radius: str, palette: Palette) -> list[alt.Chart]:
    """Draw a leader line from the middle of each ring, and number and name at its end."""
    data = alt.Chart(named("rings"))
    middle = f"({radius} * (datum.inner + datum.outer) / 2)"
    up = f"clamp(datum.offset, -{_STEEPEST} * {middle}, {_STEEPEST} * {middle})"
    # Channels are made directly: Altair finds that of a plain value by trial, which takes longer
    # than everything else in the picture.
    start = (
        alt.XValue(_expression(f"{radius} + {_EDGE} + sqrt({middle} * {middle} - pow({up}, 2))")),
        alt.YValue(_expression(f"{_MIDDLE} + {up}")),
    )
    end_x, end_y = f"2 * {radius} + {_EDGE} + 22", f"{_MIDDLE} + datum.offset"
    ends = (*start, alt.X2Value(_expression(end_x)), alt.Y2Value(_expression(end_y)))
    at = (alt.XValue(_expression(f"{end_x} + 6")), alt.YValue(_expression(end_y)))
    return [
        data.mark_rule(color=palette.ground, strokeWidth=3, opacity=0.7).encode(*ends),
        data.mark_rule(color=palette.ink, strokeWidth=1).encode(*ends),
        data.mark_point(
            filled=True, size=28, color=palette.ink, stroke=palette.ground, opacity=1
        ).encode(*start),
        data.mark_text(
            align="left",
            baseline="bottom",
            dy=2,
            fontSize=_NUMBER_SIZE,
            fontWeight="bold",
            color=palette.ink,
        ).encode(*at, alt.Text("number:N")),
        data.mark_text(
            align="left", baseline="top", dy=4, fontSize=TEXT_SIZE, color=palette.quiet
        ).encode(*at, alt.Text("label:N")),
    ]


def _expression(text: str) -> Any:  # noqa: ANN401 (Altair's stubs do not know it as a value)
    return alt.ExprRef(expr=text)
