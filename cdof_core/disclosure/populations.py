"""Which tables count the same people, so that cells under the same labels are one count."""

from collections.abc import Iterable, Sequence
from itertools import count

from cdof_core.disclosure.relations import Relation
from cdof_core.disclosure.tables import Labels, Table, is_total

# Whether tables have cells in common: all that agree, none, or within groups of table names.
Sharing = bool | Sequence[tuple[str, ...]]


def number_populations(
    tables: Sequence[Table], relations: Sequence[Relation], *, share: Sharing
) -> tuple[tuple[int, ...], list[str]]:
    """Number the tables by what they count.

    Two tables count different things where they print different counts under the same labels, or
    where a statement sets one under another.

    Args:
        tables: The tables.
        relations: Statements.
        share: Whether tables may have cells in common; a table in none of the groups has none.

    Returns:
        A number for each table, and what is worth saying of it.
    """
    if not isinstance(share, bool):
        fresh = count(len(share))
        groups = {name: number for number, names in enumerate(share) for name in names}
        return tuple(groups.get(table.name, next(fresh)) for table in tables), []
    if not share:
        return tuple(range(len(tables))), []
    related = [{relation.whole, *relation.parts} for relation in relations]
    members: list[list[int]] = []
    notes: list[str] = []
    numbers: list[int] = []
    for index, table in enumerate(tables):
        fitting = -1
        for number, population in enumerate(members):
            others = [tables[other] for other in population]
            if any({table.name, other.name} <= names for names in related for other in others):
                continue
            difference = next(filter(None, (_difference(table, other) for other in others)), "")
            if difference:
                notes.append(difference)
                continue
            fitting = number
            break
        if fitting < 0:
            fitting = len(members)
            members.append([])
        members[fitting].append(index)
        numbers.append(fitting)
    return tuple(numbers), notes


def _difference(table: Table, other: Table) -> str:
    """Say where two tables print different counts under the same labels."""
    known = dict(zip(counting_keys(other), other.cells, strict=True))
    for key, cell in zip(counting_keys(table), table.cells, strict=True):
        there = known.get(key)
        if there is None or cell.printed.count is None or there.printed.count is None:
            continue
        if cell.printed.count != there.printed.count:
            return (
                f"{other.name} prints {there.printed.text} and {table.name} prints "
                f"{cell.printed.text} for {named(cell.labels)}: taken as tables of different "
                "things, with no cell in common."
            )
    return ""


def counting_keys(table: Table) -> list[Labels]:
    """Return for each cell the labels that tell its count from others.

    Totals count for nothing, and so does the order of dimensions where that leaves no doubt.
    """
    plain = [
        tuple(sorted(label for label in cell.labels if not is_total(label))) for cell in table.cells
    ]
    if len(set(plain)) == len(plain):
        return plain
    return [
        tuple(
            f"{dimension}: {label}"
            for dimension, label in zip(table.dimensions, cell.labels, strict=True)
            if not is_total(label)
        )
        for cell in table.cells
    ]


def named(labels: Iterable[str]) -> str:
    """Write the labels of a cell."""
    return " / ".join(labels)
