"""Places and numbers that a sentence gives to rows of the table beside it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form, read_number
from cdof_core.checker.periods import Span, spans
from cdof_core.checker.roles import Role, is_total, read_line
from cdof_core.checker.rules.extremes import is_about, meant, values_by_row
from cdof_core.checker.rules.named_rows import is_excused
from cdof_core.checker.rules.stated import masked_years
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_MOST: Final = ("highest", "largest", "biggest", "greatest")
_WAYS: Final = rf"(?P<way>{'|'.join(_MOST)}|lowest|smallest)"
_NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
_ORDINALS: Final = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_WAS_IN: Final = re.compile(
    rf"\b(?:was|were|is|are|and|but) {_WAYS} (?:in|for|among) (?=(?P<name>[A-Z][^.;]*))"
)
_RANKED: Final = re.compile(
    r"(?P<name>[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*)*),? (?:is |was )?(?:ranks?|ranked|has|had|is|was) "
    rf"(?:the |as the )?(?P<ordinal>{'|'.join(_ORDINALS)})[- ]{_WAYS}\b"
)
_SO_MANY: Final = re.compile(
    rf"\b(?P<said>{'|'.join(_NUMBERS)}|\d+) (?:of|out of) (?:the |its )?"
    rf"(?P<all>{'|'.join(_NUMBERS)}|\d+) (?:districts|areas|boroughs|authorities|wards|localities|"
    r"towns|neighbours|councils)\b[^.;\d]{0,40}?\b(?P<side>above|over|below|under|more than|"
    r"less than|higher than|lower than) (?P<than>\d[\d,]*(?:\.\d+)?)",
    re.I,
)
_NARROWED: Final = re.compile(
    r"\b(?:except|apart from|after|among (?:the )?\w+ (?:areas|authorities)|of those|increase|rise|"
    r"fall|change|growth|since|ever|nationally|in England|in the country|neighbours)\b",
    re.I,
)
_COUNT: Final = r"\d(?:[\d,]*\d)?(?![\d.,]*\d|\s?%|\s?per\b)"
_FEWEST: Final = 3
_BOTH: Final = 2
_NEAR: Final = 1.5


def find(context: Context) -> Iterator[Finding]:
    """Yield ranks, shares of the rows and numbers that the rows named with them do not have."""
    for sentence in context.document.sentences:
        for grid in context.grids:
            if not (is_about(context, sentence, grid) or _is_below(sentence, grid)):
                continue
            if not _NARROWED.search(sentence.text):
                yield from _placed(sentence, grid)
            yield from _in_brackets(sentence, grid)
            yield from _of_two_years(sentence, grid)


def _is_below(sentence: Sentence, grid: Grid) -> bool:
    """Whether a sentence that names none of the rows stands directly below or above their table."""
    return grid.table.lines[0] - _FEWEST <= sentence.line <= grid.table.lines[-1] + _FEWEST


def _placed(sentence: Sentence, grid: Grid) -> Iterator[Finding]:
    """Hold highest, second highest, and how many lie above, against the column that is meant."""
    column = meant(sentence.text, grid)
    held = values_by_row(grid, column) if column is not None else {}
    if column is None or len(held) < _FEWEST or any(spans(label) for label in held):
        return
    for found in _WAS_IN.finditer(sentence.text):
        yield from _ranked(sentence, grid, found, held, 1)
    for found in _RANKED.finditer(sentence.text):
        yield from _ranked(sentence, grid, found, held, _ORDINALS[found["ordinal"].lower()])
    for found in _SO_MANY.finditer(sentence.text):
        than = read_number(found["than"])
        if than is None or _number(found["all"]) != len(held):
            continue
        is_up = found["side"].lower() in ("above", "over", "more than", "higher than")
        values = [one.value for one in held.values()]
        count = sum(one > than.value if is_up else one < than.value for one in values)
        if count != _number(found["said"]) and than.value not in values:
            yield _claim(
                sentence, found[0], str(count), f"{grid.table.name} has {count} such rows."
            )


def _number(text: str) -> int:
    return _NUMBERS.get(text.lower()) or int(text)


def _ranked(
    sentence: Sentence,
    grid: Grid,
    found: re.Match[str],
    held: Mapping[str, Quantity],
    place: int,
) -> Iterator[Finding]:
    name = next((one for one in held if re.match(rf"{re.escape(one)}\b", found["name"])), "")
    if not name or place > len(held):
        return
    is_most = found["way"].lower() in _MOST
    ordered = sorted(held, key=lambda label: held[label].value, reverse=is_most)
    right = ordered[place - 1]
    if held[right].value != held[name].value:
        yield _claim(
            sentence,
            found[0],
            f"{right} ({held[right].text})",
            f"{grid.table.name} gives {name} {held[name].text}; in that place is {right} with "
            f"{held[right].text}.",
        )


def _in_brackets(sentence: Sentence, grid: Grid) -> Iterator[Finding]:
    """“Those aged 35-44 (83 admissions)”: a count behind a row's name that is another."""
    columns = _counts(grid)
    if len(columns) != 1 or is_excused(sentence.text, grid):
        return
    text = _plain(sentence.text)
    for row, cell in zip(grid.rows, columns[0].cells, strict=True):
        label = _plain(row.label)
        if len(label) < _FEWEST or is_total(row.label) or cell.quantity is None:
            continue
        found = re.search(
            rf"(?<![\w-]){re.escape(label)}\s*\((?P<n>{_COUNT})(?: [a-z]+)?[),;]", text
        )
        number = read_number(found["n"]) if found else None
        if found is not None and number is not None and _differs(number, cell):
            yield _misquoted(sentence, grid, cell, number)


def _of_two_years(sentence: Sentence, grid: Grid) -> Iterator[Finding]:
    """Two numbers of two years, one of which says which column is meant."""
    rows = {named[0]: row for row in grid.rows if len(named := spans(row.label)) == 1}
    pairs = _dated(sentence.text) if len(rows) > 1 else []
    if len(pairs) != _BOTH or not all(span in rows for span, _ in pairs):
        return
    for first, second in (pairs, pairs[::-1]):
        at = [
            place
            for place, column in enumerate(grid.columns)
            if not column.aspect and _is(rows[first[0]].cells[place], first[1])
        ]
        cells = rows[second[0]].cells
        if len(at) != 1 or any(_is(cell, second[1]) for cell in cells):
            continue
        if _differs(second[1], cells[at[0]]):
            yield _misquoted(sentence, grid, cells[at[0]], second[1])
            return


def _dated(text: str) -> list[tuple[Span, Quantity]]:
    """Return the two counts of a sentence with the year that stands nearest to each."""
    masked = masked_years(text)
    counts = list(re.finditer(rf"(?<![\d.,£<–-]){_COUNT}", masked))
    years = [
        (match.start(), match.end(), spans(text[match.start() : match.end()]))
        for match in re.finditer(r"(?:yyyy)(?:\s?[/–-]\s?yy(?:yy)?)?", masked)
    ]
    if len(counts) != _BOTH or len(years) != _BOTH or any(len(one[2]) != 1 for one in years):
        return []
    found: list[tuple[Span, Quantity]] = []
    for count in counts:
        gaps = [max(begin - count.end(), count.start() - end) for begin, end, _ in years]
        number = read_number(count[0])
        if number is not None:
            found.append((years[gaps.index(min(gaps))][2][0], number))
    return found if len({span for span, _ in found}) == _BOTH else []


def _counts(grid: Grid) -> list[Line]:
    return [
        column
        for column in grid.columns
        if not column.aspect and read_line(column, caption=grid.table.title).role is Role.COUNT
    ]


def _plain(text: str) -> str:
    return re.sub(r"(\d) ?(?:to|–|-) ?(\d)", r"\1-\2", text.replace("’", "'")).lower()


def _is(cell: Cell, number: Quantity) -> bool:
    return cell.quantity is not None and cell.quantity.value == number.value


def _differs(number: Quantity, cell: Cell) -> bool:
    """Whether a count is another than a cell's and yet about as large, or its digits moved."""
    if cell.quantity is None or cell.form is not Form.NUMBER or cell.quantity.places:
        return False
    if number.value == cell.quantity.value or min(number.value, cell.quantity.value) <= 0:
        return False
    ratio = number.value / cell.quantity.value
    return 1 / _NEAR < ratio < _NEAR or is_transposed(number.text, cell.text)


def _misquoted(sentence: Sentence, grid: Grid, cell: Cell, number: Quantity) -> Finding:
    return at_sentence(
        sentence,
        kind=Kind.TEXT_TABLE,
        printed=number.text,
        expected=cell.text,
        confidence=Confidence.MEDIUM,
        wording=f"The text says {number.text}; {grid.place(cell)} has {cell.text}.",
    )


def _claim(sentence: Sentence, printed: str, expected: str, wording: str) -> Finding:
    return at_sentence(
        sentence,
        kind=Kind.CLAIM,
        printed=printed,
        expected=expected,
        confidence=Confidence.MEDIUM,
        wording=wording,
    )
