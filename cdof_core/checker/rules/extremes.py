"""What a sentence calls the highest or the lowest of the table beside it."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Form
from cdof_core.checker.periods import spans
from cdof_core.checker.roles import Role, is_total, read_line
from cdof_core.checker.rules.named_rows import speaks_of
from cdof_core.checker.words import content
from cdof_core.statistics.printed_numbers import Quantity

_MOST: Final = r"highest|largest|biggest|greatest"
_LEAST: Final = r"lowest|smallest|least"
_HAS: Final = re.compile(
    rf"(?P<name>[A-Z][\w’'&+ -]*?),? (?:has|had|have|shows?|showed|records?|recorded|saw) the "
    rf"(?P<way>{_MOST}|{_LEAST})\b",
)
_AND: Final = re.compile(
    rf"\band (?P<name>[A-Z][\w’'&+ -]*?) (?:has |had |have )?the (?P<way>{_MOST}|{_LEAST})\b"
)
_NARROWED: Final = re.compile(
    r"\b(?:except|apart from|after|second|third|among|of those|increase|rise|fall|change|growth|"
    r"since|ever)\b",
    re.I,
)
_FEWEST: Final = 3


def find(context: Context) -> Iterator[Finding]:
    """Yield rows called the highest or lowest that the only column of values does not make so."""
    for sentence in context.document.sentences:
        if _NARROWED.search(sentence.text):
            continue
        for grid in context.grids:
            if is_about(context, sentence, grid):
                yield from _in(sentence, grid)


def is_about(context: Context, sentence: Sentence, grid: Grid) -> bool:
    """Whether a sentence may be about a table: it speaks of it, or stands near and names a row."""
    if speaks_of(context, sentence, grid):
        return True
    near = grid.table.lines[0] - _FEWEST <= sentence.line <= grid.table.lines[-1] + 2 * _FEWEST
    return near and any(_is_named(row, sentence.text) for row in grid.rows)


def _is_named(row: Line, text: str) -> bool:
    return bool(row.label) and bool(re.search(rf"\b{re.escape(row.label)}\b", text))


def _in(sentence: Sentence, grid: Grid) -> Iterator[Finding]:
    column = meant(sentence.text, grid)
    if column is None:
        return
    held = values_by_row(grid, column)
    if len(held) < _FEWEST or any(spans(label) for label in held):
        return
    for pattern in (_HAS, _AND):
        for found in pattern.finditer(sentence.text):
            name = found["name"].rpartition(" and ")[2].strip()
            if name not in held:
                continue
            is_most = bool(re.fullmatch(_MOST, found["way"]))
            choose = max if is_most else min
            best = choose(held, key=lambda label: held[label].value)
            if held[best].value != held[name].value:
                yield at_sentence(
                    sentence,
                    kind=Kind.CLAIM,
                    printed=found[0],
                    expected=f"{best} ({held[best].text})",
                    confidence=Confidence.MEDIUM,
                    wording=(
                        f"{grid.table.name} gives {name} {held[name].text}; the {found['way']} is "
                        f"{best} with {held[best].text}."
                    ),
                )


def values_by_row(grid: Grid, column: Line) -> dict[str, Quantity]:
    """Return the numbers of a column by row, without totals and areas to compare with."""
    return {
        row.label: cell.quantity
        for row, cell in zip(grid.rows, column.cells, strict=True)
        if cell.quantity is not None
        and cell.form in (Form.NUMBER, Form.PERCENT, Form.MONEY)
        and not is_total(row.label)
        and not re.search(r"england|region|average|national|county", row.label, re.I)
    }


def meant(text: str, grid: Grid) -> Line | None:
    """Return the column of values that a sentence can mean: the only one, or the one it names."""
    values = [
        line
        for line in grid.columns
        if not line.aspect
        and read_line(line, caption=grid.table.title).role
        not in (Role.LOWER, Role.UPPER, Role.CHANGE)
        and sum(cell.quantity is not None for cell in line.cells) >= _FEWEST
    ]
    if len(values) == 1:
        return values[0]
    words = content(text)
    named = [line for line in values if content(line.label) and content(line.label) <= words]
    if not named and re.search(r"\brates?\b", text, re.I):
        # "The rate" is a name that many columns share; here one may have it alone.
        named = [line for line in values if read_line(line).role is Role.RATE]
    return named[0] if len(named) == 1 else None
