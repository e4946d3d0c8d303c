"""What is said of a series beside its trend names the years that were tested."""

import pandas as pd

from cdof_core.narrative.figures import Figure
from cdof_core.narrative.steps import course_statement

FIGURE = Figure(
    indicator_id="admissions_poisoning_rate",
    area_code="E06990001",
    area_name="Testshire",
    short_name="Admissions",
    sentence_name="the rate of admissions",
    period="2025",
    value=28.0,
    unit="per 100,000",
    decimals=1,
    lower=20.0,
    upper=36.0,
    numerator=280,
    denominator=1_000_000,
    numerator_name="admissions",
    denominator_name="people",
    value_kind="crude_rate",
    polarity="low_is_good",
    flag="",
    judgement="worse",
    reason="",
    benchmark=14.1,
    benchmark_label="England",
    benchmark_basis="published",
    trend="increasing",
    trend_reason="significant",
    trend_period="2025",
    trend_years="2021 > 2022 > 2023 > 2024 > 2025",
)


def rates(values):
    """A rate a year up to 2025; that of 2023 is an estimate, which the trend test takes."""
    years = range(2026 - len(values), 2026)
    return pd.DataFrame(
        {
            "indicator_id": "admissions_poisoning_rate",
            "area_code": "E06990001",
            "outcome_id": "harm",
            "numerator_name": "admissions",
            "vintage": "",
            "age": "all",
            "period_label": [str(year) for year in years],
            "period_start": [pd.Timestamp(year, 1, 1) for year in years],
            "period_end": [pd.Timestamp(year, 12, 31) for year in years],
            "value": values,
            "flag": ["estimated" if year == 2023 else "" for year in years],
        }
    )


def test_the_first_of_the_five_is_the_first_that_was_tested():
    series = rates([5.0, 8.0, 12.0, 16.0, 20.0, 24.0, 28.0])
    said = course_statement(FIGURE, row=series.iloc[-1].to_dict(), series=series)
    assert said is not None
    # 28 is over twice the 12 of 2021; the 8 of 2020 was not tested.
    assert said.text.startswith("In 2021, the first of the five, it was 12.0. Whether more")
    assert [one.period for one in said.references] == ["2025", "2021"]


def test_no_step_is_told_where_the_first_tested_is_not_far_off():
    series = rates([5.0, 8.0, 15.0, 16.0, 20.0, 24.0, 28.0])
    assert course_statement(FIGURE, row=series.iloc[-1].to_dict(), series=series) is None
