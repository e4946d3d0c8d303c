"""Orders: what a sentence calls second, what follows what, and the ranks of a table."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cdof_core.checker.context import Context, at_cell, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form, read_number
from cdof_core.checker.roles import is_total

_N: Final = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_ON: Final = r"(?:[^.;]|\.(?=\d))"
_ORDINALS: Final = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_AFTER: Final = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)})[- ]"
    rf"(?:highest|lowest|largest|smallest|most|best|worst)\b{_ON}{{0,80}}?,? (?:after|behind) "
    rf"(?P<places>{_ON}+)",
    re.I,
)
_VALUED: Final = re.compile(rf"[A-Z][\w’' -]+\s\((?:£)?{_N}\s?%?\)")
_FOLLOWED: Final = re.compile(
    rf"\b(?:most (?:common|frequent|often)|largest|main|biggest|highest)\b{_ON}{{0,90}}"
    rf"\((?P<first>{_N})\s?%\),? followed by (?P<rest>{_ON}+)",
    re.I,
)
_SHARE: Final = re.compile(rf"\((?P<percent>{_N})\s?%\)")
_RANK: Final = re.compile(r"^(?:rank(?:ing|ed)?|position|place in order)\b", re.I)
_FEWEST: Final = 4
_MOST_WRONG: Final = 0.34


def find(context: Context) -> Iterator[Finding]:
    """Yield orders that the numbers beside them contradict."""
    for sentence in context.document.sentences:
        yield from _ordinals(sentence)
        yield from _followed(sentence)
    for grid in context.grids:
        yield from _ranks(grid)


def _ordinals(sentence: Sentence) -> Iterator[Finding]:
    """“Second highest, after two others”: so many stand before it."""
    for found in _AFTER.finditer(sentence.text):
        before = _VALUED.findall(found["places"])
        said = _ORDINALS[found["ordinal"].lower()]
        if len(before) >= said:
            place = len(before) + 1
            word = next((name for name, at in _ORDINALS.items() if at == place), f"number {place}")
            yield at_sentence(
                sentence,
                kind=Kind.TEXT,
                printed=found[0],
                expected=word,
                confidence=Confidence.MEDIUM,
                wording=(
                    f"{len(before)} are named before it, which makes it {word}, not "
                    f"{found['ordinal'].lower()}."
                ),
            )


def _followed(sentence: Sentence) -> Iterator[Finding]:
    """“The most common (41%), followed by …”: shares go down."""
    for found in _FOLLOWED.finditer(sentence.text):
        texts = [found["first"], *(one["percent"] for one in _SHARE.finditer(found["rest"]))]
        shares = [number for text in texts if (number := read_number(text))]
        wrong = next(((a, b) for a, b in pairwise(shares) if b.value > a.value), None)
        if wrong is not None:
            earlier, later = wrong
            yield at_sentence(
                sentence,
                kind=Kind.TEXT,
                printed=f"({earlier.text}%) … ({later.text}%)",
                expected=f"{later.text}% before {earlier.text}%",
                confidence=Confidence.MEDIUM,
                wording=(
                    f"{later.text}% stands after {earlier.text}%, but is more: the order or a "
                    "share is wrong."
                ),
            )


def _ranks(grid: Grid) -> Iterator[Finding]:
    """Ranks that go with a column of values but for a row or two."""
    for column in grid.columns:
        if not _RANK.match(column.label):
            continue
        ranked = [
            (row, cell)
            for row, cell in zip(grid.rows, column.cells, strict=True)
            if cell.form is Form.NUMBER and not is_total(row.label)
        ]
        values = [line for line in grid.columns if line is not column and _is_of_values(line)]
        if len(ranked) < _FEWEST or not values:
            continue
        best = min((_misplaced(grid, line, ranked) for line in values), key=len)
        if 0 < len(best) <= max(2, _MOST_WRONG * len(ranked)):
            for cell, place in best:
                yield at_cell(
                    grid,
                    cell,
                    kind=Kind.SHIFTED,
                    expected=str(place),
                    confidence=Confidence.MEDIUM,
                    wording=f"Rank {cell.text} is printed; by the values beside it, it is {place}.",
                )
            return


def _is_of_values(line: Line) -> bool:
    numbers = [cell for cell in line.cells if cell.quantity is not None]
    return not _RANK.match(line.label) and len(numbers) >= _FEWEST and line.aspect == ""


def _misplaced(
    grid: Grid, values: Line, ranked: Sequence[tuple[Line, Cell]]
) -> list[tuple[Cell, int]]:
    """Return the ranks that an order of values does not give, under the order that fits best."""
    held = [
        (cell, values.cells[grid.rows.index(row)].quantity)
        for row, cell in ranked
        if values.cells[grid.rows.index(row)].quantity is not None
    ]
    numbers = [quantity.value for _, quantity in held if quantity is not None]
    choices: list[list[tuple[Cell, int]]] = []
    for sign in (1, -1):
        wrong: list[tuple[Cell, int]] = []
        for (cell, _), value in zip(held, numbers, strict=True):
            ahead = sum(sign * other > sign * value for other in numbers)
            ties = sum(other == value for other in numbers)
            rank = cell.quantity.value if cell.quantity else 0.0
            if not ahead + 1 <= rank <= ahead + ties:
                wrong.append((cell, ahead + 1))
        choices.append(wrong)
    return min(choices, key=len)
