"""Our statistics against the fixtures of the Fingertips applications and what they published."""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cdof_core.statistics.byar import crude_rate
from cdof_core.statistics.control_limits import (
    proportion_spc_limits,
    standardised_rate_spc_limits,
)
from cdof_core.statistics.goals import MET, NOT_MET, PARTLY_MET, interval_goal, single_value_goal
from cdof_core.statistics.judgement import favourability, interval_position, two_level_position
from cdof_core.statistics.quantiles import (
    interpolated_bounds,
    interpolated_percentile,
    interpolated_quantile,
)
from cdof_core.statistics.recent_trend import fingertips_trends
from cdof_core.statistics.wilson import proportion_limits

CASES = Path(__file__).resolve().parents[1] / "fingertips"

TESTED_KINDS = {"Proportion", "Crude rate", "Directly standardised rate"}
POLARITY = {"Low is good": -1, "High is good": 1}
HIGHER_IS_BETTER = {"life_expectancy_male", "life_expectancy_female"}


@cache
def read(name):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def number(cell):
    return float(cell) if cell else np.nan


def column(rows, name):
    return np.array([number(row[name]) for row in rows])


def comparisons(*methods):
    rows = [row for row in read("comparison_unit_cases.csv") if row["method"] in methods]
    assert rows
    return [pytest.param(row, id=f"{row['source_test']}-{n}") for n, row in enumerate(rows)]


def judged(code, labels):
    """The label of a code, the labels standing from worst to best around zero."""
    return labels[int(code) + len(labels) // 2]


def test_every_comparison_case_has_a_test():
    assert {row["method"] for row in read("comparison_unit_cases.csv")} == {
        "CI two levels",
        "SPC proportions",
        "SPC DSR",
        "goal single value",
        "goal using CIs",
    }


@pytest.mark.parametrize("row", comparisons("CI two levels"))
def test_intervals_at_two_levels(row):
    limits = [float(row[name]) for name in ("lower95", "upper95", "lower998", "upper998")]
    position = two_level_position(*limits, float(row["comparator_or_limit"]))
    code = favourability(position, POLARITY[row["polarity"]])
    assert judged(code, ["Worst", "Worse", "Similar", "Better", "Best"]) == row["expected"]


@pytest.mark.parametrize("row", comparisons("SPC proportions", "SPC DSR"))
def test_statistical_process_control(row):
    sizes = (float(row["comparator_or_limit"]), float(row["denominator"]))
    level = float(row["confidence"].partition("=")[2])
    if row["method"] == "SPC DSR":
        limits = standardised_rate_spc_limits(*sizes, unit=float(row["unit"]), tail=level)
    else:
        limits = proportion_spc_limits(*sizes, unit=float(row["unit"]), deviate=level)
    # The value against the limits of the benchmark is the limits against the value, turned round.
    position = -interval_position(*limits, float(row["value"]))
    code = favourability(position, POLARITY[row["polarity"]])
    assert judged(code, ["Worse", "Similar", "Better"]) == row["expected"]


@pytest.mark.parametrize("row", comparisons("goal single value", "goal using CIs"))
def test_goals(row):
    goal, is_high = float(row["comparator_or_limit"]), row["polarity"] == "High is good"
    if row["method"] == "goal using CIs":
        limits = float(row["lower95"]), float(row["upper95"])
        code = interval_goal(*limits, goal, high_is_good=is_high)
    else:
        code = single_value_goal(float(row["value"]), goal, high_is_good=is_high)
    assert {NOT_MET: "Worse", PARTLY_MET: "Similar", MET: "Better"}[int(code)] == row["expected"]


def values_of(row):
    text = row["input_values"]
    if ".." in text:
        first, last = text.split("..")
        return np.arange(int(first), int(last) + 1, dtype=float)
    return np.array([float(word) for word in text.split()])


@pytest.mark.parametrize("row", read("quantile_unit_cases.csv"), ids=lambda row: row["source_test"])
def test_quantiles(row):
    values = values_of(row)
    if row["kind"].endswith("_bound"):
        parts = {"quintile_bound": 5, "quartile_bound": 4}[row["kind"]]
        bound = interpolated_bounds(values, parts=parts)[int(row["query"])]
        assert bound == pytest.approx(float(row["expected"]), rel=1e-12)
    elif row["kind"] == "quintile_category":
        highest_is_first = row["polarity"] == "High is good"
        found = interpolated_quantile(
            values, float(row["query"]), highest_is_first=highest_is_first
        )
        # Fingertips writes 0 where too few values leave nothing to compare with.
        assert float(np.nan_to_num(found)) == float(row["expected"])
    elif row["expected"].startswith("null"):
        assert np.isnan(interpolated_percentile(values, [0.25, 0.5, 0.75])).all()
    else:
        fraction = {"P25": 0.25, "Median": 0.5, "P75": 0.75}[row["query"]]
        found = interpolated_percentile(values, fraction)
        assert float(found) == pytest.approx(float(row["expected"]), rel=1e-12)


def test_recent_trends_of_the_fixtures():
    rows = read("trend_unit_cases.csv")
    trends = fingertips_trends(
        [row["case"] for row in rows],
        column(rows, "year"),
        value=column(rows, "value"),
        lower=column(rows, "lower95"),
        upper=column(rows, "upper95"),
        count=column(rows, "count"),
        denominator=column(rows, "denominator"),
        kind_is_tested=[row["value_type"] in TESTED_KINDS for row in rows],
    )
    published = {row["case"]: row["expected"].split(" and ")[0] for row in rows}
    found = {
        name: outcome.replace("_", " ").capitalize()
        for name, outcome in zip(trends.series.tolist(), trends.outcome, strict=True)
    }
    assert found == published
    # The statistic stands in the name of the fixture.
    chi2 = dict(zip(trends.series.tolist(), trends.chi2, strict=True))
    assert chi2["classic_set1 (expect sig, chi2=46.77)"] == pytest.approx(46.77, abs=0.005)


def test_published_comparisons_of_lancashire():
    rows = [
        row
        for row in read("comparisons_rounded_lancashire_2026.csv")
        if row["same_period_as_england_value"] == "True"
    ]
    position = interval_position(
        column(rows, "lower_ci_1dp"),
        column(rows, "upper_ci_1dp"),
        column(rows, "england_value_1dp"),
    )
    signs = [1 if row["key"] in HIGHER_IS_BETTER else -1 for row in rows]
    found = [
        judged(code, ["Worse", "Similar", "Better"]) for code in favourability(position, signs)
    ]
    assert len(rows) == 162
    assert found == [row["expected_vs_england"] for row in rows]


def test_published_limits_of_completions():
    rows = read("completions_90245_2018.csv")
    lower, upper = proportion_limits(
        column(rows, "count"), column(rows, "denominator"), multiplier=100
    )
    assert len(rows) == 35
    # Published to four decimals.
    np.testing.assert_allclose(lower, column(rows, "lower_ci95"), rtol=0, atol=5.1e-5)
    np.testing.assert_allclose(upper, column(rows, "upper_ci95"), rtol=0, atol=5.1e-5)


def test_published_rates_of_regions_added_up():
    rows = read("region_aggregation_93356.csv")
    rates = crude_rate(
        column(rows, "sum_child_count"),
        column(rows, "sum_child_denominator"),
        multiplier=column(rows, "multiplier"),
    )
    assert len(rows) == 27
    np.testing.assert_allclose(rates, column(rows, "expected_value"), rtol=1e-12)
