"""Which value an area is held against, and why there may be none."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdof_core.comparison.benchmarks import (
    BenchmarkRequest,
    resolve_benchmark,
    resolve_benchmarks,
)
from cdof_core.comparison.combining import combine_areas
from cdof_core.domain.selection import BenchmarkKind
from tests.unit.comparison.figures import NAN, counted, figure, figures, year

AREAS = tuple("ABCDEFGH")
LOCAL = figures(*(counted(code, number, 100) for number, code in enumerate(AREAS, start=1)))
ENGLAND = BenchmarkRequest(BenchmarkKind.ENGLAND, "England", code="E92000001", members=AREAS)


def neighbours(members="BCDEF", **changes):
    values = {"members": tuple(members), "own_codes": ("A",), "keep_area": False}
    return BenchmarkRequest(BenchmarkKind.DFE_NEIGHBOURS, "neighbours", **(values | changes))


def resolve(request, *, keys=LOCAL, candidates=LOCAL, published=None):
    published = figures() if published is None else published
    return resolve_benchmark(
        keys, candidates=candidates, published=published, request=request
    ).iloc[0]


def test_a_group_leaves_the_area_out_unless_it_is_kept():
    assert resolve(neighbours())["benchmark"] == pytest.approx(4.0)  # (2 + 3 + 4 + 5 + 6) / 5
    kept = resolve(neighbours(keep_area=True))
    assert kept["benchmark"] == pytest.approx(3.5)  # (1 + 2 + 3 + 4 + 5 + 6) / 6
    assert kept["members_total"] == 6


def test_a_kept_member_counts_once():
    assert resolve(neighbours("ABCDE", keep_area=True))["members_total"] == 5


def test_four_members_and_the_area_itself_are_five():
    assert resolve(neighbours("BCDE"))["benchmark_reason"] == "too_few_members"
    assert resolve(neighbours("BCDE", keep_area=True))["benchmark"] == pytest.approx(3.0)


def test_a_place_counts_all_of_its_authorities():
    request = BenchmarkRequest(
        BenchmarkKind.REGION, "R", code="R", members=AREAS[:6], own_codes=("A",), keep_area=False
    )
    assert resolve(request)["members_total"] == 6


def test_without_any_members_there_is_no_group():
    answer = resolve(neighbours("", keep_area=True))
    assert answer["benchmark_reason"] == "no_group"
    assert answer["members_with_data"] == 0


def test_a_count_has_no_value_for_a_group():
    counts = LOCAL.assign(value_kind="count")
    answer = resolve(neighbours(), keys=counts, candidates=counts)
    assert answer["benchmark_reason"] == "count_not_comparable"
    assert answer["members_with_data"] == 5


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (year(2019), "benchmark_other_period"),
        ({"sex": "Female"}, "benchmark_other_people"),
        ({"age": "18+"}, "benchmark_other_people"),
        ({"vintage": "revised"}, "benchmark_other_vintage"),
        (year(2019) | {"vintage": "revised"}, "benchmark_other_period"),
        ({"breakdown_type": "substance", "breakdown": "opiates"}, "no_benchmark"),
        ({"flag": "withheld", "value": NAN}, "no_benchmark"),
        ({"flag": "not_comparable"}, "no_benchmark"),
    ],
)
def test_a_reason_says_what_the_published_value_differs_in(changes, reason):
    published = figures(figure("E92000001", **changes))
    answer = resolve(ENGLAND, candidates=LOCAL.head(3), published=published)
    assert np.isnan(answer["benchmark"])
    assert answer["benchmark_reason"] == reason


def test_the_nearest_published_value_gives_the_reason():
    published = figures(
        figure("E92000001", **year(2019)), figure("E92000001", vintage="revised"), figure("Z")
    )
    answer = resolve(ENGLAND, candidates=LOCAL.head(3), published=published)
    assert answer["benchmark_reason"] == "benchmark_other_vintage"


@pytest.mark.parametrize("basis", ["published", "computed"])
def test_a_published_value_says_whether_it_was_computed(basis):
    published = figures(figure("E92000001", value=9.0, value_basis=basis))
    answer = resolve(ENGLAND, published=published)
    assert (answer["benchmark"], answer["benchmark_basis"]) == (9.0, basis)
    assert answer["benchmark_reason"] == ""


def test_half_of_a_region_may_stand_for_it_and_less_may_not():
    region = BenchmarkRequest(BenchmarkKind.REGION, "R", code="R", members=tuple("ABCDEFGHIJ"))
    assert resolve(region, candidates=LOCAL.head(5))["benchmark_basis"] == "pooled"
    larger = BenchmarkRequest(BenchmarkKind.REGION, "R", code="R", members=tuple("ABCDEFGHIJK"))
    assert resolve(larger, candidates=LOCAL.head(5))["benchmark_reason"] == "too_few_members"


def test_each_row_is_answered_by_its_own_request_on_its_own_index():
    keys = LOCAL.head(3).set_axis([7, 3, 5])
    answer = resolve_benchmarks(
        keys,
        asked=np.array([1, 0, 1]),
        candidates=LOCAL,
        published=figures(),
        requests=[ENGLAND, neighbours()],
    )
    assert answer.index.tolist() == [7, 3, 5]
    assert answer["benchmark_label"].tolist() == ["neighbours", "England", "neighbours"]
    assert answer["benchmark"].tolist() == pytest.approx([4.0, 4.5, 4.0])  # 36 / 8 = 4.5


def test_no_rows_are_answered_with_no_rows():
    answer = resolve_benchmark(figures(), candidates=LOCAL, published=LOCAL, request=ENGLAND)
    assert answer.empty
    assert "benchmark_reason" in answer


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(100, 900)), min_size=5, max_size=10),
    st.randoms(use_true_random=False),
)
def test_the_order_of_candidates_changes_nothing(pairs, random):
    codes = [f"A{number}" for number in range(len(pairs))]
    rows = figures(*(counted(code, *pair) for code, pair in zip(codes, pairs, strict=True)))
    request = neighbours(codes, own_codes=("Z",))
    order = list(range(len(rows)))
    random.shuffle(order)
    first, second = (
        resolve_benchmark(rows.head(1), candidates=candidates, published=figures(), request=request)
        for candidates in (rows, rows.iloc[order])
    )
    pd.testing.assert_frame_equal(first, second)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(100, 900)), min_size=5, max_size=9))
def test_a_partnership_of_all_is_england_where_england_is_their_sum(pairs):
    codes = [f"A{number}" for number in range(len(pairs))]
    rows = figures(*(counted(code, *pair) for code, pair in zip(codes, pairs, strict=True)))
    whole = combine_areas(rows, area_code="+".join(codes), member_count=len(codes)).iloc[0]
    request = BenchmarkRequest(
        BenchmarkKind.ENGLAND, "England", code="E92000001", members=tuple(codes)
    )
    england = resolve(request, keys=rows, candidates=rows)
    for own, theirs in (
        ("value", "benchmark"),
        ("lower95", "benchmark_lower95"),
        ("upper95", "benchmark_upper95"),
    ):
        assert whole[own] == pytest.approx(england[theirs])
