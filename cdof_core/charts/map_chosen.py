"""The chosen area of a map: its outline and its name, clear of everything around it."""

from collections.abc import Mapping
from typing import Any

import altair as alt

from cdof_core.charts.specification import named
from cdof_core.charts.theme import Palette

_IS_CHOSEN = "datum.is_chosen"


def outline_chosen(
    shaped: alt.Chart, palette: Palette, slots: Mapping[str, Any]
) -> list[alt.Chart]:
    """Outline the chosen area in the accent, set off from every colour around it.

    Args:
        shaped: Rows joined to their outlines.
        palette: The theme's colours.
        slots: Widths of the lines, in pixels: `@outline` and, around it, `@halo`.
    """
    base = shaped.transform_filter(_IS_CHOSEN)
    return [
        base.mark_geoshape(filled=False, stroke=palette.ground, strokeWidth=slots["@halo"]),
        base.mark_geoshape(filled=False, stroke=palette.accent, strokeWidth=slots["@outline"]),
    ]


def name_chosen(palette: Palette) -> list[alt.Chart]:
    """Write the chosen area's name above it, with a halo of the ground's colour."""
    base = (
        alt.Chart(named("areas"))
        .transform_filter(_IS_CHOSEN)
        .encode(
            longitude=alt.Longitude("x:Q"),
            latitude=alt.Latitude("y:Q"),
            text=alt.Text("area_name:N"),
        )
    )
    look: dict[str, Any] = {"dy": -24, "fontSize": 13, "fontWeight": "bold"}
    return [
        base.mark_text(stroke=palette.ground, strokeWidth=4, strokeJoin="round", **look),
        base.mark_text(color=palette.ink, **look),
    ]
