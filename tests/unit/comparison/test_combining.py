"""Partnerships: what is summed, what is pooled, what cannot be had, and what is still said."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdof_core.comparison.combining import combine_areas
from tests.unit.comparison.figures import NAN, counted, figure, figures


def combined(*rows, member_count=2):
    return combine_areas(figures(*rows), area_code="A+B", member_count=member_count)


def test_zero_counts_pool_to_zero():
    row = combined(counted("A", 0, 50), counted("B", 0, 150)).iloc[0]
    assert (row["value"], row["numerator"], row["denominator"]) == (0.0, 0.0, 200.0)
    assert row["lower95"] == 0.0
    # Wilson's upper limit of 0 of 200: 1.96² / (200 + 1.96²) = 3.8415 / 203.8415
    assert row["upper95"] == pytest.approx(1.8845, abs=1e-4)


def test_a_member_without_people_leaves_the_whole_open():
    row = combined(
        counted("A", 5, 50), figure("B", numerator=0.0, denominator=0.0, value=NAN)
    ).iloc[0]
    assert np.isnan(row["value"])
    assert row["flag"] == "not_poolable"


def test_keys_that_agree_are_combined_and_others_are_not():
    rows = combined(
        counted("A", 5, 50), counted("B", 7, 104), counted("B", 1, 10, vintage="revised")
    )
    assert rows.set_index("vintage")["flag"].to_dict() == {"": "", "revised": "not_poolable"}


def test_an_estimate_among_the_members_marks_the_whole():
    assert combined(counted("A", 1, 9, flag="estimated"), counted("B", 1, 9))["flag"][0] == (
        "estimated"
    )


def test_what_is_said_of_members_stays_with_the_whole():
    rows = (
        counted("A", 5, 50, note="Spend of 2024/25 over the mid-2022 population."),
        counted("B", 7, 104, note="Sum. Spend of 2024/25 over the mid-2022 population."),
    )
    assert combined(*rows)["note"][0] == (
        "Combined from 2 authorities. Of one or more of them: "
        "Sum. Spend of 2024/25 over the mid-2022 population."
    )
    assert combined(counted("A", 5, 50), counted("B", 7, 104))["note"][0] == (
        "Combined from 2 authorities."
    )


def test_estimated_numbers_are_summed_without_an_interval():
    rows = combined(
        figure("A", value_kind="estimate", value=5.0), figure("B", value_kind="estimate", value=7.0)
    )
    assert rows["value"][0] == 12
    assert pd.isna(rows["lower95"][0])


def test_a_rate_without_counts_is_not_pooled():
    rows = combined(counted("A", 5, 50), figure("B", numerator=NAN, denominator=NAN))
    assert rows["flag"][0] == "not_poolable"


def test_no_members_give_no_rows():
    assert combined().empty


@given(
    st.lists(st.tuples(st.integers(0, 99), st.integers(100, 9999)), min_size=2, max_size=6).flatmap(
        lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))
    )
)
def test_the_order_of_members_changes_nothing(both):
    first, second = (
        combine_areas(
            figures(*(counted(str(number), *pair) for number, pair in enumerate(pairs))),
            area_code="P",
            member_count=len(pairs),
        )[["value", "numerator", "denominator", "lower95", "upper95"]]
        for pairs in both
    )
    pd.testing.assert_frame_equal(first, second)
