"""What the panels of one picture share, and the rows each is fed with."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cdof_core.charts.line_labels import dodged, name_times, nice_top
from cdof_core.charts.paper import letters_in, wrapped
from cdof_core.charts.specification import Rows
from cdof_core.charts.theme import LIGHT, TEXT_SIZE, Palette

TICKS: Final = 3
TITLE_SIZE: Final = 13
ROOM: Final = 0.34
"""Share of the plot for the names of lines, where they are named."""
WORDS: Final = ("title", "below")
"""Columns of the words above a plot, a line a line."""
_FREE: Final = "\N{NO-BREAK SPACE}"
"""A line without words that takes its height."""
_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 10_000)
_MOST_YEARS: Final = 4
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
        Rows in order of time, with the name and place of each line's label at its last point; the
        first also says where the axes end.
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
    drawn = [
        {name: row[name] for name in _GIVEN}
        | {
            "is_alone": row["value"] is not None and sizes[row["line"], row["segment"]] == 1,
            "label": row["line"] if look.has_labels and id(row) in at else None,
            "label_at": at[id(row)][0] if id(row) in at else None,
            "label_time": at[id(row)][1] if id(row) in at else None,
        }
        for row in ordered
    ]
    # Of a panel that is fed with other rows nothing else need change, see `from_rows`.
    drawn[:1] = [row | _ends(look) for row in drawn[:1]]
    return drawn


def headed(rows: Rows, *, words: tuple[str, str]) -> Rows:
    """Return the rows of a panel, the first with the words above the plot, from `words_in_line`.

    Args:
        rows: From `panel_rows`.
        words: Title, and what stands below it.
    """
    said = dict(zip(WORDS, words, strict=True))
    return [*(row | said for row in rows[:1]), *rows[1:]]


def words_in_line(panels: Sequence[tuple[str, str]], *, width: int) -> list[tuple[str, str]]:
    """Return the words above each panel, of as many lines everywhere: plots stand in line.

    A shorter title stands lower, next to what is below it; that is followed by free lines.

    Args:
        panels: Title and the line below it of each panel.
        width: Pixels over which both are wrapped.
    """
    wrapped_words = [panel_words(title, below, width=width) for title, below in panels]
    above = max((len(title) for title, _ in wrapped_words), default=0)
    under = max((len(below) for _, below in wrapped_words), default=0)
    return [
        (
            "\n".join([*[_FREE] * (above - len(title)), *title]),
            "\n".join([*below, *[_FREE] * (under - len(below))]),
        )
        for title, below in wrapped_words
    ]


def panel_words(title: str, below: str, *, width: int) -> tuple[list[str], list[str]]:
    """Return the lines of a panel's title and of what stands below it, wrapped to a width."""
    return (
        wrapped(title, letters_in(width, TITLE_SIZE, bold=True)),
        wrapped(below, letters_in(width, TEXT_SIZE)),
    )


def _ends(look: PanelLook) -> dict[str, float | None]:
    """Return the ends of the axes, with room for names where lines are named, and the years."""
    first, last = look.span
    span = max(last - first, 1.0)
    end = first + span / (1 - ROOM) if look.has_labels else last + span * 0.04
    first_year, last_year, apart = _years(first, last)
    return {
        "start": round(first - span * 0.04, 3),
        "end": round(end, 3),
        "first_year": first_year,
        "last_year": last_year,
        "years_apart": apart,
        "top": look.top,
    }


def _years(first: float, last: float) -> tuple[int, int, int]:
    """Return first, last and distance of round years within the time shown."""
    step = next(size for size in _YEAR_STEPS if (last - first) / size <= _MOST_YEARS)
    start, end = math.ceil(first / step) * step, math.floor(last)
    return (start, end, step) if start <= end else (end, end, 1)


def _when(row: Mapping[str, Any]) -> float:
    return float(row["time"])


def _highest(known: Rows) -> float:
    """Return the highest value or upper limit; zero of nothing."""
    ends = [row[name] for row in known for name in ("value", "upper95")]
    return float(max((end for end in ends if end is not None), default=0))
