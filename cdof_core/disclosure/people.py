"""The people behind three tables of the same two by two.

Areas by group, areas by sex and groups by sex, each with its totals, are three sides of one table
of areas by group by sex. Nobody prints its cells, but none of them is less than nothing, and that
tells more than the three sides do one by one.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Final

from cdof_core.disclosure.counts import Draft, Origin
from cdof_core.disclosure.populations import named
from cdof_core.disclosure.relations import Relation

_MOST_CELLS: Final = 1_000
"""Cells of the table behind; larger ones are not looked into."""

_SIDES: Final = 2

# A dimension by its labels without the total, and a table by its two dimensions.
_Dimension = tuple[str, ...]
_Side = tuple[_Dimension, _Dimension]


def add_people(draft: Draft, totals: Sequence[Sequence[Relation | None]]) -> None:
    """Add the cells behind three tables, and what each side says of them.

    Args:
        draft: The tables' counts.
        totals: For each table and each of its dimensions the total of all its other labels.
    """
    for population in sorted(set(draft.populations)):
        sides: dict[_Side, int] = {}
        adding: dict[_Dimension, tuple[Relation, str]] = {}
        for index, table in enumerate(draft.tables):
            complete = [total for total in totals[index] if total is not None]
            if draft.populations[index] != population or len(complete) != _SIDES:
                continue
            if len(table.dimensions) != _SIDES:
                continue
            first, second = (tuple(sorted(total.parts)) for total in complete)
            sides.setdefault((first, second), index)
            for total in complete:
                adding.setdefault(tuple(sorted(total.parts)), (total, table.name))
        for three in _triangles(sides):
            if len(three[0]) * len(three[1]) * len(three[2]) <= _MOST_CELLS:
                _add_cells(draft, population, sides, adding, three)


def _triangles(sides: dict[_Side, int]) -> Iterator[tuple[_Dimension, _Dimension, _Dimension]]:
    dimensions = sorted({dimension for side in sides for dimension in side})
    for three in combinations(dimensions, 3):
        is_closed = all(
            (one, other) in sides or (other, one) in sides for one, other in combinations(three, 2)
        )
        if is_closed and len({label for labels in three for label in labels}) == sum(
            map(len, three)
        ):
            yield three


def _add_cells(
    draft: Draft,
    population: int,
    sides: dict[_Side, int],
    adding: dict[_Dimension, tuple[Relation, str]],
    three: tuple[_Dimension, _Dimension, _Dimension],
) -> None:
    for behind in three:
        first, second = (labels for labels in three if labels is not behind)
        is_turned = (first, second) not in sides
        known = draft.by_labels[sides[(second, first) if is_turned else (first, second)]]
        total, scope = adding[behind]
        for labels in product(first, second):
            whole = known.get(labels[::-1] if is_turned else labels)
            if whole is None:
                continue
            cells = [tuple(sorted((*labels, label))) for label in behind]
            draft.add(
                whole,
                [
                    draft.quantity((population, cell), f"{named(cell)} (not printed)")
                    for cell in cells
                ],
                name=f"{named(labels)} by {named(behind)}",
                origin=Origin.TOTAL,
                statement=total,
                scope=scope,
            )
