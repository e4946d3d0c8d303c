"""Pictures for paper: the title that says the finding, the measure, and the source below."""

import math
from dataclasses import dataclass
from typing import Any, Final

from cdof_core.charts.specification import Drawn, Specified, spec_and_rows
from cdof_core.charts.theme import FONT, Palette

TITLE_SIZE: Final = 16
_SUBTITLE_SIZE: Final = 12
_SOURCE_SIZE: Final = 11
_MARGIN: Final = 10
_BOLD_WIDTH: Final = 0.55
_PLAIN_WIDTH: Final = 0.5
"""Mean width of a letter by the size of the type, Liberation Sans; a little wide, to be safe."""


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


_WHOLE: Final = ("$schema", "config", "params")
"""What a specification says once for the whole picture."""
_LEFT_OUT: Final = ("autosize", "description", "padding")
"""What the plot itself says on a page, and the whole picture says on paper."""


def on_paper(chart: Drawn, *, wording: Wording, palette: Palette, width: int) -> Specified:
    """Set a chart between its words so that it can stand alone.

    Args:
        chart: A themed chart drawn at this width.
        wording: Title, subtitle, source and alternative text.
        palette: The theme's colours.
        width: Width of the picture in pixels, margins apart; words are wrapped to it.

    Returns:
        The picture, with its data inside.
    """
    specification, rows = spec_and_rows(chart)
    # Put together as plain parts: Altair copies and checks all of a chart to set it in another.
    whole = {name: specification[name] for name in _WHOLE if name in specification}
    outside = {*_WHOLE, *_LEFT_OUT}
    inner = {name: part for name, part in specification.items() if name not in outside}
    inner["title"] = {
        "text": wrapped(wording.source, letters_in(width, _SOURCE_SIZE)),
        "orient": "bottom",
        "anchor": "start",
        "frame": "bounds",
        "font": FONT,
        "fontSize": _SOURCE_SIZE,
        "fontWeight": "normal",
        "color": palette.quiet,
        "offset": 14,
    }
    paper = {
        "title": _heading(wording, palette, width),
        "description": wording.description,
        "padding": _MARGIN,
        "vconcat": [inner],
    }
    return Specified(whole | paper, rows)


def _heading(wording: Wording, palette: Palette, width: int) -> dict[str, Any]:
    return {
        "text": wrapped(wording.finding, letters_in(width, TITLE_SIZE, bold=True)),
        "subtitle": wrapped(wording.measure, letters_in(width, _SUBTITLE_SIZE)),
        "anchor": "start",
        "font": FONT,
        # Not taken from the configuration: without it the measured width is another font's.
        "subtitleFont": FONT,
        "fontSize": TITLE_SIZE,
        "subtitleFontSize": _SUBTITLE_SIZE,
        "subtitleColor": palette.quiet,
        "subtitlePadding": 5,
        "color": palette.ink,
        "offset": 12,
    }


def letters_in(width: float, size: float, *, bold: bool = False) -> int:
    """Return how many letters of a size fit into a width of pixels; one at least."""
    return max(1, math.floor(width / (size * (_BOLD_WIDTH if bold else _PLAIN_WIDTH))))


def wrapped(text: str, letters: int) -> list[str]:
    """Break a line into lines of at most so many letters, at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) + 1 <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
