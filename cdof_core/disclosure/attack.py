"""Attacks printed tables: how much can a reader still tell of every hidden cell?

The reader knows every printed cell of all tables at once, what adds up to what, the rule with its
rounding, and that counts are whole and not negative. A star may hide a small count or any other
that was hidden to protect one. This is the auditing problem of cell suppression (Fischetti and
Salazar 2001; Hundepool and others, Statistical Disclosure Control, 2012, chapter 4), asked of all
tables together; that zeros may give away as much as small counts follows the guidance of the
Government Statistical Service on tables of administrative sources.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from cdof_core.disclosure.counts import CellSystem, Equation
from cdof_core.disclosure.errors import ContradictionError
from cdof_core.disclosure.intervals import Reach
from cdof_core.disclosure.knowledge import Knowledge, screen
from cdof_core.disclosure.marks import CellKind
from cdof_core.disclosure.populations import Sharing
from cdof_core.disclosure.relations import Relation
from cdof_core.disclosure.rules import CountRange, SuppressionRule
from cdof_core.disclosure.sight import Sight, look_at
from cdof_core.disclosure.system import build_system
from cdof_core.disclosure.tables import Labels, Table


class CellStatus(StrEnum):
    """What the attack made of a cell."""

    PROTECTED = "protected"
    NOT_SMALL = "not small"
    NARROWED = "narrowed"
    DISCLOSED = "disclosed"


@dataclass(frozen=True, slots=True)
class CellInterval:
    """What a reader can tell of one cell.

    Attributes:
        table: The table's name.
        labels: The cell's labels; none for a count that is printed nowhere.
        name: Table and labels, for people.
        printed: The mark; empty where nothing is printed.
        lowest: Least count that it can be.
        highest: Largest count that it can be; None without limit.
        must_span: What it must still be able to be; None where the rule hides nothing.
        status: The verdict.
    """

    table: str
    labels: Labels
    name: str
    printed: str
    lowest: int
    highest: int | None
    must_span: CountRange | None
    status: CellStatus

    @property
    def is_leak(self) -> bool:
        """Whether the reader can tell more than the rule allows."""
        return self.status in {CellStatus.NARROWED, CellStatus.DISCLOSED}

    def __str__(self) -> str:
        """Write what can be told."""
        if self.highest is None:
            told = f"{self.lowest} or more"
        elif self.highest == self.lowest:
            told = f"exactly {self.lowest}"
        else:
            told = f"{self.lowest} to {self.highest}"
        return f"{self.name}: {told}"


@dataclass(frozen=True, slots=True)
class GroupLeak:
    """Hidden cells of which a reader can tell that one must be 0, though not which.

    Attributes:
        equation: What adds up to what.
        cells: The cells' names.
    """

    equation: str
    cells: tuple[str, ...]

    def __str__(self) -> str:
        """Write what can be told."""
        return f"{self.equation}: at least one of {len(self.cells)} hidden cells is 0"


@dataclass(frozen=True, slots=True)
class Attack:
    """The outcome.

    Attributes:
        cells: Every hidden cell, then every count that is printed nowhere but can be worked at.
        groups: What can be told of several hidden cells together.
        notes: What was noticed about the tables.
    """

    cells: tuple[CellInterval, ...]
    groups: tuple[GroupLeak, ...]
    notes: tuple[str, ...]

    @property
    def leaks(self) -> tuple[CellInterval | GroupLeak, ...]:
        """Whatever can be told that should not be."""
        return (*(cell for cell in self.cells if cell.is_leak), *self.groups)


def attack_tables(
    published: Sequence[Table],
    rules: SuppressionRule | Mapping[str, SuppressionRule],
    relations: Sequence[Relation] = (),
    *,
    share: Sharing = True,
    only_small: bool = False,
) -> Attack:
    """Work out what a reader can tell of every hidden cell.

    Args:
        published: All tables as printed.
        rules: The rule behind the marks, or one for each table by its name.
        relations: What adds up to what, beyond the totals that tables name.
        share: Whether tables have cells in common: all that agree, none, or groups by name.
        only_small: Whether the reader also knows that every mark hides a small count, nothing
            having been hidden in addition.

    Returns:
        An interval for each hidden cell. A cell printed as hidden is protected if its interval
        covers what its rule (or its own mark, such as "<3") hides. A count that is printed nowhere
        is protected too if it is certainly none that the rule would hide.

    Raises:
        ContradictionError: No table of whole counts fits what is printed.
        RelationError: A statement names nothing that the tables have.
    """
    look = partial(_attack, published, rules, relations, share=share, only_small=only_small)
    try:
        return look(is_deep=True)
    except ContradictionError:
        # Labels in common are no proof that tables count the same people.
        return look(is_deep=False)


def _attack(
    published: Sequence[Table],
    rules: SuppressionRule | Mapping[str, SuppressionRule],
    relations: Sequence[Relation],
    *,
    share: Sharing,
    only_small: bool,
    is_deep: bool,
) -> Attack:
    system = build_system(published, relations, share=share, is_deep=is_deep)
    sight = look_at(system, published, rules, only_small=only_small)
    seen = Knowledge(system, sight.lower, sight.upper, sight.limitless)
    return attack_knowledge(published, screen(seen, is_exact=False), sight)


def attack_knowledge(published: Sequence[Table], knowledge: Knowledge, sight: Sight) -> Attack:
    """Attack tables whose equations are known already; see `attack_tables`."""
    reach = Reach(knowledge)
    cells = [
        made
        for index in range(len(knowledge.system.quantities))
        for made in _judge(published, knowledge.system, sight, reach, index)
    ]
    printed = [cell for cell in cells if cell.labels]
    implied = [cell for cell in cells if not cell.labels]
    groups = [
        GroupLeak(
            equation.name, tuple(knowledge.system.quantities[index].name for index in members)
        )
        for equation in knowledge.system.equations
        if len(members := group_members(equation, sight)) > 1
        and not reach.can_all_be(members, at_least=1)
    ]
    return Attack((*printed, *implied), tuple(groups), knowledge.system.notes)


def group_members(equation: Equation, sight: Sight) -> list[int]:
    """Return the cells of an equation that hide a range which starts at 0."""
    return [
        index
        for index in (equation.whole, *equation.parts)
        if index in sight.hidden and (span := sight.span_of(index)) and span.lowest == 0
    ]


def judge_interval(
    lowest: int, highest: int | None, span: CountRange | None, *, is_printed: bool
) -> CellStatus:
    """Say whether an interval covers what it must.

    Args:
        lowest: Least possible count.
        highest: Largest possible count; None without limit.
        span: What must be possible; None where any two counts will do.
        is_printed: Whether a mark stands for the cell; one that is printed nowhere may also be
            known not to be small.
    """
    if span is None:
        return CellStatus.DISCLOSED if is_printed and lowest == highest else CellStatus.PROTECTED
    covers = lowest <= span.lowest and (highest is None or highest >= span.highest)
    is_apart = lowest > span.highest or (highest is not None and highest < span.lowest)
    if covers:
        return CellStatus.PROTECTED
    if is_apart and not is_printed:
        return CellStatus.NOT_SMALL
    return CellStatus.DISCLOSED if lowest == highest else CellStatus.NARROWED


def _judge(
    published: Sequence[Table], system: CellSystem, sight: Sight, reach: Reach, index: int
) -> list[CellInterval]:
    quantity = system.quantities[index]
    if quantity.is_aside:
        return []
    marked = [
        (published[table].name, published[table].cells[cell])
        for table, cell in quantity.places
        if published[table].cells[cell].printed.kind is CellKind.HIDDEN
    ]
    is_shown = any(
        published[table].cells[cell].printed.kind is CellKind.COUNT
        for table, cell in quantity.places
    )
    if is_shown and not marked:
        return []
    lowest, highest = reach.interval(index)
    span = sight.span_of(index)
    status = judge_interval(lowest, highest, span, is_printed=bool(marked))
    if not marked:
        return [
            CellInterval("", (), quantity.name, "", lowest, highest, span, status),
        ]
    return [
        CellInterval(
            table=name,
            labels=cell.labels,
            name=f"{name}: {' / '.join(cell.labels)}",
            printed=cell.printed.text,
            lowest=lowest,
            highest=highest,
            must_span=span,
            status=status,
        )
        for name, cell in marked
    ]
