"""What an area on a map can be: judged, in a part of all areas, in a cluster, or without a figure.

Each has a key, a colour and a mark. Judged areas carry a light mark on a solid ground, those that
are not compared a dark mark on a pale one, so that greyscale tells them apart as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from cdof_core.charts.marks import CROSS, DASH, DIAMOND, EXCLAMATION, SHAPES
from cdof_core.charts.theme import TONES, Palette
from cdof_core.domain.judgement import GoalOutcome, Judgement, Quartile, Quintile
from cdof_core.domain.map_class import ClusterKind, MapClass

WITHHELD: Final = MapClass.WITHHELD.value
FLAGGED: Final = MapClass.FLAGGED.value
ABSENT: Final = MapClass.ABSENT.value
VALUED: Final = MapClass.VALUED.value
FIFTHS: Final = ("fifth_1", "fifth_2", "fifth_3", "fifth_4", "fifth_5")
_FAR_PART: Final = 3
"""From this one of the fifths' colours on, counted from zero, a mark takes the ground's colour."""

_QUARTERS_AS_FIFTHS: Final = (0, 1, 3, 4)
_GOAL_TONES: Final = {
    GoalOutcome.MET.value: Judgement.BETTER,
    GoalOutcome.AMBER.value: Judgement.SIMILAR,
    GoalOutcome.NOT_MET.value: Judgement.WORSE,
}
_HIGH_AMONG_LOW: Final = "M-0.8,0.25L0,-0.9L0.8,0.25ZM-0.8,0.5H0.8V0.8H-0.8Z"
_LOW_AMONG_HIGH: Final = "M-0.8,-0.25L0,0.9L0.8,-0.25ZM-0.8,-0.5H0.8V-0.8H-0.8Z"
_DOT: Final = "M0,-0.28A0.28,0.28,0,1,1,0,0.28A0.28,0.28,0,1,1,0,-0.28Z"


@dataclass(frozen=True, slots=True)
class Shade:
    """One kind of area on a map.

    Attributes:
        key: Text of a `Judgement`, `Quintile`, `Quartile`, `GoalOutcome`, `ClusterKind` or
            `MapClass`, or one of `FIFTHS`.
        kind: Whether it is judged, a part of all areas, a cluster, or none of these.
        shape: Shape of its mark.
        place: Of a part, the place of its colour among the fifths'.
    """

    key: str
    kind: Literal["judged", "part", "cluster", "outlier", "plain"]
    shape: str
    place: int = 0

    def fill(self, palette: Palette) -> str:
        """Return the colour of the area."""
        if self.kind == "judged":
            return palette.of(_GOAL_TONES.get(self.key) or Judgement(self.key))
        if self.kind == "part":
            return palette.fifths[self.place]
        if self.kind in ("cluster", "outlier"):
            return str(getattr(palette, _CLUSTER_TONES[self.key]))
        return palette.absent

    def mark(self, palette: Palette) -> str:
        """Return the colour of the mark upon it."""
        if self.kind == "part":
            return palette.ground if self.place >= _FAR_PART else palette.ink
        if self.kind == "outlier":
            return palette.ink
        return palette.none if self.kind == "plain" else palette.ground

    def legend_look(self, palette: Palette) -> tuple[str, str]:
        """Return colour and shape of the legend's symbol: the mark, or a part's ground."""
        if self.kind == "part":
            return self.fill(palette), "square"
        if self.kind == "outlier":
            return palette.ink, self.shape
        return (palette.none if self.kind == "plain" else self.fill(palette)), self.shape


_CLUSTER_TONES: Final = {
    ClusterKind.HIGH_AMONG_HIGH.value: "hot",
    ClusterKind.LOW_AMONG_LOW.value: "cold",
    ClusterKind.HIGH_AMONG_LOW.value: "warm",
    ClusterKind.LOW_AMONG_HIGH.value: "cool",
}
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


_PARTS: Final = [
    *(Shade(key, "part", _bars(place + 1), place) for place, key in enumerate(FIFTHS)),
    *(Shade(key.value, "part", _bars(place + 1), place) for place, key in enumerate(Quintile)),
    *(
        Shade(key.value, "part", _bars(place + 1), _QUARTERS_AS_FIFTHS[place])
        for place, key in enumerate(Quartile)
    ),
]
SHADES: Final = {
    shade.key: shade
    for shade in [
        *_JUDGED,
        Shade(GoalOutcome.MET.value, "judged", DIAMOND),
        Shade(GoalOutcome.AMBER.value, "judged", "circle"),
        Shade(GoalOutcome.NOT_MET.value, "judged", "square"),
        *_PARTS,
        Shade(ClusterKind.HIGH_AMONG_HIGH.value, "cluster", "triangle-up"),
        Shade(ClusterKind.LOW_AMONG_LOW.value, "cluster", "triangle-down"),
        Shade(ClusterKind.HIGH_AMONG_LOW.value, "outlier", _HIGH_AMONG_LOW),
        Shade(ClusterKind.LOW_AMONG_HIGH.value, "outlier", _LOW_AMONG_HIGH),
        Shade(ClusterKind.NO_PATTERN.value, "plain", _DOT),
        Shade(ClusterKind.NO_NEIGHBOUR.value, "plain", SHAPES[Judgement.NOT_COMPARED]),
        Shade(ClusterKind.NO_VALUE.value, "plain", DASH),
        Shade(Judgement.NOT_COMPARED.value, "plain", SHAPES[Judgement.NOT_COMPARED]),
        Shade(WITHHELD, "plain", CROSS),
        Shade(FLAGGED, "plain", EXCLAMATION),
        Shade(ABSENT, "plain", DASH),
    ]
}


def shades_in_order(keys: Iterable[str]) -> list[Shade]:
    """Return the shades present, in the order of a legend.

    Args:
        keys: Keys of areas, repeated as they come; areas shown by their value have no shade.

    Returns:
        Each shade once.
    """
    present = set(keys)
    return [shade for key, shade in SHADES.items() if key in present]
