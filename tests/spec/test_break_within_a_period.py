"""A period that a break lies within is of two methods, and has no past to be compared with."""

import pandas as pd
import pytest

from cdof_core.comparison.own_past import comparable_periods

#  label    starts        ends
PERIODS = pd.DataFrame(
    [
        ("2019-21", "2019-01-01", "2021-12-31"),
        ("2016-18", "2016-01-01", "2018-12-31"),
        ("2013-15", "2013-01-01", "2015-12-31"),
    ],
    columns=["period_label", "period_start", "period_end"],
).assign(age="All ages", vintage="")


@pytest.mark.parametrize(
    ("event", "labels"),
    [
        ("2019-01-01", []),  # new from the first day on: all before is of the old method
        ("2020-06-15", []),  # amid the shown period
        ("2021-12-31", []),  # its last day counts
        ("2022-01-01", ["2016-18", "2013-15"]),  # after it
        ("2017-03-01", []),  # amid the period before: it is of both methods, what precedes of one
    ],
)
def test_no_period_is_compared_across_a_break_within_either(event: str, labels: list[str]) -> None:
    breaks = pd.DataFrame({"event_date": [event]})
    kept = comparable_periods(PERIODS, shown=PERIODS.iloc[0], breaks=breaks)
    assert list(kept["period_label"]) == labels
