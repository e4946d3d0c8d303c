"""A place left out of one table that others name, and whose small count the total gives away."""

from collections.abc import Iterator, Sequence
from typing import Final

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import UNKNOWN_LIMIT, Cell, Form
from cdof_core.checker.periods import spans
from cdof_core.checker.roles import Role, is_total, read_line
from cdof_core.checker.rules.hidden_elsewhere import wholes_elsewhere
from cdof_core.checker.words import label_key

_FEWEST_SHARED: Final = 2
_LARGEST: Final = 7
"""The most that any preset hides: a larger rest is an error of the table, not a hidden count."""


def find(context: Context) -> Iterator[Finding]:
    """Yield what a whole gives away of the one place that its table leaves out."""
    for grid in context.grids:
        if any(cell.form is Form.HIDDEN for cell in grid.cells):
            continue
        missing = _left_out(context, grid)
        if missing:
            yield from _given_away(context, grid, missing)


def _left_out(context: Context, grid: Grid) -> str:
    """Return the one label that every longer table of the same rows has more; empty for none."""
    own = _names(grid)
    if len(own) < _FEWEST_SHARED:
        return ""
    more = [_names(other) for other in context.grids if other.table is not grid.table]
    longer = [names for names in more if own.keys() < names.keys()]
    extra = {key: name for names in longer for key, name in names.items() if key not in own}
    return next(iter(extra.values())) if len(extra) == 1 else ""


def _names(grid: Grid) -> dict[str, str]:
    """Return the rows' labels that name neither a total nor a year nor a number."""
    return {
        label_key(row.label): row.label
        for row in grid.rows
        if row.label
        and not is_total(row.label)
        and not spans(row.label)
        and not any(sign.isdigit() for sign in row.label)
    }


def _given_away(context: Context, grid: Grid, missing: str) -> Iterator[Finding]:
    parts = [row for row in grid.rows if not is_total(row.label)]
    totals = [row for row in grid.rows if is_total(row.label)]
    for at, column in enumerate(grid.columns):
        cells = [row.cells[at] for row in parts]
        if column.aspect or read_line(column).role is not Role.COUNT or not _are_whole(cells):
            continue
        added = sum(cell.quantity.value for cell in cells if cell.quantity is not None)
        for value, cell, where in _wholes(context, grid, column, totals, at):
            rest = value - added
            if 0 < rest <= _LARGEST:
                yield _finding(grid, cell or cells[-1], missing, rest, where)
                break


def _wholes(
    context: Context, grid: Grid, column: Line, totals: Sequence[Line], at: int
) -> Iterator[tuple[float, Cell | None, str]]:
    """Yield what all of a column is: its own total, else a number for all that stands elsewhere."""
    for row in totals:
        cell = row.cells[at]
        if cell.quantity is not None and cell.form is Form.NUMBER:
            yield cell.quantity.value, cell, f"“{row.label}” {cell.text}"
    if not totals:
        for whole in wholes_elsewhere(context, grid, column):
            yield whole.value, None, f"{whole.text} for all ({whole.where})"


def _are_whole(cells: Sequence[Cell]) -> bool:
    return len(cells) >= _FEWEST_SHARED and all(
        cell.form is Form.NUMBER and cell.quantity is not None and not cell.quantity.places
        for cell in cells
    )


def _finding(grid: Grid, cell: Cell, missing: str, rest: float, where: str) -> Finding:
    return at_cell(
        grid,
        cell,
        kind=Kind.DISCLOSURE,
        expected=f"{rest:.0f}",
        confidence=Confidence.HIGH if rest < UNKNOWN_LIMIT else Confidence.MEDIUM,
        wording=(
            f"{grid.table.name} leaves out {missing}, which other tables name: {where} less the "
            f"rows shown gives {rest:.0f} for it. Leave out a second row, or that number."
        ),
    )
