"""Where the legend of a map stands: above it, beside it, or in the corner where no area is."""

from typing import Any, Final, Literal

import altair as alt

LegendPlace = Literal["above", "beside", "corner"]

_NARROW: Final = 480
"""Pixels of a map below which its corner has no room; the legend goes under the map."""
_GAP: Final = 8


def legend_place(place: LegendPlace, *, top: int = 0, is_scale: bool = False) -> dict[str, Any]:
    """Return where a legend stands, as Vega-Lite says it.

    In the corner it takes no height from the map, which a projector has little of.

    Args:
        place: Where.
        top: Pixels that another legend takes above it in the corner.
        is_scale: Whether it is a band of colours, which lies as long as it is.
    """
    if place != "corner":
        return {"orient": "right" if place == "beside" else "top"}
    below = f"width < {_NARROW} ? height + {top + _GAP} : {top}"
    return {
        "orient": "none",
        "direction": "horizontal" if is_scale else "vertical",
        "legendX": 0,
        "legendY": alt.ExprRef(below),
    }
