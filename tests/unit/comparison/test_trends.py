"""Which points of a series are tested, and what is said where none are."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from cdof_core.comparison.trends import is_after_latest_break, judge_trends
from cdof_core.statistics.wilson import proportion_limits
from tests.unit.comparison.figures import NAN, counted, figure, figures, year

NO_EVENTS = pd.DataFrame(
    columns=["indicator_id", "area_code", "event_date", "breaks_series"], dtype=object
)


def event(when, *, indicator_id="", area_code="", breaks_series=True):
    row = [indicator_id, area_code, when, breaks_series]
    return pd.DataFrame([row], columns=NO_EVENTS.columns)


def series(counts, *, first=2015, area_code="A", **changes):
    rows = []
    for number, events in enumerate(counts):
        lower, upper = proportion_limits(events, 1000, multiplier=100)
        limits = {"lower95": float(lower), "upper95": float(upper)}
        rows.append(counted(area_code, events, 1000, **(year(first + number) | limits | changes)))
    return figures(*rows)


RISING = [100, 150, 200, 250, 300]


def trend(rows, annotations=NO_EVENTS):
    return tuple(judge_trends(rows, annotations=annotations)[["trend", "trend_reason"]].iloc[0])


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (RISING, ("increasing", "significant")),
        (RISING[::-1], ("decreasing", "significant")),
        ([200] * 5, ("no_significant_change", "not_significant")),
        (RISING[:4], ("cannot_be_calculated", "too_few_points")),
    ],
)
def test_the_latest_five_years_are_tested(counts, expected):
    assert trend(series(counts)) == expected


@pytest.mark.parametrize("flag", ["not_comparable", "suspect", "withheld"])
def test_flagged_years_are_kept_out(flag):
    rows = series([*RISING, 999])
    rows.loc[5, "flag"] = flag
    assert trend(rows) == ("increasing", "significant")
    rows.loc[4, "flag"] = flag
    assert trend(rows) == ("cannot_be_calculated", "too_few_points")


def test_values_either_side_of_a_failed_recording_are_not_joined():
    rows = series([100, 150, 999, 200, 250, 300, 350])
    rows.loc[2, "flag"] = "not_comparable"
    assert trend(rows) == ("cannot_be_calculated", "too_few_points")


def test_pooled_rows_among_years_do_not_stop_the_test():
    rows = series([999, *RISING])
    rows.loc[0, "period_kind"] = "pooled"
    assert trend(rows) == ("increasing", "significant")


def test_pooled_periods_overlap_and_have_no_trend():
    rows = series(RISING, period_kind="pooled")
    assert trend(rows) == ("cannot_be_calculated", "period_not_one_year")


def test_counts_have_no_trend():
    rows = series(RISING, value_kind="count")
    assert trend(rows) == ("cannot_be_calculated", "kind_not_tested")


def test_without_intervals_nothing_is_tested():
    rows = series(RISING, lower95=NAN, upper95=NAN)
    assert trend(rows) == ("cannot_be_calculated", "interval_missing")


def test_years_before_a_break_are_left_out():
    rows = series(RISING)
    assert trend(rows, event(date(2016, 1, 1)))[1] == "too_few_points"
    assert trend(rows, event(date(2015, 1, 1))) == ("increasing", "significant")


@pytest.mark.parametrize(
    ("kept", "named"),
    [
        (4, {}),
        (4, {"indicator_id": "share"}),
        (4, {"area_code": "A"}),
        (5, {"indicator_id": "other"}),
        (5, {"area_code": "B"}),
        (5, {"breaks_series": False}),
    ],
)
def test_a_break_cuts_the_series_it_names(kept, named):
    rows = series(RISING)
    events = event(date(2015, 6, 1), **named)
    assert is_after_latest_break(rows, annotations=events).sum() == kept


def test_a_break_after_the_last_year_of_a_series_cuts_nothing_of_it():
    rows = pd.concat([series(RISING), series([*RISING, 300], area_code="B")], ignore_index=True)
    events = event(date(2020, 1, 1))
    answer = judge_trends(rows, annotations=events).set_index("area_code")
    assert answer["trend"].to_dict() == {"A": "increasing", "B": "cannot_be_calculated"}
    assert answer["trend_reason"].to_dict() == {"A": "significant", "B": "too_few_points"}
    assert answer["trend_points"].to_dict() == {"A": 5, "B": 1}


def test_the_years_tested_are_named_with_those_between_them_that_are_not_held():
    whole = series([100, *RISING])
    gap = series([*RISING, 300], area_code="B").drop(3)
    short = series(RISING[:4], area_code="C")
    rows = pd.concat([whole, gap, short], ignore_index=True)
    answer = judge_trends(rows, annotations=NO_EVENTS).set_index("area_code")["trend_years"]
    assert answer.to_dict() == {
        "A": "2016 > 2017 > 2018 > 2019 > 2020",
        "B": "2015 > 2016 > 2017 | 2019 > 2020",
        "C": "",
    }


def test_limits_of_sampling_alone_carry_no_trend():
    rows = series(RISING, limits_basis="published")
    rows.loc[:3, "limits_basis"] = "sampling"
    assert trend(rows) == ("cannot_be_calculated", "interval_too_narrow")
    assert judge_trends(rows, annotations=NO_EVENTS)["trend_years"].item() == ""


def test_methods_are_never_joined():
    old, new = series(RISING[:3]), series(RISING[3:], first=2018, vintage="new")
    answer = judge_trends(pd.concat([old, new], ignore_index=True), annotations=NO_EVENTS)
    assert answer.set_index("vintage")["trend_points"].to_dict() == {"": 3, "new": 2}


def test_series_are_answered_in_the_order_they_come_whatever_that_is():
    rows = pd.concat([series(RISING, area_code="B"), series(RISING[::-1], area_code="A")])
    shuffled = rows.sample(frac=1, random_state=1)
    for given in (rows, shuffled):
        answer = judge_trends(given, annotations=NO_EVENTS).set_index("area_code")["trend"]
        assert answer.to_dict() == {"B": "increasing", "A": "decreasing"}


def test_a_single_rolling_year_is_too_few_points():
    assert trend(figures(figure(period_kind="rolling"))) == (
        "cannot_be_calculated",
        "too_few_points",
    )


def test_nothing_has_no_trend():
    assert judge_trends(figures(), annotations=NO_EVENTS).empty
    assert np.array_equal(
        judge_trends(figures(), annotations=NO_EVENTS).columns[-4:],
        ["trend", "trend_reason", "trend_points", "trend_years"],
    )
