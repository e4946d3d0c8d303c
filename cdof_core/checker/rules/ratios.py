"""Percentages, rates and ratios against their counts."""

from collections.abc import Iterator

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.explaining import Explained, explain, shifted_units, swapped_units
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.grid import Grid
from cdof_core.checker.numbers import Cell, Form, show
from cdof_core.checker.roles import Role, read_line
from cdof_core.checker.rules.standardised import claims_adjustment
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_KINDS = {Role.PERCENT: Kind.WRONG_PERCENTAGE, Role.RATE: Kind.WRONG_RATE}
# Beyond this factor a formula that fits nowhere is more likely not the author's.
_FARTHEST = 3.0


def find(context: Context) -> Iterator[Finding]:
    """Yield every printed rate or percentage that its counts do not give."""
    for grid in context.grids:
        for oriented in (grid, grid.turned):
            for explained in explain(oriented):
                if not claims_adjustment(explained, grid):
                    yield from _misfits(explained)
        yield from _in_one_cell(grid)


def _misfits(explained: Explained) -> Iterator[Finding]:
    shifted = _shifted(explained)
    if len(shifted) > 1:
        yield _as_shifted(explained, shifted)
    swapped = swapped_units(explained)
    for unit in explained.misfits:
        cell = explained.column.cells[unit]
        follows = explained.formula.follows(unit)
        if unit in shifted and len(shifted) > 1:
            continue
        if cell.quantity is None or follows is None:
            continue
        if unit in swapped:
            yield _as_swapped(explained, unit, swapped[unit], follows)
        elif explained.fits or _is_near(explained, cell.quantity, follows):
            yield as_wrong(explained.grid, cell, follows, _role(explained), explained.formula.words)


def _role(explained: Explained) -> Role:
    return read_line(explained.column, caption=explained.grid.table.title).role


def _is_near(explained: Explained, printed: Quantity, follows: Quantity) -> bool:
    """Whether a formula that fits nowhere is still the only sensible one for a single row."""
    if len(explained.misfits) > 1:
        return is_transposed(printed.text, show(follows.value, like=printed))
    low, high = sorted((printed.value, follows.value))
    return low > 0 and high / low <= _FARTHEST


def as_wrong(grid: Grid, cell: Cell, follows: Quantity, role: Role, words: str) -> Finding:
    """Return the finding of a figure that its inputs do not give, by the way it misses."""
    printed = cell.quantity
    expected = show(follows.value, like=printed)
    kind = _KINDS.get(role, Kind.WRONG_RATIO)
    shown = printed.text if printed else cell.text
    wording = f"{shown} is printed; {words} gives {expected}."
    if printed is not None and is_transposed(shown, expected):
        kind = Kind.TRANSPOSITION
        wording += digits_words(swapped=True)
    elif printed is not None and abs(printed.value - follows.value) <= (
        printed.high - printed.low + printed.value - printed.low
    ):
        kind = Kind.ROUNDING
        wording += f" The unrounded figure is {follows.value:.4g}."
    elif printed is not None and _is_power_of_ten(printed.value, follows.value):
        wording += " The unit or the decimal point seems to be wrong."
    return at_cell(grid, cell, kind=kind, expected=expected, wording=wording)


def _is_power_of_ten(printed: float, follows: float) -> bool:
    if min(printed, follows) <= 0:
        return False
    factor = printed / follows
    return any(abs(factor / ten - 1) < 0.03 for ten in (0.001, 0.01, 0.1, 10, 100, 1000))  # noqa: PLR2004


def _as_swapped(explained: Explained, unit: int, other: int, follows: Quantity) -> Finding:
    cell = explained.column.cells[unit]
    label = explained.grid.rows[other].text
    return at_cell(
        explained.grid,
        cell,
        kind=Kind.SWAPPED_DENOMINATORS,
        expected=show(follows.value, like=cell.quantity),
        wording=(
            f"{cell.text} follows from the denominator of “{label}”; with its own, "
            f"{explained.formula.words} gives {show(follows.value, like=cell.quantity)}. "
            "The two denominators changed places."
        ),
    )


def _shifted(explained: Explained) -> list[int]:
    """Return units that moved by one row, if that is what happened to most that are wrong."""
    moved = shifted_units(explained)
    return moved if len(moved) * 2 >= len(explained.misfits) else []


def _as_shifted(explained: Explained, units: list[int]) -> Finding:
    first = explained.column.cells[units[0]]
    labels = ", ".join(explained.grid.rows[unit].text for unit in units)
    expected = "; ".join(
        show(follows.value, like=explained.column.cells[unit].quantity)
        for unit in units
        if (follows := explained.formula.follows(unit)) is not None
    )
    printed = "; ".join(explained.column.cells[unit].text for unit in units)
    found = at_cell(
        explained.grid,
        first,
        kind=Kind.SHIFTED,
        expected=expected,
        wording=(
            f"The figures of {labels} are those that {explained.formula.words} gives for their "
            "neighbours: the values or the labels were shifted."
        ),
    )
    return Finding(
        found.kind, found.location, found.line, printed, expected, found.confidence, found.wording
    )


def _in_one_cell(grid: Grid) -> Iterator[Finding]:
    """A percentage printed in one cell with the fraction it comes from."""
    for cell in {id(cell): cell for cell in grid.cells}.values():
        if cell.parts is None or cell.quantity is None or cell.form is not Form.PERCENT:
            continue
        top, bottom = cell.parts
        if bottom.low <= 0:
            continue
        follows = top.over(bottom, multiplier=100.0)
        if not follows.agrees(cell.quantity):
            words = f"{top.value:.0f} of {bottom.value:.0f}"
            finding = as_wrong(grid, cell, follows, Role.PERCENT, words)
            yield finding


__all__ = ["Confidence", "as_wrong", "find"]
