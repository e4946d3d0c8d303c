"""Labels and rates that only fit one way: bands of age, and the rate of all between its parts'."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from cdof_core.checker.context import Context, at_cell, at_table
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.periods import spans
from cdof_core.checker.roles import Role, read_line
from cdof_core.checker.words import MEN, WOMEN

_BAND: Final = re.compile(
    r"(?:aged? )?(?P<low>\d{1,2})\s?(?:-|–|to)\s?(?P<high>\d{1,2})(?: years old)?", re.I
)
_AGES: Final = re.compile(r"\bage[ds]?\b", re.I)
_OPEN: Final = re.compile(r"\d\d ?(?:\+|and over|or over|plus)|under \d\d", re.I)
_FEWEST: Final = 3
_SEXES: Final = (re.compile(MEN, re.I), re.compile(WOMEN, re.I))
_BOTH: Final = re.compile(r"persons|people|all|both(?: sexes)?|overall|total|everyone", re.I)


def find(context: Context) -> Iterator[Finding]:
    """Yield bands that overlap, and rates of all that lie outside those of men and women."""
    for grid in context.grids:
        for oriented in (grid, grid.turned):
            yield from _bands(oriented)
            yield from _both_sexes(oriented)


def _bands(grid: Grid) -> Iterator[Finding]:
    """Bands of age in a row that share some years but not all: one label is wrong."""
    bands = [
        (row.label, int(found["low"]), int(found["high"]))
        for row in grid.rows
        if (found := _BAND.fullmatch(row.label.strip())) and not spans(row.label)
    ]
    is_of_ages = _AGES.search(f"{grid.corner} {grid.table.title}") or any(
        _OPEN.fullmatch(row.label.strip()) for row in grid.rows
    )
    if len(bands) < _FEWEST or not is_of_ages:
        return
    for (first, low, high), (second, begins, ends) in pairwise(bands):
        if low < begins < high < ends:
            yield at_table(
                grid,
                kind=Kind.SHIFTED,
                printed=f"{first}, {second}",
                expected=f"a band from {high + 1}",
                confidence=Confidence.MEDIUM,
                wording=(
                    f"The bands {first} and {second} overlap: people of {begins} to {high} would "
                    "be in both. One label is wrong."
                ),
            )


def _both_sexes(grid: Grid) -> Iterator[Finding]:
    """A rate of both sexes that is not between those of men and of women."""
    men, women, both = (
        next((line for line in grid.columns if pattern.fullmatch(line.label)), None)
        for pattern in (*_SEXES, _BOTH)
    )
    if men is None or women is None or both is None:
        return
    for row, one, other, whole in zip(grid.rows, men.cells, women.cells, both.cells, strict=True):
        if not _is_rate(grid, row, both):
            continue
        if one.quantity is None or other.quantity is None or whole.quantity is None:
            continue
        low = min(one.quantity.low, other.quantity.low)
        high = max(one.quantity.high, other.quantity.high)
        if whole.quantity.high < low or whole.quantity.low > high:
            yield at_cell(
                grid,
                whole,
                kind=Kind.WRONG_RATE,
                expected=f"between {one.text} and {other.text}",
                wording=(
                    f"{whole.text} is printed for both sexes, but men have {one.text} and women "
                    f"{other.text}: the rate of all lies between them."
                ),
            )


def _is_rate(grid: Grid, row: Line, both: Line) -> bool:
    """Whether a row holds rates; percentages may be shares of one whole, which add up."""
    named = read_line(row, caption=grid.table.title).role
    return named is Role.RATE or read_line(both, caption=grid.table.title).role is Role.RATE
