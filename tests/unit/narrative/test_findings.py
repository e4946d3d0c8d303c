from dataclasses import replace

import pytest

from cdof_core.narrative.figures import Figure
from cdof_core.narrative.findings import (
    ViewFacts,
    indicator_finding,
    map_description,
    map_finding,
    trend_description,
    trend_finding,
    untested_sentence,
)


@pytest.fixture
def facts():
    return ViewFacts(
        area_name="Isles of Scilly",
        name="Deaths from drug misuse",
        short_name="Drug deaths",
        sentence_name="the rate of deaths from drug misuse",
        unit="per 100,000",
        decimals=1,
        polarity="low_is_good",
        period="2019-21",
        vintage="",
        benchmark_label="North East",
    )


@pytest.mark.parametrize(
    ("judged", "finding"),
    [
        (
            ["worse", "much_worse", "better", "similar"],
            "2 authorities are worse and 1 better than the North East. No figure for the "
            "Isles of Scilly in 2019–21",
        ),
        (
            ["better"],
            "1 authority is better than the North East. No figure for the Isles of Scilly in "
            "2019–21",
        ),
        (
            ["higher", "lower", "much_lower"],
            "1 authority is higher and 2 lower than the North East. No figure for the "
            "Isles of Scilly in 2019–21",
        ),
        (["similar", "not_compared"], "No figure for the Isles of Scilly in 2019–21"),
    ],
)
def test_a_map_says_how_many_differ_and_where_the_area_stands(facts, judged, finding):
    assert map_finding(None, judged=judged, view=facts) == finding


def test_a_map_in_words_counts_every_class(facts):
    text = map_description({"Worse": 2, "Withheld": 1}, said="Said.", view=facts)
    assert text == (
        "Map of 3 authorities by the rate of deaths from drug misuse, 2019–21: Worse 2 and "
        "Withheld 1. Said."
    )


@pytest.mark.parametrize(
    ("outcome", "title"),
    [
        (
            "increasing",
            "The Isles of Scilly: increasing, getting worse over its latest five yearly figures",
        ),
        (
            "no_significant_change",
            "The Isles of Scilly: no significant change over its latest five yearly figures",
        ),
        ("cannot_be_calculated", "The Isles of Scilly: 5.5 in 2019–21; no trend is tested"),
    ],
)
def test_a_trend_says_its_outcome_or_the_latest_value(facts, outcome, title):
    assert trend_finding(outcome, view=facts, latest="5.5 in 2019–21") == title


def test_a_trend_without_figures_says_so(facts):
    assert trend_finding("cannot_be_calculated", view=facts) == "No figure for the Isles of Scilly"


def test_why_no_trend_is_tested(facts):
    said = untested_sentence("cannot_be_calculated", "period_not_one_year", view=facts)
    assert said == "No trend is tested: the periods overlap."
    assert untested_sentence("increasing", "", view=facts) == ""


def test_a_map_says_whose_neighbours_all_authorities_are_held_against(facts):
    beside = replace(facts, area_name="Bedford", benchmark_label="DfE statistical neighbours")
    said = map_finding(None, judged=["worse", "better"], view=beside)
    assert said.startswith(
        "1 authority is worse and 1 better than Bedford's DfE statistical neighbours. "
    )


def test_the_title_of_a_flagged_value_says_so(facts):
    figure = Figure(
        indicator_id="x",
        area_code="E06000053",
        area_name="Isles of Scilly",
        short_name="Drug deaths",
        sentence_name="the rate of deaths from drug misuse",
        period="2019-21",
        value=5.5,
        unit="per 100,000",
        decimals=1,
        lower=None,
        upper=None,
        numerator=None,
        denominator=None,
        numerator_name="",
        denominator_name="",
        value_kind="crude_rate",
        polarity="low_is_good",
        flag="not_comparable",
        judgement="not_compared",
        reason="flagged",
        benchmark=None,
        benchmark_label="North East",
        benchmark_basis="",
        trend="cannot_be_calculated",
        trend_reason="",
    )
    assert indicator_finding(figure, view=facts) == (
        "The Isles of Scilly: 5.5 per 100,000 (flagged as not comparable) in 2019–21."
    )


def test_the_title_of_a_trend_says_the_movement_before_the_test(facts):
    moved = {"view": facts, "first": "3.9 in 2001–03", "latest": "5.5 per 100,000 in 2019–21"}
    assert trend_finding("cannot_be_calculated", **moved) == (
        "The Isles of Scilly: from 3.9 in 2001–03 to 5.5 per 100,000 in 2019–21; no trend is tested"
    )
    assert trend_finding("no_significant_change", **moved).endswith(
        "2019–21; no significant change over its latest five yearly figures"
    )


def test_figures_of_another_year_or_method_do_not_stand_beside_the_areas_own(facts):
    own = {"series": "Hackney", "period_label": "2011/12", "vintage": "a", "period_middle": 2012}
    other = own | {"series": "England"}
    points = [
        own | {"value": 14.4},
        other | {"value": 8.4, "basis": "pooled"},
        other | {"value": 9.5, "period_label": "2019/20", "vintage": "b", "period_middle": 2020},
        other | {"series": "London", "value": 9.6, "vintage": "b"},
    ]
    said = trend_description(points, view=facts)
    assert said.endswith("In the same period: the authorities of England with a figure 8.4.")
