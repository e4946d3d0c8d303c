"""What a group of areas is worth, and when it is worth nothing.

Pooled, where every member with data has counts:

    area    numerator   denominator   per cent
    A           5            50          10
    B           7           104           6.7
    C          12           120          10
    D           0            30           0
    E          26           196          13.3
    pooled     50           500          10.0      # (5 + 7 + 12 + 0 + 26) / (50+104+120+30+196)
"""

from datetime import date

import pandas as pd
import pytest

from cdof_core.comparison import BenchmarkRequest, resolve_benchmark
from cdof_core.comparison.combining import combine_areas
from cdof_core.comparison.keys import KEY
from cdof_core.comparison.pooling import pool_groups
from cdof_core.domain.selection import BenchmarkKind

COUNTS = {"A": (5, 50), "B": (7, 104), "C": (12, 120), "D": (0, 30), "E": (26, 196)}
NAN = float("nan")


def figure(area, numerator, denominator, **changes):
    value = 100 * numerator / denominator if denominator else NAN
    base = {
        "indicator_id": "share",
        "area_code": area,
        "period_start": date(2020, 4, 1),
        "period_end": date(2021, 3, 31),
        "period_label": "2020/21",
        "sex": "Persons",
        "age": "All ages",
        "breakdown_type": "",
        "breakdown": "",
        "vintage": "",
        "numerator": float(numerator),
        "denominator": float(denominator),
        "value": value,
        "value_basis": "published",
        "lower95": NAN,
        "upper95": NAN,
        "flag": "",
        "note": "",
        "value_kind": "proportion",
        "multiplier": 100.0,
        "polarity": "low_is_good",
        "interval_method": "wilson",
    }
    return base | changes


def group(**changes):
    return pd.DataFrame([figure(area, *counts, **changes) for area, counts in COUNTS.items()])


def request(kind=BenchmarkKind.OWN_GROUP, members="ABCDE", **changes):
    values = {"kind": kind, "label": "group", "members": tuple(members), "own_codes": ("A",)}
    return BenchmarkRequest(**(values | changes))


def resolve(rows, asked, published=None):
    nothing = rows.iloc[0:0]
    answer = resolve_benchmark(
        rows[KEY].head(1),
        candidates=rows,
        published=nothing if published is None else published,
        request=asked,
    )
    return answer.iloc[0]


def test_pooled_value_with_limits():
    answer = resolve(group(), request())
    assert answer["benchmark"] == pytest.approx(10.0)
    assert answer["benchmark_basis"] == "pooled"
    assert answer["members_with_data"] == 5
    # Wilson 95% limits of 50 of 500, from the published worked formula by hand
    assert answer["benchmark_lower95"] == pytest.approx(7.67, abs=0.01)
    assert answer["benchmark_upper95"] == pytest.approx(12.94, abs=0.01)


def test_top_quartile_is_the_better_quarter():
    # values sorted: 0, 6.73, 10, 10, 13.27; the lower quartile is the second
    assert resolve(group(), request())["top_quartile"] == pytest.approx(100 * 7 / 104)
    high = resolve(group(polarity="high_is_good"), request())
    assert high["top_quartile"] == pytest.approx(10.0)


def test_median_where_counts_are_missing():
    rows = group()
    rows.loc[2, ["numerator", "denominator"]] = NAN
    answer = resolve(rows, request())
    assert answer["benchmark_basis"] == "median"
    assert answer["benchmark"] == pytest.approx(10.0)
    assert pd.isna(answer["benchmark_lower95"])


def test_standardised_rates_are_never_pooled():
    answer = resolve(group(value_kind="standardised_rate"), request())
    assert answer["benchmark_basis"] == "median"


def test_four_members_are_too_few():
    answer = resolve(group().iloc[:4], request())
    assert pd.isna(answer["benchmark"])
    assert answer["benchmark_reason"] == "too_few_members"


def test_leaving_the_area_out_is_a_stated_choice():
    # without A: (7 + 12 + 0 + 26) / (104 + 120 + 30 + 196) = 45 / 450, but only four members
    left_out = resolve(group(), request(keep_area=False))
    assert left_out["members_total"] == 4
    assert left_out["benchmark_reason"] == "too_few_members"


def test_flagged_and_withheld_members_do_not_count():
    rows = group()
    rows.loc[0, "flag"] = "not_comparable"
    assert resolve(rows, request())["members_with_data"] == 4


def test_published_value_wins_over_the_pooled_one():
    rows = group()
    england = pd.DataFrame([figure("E92000001", 900, 10000)])
    asked = request(kind=BenchmarkKind.ENGLAND, code="E92000001")
    answer = resolve(rows, asked, england)
    assert answer["benchmark"] == pytest.approx(9.0)
    assert answer["benchmark_basis"] == "published"


def test_england_is_not_stood_for_by_a_few_authorities():
    asked = request(kind=BenchmarkKind.ENGLAND, code="E92000001", members="ABCDEFGHIJK")
    assert resolve(group(), asked)["benchmark_reason"] == "no_benchmark"


def test_england_is_never_a_median():
    asked = request(kind=BenchmarkKind.ENGLAND, code="E92000001")
    assert pd.isna(resolve(group(value_kind="standardised_rate"), asked)["benchmark"])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"period_start": date(2019, 4, 1), "period_end": date(2020, 3, 31)},
            "benchmark_other_period",
        ),
        ({"vintage": "revised"}, "benchmark_other_vintage"),
    ],
)
def test_other_periods_and_methods_are_never_compared(changes, reason):
    england = pd.DataFrame([figure("E92000001", 900, 10000, **changes)])
    asked = request(kind=BenchmarkKind.ENGLAND, code="E92000001", members="XYZ")
    answer = resolve(group(), asked, england)
    assert pd.isna(answer["benchmark"])
    assert answer["benchmark_reason"] == reason


def test_a_partnership_pools_counts():
    combined = combine_areas(group().iloc[:2], area_code="A+B", member_count=2).iloc[0]
    assert combined["value"] == pytest.approx(100 * (5 + 7) / 154)
    assert combined["area_code"] == "A+B"
    assert combined["limits_basis"] == "computed"


@pytest.mark.parametrize("flag", ["withheld", "suppressed", "not_comparable"])
def test_a_partnership_with_a_withheld_member_has_no_value(flag):
    rows = group().iloc[:2].copy()
    rows.loc[1, "flag"] = flag
    combined = combine_areas(rows, area_code="A+B", member_count=2).iloc[0]
    assert pd.isna(combined["value"])
    assert combined["flag"] == "not_poolable"


def test_a_partnership_has_no_standardised_rate():
    rows = group(value_kind="standardised_rate").iloc[:2]
    assert combine_areas(rows, area_code="A+B", member_count=2)["flag"].iloc[0] == "not_poolable"


def test_a_partnership_adds_counts():
    rows = group(value_kind="count").iloc[:2].assign(value=[5.0, 7.0])
    assert combine_areas(rows, area_code="A+B", member_count=2)["value"].iloc[0] == 12


def test_a_missing_member_is_not_a_zero():
    rows = group(value_kind="count").iloc[:1].assign(value=[5.0])
    assert combine_areas(rows, area_code="A+B", member_count=2)["flag"].iloc[0] == "not_poolable"


def test_order_of_members_changes_nothing():
    shuffled = group().sample(frac=1, random_state=3)
    columns = ["value", "members_with_data", "top_quartile"]
    pd.testing.assert_frame_equal(pool_groups(shuffled)[columns], pool_groups(group())[columns])
