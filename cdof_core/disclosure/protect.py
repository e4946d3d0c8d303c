"""Protects tables: hides small counts, rounds, hides further cells, and attacks the result.

First the rule hides its range and rounds the rest, every total rounded from its own unrounded
count. Then further cells are hidden, at the least loss of information, until no hidden cell can be
told more closely than the rule allows (cell suppression; Fischetti and Salazar, Management
Science 47, 2001). The attack has the last word: tables that it can open are not handed out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

import numpy as np

from cdof_core.disclosure.attack import Attack, CellInterval, attack_knowledge
from cdof_core.disclosure.counts import CellSystem
from cdof_core.disclosure.errors import ContradictionError, DisclosureError, UnprotectableError
from cdof_core.disclosure.knowledge import Knowledge
from cdof_core.disclosure.marks import CellKind, hidden_cell, write_count
from cdof_core.disclosure.pattern import Pattern, PatternSearch, UnattainableError
from cdof_core.disclosure.populations import Sharing
from cdof_core.disclosure.relations import Relation
from cdof_core.disclosure.rules import CountRange, SuppressionRule
from cdof_core.disclosure.sight import look_at
from cdof_core.disclosure.solving import Mask
from cdof_core.disclosure.stakes import true_knowledge, weigh_stakes
from cdof_core.disclosure.tables import Labels, Table, TableCell


class AuditFailedError(DisclosureError):
    """The attack opened what should have been protected; nothing may be published."""


class HiddenReason(StrEnum):
    """Why a cell is hidden; told to the publisher alone, since print shows one mark for both."""

    PRIMARY = "small"
    SECONDARY = "hidden to protect others"


@dataclass(frozen=True, slots=True)
class AuditedCell:
    """One hidden cell.

    Attributes:
        interval: What a reader can tell of it.
        reason: Why it is hidden.
    """

    interval: CellInterval
    reason: HiddenReason


@dataclass(frozen=True, slots=True)
class ProtectedTables:
    """Tables fit to publish, with their audit, which is not.

    Attributes:
        tables: The tables in the order given; hidden cells hold one and the same mark.
        audit: Every hidden cell.
        notes: What was noticed about the tables.
        relations: All statements on which the protection rests, for the attack to ask the same.
        groups: Names of the tables that have cells in common, likewise.
        cost: Weight of the cells hidden in addition to the small ones; 10 and a little for an
            ordinary cell, more for totals.
        least_cost: No suppression that protects as much costs less than this.
    """

    tables: tuple[Table, ...]
    audit: tuple[AuditedCell, ...]
    notes: tuple[str, ...]
    relations: tuple[Relation, ...]
    groups: tuple[tuple[str, ...], ...]
    cost: float
    least_cost: float

    def count(self, reason: HiddenReason) -> int:
        """Return how many cells are hidden for a reason."""
        return sum(cell.reason is reason for cell in self.audit)


def protect_tables(
    tables: Sequence[Table],
    rule: SuppressionRule,
    relations: Sequence[Relation] = (),
    *,
    share: Sharing = True,
) -> ProtectedTables:
    """Hide and round what a rule asks, and whatever else a reader could work it out from.

    Args:
        tables: The true counts, all tables that appear together at once. A cell that comes hidden
            already stays hidden.
        rule: The rule.
        relations: What adds up to what, beyond the totals that tables name.
        share: Whether tables have cells in common: all that agree, none, or groups by name.

    Returns:
        The tables to publish and their audit.

    Raises:
        TableError: A cell holds something other than a count.
        ContradictionError: Counts do not add up as totals or statements say.
        RelationError: A statement names nothing that the tables have.
        UnprotectableError: Cells that are already public give a hidden one away.
        AuditFailedError: The attack opened the result.
    """
    if rule.hides is None:
        rounded = tuple(_publish(table, rule, hidden=frozenset()) for table in tables)
        return ProtectedTables(rounded, (), (), tuple(relations), (), 0.0, 0.0)
    # Among suppressions of equal cost the order of cells decides; let it not be the file's.
    sorted_tables = [
        replace(table, cells=tuple(sorted(table.cells, key=_labels))) for table in tables
    ]
    know = partial(true_knowledge, sorted_tables, rule, relations, share=share)
    knowledge, stated = know()
    try:
        made = _protect(sorted_tables, rule, rule.hides, knowledge)
    except ContradictionError:
        # Labels in common are no proof that tables count the same people.
        knowledge, stated = know(is_deep=False)
        made = _protect(sorted_tables, rule, rule.hides, knowledge)
    populations = knowledge.system.populations
    groups = tuple(
        tuple(
            table.name
            for table, number in zip(tables, populations, strict=True)
            if number == population
        )
        for population in sorted(set(populations))
    )
    return replace(_as_given(tables, made), relations=stated, groups=groups)


def _protect(
    tables: Sequence[Table], rule: SuppressionRule, hides: CountRange, knowledge: Knowledge
) -> ProtectedTables:
    stakes = weigh_stakes(knowledge, tables, rule, hides)
    system = knowledge.system
    search = PatternSearch(stakes)
    aside = np.array([quantity.is_aside for quantity in system.quantities], dtype=np.bool_)
    asked = frozenset(np.flatnonzero(stakes.implied & stakes.small & ~aside).tolist())
    while True:
        try:
            pattern = search.find(asked)
        except UnattainableError as error:
            raise _unprotectable(tables, rule, system, ~stakes.public, error) from error
        published = _published(tables, rule, system, pattern.hidden)
        attack = _attack(published, rule, system)
        if not attack.leaks:
            return _handed_out(published, attack, system, stakes.small, pattern)
        open_cells = _implied_leaks(attack, system)
        if not open_cells or open_cells <= asked or len(attack.leaks) > len(open_cells):
            raise AuditFailedError(
                "The audit failed, nothing was written: " + "; ".join(map(str, attack.leaks))
            )
        asked |= open_cells


def _labels(cell: TableCell) -> Labels:
    return cell.labels


def _as_given(tables: Sequence[Table], made: ProtectedTables) -> ProtectedTables:
    """Put cells back into the order of the tables given."""
    published: list[Table] = []
    for given, table in zip(tables, made.tables, strict=True):
        by_labels = {cell.labels: cell for cell in table.cells}
        cells = tuple(by_labels[cell.labels] for cell in given.cells)
        published.append(replace(table, cells=cells))
    order = {
        (table.name, cell.labels): (number, place)
        for number, table in enumerate(tables)
        for place, cell in enumerate(table.cells)
    }
    audit = sorted(made.audit, key=lambda cell: order[cell.interval.table, cell.interval.labels])
    return replace(made, tables=tuple(published), audit=tuple(audit))


def _published(
    tables: Sequence[Table], rule: SuppressionRule, system: CellSystem, hidden: Mask
) -> tuple[Table, ...]:
    places = {
        place for index in np.flatnonzero(hidden) for place in system.quantities[index].places
    }
    return tuple(
        _publish(table, rule, hidden=frozenset(cell for index, cell in places if index == number))
        for number, table in enumerate(tables)
    )


def _publish(table: Table, rule: SuppressionRule, *, hidden: frozenset[int]) -> Table:
    cells = tuple(
        _publish_cell(cell, rule, is_hidden=index in hidden)
        for index, cell in enumerate(table.cells)
    )
    return replace(table, cells=cells)


def _publish_cell(cell: TableCell, rule: SuppressionRule, *, is_hidden: bool) -> TableCell:
    count = cell.printed.count
    if is_hidden and cell.printed.kind is not CellKind.MISSING:
        return replace(cell, printed=hidden_cell())
    if count is None or cell.is_public or rule.printed(count) == count:
        return cell
    return replace(cell, printed=write_count(rule.printed(count)))


def _attack(published: Sequence[Table], rule: SuppressionRule, system: CellSystem) -> Attack:
    sight = look_at(system, published, rule)
    knowledge = Knowledge(system, sight.lower, sight.upper, sight.limitless)
    return attack_knowledge(published, knowledge, sight)


def _implied_leaks(attack: Attack, system: CellSystem) -> frozenset[int]:
    names = {leak.name for leak in attack.cells if leak.is_leak and not leak.labels}
    return frozenset(
        index for index, quantity in enumerate(system.quantities) if quantity.name in names
    )


def _handed_out(
    published: tuple[Table, ...],
    attack: Attack,
    system: CellSystem,
    small: Mask,
    pattern: Pattern,
) -> ProtectedTables:
    small_names = {
        (published[table].name, published[table].cells[cell].labels)
        for index in np.flatnonzero(small)
        for table, cell in system.quantities[index].places
    }
    audit = tuple(
        AuditedCell(
            cell,
            HiddenReason.PRIMARY
            if (cell.table, cell.labels) in small_names
            else HiddenReason.SECONDARY,
        )
        for cell in attack.cells
        if cell.labels
    )
    return ProtectedTables(published, audit, attack.notes, (), (), pattern.cost, pattern.least_cost)


def _unprotectable(
    tables: Sequence[Table],
    rule: SuppressionRule,
    system: CellSystem,
    everything: Mask,
    error: UnattainableError,
) -> UnprotectableError:
    """Say what stays open even where everything is hidden that can be."""
    attack = _attack(_published(tables, rule, system, everything), rule, system)
    named = [str(leak) for leak in attack.leaks]
    cells = (error.demand.cell, *error.demand.together)
    return UnprotectableError(named or [system.quantities[max(cells)].name])
