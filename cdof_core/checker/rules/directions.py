"""What a sentence says rose or fell between two years, against the rows of those years."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid
from cdof_core.checker.periods import Span, spans
from cdof_core.checker.rules.named_rows import speaks_of
from cdof_core.checker.words import content

_Y: Final = r"(?:19|20)\d\d(?:[/–-]\d\d(?!\d))?"
_MOVED: Final = re.compile(
    rf"(?P<what>[A-Za-z][^.;:,\d]{{2,60}}?) (?P<way>rose|grew|increased|went up|climbed|fell|"
    rf"declined|decreased|dropped|went down) (?:sharply |slightly |steadily |again )?(?:"
    rf"in (?P<late>{_Y}),? (?:compared with|against|from|after) (?P<early>{_Y})|"
    rf"(?:from|between) (?P<first>{_Y}) (?:to|and) (?P<last>{_Y}))(?![\d/–-])",
    re.I,
)
_UP: Final = ("rose", "grew", "increased", "went up", "climbed")
_NARROWED: Final = re.compile(
    r"\b(?:among|men|women|males?|females?|England|aged|whose|except|if|not|share of the rise)\b",
    re.I,
)


def find(context: Context) -> Iterator[Finding]:
    """Yield rises and falls that the two years of the only column meant do not have."""
    for sentence in context.document.sentences:
        if _NARROWED.search(sentence.text):
            continue
        for found in _MOVED.finditer(sentence.text):
            for grid in context.grids:
                if speaks_of(context, sentence, grid):
                    yield from _against(sentence, found, grid)


def _against(sentence: Sentence, found: re.Match[str], grid: Grid) -> Iterator[Finding]:
    years = [_one(found[a] or found[b]) for a, b in (("early", "first"), ("late", "last"))]
    rows = {named[0]: row for row in grid.rows if len(named := spans(row.label)) == 1}
    ends = [rows[year] for year in years if year in rows]
    said = content(found["what"])
    # Most narrowly: the column's own words are all said, and no other column's are.
    columns = [
        at
        for at, column in enumerate(grid.columns)
        if (named := content(column.label)) and named <= said
    ]
    if len(ends) != 2 or len(columns) != 1 or ("rate" in found["what"].lower()):  # noqa: PLR2004
        return
    early, late = (row.cells[columns[0]].quantity for row in ends)
    if early is None or late is None or early.value == late.value:
        return
    is_up = found["way"].lower() in _UP
    if (late.value > early.value) != is_up:
        yield at_sentence(
            sentence,
            kind=Kind.CLAIM,
            printed=found[0],
            expected=f"{'a fall' if is_up else 'a rise'}, from {early.text} to {late.text}",
            confidence=Confidence.MEDIUM,
            wording=(
                f"{grid.table.name} has {early.text} in {years[0]} and {late.text} in {years[1]}: "
                f"that is {'a fall' if is_up else 'a rise'}."
            ),
        )


def _one(text: str) -> Span | None:
    named = spans(text)
    return named[0] if len(named) == 1 else None
