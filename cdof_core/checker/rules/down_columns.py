"""Columns against what their other rows give: averages, changes, unnamed wholes, units of rates."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import Final

from cdof_core.checker.context import Context, at_cell, at_table
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form, show
from cdof_core.checker.periods import spans
from cdof_core.checker.roles import Role, is_total, rate_multiplier, read_line
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_AVERAGE: Final = re.compile(r"(?:yearly |annual |simple )?(?:average|mean)", re.I)
_ON_BEFORE: Final = re.compile(
    r"\b(?:change|difference|increase|growth)\b.{0,12}\b(?:previous|before|prior|year on year|"
    r"last year|annual)|\b(?:annual|year[- ]on[- ]year|yearly) (?:% |percentage )?change\b",
    re.I,
)
_PERS: Final = (1e2, 1e3, 1e4, 1e5, 1e6)
_FEWEST: Final = 3
_FEWEST_HOLDING: Final = 2
_LEAST_WHOLE: Final = 20


def find(context: Context) -> Iterator[Finding]:
    """Yield cells that the other rows of their column contradict."""
    for grid in context.grids:
        for oriented in (grid, grid.turned):
            yield from _averages(oriented)
            yield from _changes(oriented)
            yield from _unnamed_whole(context, oriented)
            yield from _units(oriented)


def _averages(grid: Grid) -> Iterator[Finding]:
    """The last row of a run of counts is called their average."""
    if not grid.rows or not _AVERAGE.fullmatch(grid.rows[-1].label.strip()):
        return
    own, parts = grid.rows[-1], [row for row in grid.rows[:-1] if not is_total(row.label)]
    # Other areas may be more than the ones listed; years in a row are all there are.
    if len(parts) < _FEWEST or not all(len(spans(row.label)) == 1 for row in parts):
        return
    for at, column in enumerate(grid.columns):
        cells, said = [row.cells[at] for row in parts], own.cells[at]
        numbers = [cell.counted for cell in cells if cell.counted is not None]
        if column.aspect or said.quantity is None or len(numbers) < len(cells):
            continue
        if not all(cell.form is Form.NUMBER for cell in (*cells, said)):
            continue
        low = sum(one.low for one in numbers) / len(numbers)
        high = sum(one.high for one in numbers) / len(numbers)
        # The mean of rates is often worked out from counts that are not shown.
        if any(one.places for one in numbers) or (
            said.quantity.low <= high and low <= said.quantity.high
        ):
            continue
        follows = sum(one.value for one in numbers) / len(numbers)
        yield _at(grid, said, follows, Kind.WRONG_MEAN, f"the mean of the {len(numbers)} rows is")


def _changes(grid: Grid) -> Iterator[Finding]:
    """A column of changes on the row before, beside one of counts by year."""
    years = [spans(row.label) for row in grid.rows]
    if len(years) < _FEWEST or any(len(one) != 1 for one in years):
        return
    firsts = [one[0].first for one in years]
    if any(after != before + 1 for before, after in pairwise(firsts)):
        return
    for column in grid.columns:
        if not _ON_BEFORE.search(column.text) or column.aspect:
            continue
        ways = [
            _try(line, column, how)
            for line in grid.columns
            if line is not column and not line.aspect
            for how in (_percent, _difference)
        ]
        fits, wrong = max(ways, key=lambda way: (way[0], -len(way[1])), default=(0, []))
        if fits >= _FEWEST_HOLDING and len(wrong) < fits:
            for cell, follows in wrong:
                yield _at(grid, cell, follows, Kind.TEXT_TABLE, "the rows give")


def _try(
    values: Line, column: Line, how: Callable[[Quantity, Quantity], Quantity]
) -> tuple[int, list[tuple[Cell, float]]]:
    """Return how many changes follow from the values, and the others with what does."""
    fits, wrong = 0, list[tuple[Cell, float]]()
    for (before, after), cell in zip(pairwise(values.cells), column.cells[1:], strict=True):
        first, second = before.counted, after.counted
        if first is None or second is None or cell.quantity is None or first.low <= 0:
            continue
        follows = how(first, second)
        if follows.low <= cell.quantity.high and cell.quantity.low <= follows.high:
            fits += 1
        else:
            wrong.append((cell, follows.value))
    return fits, wrong


def _percent(first: Quantity, second: Quantity) -> Quantity:
    ends = [100 * (b / a - 1) for a, b in ((first.high, second.low), (first.low, second.high))]
    return Quantity(100 * (second.value / first.value - 1), ends[0], ends[1], "")


def _difference(first: Quantity, second: Quantity) -> Quantity:
    return Quantity(
        second.value - first.value, second.low - first.high, second.high - first.low, ""
    )


def _unnamed_whole(context: Context, grid: Grid) -> Iterator[Finding]:
    """A first or last row that is the sum of the others in every column of counts but one."""
    if any(is_total(row.label) or spans(row.label) for row in grid.rows):
        return
    for whole in (grid.rows[0], grid.rows[-1]) if len(grid.rows) > _FEWEST else ():
        parts = [row for row in grid.rows if row is not whole]
        if not context.places.area_of(whole.label):
            continue
        holds, wrong = 0, list[tuple[Cell, float]]()
        for at, column in enumerate(grid.columns):
            cells, said = [row.cells[at] for row in parts], whole.cells[at]
            are_whole = all(_is_count(cell) for cell in (*cells, said))
            if read_line(column, caption=grid.table.title).role not in (Role.COUNT, Role.NUMBER):
                continue
            if not are_whole or said.quantity is None or said.quantity.value < _LEAST_WHOLE:
                return
            added = sum(cell.quantity.value for cell in cells if cell.quantity)
            holds += added == said.quantity.value
            if added != said.quantity.value:
                wrong.append((said, added))
        if holds >= _FEWEST_HOLDING and len(wrong) == 1:
            yield _at(grid, *wrong[0], Kind.WRONG_TOTAL, "the rows beside it add up to")


def _is_count(cell: Cell) -> bool:
    return cell.form is Form.NUMBER and cell.quantity is not None and not cell.quantity.places


def _units(grid: Grid) -> Iterator[Finding]:
    """A column of rates that all follow from two columns, but per ten times more or fewer."""
    counts = [
        line
        for line in grid.columns
        if read_line(line, caption=grid.table.title).role is Role.COUNT and not line.aspect
    ]
    for column in grid.columns:
        per = rate_multiplier(column.text) or rate_multiplier(grid.table.title)
        if not per or read_line(column, caption=grid.table.title).role is not Role.RATE:
            continue
        for top, bottom in ((a, b) for one in combinations(counts, 2) for a, b in (one, one[::-1])):
            fitting = [one for one in _PERS if _follow(column, top, bottom, one)]
            if fitting and per not in fitting:
                yield at_table(
                    grid,
                    kind=Kind.WRONG_RATE,
                    printed=column.text,
                    expected=f"per {fitting[0]:,.0f}",
                    wording=(
                        f"The rates follow from “{top.label}” and “{bottom.label}” per "
                        f"{fitting[0]:,.0f}, not per {per:,.0f}: the unit is wrong."
                    ),
                )
                return


def _follow(column: Line, top: Line, bottom: Line, per: float) -> bool:
    """Whether every rate of a column follows from two counts."""
    rows = [
        (cell.quantity, over.counted, under.counted)
        for cell, over, under in zip(column.cells, top.cells, bottom.cells, strict=True)
        if cell.quantity is not None
    ]
    return len(rows) >= _FEWEST and all(
        over is not None
        and under is not None
        and 0 < over.value < under.low
        and over.over(under, multiplier=per).agrees(rate)
        for rate, over, under in rows
    )


def _at(grid: Grid, cell: Cell, follows: float, kind: Kind, words: str) -> Finding:
    expected = show(follows, like=cell.quantity)
    swapped = is_transposed(cell.text, expected)
    return at_cell(
        grid,
        cell,
        kind=Kind.TRANSPOSITION if swapped else kind,
        expected=expected,
        confidence=Confidence.MEDIUM,
        wording=f"{cell.text} is printed; {words} {expected}.{digits_words(swapped=swapped)}",
    )
