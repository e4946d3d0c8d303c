"""Sums that a table claims: a total and its parts, for the rules on totals and on disclosure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form
from cdof_core.checker.periods import Span, spans
from cdof_core.checker.roles import ADDITIVE, Role, is_total, read_line, role_of_words, says_total
from cdof_core.checker.words import is_of_each
from cdof_core.statistics.printed_numbers import gives_away

_FEWEST_FOR_ROUNDING = 6
_ROUNDED_TO = re.compile(
    r"\brounded to (?:the )?(?:nearest )?(?P<step>5|10|50|100)\b(?![,.]?\d)", re.I
)
_NOT_ADDED = re.compile(r"average|mean|rate\b|ratio|population|expected|median|per \d", re.I)
_QUARTER = re.compile(r"\bQ(?:uarter)? ?(?P<number>[1-4])\b", re.I)
_QUARTERS = 4
_SPLITS = re.compile(r"break ?downs?|of which|made up of|comprising|consist", re.I)


@dataclass(frozen=True, slots=True)
class Sum:
    """One claim that a cell is the sum of others.

    Attributes:
        grid: Grid they stand in.
        whole: The total.
        parts: What it is said to be the sum of.
        name: Label of the total.
        group: Same for sums claimed by the same pair of lines in different units.
        is_exhaustive: Whether the table claims that the parts are all of it.
        is_said: Whether the label says outright that it is a total.
    """

    grid: Grid
    whole: Cell
    parts: tuple[Cell, ...]
    name: str
    group: str
    is_exhaustive: bool = True
    is_said: bool = True

    def bounds(self, step: float = 1.0) -> tuple[float, float] | None:
        """Return the least and the most the parts can add up to; None where one is missing."""
        low = high = 0.0
        slack = step / 2 if step > 1 else 0.0
        for cell in self.parts:
            if cell.form is Form.HIDDEN:
                high += cell.below - 1 if cell.below else float("inf")
            elif cell.counted is None:
                return None
            else:
                low += cell.counted.low - slack
                high += cell.counted.high + slack
        return low, high

    @property
    def hidden(self) -> tuple[Cell, ...]:
        """Its hidden parts."""
        return tuple(cell for cell in self.parts if cell.form is Form.HIDDEN)


def rounding_of(grid: Grid) -> float:
    """Return what a table's counts are rounded to: as it says, or as all of them show; else 1."""
    said = _ROUNDED_TO.search(" ".join((grid.table.title, *grid.table.notes)))
    if said is not None:
        return float(said["step"])
    values = [
        cell.quantity.value
        for cell in grid.cells
        if cell.form is Form.NUMBER and cell.quantity is not None and not cell.quantity.places
    ]
    large = [value for value in values if value >= 10]  # noqa: PLR2004
    if len(large) < _FEWEST_FOR_ROUNDING:
        return 1.0
    for step in (100.0, 10.0, 5.0):
        if all(value % step == 0 for value in values):
            return step
    return 1.0


def sums_of(grid: Grid) -> list[Sum]:
    """Return every sum that the labels of a table claim."""
    found: dict[tuple[int, tuple[int, ...]], Sum] = {}
    for oriented in (grid, grid.turned):
        for equation in (
            *_totals(oriented),
            *_years(oriented),
            *_quarters(oriented),
            *_groups(oriented),
            *_breakdowns(oriented),
        ):
            key = id(equation.whole), tuple(sorted(id(cell) for cell in equation.parts))
            found.setdefault(key, equation)
    return list(found.values())


def _totals(grid: Grid) -> Iterator[Sum]:
    """Columns (or rows) whose label says that they are a total."""
    lines = grid.columns
    for at, line in enumerate(lines):
        if not is_total(line.label) or line.aspect in ("lower", "upper"):
            continue
        choices = [choice for choice in _choices(lines, at) if len(choice) > 1]
        if not choices:
            continue
        best = max(choices, key=lambda choice: (_holding(grid, at, choice), -choices.index(choice)))
        yield from _sums(grid, at, best)


def _choices(lines: Sequence[Line], at: int) -> Iterator[list[int]]:
    """Yield what may be the parts of a total, the likeliest first."""
    total = lines[at]
    same = [
        other
        for other, line in enumerate(lines)
        if other != at and line.aspect == total.aspect and not _is_foreign(line, total)
    ]
    before = [other for other in same if other < at]
    block: list[int] = []
    for other in reversed(before):
        if is_total(lines[other].label):
            break
        block.insert(0, other)
    grouped = [
        other
        for other in same
        if lines[other].labels[:-1] == total.labels[:-1] and not is_total(lines[other].label)
    ]
    own = [other for other in block if lines[other].labels[:-1] == total.labels[:-1]]
    yield own or block
    if len(total.labels) == 1 or not own:
        yield block
    yield grouped
    if len(total.labels) > 1 and grouped:
        return
    yield [other for other in before if not is_total(lines[other].label)]
    yield [other for other in before if is_total(lines[other].label)]
    after: list[int] = []
    for other in same:
        if other > at:
            if is_total(lines[other].label):
                break
            after.append(other)
    yield after


def _is_foreign(line: Line, total: Line) -> bool:
    """Whether a line is of another measure than the total."""
    mine, yours = read_line(total).role, read_line(line).role
    if yours not in ADDITIVE or yours is Role.EXPECTED:
        return True
    return (mine in ADDITIVE and {mine, yours} >= {Role.PERCENT, Role.COUNT}) or (
        mine is not yours and Role.PERCENT in (mine, yours)
    )


def _holding(grid: Grid, at: int, choice: list[int]) -> int:
    return sum(
        (bounds := equation.bounds()) is not None
        and equation.whole.counted is not None
        and bounds[0] <= equation.whole.counted.high + 1e-9
        and equation.whole.counted.low <= bounds[1] + 1e-9
        for equation in _sums(grid, at, choice)
    )


def _sums(grid: Grid, at: int, choice: Sequence[int]) -> Iterator[Sum]:
    total = grid.columns[at]
    for unit, whole in enumerate(total.cells):
        parts = tuple(grid.columns[other].cells[unit] for other in choice)
        if not _is_additive(grid, unit, whole, parts):
            continue
        filled = tuple(part for part in parts if part.form is not Form.BLANK)
        if whole.is_number and len(filled) > 1 and len(filled) == len(parts):
            group = f"{grid.is_turned}:{at}:{','.join(map(str, choice))}"
            said = says_total(total.label) or bool(spans(total.label))
            yield Sum(grid, whole, parts, total.text, group, is_said=said)


def _is_additive(grid: Grid, unit: int, whole: Cell, parts: Sequence[Cell]) -> bool:
    row, read = grid.rows[unit], read_line(grid.rows[unit])
    named = role_of_words(row.label) or role_of_words(row.text)
    if named is not None and named.role not in ADDITIVE:
        return False
    if is_of_each(row.label) or read.role not in ADDITIVE or row.aspect in ("lower", "upper"):
        return False
    forms = {cell.form for cell in (whole, *parts) if cell.is_number}
    if len(forms) > 1:
        return False
    if Form.PERCENT in forms or read.role is Role.PERCENT:
        # Percentages add up where their whole is 100; elsewhere their "total" is an average.
        return whole.quantity is not None and abs(whole.quantity.value - 100) < 5  # noqa: PLR2004
    is_decimal = any(cell.quantity is not None and cell.quantity.places for cell in (whole, *parts))
    return not (is_decimal and Form.MONEY not in forms and Form.NUMBER in forms)


def _years(grid: Grid) -> Iterator[Sum]:
    """Lines labelled with a span of years, over lines labelled with each of its years."""
    single: dict[int, int] = {}
    for at, line in enumerate(grid.columns):
        named = spans(line.label)
        if len(named) == 1 and named[0].years == 1 and not _NOT_ADDED.search(line.label):
            single.setdefault(named[0].first, at)
    for at, line in enumerate(grid.columns):
        named = spans(line.label)
        if len(named) != 1 or named[0].years < 2 or _NOT_ADDED.search(line.text):  # noqa: PLR2004
            continue
        if read_line(line).role not in (Role.COUNT, Role.NUMBER):
            continue
        choice = [single[year] for year in _years_of(named[0]) if year in single]
        if len(choice) == named[0].years and at not in choice:
            yield from _sums(grid, at, choice)


def _quarters(grid: Grid) -> Iterator[Sum]:
    """A line labelled with a year, over lines labelled with each of its four quarters."""
    quarters: dict[tuple[Span, ...], dict[str, int]] = {}
    for at, line in enumerate(grid.columns):
        if (found := _QUARTER.search(line.text)) and not _NOT_ADDED.search(line.text):
            quarters.setdefault(spans(line.text), {}).setdefault(found["number"], at)
    for at, line in enumerate(grid.columns):
        named = spans(line.text)
        own = quarters.get(named, {})
        is_year = len(named) == 1 and named[0].years == 1 and not _QUARTER.search(line.text)
        if is_year and len(own) == _QUARTERS and read_line(line).role in (Role.COUNT, Role.NUMBER):
            yield from _sums(grid, at, sorted(own.values()))


def _years_of(span: Span) -> range:
    return range(span.first, span.last + 1)


def _groups(grid: Grid) -> Iterator[Sum]:
    """A row without a second label, over rows that repeat its first label and add one."""
    under: dict[str, list[int]] = {}
    for at, line in enumerate(grid.columns):
        if len(line.labels) == 2:  # noqa: PLR2004
            under.setdefault(line.labels[0], []).append(at)
    for at, line in enumerate(grid.columns):
        if len(line.labels) != 1 or is_total(line.label):
            continue
        choice = under.get(line.labels[0], [])
        if len(choice) > 1 and not line.is_continued:
            for equation in _sums(grid, at, choice):
                yield Sum(
                    grid,
                    equation.whole,
                    equation.parts,
                    line.text,
                    equation.group,
                    is_exhaustive=False,
                )


def _breakdowns(grid: Grid) -> Iterator[Sum]:
    """Rows after a heading that says it breaks a total down, and that total above it."""
    if not grid.is_turned:
        return
    labels = [line.label for line in grid.columns]
    total_at: int | None = None
    at = 0
    while at < len(labels):
        has_number = any(cell.is_number for cell in grid.columns[at].cells)
        if has_number and re.search(r"\btotal\b", labels[at], re.I) and not _opened(labels, at):
            total_at = at
        elif not has_number and _SPLITS.search(labels[at]) and total_at is not None:
            choice: list[int] = []
            while at + 1 < len(labels) and _continues(grid, at + 1, total_at):
                at += 1
                choice.append(at)
            if len(choice) > 1:
                yield from _sums(grid, total_at, choice)
        at += 1


def _opened(labels: Sequence[str], at: int) -> bool:
    return at > 0 and bool(_SPLITS.search(labels[at - 1]))


def _continues(grid: Grid, at: int, total_at: int) -> bool:
    line = grid.columns[at]
    mine = [cell.form for cell in line.cells if cell.is_number]
    whole = [cell.form for cell in grid.columns[total_at].cells if cell.is_number]
    same = len(line.labels) == 1 or line.labels[0] == grid.columns[total_at].labels[0]
    return bool(mine) and mine == whole and same and not is_total(line.label)


def is_disclosed(residual: float, hidden: Sequence[Cell]) -> bool:
    """Whether a whole less its visible parts says more of its hidden ones than was meant."""
    if any(cell.below is None for cell in hidden):
        # A sign may hide any number: only a single one, or nothing left, is given away.
        return len(hidden) == 1 or residual == 0
    if residual > sum(cell.limit - 1 for cell in hidden):
        # The sum itself cannot be right; that is for the rule on totals to say.
        return False
    return gives_away(residual, [cell.limit for cell in hidden])
