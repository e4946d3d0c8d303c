"""A value and its interval against a benchmark, in words.

             lower   value   upper     benchmark   low is good   high is good   no judgement
below all     4.0     5.0     6.0         6.1        better         worse          lower
on a limit    4.0     5.0     6.0         6.0        similar        similar        similar
inside        4.0     5.0     6.0         5.5        similar        similar        similar
on a limit    4.0     5.0     6.0         4.0        similar        similar        similar
above all     4.0     5.0     6.0         3.9        worse          better         higher
"""

import pandas as pd
import pytest

from cdof_core.comparison.judging import judge_rows

TABLE = [
    # benchmark, low is good, high is good, no judgement
    (6.1, "better", "worse", "lower"),
    (6.0, "similar", "similar", "similar"),
    (5.5, "similar", "similar", "similar"),
    (4.0, "similar", "similar", "similar"),
    (3.9, "worse", "better", "higher"),
]


def row(**changes):
    base = {
        "value": 5.0,
        "lower95": 4.0,
        "upper95": 6.0,
        "lower998": 3.0,
        "upper998": 7.0,
        "flag": "",
        "value_kind": "crude_rate",
        "polarity": "low_is_good",
        "need": "",
        "is_long_ago": False,
        "benchmark": 5.0,
        "benchmark_reason": "",
        "is_benchmark": False,
    }
    return pd.DataFrame([base | changes])


def judged(levels=3, **changes):
    return tuple(judge_rows(row(**changes), levels=levels).iloc[0])


@pytest.mark.parametrize(("benchmark", "low", "high", "none"), TABLE)
def test_three_levels(benchmark, low, high, none):
    assert judged(benchmark=benchmark, polarity="low_is_good") == (low, "")
    assert judged(benchmark=benchmark, polarity="high_is_good") == (high, "")
    assert judged(benchmark=benchmark, polarity="no_judgement") == (none, "")


@pytest.mark.parametrize(
    ("benchmark", "expected"),
    [
        # 99.8% interval 3 to 7, 95% interval 4 to 6
        (2.9, "much_worse"),
        (3.0, "worse"),
        (3.9, "worse"),
        (4.0, "similar"),
        (6.1, "better"),
        (7.0, "better"),
        (7.1, "much_better"),
    ],
)
def test_five_levels(benchmark, expected):
    assert judged(levels=5, benchmark=benchmark) == (expected, "")


def test_five_levels_without_wide_interval_stay_at_three():
    limits = {"lower998": float("nan"), "upper998": float("nan")}
    assert judged(levels=5, benchmark=1.0, **limits) == ("worse", "")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_benchmark": True}, "is_the_benchmark"),
        ({"value": float("nan"), "flag": "withheld"}, "suppressed"),
        ({"value": float("nan"), "flag": "suppressed"}, "suppressed"),
        ({"flag": "not_comparable"}, "flagged"),
        ({"value": float("nan")}, "no_value"),
        ({"value_kind": "count"}, "count_not_comparable"),
        ({"value_kind": "money"}, "count_not_comparable"),
        ({"polarity": "not_applicable"}, "polarity_not_applicable"),
        ({"benchmark": float("nan")}, "no_benchmark"),
        (
            {"benchmark": float("nan"), "benchmark_reason": "benchmark_other_period"},
            "benchmark_other_period",
        ),
        ({"lower95": float("nan")}, "no_interval"),
        ({"is_long_ago": True, "need": "drug_estimate"}, "long_ago"),
        ({"is_long_ago": True, "need": "alcohol_coverage"}, "long_ago"),
        ({"flag": "not_poolable", "value": float("nan")}, "not_poolable"),
    ],
)
def test_not_compared_says_why(changes, reason):
    assert judged(**changes) == ("not_compared", reason)


@pytest.mark.parametrize("changes", [{"need": "drug_caseload"}, {"need": ""}])
def test_what_rests_on_no_estimate_of_need_is_compared_however_old(changes):
    assert judged(is_long_ago=True, **changes) == ("similar", "")


def test_unreliable_values_are_still_compared():
    assert judged(flag="unreliable", benchmark=3.9) == ("worse", "")


def test_swapping_polarity_swaps_better_and_worse():
    swapped = {"better": "worse", "worse": "better", "similar": "similar"}
    for benchmark, low, _, _ in TABLE:
        assert judged(benchmark=benchmark, polarity="high_is_good")[0] == swapped[low]
