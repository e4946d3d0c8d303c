"""Stretches of series that no line may bridge."""

import pandas as pd

from cdof_core.analysis.national_series import parted_at_gaps


def rows_of(line: str, *years: int) -> pd.DataFrame:
    starts = pd.to_datetime([f"{year}-04-01" for year in years])
    return pd.DataFrame({"line": line, "segment": "#0", "period_start": starts})


def test_a_missing_year_parts_a_line_and_no_other():
    rows = pd.concat([rows_of("A", 2018, 2019, 2021, 2022), rows_of("B", 2018, 2019, 2020)])

    parted = parted_at_gaps(rows.reset_index(drop=True), ["line"])

    assert list(parted["segment"]) == ["#0#0", "#0#0", "#0#1", "#0#1", "#0#0", "#0#0", "#0#0"]


def test_rows_keep_their_order_whatever_it_is():
    parted = parted_at_gaps(rows_of("A", 2022, 2018, 2021, 2019), ["line"])

    assert list(parted["segment"]) == ["#0#1", "#0#0", "#0#1", "#0#0"]


def test_a_step_of_two_years_throughout_is_no_gap():
    assert set(parted_at_gaps(rows_of("A", 2016, 2018, 2020), ["line"])["segment"]) == {"#0#0"}


def test_nothing_stays_nothing():
    assert parted_at_gaps(rows_of("A"), ["line"]).empty
