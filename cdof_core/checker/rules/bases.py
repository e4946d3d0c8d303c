"""Shares that no whole number of people out of the printed base could have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_table
from cdof_core.checker.explaining import explain
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form
from cdof_core.checker.periods import Span, spans
from cdof_core.checker.roles import is_total
from cdof_core.checker.words import content
from cdof_core.statistics.printed_numbers import whole_counts

_BASE = re.compile(
    r"\ball (?:clients|adults|people|in treatment)|"
    r"\b(?:individuals|clients|people|adults) in treatment|"
    r"\btotal (?:clients|people|adults)|\bin treatment$",
    re.I,
)
_LARGEST_BASE = 2000


@dataclass(frozen=True, slots=True)
class _Base:
    area: str
    span: Span
    count: int
    grid: Grid
    cell: Cell
    topic: frozenset[str]


def find(context: Context) -> Iterator[Finding]:
    """Yield columns of shares that cannot be of the base printed for the same people."""
    bases = [base for grid in context.grids for base in _bases(context, grid)]
    for grid in context.grids:
        named = spans(grid.table.title)
        if len(named) != 1:
            continue
        for column in grid.columns:
            area = context.places.area_of(column.label)
            cells = _whole_of_shares(grid, column)
            topic = content(grid.table.title)
            fitting = [
                base
                for base in bases
                if base.area == area
                and base.span == named[0]
                and base.grid is not grid
                and "treatment" in base.topic & topic
            ]
            if area and cells and fitting:
                yield from _as_finding(grid, column, cells, fitting[0])


def _bases(context: Context, grid: Grid) -> Iterator[_Base]:
    """Yield totals that are printed as the base of percentages."""
    for oriented in (grid, grid.turned):
        used = {
            id(explained.formula.bottoms)
            for explained in explain(oriented)
            if explained.formula.multiplier == 100.0  # noqa: PLR2004
        }
        if not used:
            continue
        for column in oriented.columns:
            if not _BASE.search(column.label):
                continue
            named = spans(column.text) or spans(grid.table.title)
            for row, cell in zip(oriented.rows, column.cells, strict=True):
                area = context.places.area_of(row.text)
                if area and len(named) == 1 and cell.form is Form.NUMBER and cell.quantity:
                    topic = content(f"{column.text} {grid.table.title}")
                    count = int(cell.quantity.value)
                    if 0 < count <= _LARGEST_BASE:
                        yield _Base(area, named[0], count, grid, cell, topic)


def _whole_of_shares(grid: Grid, column: Line) -> list[Cell]:
    cells = [
        cell
        for cell, row in zip(column.cells, grid.rows, strict=True)
        if cell.form is Form.PERCENT and not is_total(row.label)
    ]
    low = sum(cell.quantity.low for cell in cells if cell.quantity)
    high = sum(cell.quantity.high for cell in cells if cell.quantity)
    return cells if len(cells) > 2 and low <= 100 <= high else []  # noqa: PLR2004


def _as_finding(grid: Grid, column: Line, cells: list[Cell], base: _Base) -> Iterator[Finding]:
    none = [
        cell.text
        for cell in cells
        if cell.quantity is not None and not whole_counts(cell.quantity, base.count)
    ]
    if none:
        yield at_table(
            grid,
            kind=Kind.BASE,
            printed=f"{column.label}: {', '.join(none)}",
            expected=f"shares of {base.count:,} people, as {base.grid.table.name} prints",
            confidence=Confidence.MEDIUM,
            wording=(
                f"No whole number out of {base.count:,} rounds to {' or '.join(none)}, yet "
                f"{base.grid.table.name} gives {base.count:,} as all in treatment in the same area "
                "and year: the shares have another base. State it."
            ),
        )
