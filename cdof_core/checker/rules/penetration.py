"""Penetration: the share in treatment over the share of the population, group by group."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_cell, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.ethnic_groups import as_printed, census_shares, ethnic_group
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid
from cdof_core.checker.numbers import Cell, Form, read_number, show
from cdof_core.checker.words import label_key
from cdof_core.statistics.printed_numbers import Quantity

_PENETRATION = re.compile(
    r"penetration|representation (?:index|ratio)|index of representation", re.I
)
_LARGEST_RATIO = 20.0
"""A penetration with decimals below it is a ratio, not per cent."""
_N = r"\d[\d,]*(?:\.\d+)?"
_PEOPLE = re.compile(
    rf"(?P<share>{_N})\s?% of (?:the |all |local |adult )*(?:population|residents)", re.I
)
_CLIENTS = re.compile(
    rf"(?P<share>{_N})\s?% of (?:the |all |those |people |adults |clients )*"
    r"(?:in (?:drug |alcohol )?treatment|clients|treatment population|caseload)",
    re.I,
)
_STATED = re.compile(
    rf"(?:{_PENETRATION.pattern})(?: rate| ratio)?,? (?:of|is|was|at) (?P<said>{_N})\s?%?", re.I
)


@dataclass(frozen=True, slots=True)
class _Row:
    group: str
    cell: Cell
    share: Quantity
    references: tuple[Quantity, ...]


def find(context: Context) -> Iterator[Finding]:
    """Yield penetration figures that the printed shares and the census do not give."""
    for sentence in context.document.sentences:
        yield from _in_sentence(sentence)
    for grid in context.grids:
        if not _PENETRATION.search(grid.table.title + " ".join(c.text for c in grid.columns)):
            continue
        shares = next((other for other in context.grids if _are_shares(other, grid)), None)
        if shares is None:
            continue
        for at, column in enumerate(grid.columns):
            area = context.places.area_of(column.label)
            rows = list(_rows(context, grid, shares, at, area))
            swapped = _swapped(rows)
            for row in rows:
                if not _fits(row, row.references):
                    yield _as_finding(grid, row, swapped.get(row.group))


def _in_sentence(sentence: Sentence) -> Iterator[Finding]:
    """Hold a stated penetration against the two shares beside it, as a ratio or per cent."""
    people, clients, stated = (
        pattern.search(sentence.text) for pattern in (_PEOPLE, _CLIENTS, _STATED)
    )
    if people is None or clients is None or stated is None:
        return
    population, treated = read_number(people["share"]), read_number(clients["share"])
    said = read_number(stated["said"])
    if population is None or treated is None or said is None or population.low <= 0:
        return
    scale = 1.0 if said.places and said.value < _LARGEST_RATIO else 100.0
    follows = treated.over(population, multiplier=scale)
    if follows.agrees(said) or treated.low <= 0:
        return
    is_swapped = population.over(treated, multiplier=scale).agrees(said)
    expected = show(follows.value, like=said)
    extra = " It is the share of the population over that of clients." if is_swapped else ""
    yield at_sentence(
        sentence,
        kind=Kind.SWAPPED_DENOMINATORS if is_swapped else Kind.WRONG_RATIO,
        printed=stated[0],
        expected=expected,
        wording=(
            f"{treated.text}% of clients over {population.text}% of the population is {expected}, "
            f"not {said.text}.{extra}"
        ),
    )


def _are_shares(other: Grid, grid: Grid) -> bool:
    if other is grid or _PENETRATION.search(other.table.title):
        return False
    mine = {label_key(row.text).replace(" ", "") for row in grid.rows}
    yours = {label_key(row.text).replace(" ", "") for row in other.rows}
    percents = [cell for cell in other.cells if cell.form is Form.PERCENT]
    return len(mine & yours) * 2 > len(mine) and len(percents) > len(grid.rows)


def _rows(context: Context, grid: Grid, shares: Grid, at: int, area: str) -> Iterator[_Row]:
    known = context.places.known.get(area)
    census = census_shares(context, grid, known.code if known else "")
    column = next(
        (line for line in shares.columns if area and context.places.area_of(line.label) == area),
        None,
    )
    if column is None or not census:
        return
    for row in grid.rows:
        group = ethnic_group(row.text)
        share = next(
            (
                cell.quantity
                for cell, other in zip(column.cells, shares.rows, strict=True)
                if ethnic_group(other.text) == group and cell.quantity is not None
            ),
            None,
        )
        cell = row.cells[at]
        reference = census.get(group)
        if not group or share is None or cell.quantity is None or not reference:
            continue
        yield _Row(group, cell, share, as_printed(reference))


def _follows(share: Quantity, reference: Quantity) -> Quantity:
    return share.over(reference, multiplier=100.0)


def _fits(row: _Row, references: tuple[Quantity, ...]) -> bool:
    printed = row.cell.quantity
    return printed is not None and any(
        one.low > 0 and _follows(row.share, one).agrees(printed) for one in references
    )


def _swapped(rows: list[_Row]) -> dict[str, str]:
    """Return groups whose figures follow from each other's population shares."""
    wrong = [row for row in rows if not _fits(row, row.references)]
    return {
        one.group: other.group
        for one in wrong
        for other in wrong
        if one is not other and _fits(one, other.references) and _fits(other, one.references)
    }


def _as_finding(grid: Grid, row: _Row, other: str | None) -> Finding:
    follows = _follows(row.share, row.references[0])
    expected = show(follows.value, like=row.cell.quantity)
    base = f"{row.references[0].value:.1f}%"
    wording = (
        f"{row.cell.text} is printed; {row.share.text} of people in treatment over {base} of the "
        f"population in the census gives {expected}."
    )
    if other:
        wording += f" {row.cell.text} follows from the population share of the {other} group."
    return at_cell(
        grid,
        row.cell,
        kind=Kind.SWAPPED_DENOMINATORS if other else Kind.WRONG_RATIO,
        expected=expected,
        confidence=Confidence.HIGH,
        wording=wording,
    )
