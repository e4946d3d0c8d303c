"""Numbers that a sentence gives to a row of the table beside it: its year, its group."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form, read_number
from cdof_core.checker.periods import spans
from cdof_core.checker.places import Places
from cdof_core.checker.roles import Role, is_total, rate_multiplier, read_line
from cdof_core.checker.words import content
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_N = r"(?P<n>(?<![\d.,/–£-])\d(?:[\d,]*\d)?(?:\.\d+)?(?:\s?(?:%|per cent\b))?)(?![\d/–-])"
_Y = r"(?P<y>(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?!\d))?)(?![\d/–-])"
_THEN_YEAR = re.compile(rf"{_N}(?P<after>(?: [a-z][a-z-]*| per [\d,]+){{0,4}}?) in {_Y}", re.I)
_YEAR_THEN = re.compile(
    rf"\bin {_Y},? (?:there |it |this |the [a-z]+ )?(?:was|were|is|are|stood at|reached) {_N}"
    r"(?P<after>(?: per [\d,]+)?)",
    re.I,
)
_SHARE_BESIDE = re.compile(r"\s*\(\s*\d[\d.,]*\s?(?:%|per cent)\s*\)")
_WITH_SHARE = re.compile(
    rf"{_N}(?P<what>[^.;:\d(%]{{0,50}})\((?P<share>\d+(?:\.\d+)?)\s?(?:%|per cent)\)", re.I
)
_EXCUSED = re.compile(
    r"\btargets?\b|\b(?:men|women|males?|females?|boys|girls|of whom|of these|of which|among|"
    r"first[- ]time|previously|per (?:week|month|day)|revised|forecast|expected)\b",
    re.I,
)
_CHANGE = re.compile(r"\b(?:by|another|further|extra|additional|more|fewer|about|around|over)\s*$")
_BESIDE = 12
"""Lines between a sentence and the table that it may speak of without naming it."""
_FARTHEST = 0.4
_FEWEST_SHARED = 2
_LEAST_COUNT = 5
"""Below it, a number is too often another one by chance."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A number that a sentence gives to a row."""

    text: str
    number: Quantity
    kind: str
    is_changed: bool


def find(context: Context) -> Iterator[Finding]:
    """Yield numbers that the row a sentence names does not have."""
    for sentence in context.document.sentences:
        for grid in context.grids:
            if speaks_of(context, sentence, grid):
                yield from _by_year(sentence, grid)
                yield from _by_group(sentence, grid)
                yield from _beside_share(sentence, grid)


def speaks_of(context: Context, sentence: Sentence, grid: Grid) -> bool:
    """Whether a sentence may be about a table: it names it, or stands beside it and agrees."""
    return _speaks_of(context.places, sentence, grid)


@lru_cache(maxsize=16384)
def _speaks_of(places: Places, sentence: Sentence, grid: Grid) -> bool:
    # Seven rules ask it of every sentence and table.
    named = re.search(r"\btable\s+(\w+)", sentence.text, re.I)
    if named:
        return grid.table.name.lower() == f"table {named[1].lower()}"
    first, last = grid.table.lines[0], grid.table.lines[-1]
    if not (first - _BESIDE <= sentence.line <= last + _BESIDE):
        return False
    if any(places.area_of(row.label) for row in grid.rows):
        return False
    areas = set(places.named_in(sentence.text))
    labels = " ".join(line.text for line in (*grid.rows, *grid.columns))
    return areas <= set(places.named_in(f"{grid.table.title} {labels}"))


def _by_year(sentence: Sentence, grid: Grid) -> Iterator[Finding]:
    rows = {named[0]: row for row in grid.rows if len(named := spans(row.label)) == 1}
    if len(rows) <= 1:
        return
    given = [
        (span[0], _given(found, sentence.text))
        for pattern in (_THEN_YEAR, _YEAR_THEN)
        for found in pattern.finditer(sentence.text)
        if len(span := spans(found["y"])) == 1
    ]
    for span, one in given:
        row = rows.get(span)
        if row is None or one is None or one.is_changed or is_excused(sentence.text, grid):
            continue
        columns = [line for line in grid.columns if _is_meant(line, one, sentence.text, grid)]
        cells = [row.cells[grid.columns.index(line)] for line in columns]
        if len(cells) != 1 or cells[0].quantity is None or _has(row, one.number):
            continue
        if _is_near(one, cells[0], columns[0]):
            yield _as_finding(sentence, grid, one, cells[0])


def _given(found: re.Match[str], text: str) -> _Given | None:
    shown = found["n"].strip()
    number = read_number(shown)
    if number is None or re.fullmatch(r"(?:19|20)\d\d", shown):
        return None
    after = found["after"]
    kind = "percent" if re.search(r"%|cent", shown) else "number"
    if rate_multiplier(after):
        kind = f"rate{rate_multiplier(after):.0f}"
    is_changed = bool(_CHANGE.search(text[: found.start("n")]))
    return _Given(shown, number, kind, is_changed)


def is_excused(text: str, grid: Grid) -> bool:
    """Whether a sentence speaks of some of those whom the table counts."""
    labels = " ".join(line.text for line in (*grid.rows, *grid.columns)).lower()
    found = _EXCUSED.search(text)
    return bool(found) and found[0].lower() not in f"{grid.table.title.lower()} {labels}"


def _is_meant(line: Line, one: _Given, text: str, grid: Grid) -> bool:
    """Whether a column is of the kind of a number and named by its sentence, or the only one."""
    reading = read_line(line, caption=grid.table.title)
    if line.aspect in ("lower", "upper") or reading.role in (Role.LOWER, Role.UPPER):
        return False
    if one.kind == "percent":
        is_kind = reading.role is Role.PERCENT
    elif one.kind.startswith("rate"):
        is_kind = reading.role is Role.RATE and one.kind == f"rate{reading.multiplier:.0f}"
    else:
        is_kind = reading.role is Role.COUNT or (
            reading.role is Role.RATE and bool(re.search(r"\brate\b", text, re.I))
        )
    places = {cell.quantity.places > 0 for cell in line.cells if cell.quantity}
    if not is_kind or places != {one.number.places > 0}:
        return False
    label, words = content(line.label), content(text)
    if label:
        return label <= words or (len(grid.columns) == 1 and _shares(grid, words))
    return reading.role is Role.RATE or len(grid.columns) == 1


def _shares(grid: Grid, words: frozenset[str]) -> bool:
    return len(content(grid.table.title) & words) >= _FEWEST_SHARED


def _has(row: Line, number: Quantity) -> bool:
    return any(cell.quantity is not None and _is_same(number, cell) for cell in row.cells)


def _is_same(number: Quantity, cell: Cell) -> bool:
    held = cell.quantity
    return held is not None and abs(number.value - held.value) <= (
        number.high - number.value + 1e-9 if number.places <= held.places else 1e-9
    )


def _is_near(one: _Given, cell: Cell, column: Line) -> bool:
    if cell.quantity is None or cell.quantity.value <= 0:
        return False
    is_other = any(_is_same(one.number, other) for other in column.cells)
    ratio = one.number.value / cell.quantity.value
    return is_other or is_transposed(one.text, cell.text) or abs(ratio - 1) <= _FARTHEST


def _by_group(sentence: Sentence, grid: Grid) -> Iterator[Finding]:
    """A number said of one row that is another row's: labels changed places."""
    text = _plain(_SHARE_BESIDE.sub("", sentence.text))
    rows = {
        _plain(row.label): row
        for row in grid.rows
        if row.label and not spans(row.label) and not is_total(row.label)
    }
    given = list(_given_to_rows(text, rows))
    # Where a sentence quotes one row rightly, what it gives to another row is about this table.
    is_quoting = any(_has(rows[label], number) for label, number, _ in given)
    for label, number, shown in given:
        row = rows[label]
        is_whole = any(is_total(one.label) and _has(one, number) for one in grid.rows)
        if _has(row, number) or is_whole or is_excused(sentence.text, grid):
            continue
        others = [
            (other, line)
            for name, other in rows.items()
            if name != label
            for line, cell in zip(grid.columns, other.cells, strict=True)
            if cell.form is Form.NUMBER and cell.quantity and _is_exactly(number, cell)
        ]
        one = _Given(shown, number, "number", is_changed=False)
        if len({id(other) for other, _ in others}) == 1:
            cell = row.cells[grid.columns.index(others[0][1])]
            if cell.quantity is not None:
                yield _as_finding(sentence, grid, one, cell, whose=others[0][0].label)
        elif is_quoting and not others and not number.places:
            meant = _count_meant(grid, row, one)
            if meant is not None:
                yield _as_finding(sentence, grid, one, meant)


def _count_meant(grid: Grid, row: Line, one: _Given) -> Cell | None:
    """Return the one count of a row that a number near it, or with digits changed, must mean."""
    near = [
        cell
        for column, cell in zip(grid.columns, row.cells, strict=True)
        if cell.form is Form.NUMBER
        and cell.quantity is not None
        and read_line(column, caption=grid.table.title).role is Role.COUNT
        and _is_near(one, cell, column)
    ]
    return near[0] if len(near) == 1 else None


def _given_to_rows(text: str, rows: Mapping[str, Line]) -> Iterator[tuple[str, Quantity, str]]:
    """Yield each number that a sentence gives to one row: the label, the number, as printed."""
    numbers = list(re.finditer(_N, text))
    for at, found in enumerate(numbers):
        end = numbers[at + 1].start() if at + 1 < len(numbers) else len(text)
        named = [label for label in rows if _follows(text, found.end(), end, label)]
        shown = found["n"].strip()
        number = read_number(shown)
        if len(named) == 1 and number is not None and number.value >= _LEAST_COUNT:
            yield named[0], number, shown


def _beside_share(sentence: Sentence, grid: Grid) -> Iterator[Finding]:
    """A count of the row that a sentence names, with a share that is not that row's."""
    shares = [line for line in grid.columns if read_line(line).role is Role.PERCENT]
    if len(shares) != 1 or is_excused(sentence.text, grid):
        return
    words = content(sentence.text)
    for found in _WITH_SHARE.finditer(sentence.text):
        count, share = read_number(found["n"]), read_number(f"{found['share']}%")
        named = [
            row
            for row in grid.rows
            if row.label and content(row.label) and content(row.label) <= words
            and not is_total(row.label)
            and any(count and _is_exactly(count, cell) for cell in row.cells)
        ]  # fmt: skip
        if count is None or share is None or len(named) != 1 or count.value < _LEAST_COUNT:
            continue
        cell = named[0].cells[grid.columns.index(shares[0])]
        if cell.quantity is not None and not _is_same(share, cell):
            given = _Given(share.text, share, "percent", is_changed=False)
            yield _as_finding(sentence, grid, given, cell)


def _is_exactly(number: Quantity, cell: Cell) -> bool:
    held = cell.quantity
    return held is not None and number.value == held.value and number.places == held.places


def _plain(text: str) -> str:
    """Write ages alike: “50 and over” as “50+”, “30 to 49” as “30-49”."""
    lowered = text.lower().replace("–", "-")
    lowered = re.sub(r"\b(\d\d?)(?: and| or)(?: over| above| older| more)\b", r"\1+", lowered)
    return re.sub(r"\b(\d\d?) (?:to|and) (\d\d)\b(?! ?%)", r"\1-\2", lowered)


def _follows(text: str, start: int, end: int, label: str) -> bool:
    """Whether a label follows a number before the next one, itself perhaps with a number."""
    found = re.compile(rf"(?<![\w-]){re.escape(label)}(?![\w-])").search(text, start)
    if found is None:
        return False
    between = text[start : found.start()]
    return found.start() <= end and not re.search(r"[.;,]|\bwhile\b|\bwhereas\b|\bbut\b", between)


def _as_finding(
    sentence: Sentence, grid: Grid, one: _Given, cell: Cell, *, whose: str = ""
) -> Finding:
    swapped = is_transposed(one.text, cell.text)
    extra = digits_words(swapped=swapped)
    extra = f" {one.text} is the figure of “{whose}”." if whose else extra
    return at_sentence(
        sentence,
        kind=Kind.TEXT_TABLE,
        printed=one.text,
        expected=f"{cell.text}, as in {grid.place(cell)}",
        confidence=Confidence.HIGH if swapped or whose else Confidence.MEDIUM,
        wording=f"The sentence says {one.text}, {grid.table.name} {cell.text}.{extra}",
    )
