"""All tables at once as unknown counts and the equations between them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cdof_core.disclosure.counts import CellSystem, Draft, Origin, Quantity
from cdof_core.disclosure.errors import RelationError, TableError
from cdof_core.disclosure.marks import CellKind
from cdof_core.disclosure.people import add_people
from cdof_core.disclosure.populations import Sharing, counting_keys, named, number_populations
from cdof_core.disclosure.relations import Relation, concerns, guess_windows
from cdof_core.disclosure.tables import Labels, Table, is_total

_ROUNDS: Final = 4
"""Statements upon statements: more are not known to tell anything."""

_FEWEST_ASIDE: Final = 500
"""Counts that are printed nowhere and may always be added; large tables may double."""


def build_system(
    tables: Sequence[Table],
    relations: Sequence[Relation],
    *,
    share: Sharing = True,
    is_deep: bool = True,
) -> CellSystem:
    """Put tables and statements together.

    A label such as "Total" adds up all others of its dimension. Cells of different tables are one
    count where their labels other than totals are the same, unless the tables print different
    counts for one of them, or a statement sets one table under another. Windows of years are found
    by their labels.

    Args:
        tables: The tables; only cells with counts, marks or nothing in them take part.
        relations: Further statements.
        share: Whether tables have cells in common: all that agree, none, or groups by name.
        is_deep: Whether what follows from several statements at once is put together as well:
            statements about counts that are printed nowhere, and the people behind three tables
            of the same two by two.

    Raises:
        TableError: Two tables have the same name.
        RelationError: A statement names nothing that the tables have.
    """
    names = [table.name for table in tables]
    if twice := {name for name in names if names.count(name) > 1}:
        raise TableError(f"Two tables are called {min(twice)!r}; give each a name of its own.")
    populations, notes = number_populations(tables, relations, share=share)
    draft = Draft(tables, populations)
    for index, table in enumerate(tables):
        _add_cells(draft, index, table)
    unused = set(relations)
    for index in range(len(tables)):
        unused -= _add_relations(draft, index, relations)
    unused -= _add_table_relations(draft, relations)
    if unused:
        stated = sorted(str(relation) for relation in unused)[0]
        raise RelationError(f"{stated!r} names nothing that two labels of the tables have.")
    named_by_one = len(draft.names)
    if is_deep:
        _state_of_unprinted(draft, relations)
        add_people(draft, [_complete_totals(table, relations) for table in tables])
    quantities = [
        Quantity(name, tuple(places), is_aside=index >= named_by_one)
        for index, (name, places) in enumerate(zip(draft.names, draft.places, strict=True))
    ]
    return CellSystem(tuple(quantities), tuple(draft.equations.values()), tuple(notes), populations)


def _state_of_unprinted(draft: Draft, relations: Sequence[Relation]) -> None:
    """Say of counts that are printed nowhere what is stated of their rows, columns and tables.

    Years behind windows add up over areas as the windows do, and men and women of each year are
    all of it: none of them can be less than nothing.
    """
    most = len(draft.names) + max(len(draft.names), _FEWEST_ASIDE)
    for _ in range(_ROUNDS):
        before = len(draft.names), len(draft.equations)
        for known, unprinted in zip(draft.by_labels, draft.unprinted, strict=True):
            known.update(unprinted)
        for index in range(len(draft.tables)):
            _add_relations(draft, index, relations)
        _add_table_relations(draft, relations)
        if before == (len(draft.names), len(draft.equations)) or len(draft.names) > most:
            return


def _complete_totals(table: Table, relations: Sequence[Relation]) -> list[Relation | None]:
    """Return for each dimension of a table the total that adds up all its other labels."""
    found: list[Relation | None] = []
    for dimension in range(len(table.dimensions)):
        labels = table.labels_of(dimension)
        stated = [made for made in relations if concerns(made, labels)]
        told = {made.whole for made in stated}
        windows = [made for made in guess_windows(labels) if made.whole not in told]
        totals = (made for made in _total_of(labels, (*stated, *windows)))
        found.append(next((made for made in totals if made.whole not in told), None))
    return found


def _add_cells(draft: Draft, index: int, table: Table) -> None:
    by_labels: dict[Labels, int] = {}
    for place, (key, cell) in enumerate(zip(counting_keys(table), table.cells, strict=True)):
        if cell.printed.kind is CellKind.OTHER:
            continue
        name = f"{table.name}: {named(cell.labels)}"
        quantity = draft.quantity((draft.populations[index], key), name)
        draft.places[quantity].append((index, place))
        by_labels[cell.labels] = quantity
    draft.by_labels.append(by_labels)
    draft.unprinted.append({})


def _add_relations(draft: Draft, index: int, relations: Sequence[Relation]) -> set[Relation]:
    """Add what holds inside one table; return the statements that found something to say."""
    table = draft.tables[index]
    used: set[Relation] = set()
    for dimension in range(len(table.dimensions)):
        labels = table.labels_of(dimension)
        stated = [made for made in relations if concerns(made, labels)]
        used.update(stated)
        told = {made.whole for made in stated}
        windows = [made for made in guess_windows(labels) if made.whole not in told]
        for relation in (*stated, *windows):
            _add_relation(draft, index, dimension, relation)
        totals = _total_of(labels, (*stated, *windows))
        for relation in (made for made in totals if made.whole not in told):
            _add_relation(draft, index, dimension, relation, origin=Origin.TOTAL)
    return used


def _total_of(labels: Sequence[str], relations: Sequence[Relation]) -> Iterator[Relation]:
    """The labels that a total adds up: those that no other of them holds already."""
    totals = [label for label in labels if is_total(label)]
    inner: set[str] = set(totals)
    for relation in relations:
        is_listed = set(relation.parts) <= set(labels)
        inner.update({relation.whole} if relation.is_complete and is_listed else relation.parts)
    parts = tuple(label for label in labels if label not in inner)
    for label in totals:
        yield Relation(whole=label, parts=parts)


def _add_relation(
    draft: Draft,
    index: int,
    dimension: int,
    relation: Relation,
    *,
    origin: Origin | None = None,
) -> None:
    known = draft.by_labels[index]
    seen = dict.fromkeys(_without(labels, dimension) for labels in known)
    for others in seen:
        at = {
            label: known.get(_with(others, dimension, label))
            for label in (relation.whole, *relation.parts)
        }
        needs_whole = origin is not None or relation.is_guessed or not relation.is_complete
        if at[relation.whole] is None and needs_whole:
            continue
        parts_there = [at[part] for part in relation.parts if at[part] is not None]
        if not parts_there and (at[relation.whole] is None or not relation.is_complete):
            continue
        _add_equation(draft, index, dimension, relation, others, origin=origin)


def _add_equation(
    draft: Draft,
    index: int,
    dimension: int,
    relation: Relation,
    others: Labels,
    *,
    origin: Origin | None,
) -> None:
    known, table = draft.by_labels[index], draft.tables[index]
    population = draft.populations[index]

    def find(label: str) -> int:
        labels = _with(others, dimension, label)
        if labels in known:
            return known[labels]
        key = tuple(sorted(part for part in labels if not is_total(part)))
        name = f"{table.name}: {named(labels)} (not printed)"
        made = draft.quantity((population, key), name)
        draft.unprinted[index][labels] = made
        return made

    where = f" ({named(others)})" if others else ""
    name = f"{table.name}: {relation}{where}"
    parts = [find(part) for part in relation.parts]
    whole = find(relation.whole)
    if not relation.is_complete:
        parts.append(_rest(draft, population, relation, others, table.name))
    made = origin or (Origin.GUESSED if relation.is_guessed else Origin.STATED)
    draft.add(whole, parts, name=name, origin=made, statement=relation, scope=table.name)


def _add_table_relations(draft: Draft, relations: Sequence[Relation]) -> set[Relation]:
    """Add what holds between whole tables, cell by cell."""
    indices: Mapping[str, int] = {table.name: index for index, table in enumerate(draft.tables)}
    used: set[Relation] = set()
    for relation in relations:
        if relation.whole not in indices or not set(relation.parts) <= set(indices):
            continue
        used.add(relation)
        whole = draft.by_labels[indices[relation.whole]]
        inner = [draft.by_labels[indices[part]] for part in relation.parts]
        for labels, quantity in whole.items():
            if not all(labels in part for part in inner):
                continue
            parts = [part[labels] for part in inner]
            if not relation.is_complete:
                parts.append(_rest(draft, -1, relation, labels, relation.whole))
            draft.add(
                quantity,
                parts,
                name=f"{relation} ({named(labels)})",
                origin=Origin.STATED,
                statement=relation,
                scope="",
            )
    return used


def _rest(draft: Draft, population: int, relation: Relation, others: Labels, table: str) -> int:
    """The count that is left of a whole; nobody prints it, but anybody can work at it."""
    left = f"{relation.whole} less {', '.join(relation.parts)}"
    where = f" / {named(others)}" if others else ""
    key = (population, (f"{table}: {left}", *others))
    return draft.quantity(key, f"{table}: {left}{where} (not printed)")


def _without(labels: Labels, dimension: int) -> Labels:
    return labels[:dimension] + labels[dimension + 1 :]


def _with(others: Labels, dimension: int, label: str) -> Labels:
    return (*others[:dimension], label, *others[dimension:])
