"""Hidden counts that a whole without a name, another table or a sentence gives away."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.equations import is_disclosed, sums_of
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form, read_number
from cdof_core.checker.periods import Span, spans
from cdof_core.checker.roles import Role, is_total, read_line
from cdof_core.checker.words import MEN, WOMEN, content, label_key

_BY = re.compile(r"\bby (?:[a-z-]+ ?)+")
_NUMBERED = re.compile(r"^\W*(?:table|figure)\s+\w+\W*", re.I)
_COUNT = re.compile(r"(?<![\d.,/–-])\d[\d,]*(?![\d.,]*(?:\d|\s?%|\s?per\b|[/–-]\d))")
_NOT_ADDED = re.compile(r"\b(?:rates?|average|mean|median|per)\b|%", re.I)
_TOTAL = re.compile(r"\btotals?\b|\bin all\b|\baltogether\b", re.I)
_LEVELS = content("county counties district districts borough boroughs ward wards region whole")
"""Words of a caption that say of what places it is, not of what."""
_SEXES = (re.compile(MEN), re.compile(WOMEN))
_BESIDE = 10
"""Lines below a table in which “the total” is that table's."""
_FEWEST_PARTS = 2
_LEAST_WHOLE = 20
"""Below it, one number is too often the sum of others by chance."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A printed number that other cells may be the parts of."""

    value: float
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class _About:
    """What a caption or sentence is about, apart from how it is split."""

    subject: frozenset[str]
    years: frozenset[Span]
    areas: frozenset[str]


def find(context: Context) -> Iterator[Finding]:
    """Yield hidden counts that follow from outside their own row of totals."""
    for grid in context.grids:
        for other in context.grids:
            if other.table is not grid.table:
                yield from _by_sex(context, grid, other)
        known = {id(cell) for equation in sums_of(grid) for cell in equation.hidden}
        if not any(cell.form is Form.HIDDEN and id(cell) not in known for cell in grid.cells):
            continue
        found = list(_unnamed(grid, known))
        yield from found or _from_elsewhere(context, grid, known)


def _by_sex(context: Context, grid: Grid, other: Grid) -> Iterator[Finding]:
    """A row of all in one table, and the same row by sex in another: two of three give the third.

    Args:
        context: What the checks share.
        grid: Table of all, with one column of counts.
        other: Table with a column of men and one of women.
    """
    counts = [line for line in grid.columns if _are_counts(line)]
    if len(counts) != 1 or not _is_split(other):
        return
    if _about(context, grid.table.title) != _about(context, other.table.title):
        return
    labels = _labels(other)
    at = [labels.index(next(filter(one.fullmatch, labels))) for one in _SEXES]
    by_label = {label_key(row.label): row for row in other.rows if row.label}
    for row, whole in zip(grid.rows, counts[0].cells, strict=True):
        split = by_label.get(label_key(row.label))
        if split is None or is_total(row.label):
            continue
        cells = (whole, *(split.cells[place] for place in at))
        hidden = [cell for cell in cells if cell.form is Form.HIDDEN]
        if len(hidden) != 1 or any(cell.quantity is None for cell in cells if cell not in hidden):
            continue
        values = [cell.quantity.value for cell in cells if cell.quantity is not None]
        follows = sum(values) if hidden[0] is whole else values[0] - values[1]
        if 0 <= follows < hidden[0].limit:
            own = grid if hidden[0] is whole else other
            beside = other if own is grid else grid
            yield at_cell(
                own,
                hidden[0],
                kind=Kind.DISCLOSURE,
                expected=f"{follows:.0f}",
                wording=(
                    f"{beside.table.name} has the same row and shows that the hidden cell is "
                    f"{follows:.0f}. Hide it there too."
                ),
            )


def _labels(grid: Grid) -> list[str]:
    return [line.label.lower() for line in grid.columns]


def _unnamed(grid: Grid, known: set[int]) -> Iterator[Finding]:
    """A first or last line that is the sum of all others wherever nothing is hidden."""
    for oriented in (grid, grid.turned):
        lines = oriented.rows
        named = any(is_total(line.label) or spans(line.label) for line in lines)
        if named or len(lines) <= _FEWEST_PARTS:
            continue
        for whole in (lines[0], lines[-1]):
            parts = [line for line in lines if line is not whole]
            yield from _against_whole(oriented, whole, parts, known)


def _against_whole(
    grid: Grid, whole: Line, parts: Sequence[Line], known: set[int]
) -> Iterator[Finding]:
    holds, told = 0, list[tuple[Cell, float, list[Cell]]]()
    for at, column in enumerate(grid.columns):
        cells = [line.cells[at] for line in parts]
        top = whole.cells[at]
        if not _are_counts(column) or top.quantity is None or any(map(_is_open, cells)):
            continue
        rest = top.quantity.value - sum(c.quantity.value for c in cells if c.quantity)
        hidden = [cell for cell in cells if cell.form is Form.HIDDEN]
        room = sum(cell.limit - 1 for cell in hidden)
        if not 0 <= rest <= room:
            return
        if not hidden:
            holds += 1
        elif id(hidden[0]) not in known and len(cells) > len(hidden):
            told.append((top, rest, hidden))
    for top, rest, hidden in told:
        is_large = top.quantity is not None and top.quantity.value >= _LEAST_WHOLE
        is_telling = is_large and len(parts) - len(hidden) >= _FEWEST_PARTS
        if is_disclosed(rest, hidden) and (holds or is_telling):
            sure = Confidence.HIGH if holds else Confidence.MEDIUM
            yield at_cell(
                grid,
                top,
                kind=Kind.DISCLOSURE,
                expected=f"{rest:.0f}",
                confidence=sure,
                wording=(
                    f"“{whole.label}” {top.text} is the sum of the lines beside it: less its "
                    f"visible parts it shows that {_named(hidden)} {rest:.0f}. Hide a second cell."
                ),
            )


def _is_open(cell: Cell) -> bool:
    return cell.form is not Form.HIDDEN and (
        cell.quantity is None or bool(cell.quantity.places) or cell.form is not Form.NUMBER
    )


def _are_counts(line: Line) -> bool:
    return not line.aspect and read_line(line).role in (Role.COUNT, Role.NUMBER)


def _named(hidden: Sequence[Cell]) -> str:
    if len(hidden) == 1:
        return "the hidden cell is"
    return f"the {len(hidden)} hidden cells add up to"


def _from_elsewhere(context: Context, grid: Grid, known: set[int]) -> Iterator[Finding]:
    """A column, or years of a line, whose whole stands in another table or in the text."""
    for oriented in (grid, grid.turned):
        for column in oriented.columns:
            hidden = [cell for cell in column.cells if cell.form is Form.HIDDEN]
            is_new = bool(hidden) and id(hidden[0]) not in known
            if not is_new or not _are_counts(column) or any(map(_is_open, column.cells)):
                continue
            if any(is_total(row.label) for row in oriented.rows):
                continue
            visible = sum(cell.quantity.value for cell in column.cells if cell.quantity)
            for whole in wholes_elsewhere(context, oriented, column):
                rest = whole.value - visible
                if is_disclosed(rest, hidden) and rest >= 0:
                    known.add(id(hidden[0]))
                    yield at_cell(
                        grid,
                        hidden[0],
                        kind=Kind.DISCLOSURE,
                        expected=f"{rest:.0f}",
                        confidence=Confidence.MEDIUM,
                        wording=(
                            f"{whole.where} prints {whole.text} for all of these: less the visible "
                            f"parts it shows that {_named(hidden)} {rest:.0f}. Hide a second cell, "
                            "or that number."
                        ),
                    )
                    break


def wholes_elsewhere(context: Context, grid: Grid, column: Line) -> Iterator[Whole]:
    """Yield numbers outside a table that are the whole of one of its columns of counts."""
    title = _about(context, grid.table.title)
    named = _about(context, f"{grid.table.title} {column.text}")
    years = _row_years(grid)
    for other in context.grids:
        if other.table is not grid.table:
            yield from _table_wholes(context, other, (grid, column), (title, named), years)
    about = _About(named.subject, frozenset([years]) if years else named.years, named.areas)
    for sentence in context.document.sentences:
        said = _about(context, sentence.text)
        counts = _COUNT.findall(_without_years(sentence.text))
        is_named = bool(about.subject) and about.subject <= said.subject
        is_beside = 0 < sentence.line - grid.table.lines[-1] <= _BESIDE
        is_same = is_named or (is_beside and bool(_TOTAL.search(sentence.text)))
        is_same = is_same and said.areas <= about.areas
        if is_same and about.years == said.years and len(counts) == 1:
            number = read_number(counts[0].rstrip(","))
            if number is not None:
                yield Whole(number.value, number.text, f"Line {sentence.line}")


def _table_wholes(
    context: Context,
    other: Grid,
    of: tuple[Grid, Line],
    about_it: tuple[_About, _About],
    years: Span | None,
) -> Iterator[Whole]:
    (grid, column), (title, named) = of, about_it
    theirs, is_split = _about(context, other.table.title), _is_split(grid)
    if _NOT_ADDED.search(other.table.title):
        return
    for row in other.rows:
        for line, cell in zip(other.columns, row.cells, strict=True):
            if cell.quantity is None or cell.form is not Form.NUMBER or not _are_counts(line):
                continue
            labels = f"{row.text} {line.text}"
            # Of men alone, or of one row of several, a total of everything is no whole.
            if is_split and label_key(column.label) != label_key(line.label):
                continue
            if grid.is_turned and not content(column.label) <= content(
                f"{other.table.title} {labels}"
            ):
                continue
            same_subject = title.subject == theirs.subject and bool(title.subject)
            if years is not None:
                about = _about(context, f"{other.table.title} {labels}")
                is_whole = years in spans(labels) and (
                    named.areas == about.areas and bool(title.subject & theirs.subject)
                )
            else:
                is_whole = is_total(row.label) and same_subject and theirs.areas == title.areas
                is_whole = is_whole or _is_nesting(other, title, theirs)
                is_whole = is_whole and theirs.years == title.years
            if is_whole:
                yield Whole(cell.quantity.value, cell.text, other.place(cell))


def _is_split(grid: Grid) -> bool:
    """Whether a table has a column of counts for men and one for women."""
    return all(any(map(one.fullmatch, _labels(grid))) for one in _SEXES)


def _is_nesting(other: Grid, title: _About, theirs: _About) -> bool:
    """Whether a table of one place is of the same people as a table of several."""
    subject = title.subject - _LEVELS
    return len(other.rows) == 1 and bool(subject) and subject == theirs.subject - _LEVELS


def _row_years(grid: Grid) -> Span | None:
    """Return the years from the first row to the last one, where every row is the next year."""
    named = [spans(row.label) for row in grid.rows]
    if any(len(one) != 1 or one[0].years != 1 for one in named) or len(named) <= 1:
        return None
    firsts = sorted(one[0].first for one in named)
    if firsts != list(range(firsts[0], firsts[0] + len(firsts))):
        return None
    return Span(firsts[0], firsts[-1], named[0][0].is_financial)


def _about(context: Context, text: str) -> _About:
    plain = _BY.sub(" ", _NUMBERED.sub("", text))
    areas = frozenset(context.places.named_in(plain))
    subject = content(plain) - {word for area in areas for word in content(area)}
    return _About(subject, frozenset(spans(plain)), areas)


def _without_years(text: str) -> str:
    return re.sub(r"\b(?:19|20)\d\d(?:\s?(?:[/–-]|to|and)\s?(?:(?:19|20)?\d\d))*\b", " ", text)
