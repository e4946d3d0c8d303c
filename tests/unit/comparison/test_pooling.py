"""Values of groups, and what must hold of them whatever the figures."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdof_core.comparison.keys import number_rows
from cdof_core.comparison.pooling import pool_groups, spread_of
from tests.unit.comparison.figures import NAN, counted, figure, figures

COLUMNS = ["value", "lower95", "upper95", "members_with_data", "lower_quartile", "upper_quartile"]
counts = st.lists(
    st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))),
    min_size=1,
    max_size=12,
)


def group(pairs):
    return figures(*(counted(f"A{number}", *pair) for number, pair in enumerate(pairs)))


@given(counts, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(pairs, random):
    rows = group(pairs)
    order = list(range(len(rows)))
    random.shuffle(order)
    shuffled = rows.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(pool_groups(rows)[COLUMNS], pool_groups(shuffled)[COLUMNS])


@given(counts)
def test_a_pooled_value_lies_between_its_members(pairs):
    rows = group(pairs)
    pooled = pool_groups(rows).iloc[0]
    assert rows["value"].min() - 1e-9 <= pooled["value"] <= rows["value"].max() + 1e-9
    assert pooled["lower95"] - 1e-9 <= pooled["value"] <= pooled["upper95"] + 1e-9
    assert pooled["lower998"] <= pooled["lower95"]
    assert pooled["upper998"] >= pooled["upper95"]


@given(counts)
def test_a_pooled_value_is_the_sum_of_counts(pairs):
    pooled = pool_groups(group(pairs)).iloc[0]
    assert pooled["numerator"] == sum(events for events, _ in pairs)
    assert pooled["denominator"] == sum(total for _, total in pairs)
    assert pooled["basis"] == "pooled"


@given(st.lists(st.lists(st.floats(-1e6, 1e6), max_size=9), min_size=1, max_size=6))
def test_quartiles_are_those_of_linear_interpolation(groups):
    number = np.repeat(np.arange(len(groups)), [len(values) for values in groups])
    values = np.array([value for values in groups for value in values], dtype=float)
    size = np.array([len(values) for values in groups])
    spread = spread_of(values, group=number, size=size)
    for place, own in enumerate(groups):
        # NumPy's own quantiles, by its default method
        expected = np.quantile(own, [0, 0.25, 0.5, 0.75, 1]) if own else [NAN] * 5
        names = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")
        assert [spread[name][place] for name in names] == pytest.approx(list(expected), nan_ok=True)


def test_groups_are_kept_apart():
    rows = figures(counted("A", 1, 10), counted("B", 3, 10), counted("C", 8, 10))
    pooled = pool_groups(rows.assign(team=["x", "x", "y"]), by=["team"])
    assert pooled[["team", "value"]].values.tolist() == [["x", 20.0], ["y", 80.0]]


def test_different_people_and_methods_are_never_pooled_together():
    changes = [{}, {"sex": "Female"}, {"age": "18+"}, {"vintage": "revised"}, {"breakdown": "a"}]
    rows = figures(*(figure("A", **change) for change in changes))
    assert pool_groups(rows)["members_with_data"].tolist() == [1] * 5


@pytest.mark.parametrize("kind", ["count", "estimate", "money"])
def test_what_depends_on_size_has_no_value_for_a_group(kind):
    pooled = pool_groups(figures(figure("A", value_kind=kind), figure("B", value_kind=kind)))
    assert np.isnan(pooled["value"].iloc[0])
    assert pooled["basis"].iloc[0] == ""
    assert pooled["members_with_data"].iloc[0] == 2


def test_without_a_denominator_above_zero_there_is_nothing_to_pool():
    rows = figures(figure("A", numerator=0.0, denominator=0.0, value=0.0))
    assert pool_groups(rows)["basis"].iloc[0] == "median"


def test_nothing_pools_to_nothing():
    assert pool_groups(figures()).empty


def test_rows_of_several_frames_share_their_numbers():
    first = pd.DataFrame({"area": ["A", "B"], "sex": ["F", "F"]})
    second = pd.DataFrame({"area": ["B", "C", "A"], "sex": ["F", "F", "M"]})
    left, right = number_rows([first, second], ["area", "sex"])
    assert left[1] == right[0]
    assert len({*left.tolist(), *right.tolist()}) == 4
