"""What the panels of one picture share, and the rows each is fed with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cdof_core.charts.line_labels import dodged, name_times, nice_top
from cdof_core.charts.specification import Rows
from cdof_core.charts.theme import LIGHT, Palette

TICKS: Final = 3
_APART: Final = 13
_GIVEN: Final = [
    "line",
    "role",
    "time",
    "period_text",
    "segment",
    "value",
    "lower95",
    "upper95",
    "value_text",
    "interval_text",
    "evidence",
    "is_quoted",
]


@dataclass(frozen=True, slots=True)
class PanelLook:
    """What every panel of one picture shares.

    Attributes:
        span: First and last time in years.
        top: End of the value axis, the same in all panels; None where each has its own.
        has_labels: Whether lines are named at their ends.
        palette: The theme's colours.
        height: Height of each plot in pixels.
    """

    span: tuple[float, float]
    top: float | None
    has_labels: bool
    palette: Palette = LIGHT
    height: int = 120


def look_of(
    points: Rows, *, shared: bool, has_labels: bool, palette: Palette, height: int = 120
) -> PanelLook:
    """Return the look that suits the points of all panels.

    Args:
        points: Points of all panels: time, value, upper95; None where missing.
        shared: Whether all panels have one value axis.
        has_labels: Whether lines are named at their ends.
        palette: The theme's colours.
        height: Height of each plot in pixels.
    """
    known = [row for row in points if row["value"] is not None]
    if not known:
        return PanelLook((0.0, 1.0), 1.0, has_labels, palette, height)
    times = [float(row["time"]) for row in known]
    top = nice_top(_highest(known), ticks=TICKS) if shared else None
    return PanelLook((min(times), max(times)), top, has_labels, palette, height)


def panel_rows(points: Rows, *, look: PanelLook) -> Rows:
    """Return the rows of one panel.

    Args:
        points: One row a point: line, role, time, period_text, segment (changes where a line is
            broken), value (None where it breaks), limits, texts, evidence (words, empty for
            none) and is_quoted.
        look: What the panels share.

    Returns:
        Rows in order of time, with the name and place of each line's label at its last point.
    """
    ordered = sorted(points, key=_when)
    known = [row for row in ordered if row["value"] is not None]
    last: dict[str, dict[str, Any]] = {}
    for row in known:
        last.pop(row["line"], None)
        last[row["line"]] = row  # those that end last come last
    top = look.top or nice_top(_highest(known), ticks=TICKS)
    ends = [row["value"] for row in last.values()]
    places = dodged(ends, apart=_APART * top / look.height, top=top)
    times = name_times([float(row["time"]) for row in last.values()], first=look.span[0])
    at = {id(row): place for row, *place in zip(last.values(), places, times, strict=True)}
    sizes = Counter((row["line"], row["segment"]) for row in known)
    return [
        {name: row[name] for name in _GIVEN}
        | {
            "is_alone": row["value"] is not None and sizes[row["line"], row["segment"]] == 1,
            "label": row["line"] if look.has_labels and id(row) in at else None,
            "label_at": at[id(row)][0] if id(row) in at else None,
            "label_time": at[id(row)][1] if id(row) in at else None,
        }
        for row in ordered
    ]


def _when(row: Mapping[str, Any]) -> float:
    return float(row["time"])


def _highest(known: Rows) -> float:
    """Return the highest value or upper limit; zero of nothing."""
    ends = [row[name] for row in known for name in ("value", "upper95")]
    return float(max((end for end in ends if end is not None), default=0))
