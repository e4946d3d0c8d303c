"""Percentages that are all of something and do not add up to 100."""

import re
from collections.abc import Iterator, Sequence

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.explaining import explain
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid
from cdof_core.checker.numbers import Cell, Form
from cdof_core.checker.roles import Role, is_total, read_line
from cdof_core.checker.rules.pairs import has_pairs
from cdof_core.statistics.printed_numbers import total

_WHOLE = re.compile(
    r"distribution|break ?down|composition|profile of|\bby (?:ethnic|age|sex|gender|substance|"
    r"accommodation|referral|tenure)|\bsplit\b|\bmix\b|share of (?:all|clients|people)",
    re.I,
)
_NOT_SHARES = re.compile(
    r"penetration|index|ratio|change|target|rate\b|completion|prevalence|increase|met\b", re.I
)
_FEWEST = 3
_FARTHEST = 12.0
_FARTHEST_BESIDE = 60.0


def find(context: Context) -> Iterator[Finding]:
    """Yield columns or rows of shares whose sum is not 100."""
    for grid in context.grids:
        if _NOT_SHARES.search(grid.table.title) or has_pairs(grid):
            continue
        yield from _in_columns(max((grid, grid.turned), key=_wholeness))


def _wholeness(grid: Grid) -> tuple[int, float]:
    """Return how many columns add up to 100, and how near the others come."""
    sums = [_sum(group) for group in _groups(grid) if len(group) >= _FEWEST]
    whole = sum(low <= 100 <= high for low, high, _ in sums)  # noqa: PLR2004
    return whole, -min((abs(value - 100) for *_, value in sums), default=1e9)


def _in_columns(grid: Grid) -> Iterator[Finding]:
    groups = [group for group in _groups(grid) if len(group) >= _FEWEST]
    sums = [(group, _sum(group)) for group in groups]
    whole = [group for group, (low, high, _) in sums if low <= 100 <= high]  # noqa: PLR2004
    is_named = bool(_WHOLE.search(grid.table.title))
    for group, (low, high, value) in sums:
        # Beside columns that are all of something, one that is not may be far off.
        farthest = _FARTHEST if not whole else _FARTHEST_BESIDE
        if low <= 100 <= high or abs(value - 100) > farthest:  # noqa: PLR2004
            continue
        if not whole and not is_named:
            continue
        last = group[-1]
        yield at_cell(
            grid,
            last,
            kind=Kind.WRONG_PERCENTAGE,
            expected=f"100% in all (now {value:.4g}%)",
            confidence=Confidence.HIGH if whole else Confidence.MEDIUM,
            wording=(
                f"The shares {', '.join(cell.text for cell in group)} add up to {value:.4g}%, "
                "not to 100%: one of them is misprinted or a group is missing."
            ),
        )


def _groups(grid: Grid) -> Iterator[Sequence[Cell]]:
    """Runs of percentages in one column that no total interrupts."""
    rates = {
        id(one.column)
        for one in explain(grid)
        if not one.formula.is_of_whole and len(one.fits) >= len(one.misfits)
    }
    for column in grid.columns:
        if read_line(column).role is not Role.PERCENT or _NOT_SHARES.search(column.text):
            continue
        if id(column) in rates:
            continue
        cells = [
            cell
            for cell, row in zip(column.cells, grid.rows, strict=True)
            if cell.form is Form.PERCENT
            and not is_total(row.label)
            and read_line(row).role in (Role.PERCENT, Role.NUMBER, Role.COUNT)
        ]
        others = [cell for cell in column.cells if cell.form in (Form.NUMBER, Form.FRACTION)]
        if cells and not others:
            yield cells


def _sum(cells: Sequence[Cell]) -> tuple[float, float, float]:
    added = total(cell.quantity for cell in cells if cell.quantity is not None)
    return added.low - 1e-9, added.high + 1e-9, added.value
