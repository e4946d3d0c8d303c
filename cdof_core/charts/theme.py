"""Colours and shapes keyed by meaning, for light and dark, and titles that say the finding."""

from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from cdof_core.domain.judgement import Judgement

FONT: Final = "'Source Sans 3', 'Source Sans Pro', 'DejaVu Sans', sans-serif"


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
        worse: Worse than the benchmark.
        similar: Not significantly different.
        better: Better than the benchmark.
        higher: Higher, without a judgement.
        lower: Lower, without a judgement.
        none: Not compared.
        absent: No figure.
    """

    ink: str
    quiet: str
    line: str
    ground: str
    accent: str
    comparator: str
    band: str
    worse: str
    similar: str
    better: str
    higher: str
    lower: str
    none: str
    absent: str

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
    worse="#9b1c31",
    similar="#8f6a00",
    better="#1f7a58",
    higher="#2a4b9b",
    lower="#3a6fb0",
    none="#8a96a0",
    absent="#eef1f3",
)
DARK: Final = Palette(
    ink="#e8edf1",
    quiet="#aab6c0",
    line="#33414d",
    ground="#10181f",
    accent="#6fb7e3",
    comparator="#93a1ad",
    band="#26323c",
    worse="#f0879a",
    similar="#e0b84a",
    better="#5fc79c",
    higher="#8fabf2",
    lower="#86b6ea",
    none="#7d8a95",
    absent="#1d2730",
)

TONES: Final[dict[Judgement, str]] = {
    Judgement.MUCH_WORSE: "worse",
    Judgement.WORSE: "worse",
    Judgement.SIMILAR: "similar",
    Judgement.BETTER: "better",
    Judgement.MUCH_BETTER: "better",
    Judgement.LOWER: "lower",
    Judgement.MUCH_LOWER: "lower",
    Judgement.HIGHER: "higher",
    Judgement.MUCH_HIGHER: "higher",
    Judgement.NOT_COMPARED: "none",
}

SHAPES: Final[dict[Judgement, str]] = {
    Judgement.MUCH_WORSE: "square",
    Judgement.WORSE: "square",
    Judgement.SIMILAR: "circle",
    Judgement.BETTER: "diamond",
    Judgement.MUCH_BETTER: "diamond",
    Judgement.LOWER: "triangle-down",
    Judgement.MUCH_LOWER: "triangle-down",
    Judgement.HIGHER: "triangle-up",
    Judgement.MUCH_HIGHER: "triangle-up",
    Judgement.NOT_COMPARED: "stroke",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands around a picture.

    Attributes:
        finding: Title: what the numbers say.
        measure: Subtitle: measure, unit and period.
        source: Source and licence line.
        description: Alternative text.
    """

    finding: str
    measure: str
    source: str
    description: str


def judgement_colour(palette: Palette, present: list[str]) -> alt.Scale:
    """Return the colour scale of the judgements present, in the order of their meaning."""
    domain = in_order(present)
    return alt.Scale(domain=domain, range=[palette.of(Judgement(name)) for name in domain])


def judgement_shape(present: list[str]) -> alt.Scale:
    """Return the shape scale that says the same as the colour."""
    domain = in_order(present)
    return alt.Scale(domain=domain, range=[SHAPES[Judgement(name)] for name in domain])


def in_order(present: list[str]) -> list[str]:
    """Return the judgements present, worst to best, unjudged last."""
    return [kind.value for kind in TONES if kind.value in present]


def dressed(chart: Any, *, wording: Wording, palette: Palette) -> Any:  # noqa: ANN401
    """Add title, subtitle with the source, alternative text and the theme to a finished chart.

    Args:
        chart: Any Altair chart; the type stays what it was.
        wording: Title, subtitle, source and alternative text.
        palette: The theme's colours.

    Returns:
        The chart with its surroundings.
    """
    return (
        chart.properties(
            title=alt.Title(
                text=wrapped(wording.finding),
                subtitle=[*wrapped(wording.measure, 95), *wrapped(wording.source, 95)],
                anchor="start",
                frame="group",
                fontSize=16,
                subtitleFontSize=12,
                subtitleColor=palette.quiet,
                color=palette.ink,
                offset=12,
            ),
            description=wording.description,
        )
        .configure(font=FONT, background=palette.ground)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.quiet,
            titleColor=palette.quiet,
            gridColor=palette.line,
            domainColor=palette.line,
            tickColor=palette.line,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
        )
        .configure_legend(labelColor=palette.ink, titleColor=palette.quiet, labelFontSize=12)
    )


def wrapped(text: str, width: int = 78) -> list[str]:
    """Break a line into lines of at most so many characters, at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) + 1 <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
