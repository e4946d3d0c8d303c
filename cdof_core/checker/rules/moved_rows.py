"""A change that a sentence names between two years, against the rows of those years."""

import re
from collections.abc import Iterator

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, counted, read_number, show
from cdof_core.checker.periods import spans
from cdof_core.checker.roles import Role, read_line
from cdof_core.checker.rules.named_rows import is_excused, speaks_of
from cdof_core.checker.words import content
from cdof_core.statistics.printed_numbers import Quantity

_Y = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?!\d))?"
_UP = "rose|risen|increased|grew|grown"
_DOWN = "fell|fallen|decreased|dropped|declined|reduced"
_MOVED = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s+by\s+"
    rf"(?P<hedge>about |around |nearly |over |almost )?"
    rf"(?P<said>\d[\d,]*(?:\.\d+)?)\s?(?:%|per cent)(?!age)[^.;\d]{{0,30}}?"
    rf"\b(?:between|from)\s+(?P<first>{_Y})\s+(?:and|to)\s+(?P<last>{_Y})",
    re.I,
)
_HEDGED = 1.0
"""Percentage points that a hedged change may be off."""


def find(context: Context) -> Iterator[Finding]:
    """Yield changes between two years that the rows of those years do not give."""
    for sentence in context.document.sentences:
        moved = _MOVED.search(sentence.text)
        if moved is None:
            continue
        for grid in context.grids:
            if speaks_of(context, sentence, grid) and not is_excused(sentence.text, grid):
                yield from _against(sentence, moved, grid)


def _against(sentence: Sentence, moved: re.Match[str], grid: Grid) -> Iterator[Finding]:
    rows = {named[0]: row for row in grid.rows if len(named := spans(row.label)) == 1}
    ends = [rows.get(span) for name in ("first", "last") for span in spans(moved[name])]
    column = _meant(grid, sentence.text)
    said = read_number(moved["said"])
    if column is None or said is None or len(ends) != 2 or None in ends:  # noqa: PLR2004
        return
    at = grid.columns.index(column)
    cells = [row.cells[at] for row in ends if row is not None]
    first, last = (_bounds(cell, column) for cell in cells)
    if first is None or last is None or first.low <= 0:
        return
    sign = -1 if moved["down"] else 1
    low, high = sorted(
        sign * 100 * (b / a - 1) for a, b in ((first.low, last.high), (first.high, last.low))
    )
    slack = _HEDGED if moved["hedge"] else 0.0
    if low - slack <= said.high and said.low <= high + slack:
        return
    change = 100 * (last.value / first.value - 1)
    yield at_sentence(
        sentence,
        kind=Kind.TEXT_TABLE,
        printed=moved[0],
        expected=f"{'a rise' if change > 0 else 'a fall'} of {show(abs(change), like=said)}%",
        confidence=Confidence.MEDIUM,
        wording=(
            f"{grid.table.name} has {cells[0].text} in {moved['first']} and {cells[1].text} in "
            f"{moved['last']}: a change of {show(change, like=said)}%."
        ),
    )


def _bounds(cell: Cell, column: Line) -> Quantity | None:
    """Return a count as it was counted, anything else within its rounding."""
    if cell.quantity is None or read_line(column).role is not Role.COUNT:
        return cell.quantity
    return counted(cell.quantity)


def _meant(grid: Grid, text: str) -> Line | None:
    """Return the column that a sentence names, or the only one with numbers."""
    numeric = [
        line
        for line in grid.columns
        if not line.aspect and read_line(line).role in (Role.COUNT, Role.RATE, Role.NUMBER)
    ]
    words = content(text)
    named = [line for line in numeric if (label := content(line.label)) and label <= words]
    is_rate = bool(re.search(r"\brates?\b", text, re.I))
    if is_rate:
        named = [line for line in numeric if read_line(line).role is Role.RATE]
    elif not named and len(numeric) == 1 and len(content(grid.table.title) & words) > 1:
        named = numeric
    return named[0] if len(named) == 1 else None
