"""Columns that say how they follow from two others: a change, a difference, a cost a head."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Final

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form, counted, show
from cdof_core.checker.periods import spans
from cdof_core.checker.roles import Role, read_line
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_UNIT_COST: Final = re.compile(
    r"(?:£|cost|spend|spent)[^|]*\b(?:per|an?|each) (?:head|client|person|adult|case|episode|place|"
    r"user|resident|bed|exit|completion)\b",
    re.I,
)
_POINTS: Final = re.compile(r"\bpoints?\b|\bpp\b", re.I)
_PER_CENT: Final = re.compile(r"%|per ?cent", re.I)
_LOWER_IS_MORE: Final = re.compile(r"\b(?:reduction|decrease|fall|saving)\b", re.I)
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to compute a column from two others, and how it does."""

    words: str
    follows: Sequence[Quantity | None]
    fits: int
    misfits: tuple[int, ...]


def find(context: Context) -> Iterator[Finding]:
    """Yield cells that do not follow as the rest of their column does."""
    for grid in context.grids:
        for oriented in (grid, grid.turned):
            yield from _changes(oriented)
            yield from _unit_costs(oriented)


def _changes(grid: Grid) -> Iterator[Finding]:
    """A column of changes between two columns of one kind, the earlier first."""
    for column in grid.columns:
        if read_line(column).role is not Role.CHANGE or column.aspect:
            continue
        values = [
            line
            for line in grid.columns
            if line is not column
            and not line.aspect
            and read_line(line, caption=grid.table.title).role
            in (Role.COUNT, Role.MONEY, Role.RATE, Role.PERCENT, Role.NUMBER)
        ]
        ways = [
            _try(column, first, second, words, how)
            for first, second in combinations(values, 2)
            for words, how in _hows(column, first, second)
        ]
        yield from _told(grid, column, ways)


def _hows(
    column: Line, first: Line, second: Line
) -> Iterator[tuple[str, Callable[[Quantity, Quantity], Quantity]]]:
    """Yield how a change may be meant: per cent of the earlier, or the plain difference."""
    at = spans(first.label), spans(second.label)
    is_backwards = bool(at[0]) and bool(at[1]) and at[0] > at[1]
    before, after = (second, first) if is_backwards else (first, second)
    names = f"“{before.label}” to “{after.label}”"
    sign = -1.0 if _LOWER_IS_MORE.search(column.label) else 1.0
    is_percent = any(cell.form is Form.PERCENT for cell in column.cells)

    def order(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
        return (other, one) if is_backwards else (one, other)

    def relative(one: Quantity, other: Quantity) -> Quantity:
        old, new = order(one, other)
        return _times(new.over(old, multiplier=100.0) - _exactly(100.0), sign)

    def plain(one: Quantity, other: Quantity) -> Quantity:
        old, new = order(one, other)
        return _times(new - old, sign)

    if is_percent or _PER_CENT.search(column.label):
        yield f"the change from {names}", relative
    if not is_percent or _POINTS.search(column.label) or first.cells[0].form is Form.PERCENT:
        yield f"the difference from {names}", plain


def _unit_costs(grid: Grid) -> Iterator[Finding]:
    """A column of pounds a head beside one of pounds and one of people."""
    for column in grid.columns:
        if not _UNIT_COST.search(column.label) or read_line(column).role is Role.CHANGE:
            continue
        others = [line for line in grid.columns if line is not column and not line.aspect]
        ways = [
            _try(column, money, people, f"“{money.label}” ÷ “{people.label}”", _divide)
            for money, people in permutations(others, 2)
            if read_line(money).role is Role.MONEY and read_line(people).role is Role.COUNT
        ]
        yield from _told(grid, column, ways)


def _divide(money: Quantity, people: Quantity) -> Quantity:
    return money.over(people, multiplier=1.0)


def _try(
    column: Line,
    first: Line,
    second: Line,
    words: str,
    how: Callable[[Quantity, Quantity], Quantity],
) -> _Way:
    follows: list[Quantity | None] = []
    fits, misfits = 0, []
    for unit, (cell, one, other) in enumerate(
        zip(column.cells, first.cells, second.cells, strict=True)
    ):
        made = _made(one, other, how)
        follows.append(made)
        if made is None or cell.quantity is None:
            continue
        if made.agrees(cell.quantity):
            fits += 1
        else:
            misfits.append(unit)
    return _Way(words, follows, fits, tuple(misfits))


def _made(one: Cell, other: Cell, how: Callable[[Quantity, Quantity], Quantity]) -> Quantity | None:
    if one.quantity is None or other.quantity is None:
        return None
    if one.quantity.value <= 0 or other.quantity.value <= 0:
        return None
    return how(counted(one.quantity), counted(other.quantity))


def _told(grid: Grid, column: Line, ways: Sequence[_Way]) -> Iterator[Finding]:
    """Tell of the cells that the best way leaves, where it holds for most of the others."""
    best = max(ways, key=lambda way: (way.fits, -len(way.misfits)), default=None)
    if best is None or best.fits < _FEWEST or best.fits <= len(best.misfits):
        return
    for unit in best.misfits:
        cell, made = column.cells[unit], best.follows[unit]
        if cell.quantity is None or made is None:
            continue
        expected = show(made.value, like=cell.quantity)
        swapped = is_transposed(cell.text, expected)
        extra = digits_words(swapped=swapped)
        yield at_cell(
            grid,
            cell,
            kind=Kind.TRANSPOSITION if swapped else Kind.TEXT_TABLE,
            expected=expected,
            confidence=Confidence.HIGH if best.fits > _FEWEST else Confidence.MEDIUM,
            wording=f"{cell.text} is printed; {best.words} gives {expected}.{extra}",
        )


def _exactly(value: float) -> Quantity:
    return Quantity(value, value, value, "")


def _times(number: Quantity, sign: float) -> Quantity:
    low, high = sorted((sign * number.low, sign * number.high))
    return Quantity(sign * number.value, low, high, number.text, number.places)
