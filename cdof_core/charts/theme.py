"""Colours keyed by meaning, for light and dark, and the type and lines of every picture."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from cdof_core.charts.specification import drawn_with_slots
from cdof_core.domain.judgement import Judgement

FONT: Final = "'Source Sans', 'Liberation Sans', sans-serif"
"""The page's own type on screen; Liberation, which the drawing library brings, on paper.

A longer list makes the library measure texts in a wider type than it draws.
"""

TEXT_SIZE: Final = 12
FILL: Final = "container"
"""Width of a chart on a page: that of its container."""
TALL: Final = 420
"""Pixels of a plot whose lines or circles have names beside them."""
_TALL_IN_A_ROOM: Final = 240
"""The same on a projector, below the words of its page."""


def tall(*, in_a_room: bool) -> int:
    """Return the height of a plot whose lines or circles have names beside them.

    Args:
        in_a_room: Whether it is for a projector that many look at.
    """
    return _TALL_IN_A_ROOM if in_a_room else TALL


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme, by meaning.

    Attributes:
        ink: Text and the strongest lines.
        quiet: Secondary text.
        line: Grid and outlines.
        ground: Behind the picture.
        accent: The chosen area, always.
        comparator: Lines of benchmarks.
        band: Ranges behind lines.
        much_worse: Worse at 99.8%, where five levels are asked for.
        worse: Worse than the benchmark.
        similar: Not significantly different.
        better: Better than the benchmark.
        much_better: Better at 99.8%.
        higher: Higher, without a judgement.
        much_higher: Higher at 99.8%.
        lower: Lower, without a judgement.
        much_lower: Lower at 99.8%.
        none: Mark of what is not compared.
        absent: Ground of areas that have no judgement.
        fifths: Lowest to highest fifth of values, where nothing is judged.
        hot: High values among high ones.
        warm: A high value among low ones.
        cold: Low values among low ones.
        cool: A low value among high ones.
    """

    ink: str
    quiet: str
    line: str
    ground: str
    accent: str
    comparator: str
    band: str
    much_worse: str
    worse: str
    similar: str
    better: str
    much_better: str
    higher: str
    much_higher: str
    lower: str
    much_lower: str
    none: str
    absent: str
    fifths: tuple[str, str, str, str, str]
    hot: str
    warm: str
    cold: str
    cool: str

    def of(self, judgement: Judgement) -> str:
        """Return the solid colour of a judgement."""
        return str(getattr(self, TONES[judgement]))


LIGHT: Final = Palette(
    ink="#14202b",
    quiet="#4a5965",
    line="#dde3e8",
    ground="#ffffff",
    accent="#155e8a",
    comparator="#7b8893",
    band="#e3e8ec",
    much_worse="#5f0c1c",
    worse="#9b1c31",
    similar="#8f6a00",
    better="#1f7a58",
    much_better="#0e4a34",
    higher="#2a4b9b",
    much_higher="#182c63",
    lower="#3a6fb0",
    much_lower="#1f4678",
    none="#5f6b75",
    absent="#e3e8ec",
    fifths=("#dbe8f0", "#a9c8dc", "#6c9fc0", "#34749f", "#0f4669"),
    hot="#a3410f",
    warm="#eab68f",
    cold="#1f5296",
    cool="#a9c6ea",
)
DARK: Final = Palette(
    ink="#e8edf1",
    quiet="#aab6c0",
    line="#33414d",
    ground="#10181f",
    accent="#6fb7e3",
    comparator="#93a1ad",
    band="#26323c",
    much_worse="#fbc3cc",
    worse="#f0879a",
    similar="#e0b84a",
    better="#5fc79c",
    much_better="#b4ecd4",
    higher="#8fabf2",
    much_higher="#c9d6fb",
    lower="#86b6ea",
    much_lower="#c3dcf7",
    none="#aab6c0",
    absent="#26323c",
    fifths=("#1f3a4d", "#2f5d7c", "#4585ad", "#6fb0d8", "#b5dbf2"),
    hot="#f0a06c",
    warm="#71401f",
    cold="#85b4f0",
    cool="#28497a",
)

TONES: Final[dict[Judgement, str]] = {
    Judgement.MUCH_WORSE: "much_worse",
    Judgement.WORSE: "worse",
    Judgement.SIMILAR: "similar",
    Judgement.BETTER: "better",
    Judgement.MUCH_BETTER: "much_better",
    Judgement.LOWER: "lower",
    Judgement.MUCH_LOWER: "much_lower",
    Judgement.HIGHER: "higher",
    Judgement.MUCH_HIGHER: "much_higher",
    Judgement.NOT_COMPARED: "none",
}


def judgement_colour(palette: Palette, present: list[str]) -> alt.Scale:
    """Return the colour scale of the judgements present, in the order of their meaning."""
    domain = in_order(present)
    return alt.Scale(domain=domain, range=[palette.of(Judgement(name)) for name in domain])


def in_order(present: list[str]) -> list[str]:
    """Return the judgements present, worst to best, unjudged last."""
    return [kind.value for kind in TONES if kind.value in present]


def themed(
    chart: Any,  # noqa: ANN401 (Altair's methods lose the chart's own type)
    *,
    palette: Palette,
    description: str,
    datasets: dict[str, Any],
) -> alt.LayerChart:
    """Give a finished chart its type, lines, alternative text and rows.

    Args:
        chart: A layered chart whose layers name their data.
        palette: The theme's colours.
        description: Alternative text.
        datasets: Rows, or outlines, by name.

    Returns:
        The same chart, ready for a page that says title and source beside it.
    """
    chart["description"] = description
    chart["config"] = _configuration(palette)
    if getattr(chart, "width", None) == FILL:  # several pictures in one have none
        # As wide as the page allows and as tall as drawn, whatever stands around the plot.
        chart["autosize"] = alt.AutoSizeParams(type="fit-x", contains="padding")
    # Set last and in place: every method of a chart copies all that it holds, rows included.
    chart["datasets"] = datasets
    return chart


def drawn_in_theme(draw: Callable[[], Any], palette: Palette) -> dict[str, Any]:
    """Return the specification of a chart in its theme, without words and rows, to be kept.

    Args:
        draw: Draws the layers, with names of slots in place of what differs.
        palette: The theme's colours.
    """
    return drawn_with_slots(lambda: themed(draw(), palette=palette, description="", datasets={}))


def _configuration(palette: Palette) -> alt.Config:
    return alt.Config(
        font=FONT,
        background=palette.ground,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=palette.quiet,
            titleColor=palette.quiet,
            gridColor=palette.line,
            domainColor=palette.line,
            tickColor=palette.line,
            labelFontSize=TEXT_SIZE,
            titleFontSize=TEXT_SIZE,
            titleFontWeight="normal",
        ),
        legend=alt.LegendConfig(
            labelColor=palette.ink, titleColor=palette.quiet, labelFontSize=TEXT_SIZE, labelLimit=0
        ),
    )


def chosen_or(channel: Any, *, test: str, then: Any, otherwise: Any) -> Any:  # noqa: ANN401
    """Return a channel with one value where a test holds and another elsewhere.

    Args:
        channel: One of Altair's `...Value` channels, for example `alt.ColorValue`.
        test: Vega expression on a row.
        then: Value where it holds.
        otherwise: Value elsewhere.

    Returns:
        The channel. Made directly: Altair finds the channel of a plain condition by trial, which
        takes longer than everything else in a chart.
    """
    return channel(otherwise, condition={"test": test, "value": then})
