"""Claims about all of something that one column or row of the table beside them contradicts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, read_number
from cdof_core.checker.words import quoted
from cdof_core.statistics.printed_numbers import Quantity

_NUMBER_WORDS = "two|three|four|five|six|seven|eight|nine|ten"
_ALL = re.compile(
    rf"\b(?:all(?: of)?(?: the| our| its)?|every|each(?: of the)?|both)\b"
    rf"(?:\s+(?P<many>{_NUMBER_WORDS}|\d+))?",
    re.I,
)
_REACHED = re.compile(
    r"top quartile|upper quartile|best quartile|(?:met|meeting|meets?|achiev\w*|exceed\w*|above|"
    r"reach\w*|hit|on|ahead of) (?:\w+ ){0,3}(?:targets?|thresholds?|benchmarks?)|"
    r"targets? (?:\w+ ){0,3}(?:met|achieved|exceeded|reached)",
    re.I,
)
_NOT = re.compile(r"\bnot (?:all|every|each|met|in)\b|\bexcept\b|\bapart from\b|\bbut one\b", re.I)
_TARGET = re.compile(
    r"\b(?:T|target|threshold|top quartile|quartile|benchmark)\s*[=:(]?\s*(?P<n>£?\d[\d,.]*\d|\d)",
)
_TARGET_WORD = re.compile(r"\btarget\b|top quartile|threshold", re.I)
_LOW_IS_GOOD = re.compile(
    r"\b(?:unplanned|drop ?outs?|deaths?|re-?present\w*|waiting|days|weeks)\b", re.I
)
_UP = re.compile(r"\b(?:increas|ris|rose|grew|grow|improv|higher)\w*", re.I)
_DOWN = re.compile(r"\b(?:decreas|fall|fell|declin|reduc|drop|lower)\w*", re.I)
_EVERY_YEAR = re.compile(r"\b(?:every|each) (?:year|quarter|month)|year on year|consistently", re.I)
_AT_TIME = re.compile(
    r"(?P<n>(?<![\d/–-])\d[\d,]*(?:\.\d+)?%?) in (?P<when>(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?)"
)
_TIMES = re.compile(r"\s*(?:of )?(?:the )?(?:last )?(?:years?|quarters?|months?|periods?)\b", re.I)
_NEAR = 12
_FORMS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}


@dataclass(frozen=True, slots=True)
class _Held:
    line: Line
    target: Quantity
    cell: Cell

    @property
    def is_missed(self) -> bool:
        """Whether the latest figure falls short of its target."""
        shown = self.cell.quantity
        if shown is None:
            return False
        if _LOW_IS_GOOD.search(self.line.text) and "<" in self.line.text:
            return shown.value > self.target.value
        return shown.value < self.target.value


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences that claim for all what a table shows for some only."""
    for sentence in context.document.sentences:
        said = _ALL.search(sentence.text)
        if said is None or _NOT.search(sentence.text) or _TIMES.match(sentence.text, said.end()):
            continue
        if _REACHED.search(sentence.text):
            yield from _against_targets(context, sentence)
    for sentence in context.document.sentences:
        if _EVERY_YEAR.search(sentence.text):
            yield from _against_series(context, sentence)
            yield from _against_itself(sentence)


def _nearest(context: Context, sentence: Sentence) -> list[Grid]:
    """Return the tables a sentence may speak of: the one it names, or those close by."""
    if named := re.search(r"\btable\s+(\w+)", sentence.text, re.I):
        return [g for g in context.grids if g.table.name.lower() == f"table {named[1].lower()}"]
    return [
        grid
        for grid in context.grids
        if -_NEAR <= sentence.line - grid.table.lines[-1] <= _NEAR
        or -_NEAR <= sentence.line - grid.table.lines[0] <= _NEAR
    ]


def _against_targets(context: Context, sentence: Sentence) -> Iterator[Finding]:
    many = _ALL.search(sentence.text)
    wanted = many["many"].lower() if many and many["many"] else ""
    count = _FORMS.get(wanted) or (int(wanted) if wanted.isdigit() else 0)
    for grid in _nearest(context, sentence):
        for oriented in (grid, grid.turned):
            held = [*_targets_in_labels(oriented), *_targets_beside(oriented)]
            missed = [one for one in held if one.is_missed]
            if not missed or (count and count != len(held)):
                continue
            short = "; ".join(
                f"{one.line.text}: {one.cell.text} against {one.target.text}" for one in missed
            )
            yield at_sentence(
                sentence,
                kind=Kind.CLAIM,
                printed=sentence.text,
                expected=f"{len(held) - len(missed)} of {len(held)}; not {short}",
                wording=(
                    f"“{quoted(sentence.text)}” is contradicted by {grid.table.name}: {short}."
                ),
            )
            return


def _targets_in_labels(grid: Grid) -> list[_Held]:
    """Columns whose heading states their target; the last row counts."""
    held: list[_Held] = []
    for column in grid.columns:
        found = _TARGET.search(column.text)
        target = read_number(found["n"].rstrip(".")) if found else None
        cells = [cell for cell in column.cells if cell.is_number]
        if target is not None and cells:
            held.append(_Held(column, target, cells[-1]))
    return held


def _targets_beside(grid: Grid) -> list[_Held]:
    """Rows with an actual figure and a target in two columns."""
    targets = [column for column in grid.columns if _TARGET_WORD.search(column.label)]
    actual = [
        column
        for column in grid.columns
        if column not in targets
        and any(cell.is_number for cell in column.cells)
        and not re.search(r"change|difference|variance|previous|last year", column.label, re.I)
    ]
    if len(targets) != 1 or not actual:
        return []
    return [
        _Held(row, target.quantity, shown)
        for row, target, shown in zip(grid.rows, targets[0].cells, actual[-1].cells, strict=True)
        if target.quantity is not None and shown.is_number
    ]


def _against_series(context: Context, sentence: Sentence) -> Iterator[Finding]:
    is_up, is_down = bool(_UP.search(sentence.text)), bool(_DOWN.search(sentence.text))
    if is_up == is_down:
        return
    for grid in _nearest(context, sentence):
        for oriented in (grid, grid.turned):
            for line in _named_series(context, oriented, sentence):
                broken = _broken(oriented, line, is_up=is_up)
                if broken:
                    yield at_sentence(
                        sentence,
                        kind=Kind.CLAIM,
                        printed=sentence.text,
                        expected=broken,
                        confidence=Confidence.MEDIUM,
                        wording=(
                            f"“{quoted(sentence.text)}” is contradicted by {grid.table.name}: "
                            f"{broken}."
                        ),
                    )
                    return


def _against_itself(sentence: Sentence) -> Iterator[Finding]:
    """A series within the sentence that claims one direction for all of it."""
    is_up, is_down = bool(_UP.search(sentence.text)), bool(_DOWN.search(sentence.text))
    held = [(found["n"], found["when"]) for found in _AT_TIME.finditer(sentence.text)]
    if is_up == is_down or len(held) < 3:  # noqa: PLR2004 - two numbers are no series
        return
    for (first, before), (second, after) in pairwise(held):
        one, other = read_number(first), read_number(second)
        if one is None or other is None:
            return
        if (is_up and other.value < one.value) or (is_down and other.value > one.value):
            broken = f"{first} in {before}, {second} in {after}"
            yield at_sentence(
                sentence,
                kind=Kind.CLAIM,
                printed=broken,
                expected="not every time",
                confidence=Confidence.MEDIUM,
                wording=f"The sentence says so of every time, but gives {broken}.",
            )
            return


def _named_series(context: Context, grid: Grid, sentence: Sentence) -> Sequence[Line]:
    years = [row for row in grid.rows if re.search(r"(?:19|20)\d\d", row.label)]
    if len(years) < 3 or len(years) < len(grid.rows):  # noqa: PLR2004
        return []
    named = [
        line
        for line in grid.columns
        if line.label
        and (
            line.label.lower() in sentence.text.lower()
            or (context.places.area_of(line.label) or "?") in sentence.text.lower()
        )
    ]
    numeric = [line for line in grid.columns if any(cell.is_number for cell in line.cells)]
    return named if len(named) == 1 else (numeric if len(numeric) == 1 else [])


def _broken(grid: Grid, line: Line, *, is_up: bool) -> str:
    held = [
        (row.label, cell)
        for row, cell in zip(grid.rows, line.cells, strict=True)
        if cell.quantity is not None
    ]
    held.sort(key=lambda one: one[0])
    for (before, first), (after, second) in pairwise(held):
        if first.quantity is None or second.quantity is None:
            continue
        step = second.quantity.value - first.quantity.value
        if (is_up and step < 0) or (not is_up and step > 0):
            return f"{first.text} in {before}, {second.text} in {after}"
    return ""
