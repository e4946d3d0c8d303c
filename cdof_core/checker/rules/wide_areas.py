"""The rate of a wide area that lies outside the rates of all the areas it is made of."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form
from cdof_core.checker.roles import Role, read_line

# Names that say of themselves that they are all the lines beside them.
_WHOLE: Final = re.compile(
    r"(?:all|total|overall|county|whole|combined|both)(?:[- ]?wide)?\b.{0,24}|"
    r".{0,24}\b(?:county|area|overall|district) (?:average|total|overall|rate)|average",
    re.I,
)
_OTHERS: Final = re.compile(
    r"england|wales|national|region|neighbour|group|cluster|peer|uk\b", re.I
)
_FEWEST: Final = 3
_ALL: Final = 100.0


def find(context: Context) -> Iterator[Finding]:
    """Yield rates of a whole that are above, or below, the rate of every one of its parts."""
    for grid in context.grids:
        for oriented in (grid, grid.turned):
            for whole, parts in _wholes(context, oriented):
                for at, column in enumerate(oriented.columns):
                    role = read_line(column, caption=oriented.table.title).role
                    if role in (Role.RATE, Role.PERCENT) and not column.aspect:
                        cells = [part.cells[at] for part in parts]
                        yield from _outside(oriented, whole.cells[at], cells)


def _wholes(context: Context, grid: Grid) -> Iterator[tuple[Line, list[Line]]]:
    """Yield each line that is made of others, with all of these.

    A region is held to its authorities where every one of them stands in the table: a few of them
    may well all be above it.
    """
    places = context.places
    named = [(places.area_of(row.label), row) for row in grid.rows]
    for name, row in named:
        area = places.known.get(name)
        if area is None or area.level != "region":
            continue
        members = {key for key, one in places.known.items() if one.region_code == area.code}
        members = {key for key in members if places.known[key].level == "upper_tier"}
        parts = [line for other, line in named if other in members]
        if members and {other for other, _ in named} >= members:
            yield row, parts
    for row in (grid.rows[0], grid.rows[-1]) if grid.rows else ():
        parts = [line for line in grid.rows if line is not row]
        if _WHOLE.fullmatch(row.label.strip()) and not _OTHERS.search(row.label):
            # Substances or answers overlap, and years are not parts of a rate: only areas are.
            are_areas = all(places.area_of(line.label) for line in parts)
            if len(parts) >= _FEWEST and are_areas and not any(map(_is_wider, parts)):
                yield row, parts


def _is_wider(line: Line) -> bool:
    return bool(_OTHERS.search(line.label))


def _outside(grid: Grid, whole: Cell, parts: Sequence[Cell]) -> Iterator[Finding]:
    numbers = [part.quantity for part in parts if part.quantity is not None]
    if whole.quantity is None or len(numbers) < len(parts) or whole.form is Form.HIDDEN:
        return
    low, high = min(one.low for one in numbers), max(one.high for one in numbers)
    added = sum(one.low for one in numbers), sum(one.high for one in numbers)
    is_sum = added[0] <= whole.quantity.high and whole.quantity.low <= added[1]
    # Shares of one whole add up: they have no rate of all.
    if is_sum or added[0] <= _ALL <= added[1]:
        return
    if whole.quantity.low > high or whole.quantity.high < low:
        ends = [min(numbers, key=lambda one: one.value), max(numbers, key=lambda one: one.value)]
        yield at_cell(
            grid,
            whole,
            kind=Kind.WRONG_RATE,
            expected=f"between {ends[0].text} and {ends[1].text}",
            confidence=Confidence.MEDIUM,
            wording=(
                f"{whole.text} is printed for the whole, but its parts run from {ends[0].text} to "
                f"{ends[1].text}: a rate of all lies between those of the parts."
            ),
        )
