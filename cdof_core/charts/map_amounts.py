"""Areas shown by their value or rank itself: a continuous colour, and the number within."""

from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from cdof_core.charts.map_corner import LegendPlace, legend_place
from cdof_core.charts.map_ground import MapGround
from cdof_core.charts.map_shades import VALUED
from cdof_core.charts.specification import named
from cdof_core.charts.theme import Palette

IS_VALUED: Final = f"datum.shade == '{VALUED}'"
_DARK_FROM: Final = 0.62
"""Share of the scale from which its colours take text in the colour of the ground."""

_LETTER_WIDTH: Final = 0.58
"""Mean width of a figure by the size of its type."""

_NARROW: Final = 480
_SHORT_SCALE: Final = 80
"""Pixels of the scale on a map narrower than that, where the classes stand beside it."""

_LARGEST_TEXT: Final = 12.0
_SMALLEST_TEXT: Final = 7.5
_ROOM_USED: Final = 1.7
"""How much of the largest circle's width a number may take, with the radius as unit."""


@dataclass(frozen=True, slots=True)
class AmountScale:
    """From which amount to which the colours go.

    Attributes:
        low: Amount of the lightest colour on light ground.
        high: Amount of the darkest; below `low` to count from the other end.
        title: Words above the legend.
    """

    low: float
    high: float
    title: str

    def share(self, amount: float) -> float:
        """Return how far along the scale an amount lies, 0 to 1."""
        return 0.0 if self.high == self.low else (amount - self.low) / (self.high - self.low)

    def steps(self, count: int) -> list[float]:
        """Return so many evenly spaced amounts, from the lowest number to the highest."""
        step = (self.high - self.low) / (count - 1)
        return sorted(self.low + step * place for place in range(count))


def fill_by_amount(
    shaped: alt.Chart, scale: AmountScale, palette: Palette, *, place: LegendPlace
) -> alt.Chart:
    """Colour the valued areas by their amount.

    Args:
        shaped: Rows joined to their outlines, with columns shade and amount.
        scale: From where to where.
        palette: The theme's colours.
        place: Where the legend stands.
    """
    colours = list(palette.fifths)
    if scale.high < scale.low:
        colours.reverse()
    legend = alt.Legend(
        title=scale.title,
        gradientLength=180
        if place != "above"
        else alt.ExprRef(f"width < {_NARROW} ? {_SHORT_SCALE} : 180"),
        gradientThickness=12,
        tickCount=4,
        titleLimit=0,
        **legend_place(place, is_scale=True),
    )
    return (
        shaped.transform_filter(IS_VALUED)
        .mark_geoshape(stroke=palette.ground, strokeWidth=0.8)
        .encode(
            color=alt.Color(
                "amount:Q",
                scale=alt.Scale(domain=scale.steps(len(colours)), range=colours),
                legend=legend,
            )
        )
    )


def write_amounts(
    scale: AmountScale, ground: MapGround, palette: Palette, *, across: int | None
) -> alt.Chart:
    """Write the number of each valued area into it where it has room.

    Args:
        scale: From where to where.
        ground: Outlines and places of marks.
        palette: The theme's colours.
        across: Width of the map in pixels; None for its container's.
    """
    pixels = (
        f"min(width / {ground.width}, height / {ground.height})"
        if across is None
        else f"{across / ground.width}"
    )
    room = f"datum.radius * {pixels} * {_ROOM_USED}"
    size = f"min({_LARGEST_TEXT}, {room} / ({_LETTER_WIDTH} * length(datum.amount_text)))"
    span = scale.high - scale.low
    share = f"(datum.amount - {scale.low}) / {span}" if span else "0"
    colour: Any = {
        "expr": f"{share} > {_DARK_FROM} ? '{palette.ground}' : '{palette.ink}'",
    }
    return (
        alt.Chart(named("areas"))
        .transform_filter(IS_VALUED)
        .mark_text(
            size={"expr": size},
            color=colour,
            opacity={"expr": f"{size} < {_SMALLEST_TEXT} ? 0 : 1"},
            baseline="middle",
        )
        .encode(
            longitude=alt.Longitude("x:Q"),
            latitude=alt.Latitude("y:Q"),
            text=alt.Text("amount_text:N"),
        )
    )
