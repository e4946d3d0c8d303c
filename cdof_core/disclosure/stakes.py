"""Works out what is at stake when tables are to be protected: true counts, small cells, costs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from cdof_core.disclosure.counts import CellSystem, Quantity
from cdof_core.disclosure.demands import Demand, Eye, Stakes
from cdof_core.disclosure.errors import ContradictionError, TableError
from cdof_core.disclosure.knowledge import Knowledge, beyond, partial_totals, screen, tighten
from cdof_core.disclosure.marks import CellKind
from cdof_core.disclosure.populations import Sharing
from cdof_core.disclosure.relations import Relation
from cdof_core.disclosure.rules import CountRange, SuppressionRule
from cdof_core.disclosure.solving import Counts, equations_of, find_table
from cdof_core.disclosure.system import build_system
from cdof_core.disclosure.tables import Table, TableCell, is_total

# Ten for a cell and one for each digit: few cells first, small ones among equals.
_CELL_COST: Final = 10.0
# A total tells as much as several cells.
_TOTAL_FACTOR: Final = 3.0
# A rule that shows zeros means them to be seen.
_ZERO_FACTOR: Final = 5.0
_SCATTERED: Final = 8


def true_knowledge(
    tables: Sequence[Table],
    rule: SuppressionRule,
    relations: Sequence[Relation],
    *,
    share: Sharing,
    is_deep: bool = True,
) -> tuple[Knowledge, tuple[Relation, ...]]:
    """Put the true counts together; a cell that comes hidden may be anything its mark allows.

    Args:
        tables: The tables.
        rule: The rule.
        relations: What adds up to what, beyond the totals that tables name.
        share: Whether tables have cells in common: all that agree, none, or groups by name.
        is_deep: Whether what follows from several statements at once is put together as well.

    Returns:
        Counts and equations, and all statements: those given, and one for each total that holds
        more than what its table lists.

    Raises:
        TableError: A cell holds something other than a count.
        ContradictionError: Counts do not add up as totals or statements say.
        RelationError: A statement names nothing that the tables have.
    """

    def read(statements: Sequence[Relation]) -> Knowledge:
        system = build_system(tables, statements, share=share, is_deep=is_deep)
        return _read_counts(system, tables, rule)

    found = read(relations)
    partial = partial_totals(found)
    stated = (*relations, *partial)
    if partial:
        found = read(stated)
    notes = [f"{told} What is left over counts as hidden." for told in partial.values()]
    system = replace(found.system, notes=(*found.system.notes, *notes))
    try:
        return screen(replace(found, system=system), is_exact=True), stated
    except ContradictionError as error:
        counts = [cell.printed.count or 0 for table in tables for cell in table.cells]
        is_rounded = all(count % 5 == 0 for count in counts)
        hint = " These counts look rounded; protection starts from unrounded ones."
        raise ContradictionError(f"{error}{hint if is_rounded else ''}") from error


def weigh_stakes(
    knowledge: Knowledge, tables: Sequence[Table], rule: SuppressionRule, hides: CountRange
) -> Stakes:
    """Put together what stays the same while a suppression is sought.

    Args:
        knowledge: The true counts as far as they are known; where a cell comes hidden already,
            any table that fits stands in, since no demand depends on which.
        tables: The tables.
        rule: The rule.
        hides: What it hides.

    Raises:
        ContradictionError: No table of whole counts fits.
    """
    lower, upper = tighten(knowledge)
    truth = find_table(
        equations_of(knowledge.system), lower, upper, costs=np.ones(lower.size, dtype=np.float64)
    )
    if truth is None:
        raise ContradictionError("The counts contradict each other: no table fits all sums.")
    quantities = knowledge.system.quantities
    printed = [cells_of(quantity, tables) for quantity in quantities]
    implied = np.array(
        [all(cell.printed.kind is CellKind.MISSING for cell in cells) for cells in printed],
        dtype=np.bool_,
    )
    public = np.array([any(cell.is_public for cell in cells) for cells in printed], dtype=np.bool_)
    came_hidden = np.array(
        [any(cell.printed.kind is CellKind.HIDDEN for cell in cells) for cells in printed],
        dtype=np.bool_,
    )
    small = np.array([hides.holds(int(count)) for count in truth], dtype=np.bool_)
    shown = [rule.behind(rule.printed(int(count))) for count in truth]
    span = rule.span or hides
    stakes = Stakes(
        equations=equations_of(knowledge.system),
        listed=knowledge.system.equations,
        truth=truth,
        shown_lower=np.where(public, truth, [bounds.lowest for bounds in shown]),
        shown_upper=np.where(public, truth, [bounds.highest for bounds in shown]),
        small=(small | came_hidden) & ~public,
        implied=implied,
        public=public & ~implied,
        weights=np.array(
            [_cost(cells, int(n), rule) for cells, n in zip(printed, truth, strict=True)]
        ),
        hides=(hides.lowest, hides.highest),
        insider_lower=np.full(truth.size, hides.lowest),
        insider_upper=np.full(truth.size, hides.highest),
        span=(span.lowest, span.highest),
        limitless=knowledge.limitless,
    )
    return _with_attainable(stakes)


def cells_of(quantity: Quantity, tables: Sequence[Table]) -> list[TableCell]:
    """Return every printing of a count."""
    return [tables[table].cells[cell] for table, cell in quantity.places]


def _read_counts(system: CellSystem, tables: Sequence[Table], rule: SuppressionRule) -> Knowledge:
    for table in tables:
        for cell in table.cells:
            if cell.printed.kind is CellKind.OTHER:
                raise TableError(
                    f"{table.name}: {' / '.join(cell.labels)} is {cell.printed.text!r}, which is "
                    "no count. Protect counts alone, and compute rates and shares from what is "
                    "published of them."
                )
    printed = [cell.printed for table in tables for cell in table.cells]
    limitless = beyond([cell.count for cell in printed if cell.count is not None])
    lower = np.zeros(len(system.quantities), dtype=np.int64)
    upper = np.full(len(system.quantities), limitless, dtype=np.int64)
    for index, quantity in enumerate(system.quantities):
        for cell in cells_of(quantity, tables):
            bounds = _true_bounds(cell, rule, limitless)
            lower[index] = max(lower[index], bounds.lowest)
            upper[index] = min(upper[index], bounds.highest)
    return Knowledge(system, lower, upper, limitless)


def _true_bounds(cell: TableCell, rule: SuppressionRule, limitless: int) -> CountRange:
    if cell.printed.count is not None:
        return CountRange(cell.printed.count, cell.printed.count)
    if cell.printed.kind is CellKind.HIDDEN:
        return cell.printed.says or rule.hides or CountRange(0, limitless)
    return CountRange(0, limitless)


def _cost(cells: Sequence[TableCell], count: int, rule: SuppressionRule) -> float:
    stated = [cell.weight for cell in cells if cell.weight is not None]
    if stated:
        return _CELL_COST * sum(stated)
    totals = max((sum(map(is_total, cell.labels)) for cell in cells), default=0)
    shows_zeros = rule.hides is not None and rule.hides.lowest > 0
    zero = _ZERO_FACTOR if count == 0 and shows_zeros else 1.0
    return (_CELL_COST + len(str(count))) * len(cells) * zero * _TOTAL_FACTOR**totals


def _with_attainable(stakes: Stakes) -> Stakes:
    """Ask the insider's demands only as far as hiding everything would go.

    A total of two counts that are known to be 1 to 7 is 2 at least, whatever is hidden. Where a
    rule hides zeros too and nothing is public, everything can be 0 or at the top, and no cap is
    needed.
    """
    if stakes.hides[0] == 0 and not np.any(stakes.public):
        return stakes
    lower, upper = stakes.bounds(Demand(Eye.INSIDER), ~stakes.public)
    tables = stakes.truth[None, :]
    random = np.random.default_rng(0)

    def search(costs: Counts) -> None:
        nonlocal tables
        found = find_table(stakes.equations, lower, upper, costs=costs.astype(np.float64))
        if found is not None:
            tables = np.vstack([tables, found])

    for _ in range(_SCATTERED):
        search(random.choice((-1, 1), stakes.truth.size))
    for cell in np.flatnonzero(stakes.small & ~stakes.implied):
        for sign, end, is_there in (
            (1, stakes.hides[0], np.less_equal),
            (-1, stakes.hides[1], np.greater_equal),
        ):
            if not np.any(is_there(tables[:, cell], end)):
                search(np.where(np.arange(stakes.truth.size) == cell, sign, 0))
    return replace(
        stakes,
        insider_lower=np.maximum(tables.min(axis=0), stakes.hides[0]),
        insider_upper=np.minimum(tables.max(axis=0), stakes.hides[1]),
    )
