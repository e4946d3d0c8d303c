"""The attack's intervals are those that trying every table of whole counts gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdof_core.disclosure import attack_tables, find_rule, make_table, protect_tables, read_relation
from tests.unit.disclosure.brute_force import agreeing, cross_table, printed_grid, with_totals

MOST = 10


@given(
    inner=st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=2), min_size=2, max_size=2),
    hidden=st.sets(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1),
)
def test_intervals_of_any_printed_table(inner, hidden):
    counts = with_totals(inner).astype(object)
    for row, column in hidden:
        counts[row][column] = "*"
    labels = ["a", "b", "Total"]
    table = make_table("T", rows=labels, columns=["x", "y", "Total"], values=counts.tolist())
    possible = agreeing(printed_grid(table), (2, 2), MOST, base=1, hidden=())
    for cell in attack_tables([table], find_rule("seed")).cells:
        row, column = labels.index(cell.labels[0]), ["x", "y", "Total"].index(cell.labels[1])
        tried = possible[:, row, column]
        assert cell.lowest == tried.min()
        # What the trial reaches with its largest counts has no limit, or one beyond them.
        if cell.highest is not None and cell.highest <= MOST:
            assert cell.highest == tried.max()
        else:
            assert tried.max() >= MOST


# Deaths of a borough and of the rest of its county in three years.
DEATHS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=3)


@pytest.mark.parametrize(("name", "hides"), [("seed", range(3)), ("hospital", range(1, 8))])
@given(deaths=DEATHS)
def test_nested_areas_and_pooled_years_withstand_a_trial(name, hides, deaths):
    # County = borough + rest, and 2009-11 = 2009 + 2010 + 2011; the rest is printed nowhere.
    rule = find_rule(name)
    grid = with_totals(deaths)
    table = make_table(
        "T",
        rows=["2009", "2010", "2011", "2009-11"],
        columns=["County", "Borough"],
        values=[[line[2], line[0]] for line in grid.tolist()],
    )
    relations = [read_relation("County > Borough")]
    made = protect_tables([table], rule, relations)
    printed = printed_grid(made.tables[0])
    base = rule.round_to
    # The trial's columns are borough, rest and county; nobody prints the rest.
    seen = [[borough, None, county] for county, borough in printed]
    possible = agreeing(seen, (3, 2), 9, base=base, hidden=hides if base > 1 else ())
    for row, (county, borough) in enumerate(printed):
        for column, number in ((0, borough), (2, county)):
            if number is None:
                assert set(hides) <= set(np.unique(possible[:, row, column]))
        rest = possible[:, row, 1]
        if np.isin(rest, hides).any():
            assert (rest.min() <= hides[0], rest.max() >= hides[-1]) == (True, True)


def test_a_table_of_two_breakdowns_withstands_a_trial():
    # Two tables share the totals of two areas; each alone would be safe.
    by_sex, by_age = [[1, 5], [4, 6]], [[6, 0], [5, 5]]
    tables = [cross_table(by_sex, "sex"), cross_table(by_age, "age")]
    columns = {"c0": "men", "c1": "women"}
    first = make_table(
        "sex",
        rows=["r0", "r1", "Total"],
        columns=[*columns.values(), "Total"],
        values=with_totals(by_sex).tolist(),
    )
    made = protect_tables([first, tables[1]], find_rule("seed"))
    grids = [printed_grid(table) for table in made.tables]
    found = [agreeing(grid, (2, 2), 12, base=1, hidden=range(3)) for grid in grids]
    totals = [{tuple(table[:, 2]) for table in tables} for tables in found]
    shared = totals[0] & totals[1]
    for grid, tables in zip(grids, found, strict=True):
        both = np.array([table for table in tables if tuple(table[:, 2]) in shared])
        for row, line in enumerate(grid):
            for column, number in enumerate(line):
                if number is None:
                    assert {0, 2} <= set(both[:, row, column])
