"""The treatment bull's-eye: nested rings with areas proportional to people."""

import math
from itertools import pairwise
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, themed

SEGMENTS: Final = (
    "in_treatment_now",
    "in_treatment_this_year",
    "in_treatment_in_year",
    "known_not_treated",
    "not_known",
    "not_in_treatment",
)
HEIGHT: Final = 340
_MIDDLE: Final = HEIGHT / 2
_LARGEST: Final = 150
_SMALLEST: Final = 64
_LETTER: Final = 5.7
_LEADER: Final = 34
"""Pixels from the rings to their labels."""
_EDGE: Final = 8
_NUMBER_SIZE: Final = 15
_STEEPEST: Final = 0.86
"""How far up a ring, as a share of its radius, a leader line may start."""
_COLUMNS: Final = ["segment", "label", "people", "people_text", "share_text"]


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
) -> alt.LayerChart:
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
    rows = rows_of(rings, _COLUMNS)
    radii = ring_radii([float(row["people"]) for row in rows])
    words = _LEADER + _LETTER * max(len(str(row["label"])) for row in rows)
    # Beside other pictures "width" is that of the whole, so a width that is known is said.
    across = "width" if width is None else f"{width - 2 * _EDGE}"
    radius = f"clamp(({across} - {words:.0f}) / 2, {_SMALLEST}, {_LARGEST})"
    layers = [
        _ring(str(row["segment"]), edges, radius, palette)
        for row, edges in zip(rows, radii, strict=True)
    ]
    for place, (row, (inner, outer)) in enumerate(zip(rows, radii, strict=True)):
        layers += _label(row, (place, len(rows)), (inner + outer) / 2, radius, palette)
    chart = alt.layer(*layers).properties(
        width=FILL if width is None else width - 2 * _EDGE, height=HEIGHT
    )
    return themed(chart, palette=palette, description=description, datasets={"rings": rows})


def _ring(segment: str, edges: tuple[float, float], whole: str, palette: Palette) -> alt.Chart:
    inner, outer = edges
    only = f"datum.segment === '{segment}'"
    return (
        alt.Chart(named("rings"))
        .transform_filter(only)
        .mark_arc(
            theta=0,
            theta2=2 * math.pi,
            innerRadius=_expression(f"{whole} * {inner:.6f}"),
            outerRadius=_expression(f"{whole} * {outer:.6f}"),
            fill=segment_colour(segment, palette),
            stroke=palette.ground,
            strokeWidth=1.5,
        )
        .encode(
            x=alt.value(_expression(f"{whole} + {_EDGE}")),
            y=alt.value(_MIDDLE),
            tooltip=[
                alt.Tooltip("label:N", title="Group"),
                alt.Tooltip("people_text:N", title="People"),
                alt.Tooltip("share_text:N", title="Share"),
            ],
        )
    )


def _label(
    row: dict[str, Any], order: tuple[int, int], middle: float, whole: str, palette: Palette
) -> list[alt.Chart]:
    """Draw a leader line from the middle of a ring, and number and name at its end.

    The centre is named at the top, the outermost ring at the bottom, so that no lines cross.
    """
    data = alt.Chart(named("rings")).transform_filter(f"datum.segment === '{row['segment']}'")
    place, count = order
    step = 62.0 if count > 2 else 96.0  # noqa: PLR2004 (two rings have room)
    offset = ((count - 1) / 2 - place) * step
    centre, radius = f"({whole} + {_EDGE})", f"({whole} * {middle:.6f})"
    up = f"clamp({-offset:.1f}, -{_STEEPEST} * {radius}, {_STEEPEST} * {radius})"
    start_x = f"{centre} + sqrt({radius} * {radius} - pow({up}, 2))"
    end_x, end_y = f"2 * {whole} + {_EDGE} + 22", f"{_MIDDLE - offset:.1f}"
    at = {"x": alt.value(_expression(f"{end_x} + 6")), "y": alt.value(_expression(end_y))}
    ends = {
        "x": alt.value(_expression(start_x)),
        "y": alt.value(_expression(f"{_MIDDLE} + {up}")),
        "x2": alt.value(_expression(end_x)),
        "y2": alt.value(_expression(end_y)),
    }
    halo = data.mark_rule(color=palette.ground, strokeWidth=3, opacity=0.7).encode(**ends)
    line = data.mark_rule(color=palette.ink, strokeWidth=1).encode(**ends)
    dot = data.mark_point(
        filled=True, size=28, color=palette.ink, stroke=palette.ground, strokeWidth=1, opacity=1
    ).encode(x=alt.value(_expression(start_x)), y=alt.value(_expression(f"{_MIDDLE} + {up}")))
    number = data.mark_text(
        align="left",
        baseline="bottom",
        dy=2,
        fontSize=_NUMBER_SIZE,
        fontWeight="bold",
        color=palette.ink,
    ).encode(**at, text=alt.value(f"{row['people_text']} · {row['share_text']}"))
    name = data.mark_text(
        align="left", baseline="top", dy=4, fontSize=TEXT_SIZE, color=palette.quiet
    ).encode(**at, text="label:N")
    return [halo, line, dot, number, name]


def _expression(text: str) -> Any:  # noqa: ANN401 (Altair's stubs do not know it as a value)
    return alt.ExprRef(expr=text)
