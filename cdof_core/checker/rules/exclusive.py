"""Shares of groups that nobody can be in twice, which are more than all of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cdof_core.checker.context import Context, at_cell, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid
from cdof_core.checker.numbers import Cell, Form, read_number
from cdof_core.checker.roles import Role, is_total, read_line
from cdof_core.checker.rules.stated import masked_years
from cdof_core.checker.words import MEN, WOMEN
from cdof_core.statistics.printed_numbers import Quantity, total

_N: Final = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_OF_ALL: Final = re.compile(
    r"distribution|break ?down|composition|profile|\bmix\b|\bsplit\b|(?:%|per cent|share|"
    r"proportion|percentage) of (?:all |the )?(?:clients|people|adults|those in treatment|"
    r"service users|caseload|residents|total|patients|admissions|deaths|all)\W*$",
    re.I,
)
"""Headings under which each share is of everybody, not of its own group."""
_NOT_OF_ALL: Final = re.compile(
    r"penetration|index|ratio|change|target|rates?\b|complet|prevalence|increase|\bmet\b|who |"
    r"with |abstin|citing|cited|more than one|drop|wait|success|\bany\b",
    re.I,
)
_MALE: Final = re.compile(rf"^\W*(?:{MEN})\W*$", re.I)
_FEMALE: Final = re.compile(rf"^\W*(?:{WOMEN})\W*$", re.I)
_BAND: Final = re.compile(
    r"^\W*(?:aged? )?(?P<low>\d{1,2})\s?(?:-|–|to)\s?(?P<high>\d{1,2})(?: years)?\W*$", re.I
)
_OLDEST: Final = re.compile(
    r"^\W*(?:aged? )?(?P<low>\d{1,2})\s?(?:\+|and over|or over|plus)\W*$", re.I
)
_YOUNGEST: Final = re.compile(r"^\W*(?:aged? )?(?:under|<)\s?(?P<high>\d{1,2})s?\W*$", re.I)
_FEWEST_BANDS: Final = 3
_ABOVE_ALL: Final = 100.0
_WORD: Final = rf"(?:{MEN}|{WOMEN})"
_SEXES: Final = (
    # For example 60% were men and 60% were women.
    re.compile(
        rf"(?P<first>{_N})\s?(?:%|per cent)\s+(?:(?:were|are|was|is)\s+)?(?P<one>{_WORD})\b"
        rf"[^.;\d]{{0,15}}?(?:,|and|to|with|;)\s+(?P<second>{_N})\s?(?:%|per cent)\s+"
        rf"(?:(?:were|are|was|is)\s+)?(?P<two>{_WORD})\b(?!\s+(?:who|complet|with|had|have|left))",
        re.I,
    ),
    # Or the split was men 60%, women 60%.
    re.compile(
        rf"\bsplit (?:was|is|between)[^.;\d]{{0,20}}(?P<one>{_WORD})\s*\(?(?P<first>{_N})\s?%\)?"
        rf"[^.;\d]{{0,10}}?(?:,|and|/)\s*(?P<two>{_WORD})\s*\(?(?P<second>{_N})\s?%",
        re.I,
    ),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield shares of exclusive groups that add up to more than 100%."""
    for grid in context.grids:
        for oriented in (grid, grid.turned):
            yield from _in_columns(oriented)
    for sentence in context.document.sentences:
        yield from _of_sexes(sentence)


def _in_columns(grid: Grid) -> Iterator[Finding]:
    if _NOT_OF_ALL.search(grid.table.title):
        return
    for column in grid.columns:
        is_of_all = _OF_ALL.search(column.text) or _OF_ALL.search(grid.table.title)
        if read_line(column).role is not Role.PERCENT or not is_of_all:
            continue
        if _NOT_OF_ALL.search(column.text):
            continue
        rows = [
            (row.label, cell)
            for row, cell in zip(grid.rows, column.cells, strict=True)
            if not is_total(row.label) and cell.form is Form.PERCENT
        ]
        shares = [cell.quantity for _, cell in rows if cell.quantity is not None]
        if _are_exclusive([label for label, _ in rows]) and total(shares).low > _ABOVE_ALL:
            yield _too_much(grid, [cell for _, cell in rows], shares)


def _too_much(grid: Grid, cells: Sequence[Cell], shares: Sequence[Quantity]) -> Finding:
    value = total(shares).value
    return at_cell(
        grid,
        cells[-1],
        kind=Kind.WRONG_PERCENTAGE,
        expected=f"100% in all (now {value:.4g}%)",
        confidence=Confidence.MEDIUM,
        wording=(
            f"The shares {', '.join(cell.text for cell in cells)} are of groups that nobody can be "
            f"in twice and add up to {value:.4g}%: one of them is misprinted."
        ),
    )


def _are_exclusive(labels: Sequence[str]) -> bool:
    """Whether all groups are of one kind that excludes the others: sexes, or bands of age."""
    men = sum(bool(_MALE.match(label)) for label in labels)
    women = sum(bool(_FEMALE.match(label)) for label in labels)
    if (men, women, len(labels)) == (1, 1, 2):
        return True
    bands = [_band(label) for label in labels]
    known = sorted(band for band in bands if band is not None)
    if len(known) < _FEWEST_BANDS or len(known) < len(labels):
        return False
    return all(before[1] < after[0] for before, after in pairwise(known))


def _band(label: str) -> tuple[int, int] | None:
    if found := _BAND.match(label):
        return int(found["low"]), int(found["high"])
    if found := _OLDEST.match(label):
        return int(found["low"]), 200
    found = _YOUNGEST.match(label)
    return (0, int(found["high"]) - 1) if found else None


def _of_sexes(sentence: Sentence) -> Iterator[Finding]:
    text = masked_years(sentence.text)
    for pattern in _SEXES:
        for found in pattern.finditer(text):
            first, second = read_number(found["first"]), read_number(found["second"])
            differ = bool(_MALE.match(found["one"])) != bool(_MALE.match(found["two"]))
            if not first or not second or not differ:
                continue
            both = total([first, second])
            if both.low > _ABOVE_ALL:
                yield at_sentence(
                    sentence,
                    kind=Kind.TEXT,
                    printed=sentence.text[found.start() : found.end()],
                    expected=f"100% in all (now {both.value:.4g}%)",
                    confidence=Confidence.MEDIUM,
                    wording=(
                        f"{first.text}% and {second.text}% are shares of the two sexes and add up "
                        f"to {both.value:.4g}%: one of them is wrong."
                    ),
                )
