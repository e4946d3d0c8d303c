"""Labels of columns against what their numbers are: rates follow from others than those named."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_table
from cdof_core.checker.explaining import Explained, explain
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid
from cdof_core.checker.periods import spans

_QUOTIENT: Final = re.compile(r"^“(?P<top>[^”]+)” ÷ “(?P<bottom>[^”]+)”")
_BASE: Final = re.compile(r"\bpopulations?\b|\bresidents\b|\binhabitants\b|\bdenominators?\b", re.I)
_LEAST: Final = 1000.0
"""Rates per so many people or more have a base that is larger than what is counted in it."""
_FEWEST: Final = 3


def find(context: Context) -> Iterator[Finding]:
    """Yield columns that are labelled as each other, and rates labelled with other years."""
    for grid in context.grids:
        for one in explain(grid):
            found = _QUOTIENT.match(one.formula.words)
            if found is None or one.misfits:
                continue
            yield from _swapped(grid, one, found["top"], found["bottom"])
            yield from _other_years(grid, one, found["top"])


def _swapped(grid: Grid, one: Explained, top: str, bottom: str) -> Iterator[Finding]:
    """All rates follow from people over events: the two headings changed places."""
    is_swapped = _BASE.search(top) and not _BASE.search(bottom)
    labels = [column.text for column in grid.columns]
    printed = sorted((top, bottom), key=lambda name: labels.index(name) if name in labels else 0)
    if is_swapped and len(one.fits) >= _FEWEST and one.formula.multiplier >= _LEAST:
        yield at_table(
            grid,
            kind=Kind.SHIFTED,
            printed=", ".join(printed),
            expected=", ".join(reversed(printed)),
            confidence=Confidence.HIGH,
            wording=(
                f"“{one.column.text}” follows in all rows from “{top}” over “{bottom}”: the two "
                "headings seem to have changed places."
            ),
        )


def _other_years(grid: Grid, one: Explained, top: str) -> Iterator[Finding]:
    """All rates follow from the events of years that their own heading does not name."""
    own, counted = spans(one.column.text), spans(top)
    is_apart = own and counted and not any(a.overlaps(b) for a in own for b in counted)
    if is_apart and len(one.fits) > 1:
        yield at_table(
            grid,
            kind=Kind.PERIODS,
            printed=one.column.text,
            expected=str(counted[0]),
            confidence=Confidence.MEDIUM,
            wording=(
                f"“{one.column.text}” follows in all rows from “{top}”: the years of one of the "
                "headings are wrong."
            ),
        )
