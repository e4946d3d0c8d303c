"""A picture: what it draws and the words around it, for the screen and for paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cdof_core.charts.paper import Wording, on_paper
from cdof_core.charts.specification import Drawn, Specified, unchecked
from cdof_core.charts.theme import Palette

PRINT_WIDTH: Final = 720
"""Pixels across a picture that fills an A4 text column: its type then prints at 8 to 11 points."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that can be drawn at any width, and what must be said with it.

    Attributes:
        wording: Title, subtitle, source and alternative text. A page says them beside the chart,
            where they wrap and can be read aloud; paper has them inside the picture.
        palette: The theme's colours.
        draw: Draws the chart for a width in pixels, or for its container where that is None.
        part: Which part of the rows is drawn, in a sentence; empty where all are.
    """

    wording: Wording
    palette: Palette
    draw: Callable[[int | None], Drawn]
    part: str = ""

    def on_screen(self) -> Drawn:
        """Return the chart that fills its container, without title and source."""
        return self.draw(None)

    def on_paper(self, *, width: int = PRINT_WIDTH) -> Specified:
        """Return the whole picture at a fixed width in pixels, its words and data inside."""
        with unchecked():
            drawn = self.draw(width)
            return on_paper(drawn, wording=self.wording, palette=self.palette, width=width)
