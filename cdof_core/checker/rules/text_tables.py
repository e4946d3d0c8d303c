"""Numbers of a sentence against the cell of a table that its words name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.grid import Grid
from cdof_core.checker.named_cells import in_words_of, names_area, names_row, score_cell
from cdof_core.checker.numbers import Cell, Form, read_number
from cdof_core.checker.periods import spans
from cdof_core.checker.roles import Role, rate_multiplier, read_line
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?\s?(?:%|per cent|m\b|million\b|k\b)?")
_NOT_A_FIGURE = re.compile(
    r"(?:table|figure|section|chapter|page|tier|phase|step|wave|quarter|cluster|aged?|ages|under|"
    r"over|within|class|level|no\.|appendix|than|least|most|nearly|about|around|approximately|"
    r"almost|by|of)\s*$",
    re.I,
)
_APPROXIMATE = re.compile(
    r"(?:about|around|nearly|approximately|almost|over|more than|some)\s*$", re.I
)
_AFTER = re.compile(
    r"^\s*(?:years?|months?|weeks?|days?|hours?|times|ci\b|confidence|-year|\+|st\b|nd\b|rd\b|th\b|"
    r"percentage points?|points?|/\d|-\d|–\d|and over)",
    re.I,
)
# The limits of an interval are no figures of their own.
_LIMIT = re.compile(r"\b(?:interval|CI)\b[^\w.]*(?:[\d.,%]+ ?(?:to|[-–]) ?)?$", re.I)
# "From Ashby (45.6) to Colne (2.8)": a number in brackets is of the place named before them.
_OWNER = re.compile(r"[A-Z][\w’'-]*(?:(?: (?:of|and|upon|the) | )[A-Z][\w’'-]*)* \($")
_FARTHEST = 0.4


@dataclass(frozen=True, slots=True)
class _Named:
    """A number in a sentence."""

    text: str
    quantity: Quantity
    kind: str
    start: int
    is_approximate: bool
    owner: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    grid: Grid
    cell: Cell
    score: float


def find(context: Context) -> Iterator[Finding]:
    """Yield numbers that differ from the only cell a sentence can mean."""
    for sentence in context.document.sentences:
        numbers = _numbers(sentence.text)
        if not numbers or re.search(
            r"\btarget\b|\bchange|increase of|fall of|rise of", sentence.text
        ):
            continue
        for grid in context.grids:
            yield from _against(context, sentence, numbers, grid)


def _numbers(text: str) -> list[_Named]:
    found: list[_Named] = []
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        shown = match[0].strip()
        number = read_number(shown)
        is_year = bool(re.fullmatch(r"(?:19|20)\d\d", shown)) or bool(
            re.search(r"\d[/–-]$", before)
        )
        is_word = bool(re.search(r"[A-Za-z<>]$|per $|/$|\d[,.]$", before))
        if number is None or is_year or is_word or _AFTER.match(after):
            continue
        if _LIMIT.search(before):
            continue
        if _NOT_A_FIGURE.search(before) and "%" not in shown and not number.places:
            continue
        kind = "percent" if re.search(r"%|cent", shown) else "number"
        if rate_multiplier(after[:16]) and re.match(r"\s*(?:\w+ ){0,1}per\b", after):
            kind = f"rate{rate_multiplier(after[:16]):.0f}"
        owner = _OWNER.search(before)
        found.append(
            _Named(
                shown,
                number,
                kind,
                match.start(),
                bool(_APPROXIMATE.search(before)),
                owner[0].rstrip(" (") if owner else "",
            )
        )
    return found


def _against(
    context: Context, sentence: Sentence, numbers: Sequence[_Named], grid: Grid
) -> Iterator[Finding]:
    candidates = _candidates(context, in_words_of(grid, sentence.text), grid)
    if not candidates:
        return
    matched: set[int] = set()
    for number in numbers:
        for at, one in enumerate(candidates):
            if _is_same(number, one.cell):
                matched.add(at)
    # The same number in the row of a place that the sentence does not name is a coincidence.
    every = [
        cell
        for row in grid.rows
        for cell in row.cells
        if not (area := context.places.area_of(row.label)) or names_area(sentence.text, area)
    ]
    for number in numbers:
        if number.is_approximate or _is_quoted(number, every):
            continue
        left = [
            one
            for at, one in enumerate(candidates)
            if at not in matched
            and _is_of(context, number, one)
            and _is_near(number, one.cell)
            and _is_kind(number, one, grid)
        ]
        if not left:
            continue
        best = max(one.score for one in left)
        top = [one for one in left if one.score == best]
        swapped = [one for one in top if is_transposed(number.text, one.cell.text)]
        own = [one for one in top if not _is_compared(one)]
        top = swapped or own or top
        if len({one.cell.text for one in top}) != 1:
            continue
        yield _as_finding(sentence, number, top[0])


def _is_of(context: Context, number: _Named, one: _Candidate) -> bool:
    """Whether a cell may be of the place that a number in brackets follows."""
    name = context.places.area_of(number.owner) if number.owner else ""
    if not name or context.places.is_comparator(name):
        return True
    row = next(line for line in one.grid.rows if any(cell is one.cell for cell in line.cells))
    column = next(line for line in one.grid.columns if any(cell is one.cell for cell in line.cells))
    return name in context.places.named_in(f"{row.text} {column.text} {one.grid.table.title}")


def _is_compared(one: _Candidate) -> bool:
    column = next(line for line in one.grid.columns if any(cell is one.cell for cell in line.cells))
    return bool(re.search(r"benchmark|england|comparator|national|region", column.text, re.I))


def _candidates(context: Context, text: str, grid: Grid) -> list[_Candidate]:
    named = re.search(r"\btable\s+(\w+)", text, re.I)
    is_named = (
        bool(named) and grid.table.name.lower() == f"table {named[1].lower()}" if named else False
    )
    if named and not is_named:
        return []
    years = set(spans(text))
    if not years and _has_several_years(grid):
        return []
    found: list[_Candidate] = []
    for row in grid.rows:
        if not names_row(context.places, text, row):
            continue
        for column, cell in zip(grid.columns, row.cells, strict=True):
            if cell.quantity is None or cell.form is Form.PERIOD:
                continue
            labels = f"{row.text} {column.text}"
            own = set(spans(labels)) or set(spans(grid.table.title))
            if own and years and not own & years:
                continue
            score = score_cell(context.places, text, grid, (row, column))
            if score > 0:
                found.append(_Candidate(grid, cell, score + (2 if is_named else 0)))
    return found


@lru_cache(maxsize=512)
def _has_several_years(grid: Grid) -> bool:
    return len(set(spans(" ".join(row.text for row in grid.rows)))) > 1


def _is_same(number: _Named, cell: Cell) -> bool:
    """Whether a number is a cell's, or the cell's rounded to fewer places."""
    if cell.quantity is None:
        return False
    given, held = number.quantity, cell.quantity
    if given.places >= held.places:
        return abs(given.value - held.value) < held.high - held.value
    return abs(given.value - held.value) <= given.high - given.value + 1e-9


def _is_quoted(number: _Named, cells: Sequence[Cell]) -> bool:
    """Whether a number stands somewhere in the table as it is written."""
    return any(
        cell.quantity is not None
        and cell.quantity.places == number.quantity.places
        and _is_same(number, cell)
        for cell in cells
    )


def _is_near(number: _Named, cell: Cell) -> bool:
    if cell.quantity is None or cell.quantity.value <= 0:
        return False
    if is_transposed(number.text, cell.text):
        return True
    return abs(number.quantity.value / cell.quantity.value - 1) <= _FARTHEST


def _is_kind(number: _Named, one: _Candidate, grid: Grid) -> bool:
    column = next(
        (line for line in grid.columns if any(cell is one.cell for cell in line.cells)), None
    )
    if column is None:
        return False
    reading = read_line(column, caption=grid.table.title)
    if number.kind == "percent":
        return reading.role is Role.PERCENT or one.cell.form is Form.PERCENT
    if number.kind.startswith("rate"):
        return reading.role is Role.RATE and number.kind == f"rate{reading.multiplier:.0f}"
    if one.cell.form is Form.PERCENT or reading.role in (Role.LOWER, Role.UPPER, Role.PERCENT):
        return False
    has_places = one.cell.quantity is not None and bool(one.cell.quantity.places)
    is_rate = reading.role in (Role.RATE, Role.RATIO, Role.MEAN, Role.NUMBER)
    return bool(number.quantity.places) == has_places and (has_places or not is_rate)


def _as_finding(sentence: Sentence, number: _Named, one: _Candidate) -> Finding:
    swapped = is_transposed(number.text, one.cell.text)
    extra = digits_words(swapped=swapped)
    return at_sentence(
        sentence,
        kind=Kind.TEXT_TABLE,
        printed=number.text,
        expected=f"{one.cell.text}, as in {one.grid.place(one.cell)}",
        confidence=Confidence.HIGH if swapped else Confidence.MEDIUM,
        wording=(f"The sentence says {number.text}, {one.grid.table.name} {one.cell.text}.{extra}"),
    )
