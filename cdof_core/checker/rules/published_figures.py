"""Printed figures against those that the snapshot publishes for the same measure, area and year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_cell, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.measures import (
    Measure,
    agrees,
    measure_in,
    periods_in,
    shown_values,
    values_of,
)
from cdof_core.checker.numbers import Cell, Form, read_number
from cdof_core.checker.roles import Role, read_line
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_N = r"£?\d[\d,]*(?:\.\d+)?\s?%?"
_STATED = re.compile(rf"\b(?:was|were|is|are|stood at|reached|of|at|:)\s+(?:about )?(?P<n>{_N})")
_BRACKET = re.compile(rf"\s*(?:[’']s)?(?: average| rate| figure)?\s*\(\s*(?P<n>{_N})")
_BACK = re.compile(r"^\W*(?:This|It|The (?:rate|share|number|figure|difference))\b")
_OTHER_BASE = re.compile(
    r"pooled|neighbour|region|group|estimate of|target|forecast|fewer than", re.I
)
_NOT_VALUE = re.compile(
    r"benchmark|interval|lower|upper|\bci\b|limit|rank|judg|trend|change|previous|population|"
    r"denominator|target|quintile|decile",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Subject:
    measure: Measure
    area: str
    periods: frozenset[str]
    sentence: Sentence


def find(context: Context) -> Iterator[Finding]:
    """Yield figures that differ from every published edition of the same figure."""
    if not context.published.indicators:
        return
    yield from _in_sentences(context)
    for grid in context.grids:
        yield from _in_table(context, grid)


def _in_sentences(context: Context) -> Iterator[Finding]:
    last: _Subject | None = None
    for sentence in context.document.sentences:
        measure = measure_in(sentence.text, context.published.indicators)
        areas = [
            name for name in context.places.named_in(sentence.text) if name in context.places.known
        ]
        if measure is not None and areas:
            last = _Subject(measure, areas[0], periods_in(sentence.text), sentence)
            yield from _stated(context, last)
        elif last is not None and _follows(last, sentence):
            yield from _compared(context, last, sentence)
        elif last is not None and last.sentence.line != sentence.line:
            last = None


def _follows(last: _Subject, sentence: Sentence) -> bool:
    return sentence.line == last.sentence.line and bool(_BACK.match(sentence.text))


def _stated(context: Context, subject: _Subject) -> Iterator[Finding]:
    text = subject.sentence.text
    found = _STATED.search(text, subject.measure.end)
    if found is None or _OTHER_BASE.search(text[: found.start()]):
        return
    number = read_number(found["n"].strip().rstrip(",."))
    after = text[found.end() : found.end() + 2]
    if number is None or re.match(r"[/–-]\d", after):
        return
    yield from _against(context, subject, subject.area, number, subject.sentence)


def _compared(context: Context, subject: _Subject, sentence: Sentence) -> Iterator[Finding]:
    """“This is lower than England (4.8%)”: the measure and year of the sentence before."""
    if _OTHER_BASE.search(sentence.text):
        return
    for name in context.places.named_in(sentence.text):
        place = sentence.text.lower().find(name) + len(name)
        found = _BRACKET.match(sentence.text, place)
        number = read_number(found["n"].strip().rstrip(",.")) if found else None
        if number is not None and name in context.places.known:
            yield from _against(context, subject, name, number, sentence)


def _against(
    context: Context, subject: _Subject, area: str, number: Quantity, sentence: Sentence
) -> Iterator[Finding]:
    code = context.places.known[area].code
    held = values_of(context.published, subject.measure, code, subject.periods)
    if not held or any(agrees(one, number) for one in held):
        return
    expected = shown_values(held, number)
    swapped = any(is_transposed(number.text, text) for text in expected.split(" or "))
    extra = digits_words(swapped=swapped)
    yield at_sentence(
        sentence,
        kind=Kind.PUBLISHED,
        printed=number.text,
        expected=expected,
        confidence=Confidence.HIGH if subject.periods else Confidence.LOW,
        wording=(
            f"{number.text} is printed; the published figure for {context.places.known[area].name} "
            f"is {expected} ({held[0].period}).{extra}"
        ),
    )


def _in_table(context: Context, grid: Grid) -> Iterator[Finding]:
    indicators = context.published.indicators
    title = grid.table.title
    by_title = measure_in(title, indicators, is_title=True)
    title_areas = [name for name in context.places.named_in(title) if name in context.places.known]
    columns = [
        (column, measure_in(column.text, indicators, whole=True), _area(context, column))
        for column in grid.columns
        if _may_hold_values(grid, column)
    ]
    for row in grid.rows:
        by_row, row_area = measure_in(row.text, indicators, whole=True), _area(context, row)
        for column, by_column, column_area in columns:
            measure = by_row or by_column or by_title
            area = row_area or column_area or (title_areas[0] if title_areas else "")
            if measure is None or not area or (measure is by_title and not _is_alone(grid, column)):
                continue
            cell = row.cells[grid.columns.index(column)]
            if cell.quantity is not None and cell.form in (Form.NUMBER, Form.PERCENT):
                periods = _periods(row, column, title)
                yield from _cell_against(context, grid, cell, (measure, area, periods))


def _may_hold_values(grid: Grid, column: Line) -> bool:
    role = read_line(column, caption=grid.table.title).role
    return not column.aspect and role is not Role.CHANGE and not _NOT_VALUE.search(column.text)


def _is_alone(grid: Grid, column: Line) -> bool:
    """Whether a measure named in the caption only can be this column."""
    same = [other for other in grid.columns if other.labels[-1:] == column.labels[-1:]]
    named = re.search(r"rate|value|%|per |number|deaths|^(?:19|20)\d\d", column.label, re.I)
    return len(grid.columns) == 1 or bool(named and len(same) <= 1)


def _area(context: Context, line: Line) -> str:
    for text in line.labels:
        area = context.places.area_of(text)
        if area in context.places.known:
            return area
    return ""


def _periods(row: Line, column: Line, title: str) -> frozenset[str]:
    beside = " ".join(cell.text for cell in row.cells if cell.form in (Form.PERIOD, Form.WORDS))
    for text in (f"{row.text} {column.text}", beside, title):
        found = periods_in(text)
        if found:
            return found
    return frozenset()


def _cell_against(
    context: Context, grid: Grid, cell: Cell, what: tuple[Measure, str, frozenset[str]]
) -> Iterator[Finding]:
    measure, area, periods = what
    number = cell.quantity
    if number is None or not periods:
        return
    code = context.places.known[area].code
    held = values_of(context.published, measure, code, periods)
    if not held or any(agrees(one, number) for one in held):
        return
    if not _is_alike(held_values(held), number):
        # A count under a rate's name, or another unit: not this figure misprinted.
        return
    expected = shown_values(held, number)
    yield at_cell(
        grid,
        cell,
        kind=Kind.PUBLISHED,
        expected=expected,
        confidence=Confidence.MEDIUM,
        wording=(
            f"{cell.text} is printed; the published figure for {context.places.known[area].name} "
            f"is {expected} ({held[0].period})."
        ),
    )


def held_values(held: Sequence[object]) -> Iterable[float]:
    """Return the plain numbers of published values."""
    return [float(getattr(one, "value", 0.0)) for one in held]


def _is_alike(values: Iterable[float], number: Quantity) -> bool:
    return any(
        value > 0 and number.value > 0 and 1 / 3 < number.value / value < 3  # noqa: PLR2004
        for value in values
    )
