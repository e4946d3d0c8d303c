"""What an area on a map can be: judged, not compared, without a figure, or in a fifth of values.

Each has a key, a colour and a mark. Judged areas carry a light mark on a solid ground, the others a
dark mark on a pale one, so that greyscale tells them apart as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from cdof_core.charts.marks import CROSS, DASH, EXCLAMATION, SHAPES
from cdof_core.charts.theme import TONES, Palette
from cdof_core.domain.judgement import Judgement

WITHHELD: Final = "withheld"
FLAGGED: Final = "flagged"
ABSENT: Final = "absent"
FIFTHS: Final = ("fifth_1", "fifth_2", "fifth_3", "fifth_4", "fifth_5")
_FAR_FIFTHS: Final = 3
"""From this one on, counted from zero, a fifth takes a mark in the colour of the ground."""


@dataclass(frozen=True, slots=True)
class Shade:
    """One kind of area on a map.

    Attributes:
        key: Text of a `Judgement`, or one of the constants of this module.
        kind: Whether it is judged, a fifth, or neither.
        shape: Shape of its mark.
    """

    key: str
    kind: Literal["judged", "fifth", "plain"]
    shape: str

    def fill(self, palette: Palette) -> str:
        """Return the colour of the area."""
        if self.kind == "judged":
            return palette.of(Judgement(self.key))
        return palette.fifths[FIFTHS.index(self.key)] if self.kind == "fifth" else palette.absent

    def mark(self, palette: Palette) -> str:
        """Return the colour of the mark upon it."""
        if self.kind == "fifth":
            is_far = FIFTHS.index(self.key) >= _FAR_FIFTHS
            return palette.ground if is_far else palette.ink
        return palette.ground if self.kind == "judged" else palette.none

    def legend_look(self, palette: Palette) -> tuple[str, str]:
        """Return colour and shape of the legend's symbol: the mark, or a fifth's ground."""
        if self.kind == "fifth":
            return self.fill(palette), "square"
        return (self.fill(palette) if self.kind == "judged" else palette.none), self.shape


_JUDGED: Final = [
    Shade(judgement.value, "judged", SHAPES[judgement])
    for judgement in TONES
    if judgement is not Judgement.NOT_COMPARED
]
"""Worst to best, then without a judgement."""


def _bars(count: int) -> str:
    """Return so many upright strokes, as a tally counts."""
    first = -(count - 1) * 0.25
    return "".join(f"M{first + 0.5 * i - 0.13},-0.7h0.26v1.4h-0.26Z" for i in range(count))


SHADES: Final = {
    shade.key: shade
    for shade in [
        *_JUDGED,
        *(Shade(key, "fifth", _bars(place)) for place, key in enumerate(FIFTHS, start=1)),
        Shade(Judgement.NOT_COMPARED.value, "plain", SHAPES[Judgement.NOT_COMPARED]),
        Shade(WITHHELD, "plain", CROSS),
        Shade(FLAGGED, "plain", EXCLAMATION),
        Shade(ABSENT, "plain", DASH),
    ]
}


def shades_in_order(keys: Iterable[str]) -> list[Shade]:
    """Return the shades present, in the order of a legend.

    Args:
        keys: Keys of areas, repeated as they come.

    Returns:
        Each shade once.
    """
    present = set(keys)
    return [shade for key, shade in SHADES.items() if key in present]
