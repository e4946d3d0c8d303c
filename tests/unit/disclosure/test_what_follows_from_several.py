"""What only several tables or statements tell together, against a judge that shares no code.

The judge knows the smallest groups of people, by area, year, group and sex, of which every cell is
a sum, and asks an integer programme how few and how many people can stand behind each mark.
"""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from cdof_core.disclosure import (
    attack_tables,
    make_table,
    own_rule,
    protect_tables,
    read_relations,
)
from cdof_core.disclosure.rules import CountRange

_BEYOND = 10_000


def of_two_by_two(chance):
    """Areas by group, areas by sex and groups by sex."""
    people = list(product(("a0", "a1", "a2"), ("g0", "g1"), ("f", "m")))
    labels = [sorted({one[place] for one in people}) for place in range(3)]
    tables = {
        name: (
            [*labels[row], "Total"],
            [*labels[column], "Total"],
            lambda one, r, c, row=row, column=column: (
                r in ("Total", one[row]) and c in ("Total", one[column])
            ),
        )
        for name, row, column in (("T1", 0, 1), ("T2", 0, 2), ("T3", 1, 2))
    }
    return people, counts_of(chance, people), tables, ()


def of_windows_and_sexes(chance):
    """Windows of three years, of a county of more than its two areas, for all, men and women."""
    people = list(product(("rest", "A0", "A1"), range(2010, 2014), ("Men", "Women")))
    columns = ["2010-12", "2011-13"]
    tables = {
        name: (
            ["County", "A0", "A1"],
            columns,
            lambda one, r, c, name=name: (
                r in ("County", one[0])
                and 0 <= one[1] - int(c[:4]) <= 2
                and name in ("All", one[2])
            ),
        )
        for name in ("All", "Men", "Women")
    }
    stated = read_relations(["County > A0 + A1", "All = Men + Women"])
    return people, counts_of(chance, people), tables, stated


def counts_of(chance, people):
    few = chance.integers(0, 5, len(people))
    return np.where(chance.random(len(people)) < 0.5, few, chance.integers(0, 40, len(people)))


def behind(rule, shown):
    """Counts that are printed like this, by trying them."""
    hidden, base = rule.hides, rule.round_to
    near = range(max(0, shown - base), shown + base + 1)
    found = [
        count
        for count in near
        if not hidden.lowest <= count <= hidden.highest
        and (2 * count + base) // (2 * base) * base == shown
    ]
    return found[0], found[-1]


def judged(rule, published, members):
    """Least and most people behind every mark."""
    shown, limits = [], []
    for key, cell in published.items():
        if cell.printed.count is not None:
            shown.append(members[key])
            limits.append(behind(rule, cell.printed.count))
    known = LinearConstraint(np.array(shown), *zip(*limits, strict=True))

    def least(costs):
        found = milp(
            costs,
            constraints=known,
            integrality=np.ones(costs.size),
            bounds=Bounds(0, _BEYOND),
        )
        return round(found.fun)

    hidden = {key: members[key] for key, cell in published.items() if cell.printed.count is None}
    return {
        key: (least(costs), most if (most := -least(-costs)) < _BEYOND else None)
        for key, costs in hidden.items()
    }


@pytest.mark.parametrize(
    ("make", "seed", "highest", "base"),
    [
        (of_two_by_two, 3, 4, 1),
        (of_two_by_two, 3, 7, 2),
        (of_windows_and_sexes, 5, 4, 2),
        (of_windows_and_sexes, 9, 4, 2),
    ],
)
def test_nothing_follows_from_several_tables_that_the_attack_does_not_see(
    make, seed, highest, base
):
    people, counts, shapes, stated = make(np.random.default_rng(seed))
    rule = own_rule(hides=CountRange(1, highest), round_to=base)
    members = {
        (name, row, column): np.array([float(belongs(one, row, column)) for one in people])
        for name, (rows, columns, belongs) in shapes.items()
        for row, column in product(rows, columns)
    }
    tables = [
        make_table(
            name,
            rows=rows,
            columns=columns,
            values=[
                [int(members[name, row, column] @ counts) for column in columns] for row in rows
            ],
        )
        for name, (rows, columns, _) in shapes.items()
    ]
    made = protect_tables(tables, rule, stated)
    published = {(table.name, *cell.labels): cell for table in made.tables for cell in table.cells}
    expected = judged(rule, published, members)
    attack = attack_tables(made.tables, rule, stated)
    assert expected
    assert {
        (cell.table, *cell.labels): (cell.lowest, cell.highest)
        for cell in attack.cells
        if cell.labels
    } == expected
    assert all(low <= 1 and (most is None or most >= highest) for low, most in expected.values())
