"""Pictures begun while the rest of a chapter's facts is gathered: another processor draws them."""

from concurrent.futures import Future
from typing import Final

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.report.drawing import DrawingRoom
from cdof_core.report.section_pictures import choose_picture

PIXELS: Final = 680
SCALE: Final = 1.75
"""Some 190 pixels to the inch: sharp in print, and quick."""


class PicturesAhead:
    """Pictures of measures, each begun as soon as its figures are known."""

    def __init__(self, room: DrawingRoom) -> None:
        """Draw in a room that stays open until the chapter is prepared."""
        self._room = room
        self._begun: dict[str, tuple[IndicatorView, Future[bytes] | None]] = {}

    def begin(self, view: IndicatorView) -> None:
        """Begin the picture of a measure, where it has one."""
        picture = choose_picture(view)
        future = None if picture is None else self._room.draw(picture, width=PIXELS, scale=SCALE)
        self._begun[str(view.indicator["indicator_id"])] = view, future

    def drawn(self, view: IndicatorView) -> "Future[bytes] | None":
        """Return what will hold a measure's PNG; None where it was not begun from this view."""
        begun = self._begun.get(str(view.indicator["indicator_id"]))
        return begun[1] if begun is not None and begun[0] is view else None
