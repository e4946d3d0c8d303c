"""How a publisher rounded a figure, as the catalogue's notes on observations say it."""

from enum import Enum


class Rounding(Enum):
    """How a figure was rounded before it was published. Each is the note that says so."""

    NONE = ""
    TO_FIVE = "Rounded to 5 by the publisher."
    TO_WHOLE = "Rounded in the report."


def rounding_of(note: object) -> Rounding:
    """Return how a figure was rounded.

    Args:
        note: Note of an observation; other remarks may follow. Anything else says nothing.
    """
    if isinstance(note, str):
        for rounding in (Rounding.TO_FIVE, Rounding.TO_WHOLE):
            if note.startswith(rounding.value):
                return rounding
    return Rounding.NONE


def stated_places(value: float | None, *, decimals: int, note: object) -> int:
    """Return the places to print a value with: none where it was published without any.

    Args:
        value: The value; None where there is none.
        decimals: Places of its indicator.
        note: Note of its observation.
    """
    is_whole = value is not None and value.is_integer()
    return 0 if is_whole and rounding_of(note) is Rounding.TO_WHOLE else decimals
