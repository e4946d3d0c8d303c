"""An area against its own past: both intervals must be clear of each other."""

import pandas as pd
import pytest

from cdof_core.comparison.own_past import comparable_periods, judge_own_past

#   now: value (limits)   then: value (limits)     polarity        change          reason
CASES = [
    ((5, 4, 6), (8, 7, 9), "low_is_good", "better", ""),
    ((5, 4, 6), (8, 7, 9), "high_is_good", "worse", ""),
    ((5, 4, 6), (8, 7, 9), "no_judgement", "lower", ""),
    ((9, 8, 10), (6, 5, 7), "low_is_good", "worse", ""),
    ((9, 8, 10), (6, 5, 7), "no_judgement", "higher", ""),
    ((5, 4, 7), (8, 7, 9), "low_is_good", "similar", ""),  # a limit that meets a limit overlaps
    ((5, 4, 7.1), (8, 7, 9), "low_is_good", "similar", ""),
    ((5, 4, 6.9), (8, 7, 9), "low_is_good", "better", ""),
    ((5, None, None), (8, 7, 9), "low_is_good", "not_compared", "no_interval"),
    ((5, 4, 6), (8, None, None), "low_is_good", "not_compared", "no_interval"),
    ((None, None, None), (8, 7, 9), "low_is_good", "not_compared", "no_value"),
    ((5, 4, 6), (None, None, None), "low_is_good", "not_compared", "no_benchmark"),
    ((5, 4, 6), None, "low_is_good", "not_compared", "no_benchmark"),
    ((5, 4, 6), (8, 7, 9), "not_applicable", "not_compared", "polarity_not_applicable"),
]  # fmt: skip


def rows(figure, polarity="low_is_good", kind="proportion", flag="", *, need="", old=False):
    columns = ["area_code", "value", "lower95", "upper95", "flag", "polarity", "value_kind"]
    columns += ["need", "is_long_ago"]
    given = [] if figure is None else [["A", *figure, flag, polarity, kind, need, old]]
    frame = pd.DataFrame(given, columns=columns)
    return frame.astype(dict.fromkeys(("value", "lower95", "upper95"), float))


@pytest.mark.parametrize(("now", "then", "polarity", "change", "reason"), CASES)
def test_change_by_double_overlap(now, then, polarity, change, reason):
    answer = judge_own_past(rows(now, polarity), rows(then, polarity)).iloc[0]
    assert (answer["change"], answer["change_reason"]) == (change, reason)


def test_an_estimate_of_need_of_long_ago_says_nothing_of_a_change():
    old = rows((5, 4, 6), need="drug_estimate", old=True)
    answer = judge_own_past(old, rows((8, 7, 9))).iloc[0]
    assert (answer["change"], answer["change_reason"]) == ("not_compared", "long_ago")


def test_a_count_and_a_suppressed_past_are_not_compared():
    count = judge_own_past(rows((5, 4, 6), kind="count"), rows((8, 7, 9), kind="count")).iloc[0]
    assert count["change_reason"] == "count_not_comparable"
    hidden = judge_own_past(rows((5, 4, 6)), rows((8, 7, 9), flag="suppressed")).iloc[0]
    assert hidden["change_reason"] == "no_benchmark"
    assert pd.isna(hidden["earlier_value"])


#  label    starts        ends          method
PERIODS = pd.DataFrame(
    [
        ("2019-21", "2019-01-01", "2021-12-31", ""),
        ("2018-20", "2018-01-01", "2020-12-31", ""),
        ("2016-18", "2016-01-01", "2018-12-31", ""),
        ("2013-15", "2013-01-01", "2015-12-31", ""),
        ("2012-14", "2012-01-01", "2014-12-31", "old"),
    ],
    columns=["period_label", "period_start", "period_end", "vintage"],
).assign(age="All ages")


@pytest.mark.parametrize(
    ("event", "labels"),
    [
        (None, ["2016-18", "2013-15"]),
        ("2016-01-01", ["2016-18"]),
        ("2022-01-01", ["2016-18", "2013-15"]),
    ],
)
def test_only_periods_apart_of_one_method_and_one_side_of_a_break(event, labels):
    breaks = pd.DataFrame({"event_date": [event] if event else []})
    kept = comparable_periods(PERIODS, shown=PERIODS.iloc[0], breaks=breaks)
    assert list(kept["period_label"]) == labels
