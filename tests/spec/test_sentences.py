"""What a sentence may say, given a figure and its test."""

from dataclasses import replace

import pytest

from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.key_messages import (
    chapter_headline,
    finding_title,
    key_message,
    key_messages,
    profile_headline,
    profile_title,
)
from cdof_core.narrative.sentences import Figure, lead_words, level_sentence, trend_sentence

FIGURE = Figure(
    indicator_id="cin_parent_drug",
    area_code="E06990001",
    area_name="Testshire",
    short_name="Assessments: drug misuse by a parent",
    sentence_name="the share of assessments with a parent's drug misuse as a factor",
    period="2024/25",
    value=17.015,
    unit="%",
    decimals=1,
    lower=15.13,
    upper=19.09,
    numerator=236,
    denominator=1387,
    numerator_name="assessments",
    denominator_name="assessments",
    value_kind="proportion",
    polarity="low_is_good",
    flag="",
    judgement="worse",
    reason="",
    benchmark=14.1,
    benchmark_label="England",
    benchmark_basis="published",
    trend="no_significant_change",
    trend_reason="not_significant",
)


def text(**changes):
    return level_sentence(replace(FIGURE, **changes)).text


def test_significant_difference():
    assert text() == (
        "In Testshire, the share of assessments with a parent's drug misuse as a factor was "
        "17.0% in 2024/25 (236 of 1,387; 95% interval 15.1% to 19.1%). "
        "This is higher than England (14.1%); the difference is significant, and it is worse."
    )


def test_higher_but_not_significant():
    assert text(judgement="similar", benchmark=16.0).endswith(
        "This is higher than England (16.0%), but the difference is not significant."
    )


def test_values_that_round_alike_are_about_the_same():
    assert text(judgement="similar", benchmark=17.04).endswith(
        "This is about the same as England (17.0%)."
    )


def test_no_judgement_gives_direction_only():
    said = text(judgement="higher", polarity="no_judgement")
    assert said.endswith("This is higher than England (14.1%); the difference is significant.")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("no_interval", "It is not compared with England (14.1%): no interval is held"),
        ("benchmark_other_period", "the benchmark is published for other periods only."),
        ("too_few_members", "too few areas of the group have data."),
    ],
)
def test_not_compared_says_why(reason, words):
    assert words in text(judgement="not_compared", reason=reason)


def test_withheld_value_says_why_and_gives_no_number():
    said = text(value=None, lower=None, upper=None, flag="withheld", judgement="not_compared")
    assert said == (
        "For Testshire, the share of assessments with a parent's drug misuse as a factor in "
        "2024/25 is not shown (withheld: too few events)."
    )


def test_a_withheld_value_names_the_last_period_that_had_one():
    said = text(value=None, flag="withheld", judgement="not_compared", last_value_period="2019-21")
    assert said.endswith("too few events). The last figure is for 2019–21.")


def test_a_population_of_another_year_is_named_beside_the_value():
    rate = {"value_kind": "crude_rate", "numerator": 1151, "numerator_name": "offences"}
    note = "Offences of the year to June 2025 over the mid-2022 population."
    said = text(**rate, period="YE Jun 2025", note=note)
    assert "(1,151 offences over the mid-2022 population; 95% interval" in said
    same_year = "Deaths registered in 2021 over the Census 2021 population."
    assert "(1,151 offences; 95%" in text(**rate, period="2021", note=same_year)


def test_a_spend_of_zero_may_stand_elsewhere():
    spend = {"value_kind": "money_rate", "unit": "£ per head", "decimals": 2}
    assert "stands on another line of the return" in text(**spend, value=0.0)
    assert "another line" not in text(**spend, value=0.01)


def test_small_numbers_are_hedged():
    assert "Numbers are small" in text(numerator=19)
    assert "Numbers are small" not in text(numerator=20)
    assert "Numbers are small" in text(numerator=236, flag="unreliable")
    count = {"value_kind": "count", "numerator": None, "unit": "deaths"}
    assert "Numbers are small" in text(**count, value=19)
    assert "Numbers are small" not in text(**count, value=20)


def test_a_count_that_its_publisher_rounds_is_said_to_be_rounded():
    rate = {"value_kind": "crude_rate", "numerator": 55, "numerator_name": "admissions"}
    said = text(**rate, note="Rounded to 5 by the publisher. Admissions over the population.")
    assert "(55 admissions, rounded to the nearest 5; 95% interval" in said


def test_counts_do_not_repeat_their_noun():
    said = text(
        value_kind="count",
        sentence_name="the number of deaths from drug misuse",
        value=1,
        unit="deaths",
        decimals=0,
        lower=None,
        upper=None,
        judgement="not_compared",
        reason="count_not_comparable",
    )
    assert said.startswith("In Testshire, the number of deaths from drug misuse was 1 in 2024/25.")


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("pooled", "(14.1%, pooled from its authorities)"),
        ("median", "(14.1%, the median of its authorities)"),
        ("published", "(14.1%)"),
        ("computed", "(14.1%)"),
    ],
)
def test_the_benchmark_is_named_as_what_it_is(basis, words):
    assert words in text(benchmark_basis=basis)


def test_a_pooled_benchmark_says_how_many_areas_it_rests_on():
    pooled = {"benchmark_basis": "pooled", "benchmark_members": 10.0}
    said = text(**pooled, benchmark_label="DfE statistical neighbours")
    assert "its DfE statistical neighbours (14.1%, pooled from 10 authorities)" in said


def test_a_pool_of_some_authorities_is_never_called_the_country():
    pooled = replace(FIGURE, benchmark_basis="pooled", benchmark_members=118.0)
    some = "the 118 authorities of England with a figure"
    assert f"This is higher than {some} (14.1% pooled)" in level_sentence(pooled).text
    assert lead_words(pooled) == f"Worse than {some}."


def test_a_group_is_the_areas_own():
    said = text(benchmark_label="DfE statistical neighbours")
    assert "This is higher than its DfE statistical neighbours (14.1%)" in said


def test_a_partnership_is_named_by_its_members():
    assert text(area_name="Bedford + Isles of Scilly + Luton").startswith(
        "In Bedford, the Isles of Scilly and Luton, the share"
    )


@pytest.mark.parametrize(
    ("trend", "polarity", "words"),
    [
        ("increasing", "low_is_good", "increasing and getting worse"),
        ("increasing", "high_is_good", "increasing and getting better"),
        ("decreasing", "low_is_good", "decreasing and getting better"),
        ("decreasing", "no_judgement", "it is decreasing."),
        ("no_significant_change", "low_is_good", "no significant change"),
    ],
)
def test_trend_words(trend, polarity, words):
    assert words in trend_sentence(replace(FIGURE, trend=trend, polarity=polarity)).text


def test_no_increase_without_a_trend():
    for reason in ("period_not_one_year", "too_few_points", "count_equals_denominator"):
        said = trend_sentence(
            replace(FIGURE, trend="cannot_be_calculated", trend_reason=reason)
        ).text
        assert "no trend is tested" in said
        assert "creas" not in said


def test_leads_name_the_finding():
    assert lead_words(FIGURE) == "Worse than England."
    message = key_message(FIGURE)
    assert message.lead == "Assessments: drug misuse by a parent: worse than England."
    assert message.references == ("cin_parent_drug|E06990001|2024/25",)


def test_a_message_is_silent_on_a_trend_that_was_not_tested():
    untested = replace(FIGURE, trend="cannot_be_calculated", trend_reason="too_few_points")
    assert "trend" not in key_message(untested).text
    assert "no significant change" in key_message(FIGURE).text


def test_a_message_on_a_withheld_value_leads_with_that():
    withheld = replace(FIGURE, value=None, flag="withheld", judgement="not_compared")
    assert key_message(withheld).lead == "Assessments: drug misuse by a parent: not shown."


def test_years_ending_are_written_out():
    assert "was 17.0% in the year to March 2025 (" in text(period="YE Mar 2025")
    assert "was 17.0% in 2019–21 (" in text(period="2019-21")


def test_nothing_published_is_said():
    (only,) = key_messages([], area_name="Isles of Scilly")
    assert only.lead == "No figures for the Isles of Scilly."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Assessments, drug misuse by a parent: 17.0%, worse than England (14.1%)"),
        (
            {"judgement": "similar", "benchmark": 16.0, "short_name": "Deaths, rate"},
            "Deaths: 17.0%, similar to England (16.0%)",
        ),
        (
            {"judgement": "not_compared", "reason": "no_interval", "short_name": "Need met"},
            "Need met: 17.0% in 2024/25",
        ),
        ({"value": None, "short_name": "Need met"}, "Need met: not shown"),
    ],
)
def test_a_title_says_how_much_and_how_it_stands(changes, said):
    assert finding_title(replace(FIGURE, **changes)) == said


def test_headline_counts_every_judgement():
    said = profile_headline(
        ["worse", "much_worse", "similar", "lower", "not_compared"],
        area_name="Testshire",
        benchmark_label="North East",
    )
    assert said == (
        "Of 5 measures against the North East: 2 worse, 1 similar, "
        "1 lower or higher without a judgement, 1 not compared."
    )


@pytest.mark.parametrize(
    ("judgements", "said"),
    [
        (
            # 2 worse of 4 tested; what is lower or not compared is not judged
            ["worse", "much_worse", "similar", "better", "lower", "not_compared"],
            "Testshire is worse than the North East on 2 and better on 1 of 4 measures judged",
        ),
        (
            ["better"],
            "Testshire is worse than the North East on none and better on 1 of 1 measure judged",
        ),
        (
            ["not_compared", "higher"],
            "Testshire: no measure shown here can be judged against the North East",
        ),
        ([], "Testshire: no measure shown here can be judged against the North East"),
    ],
)
def test_the_title_of_a_profile_says_the_finding(judgements, said):
    assert profile_title(judgements, area_name="Testshire", benchmark_label="North East") == said


def test_missing_numbers_become_none():
    row = {
        field: getattr(FIGURE, field)
        for field in Figure.__dataclass_fields__
        if field not in ("period", "area_name", "lower", "upper", "benchmark_is_source")
    }
    row |= {"period_label": "2024/25", "lower95": float("nan"), "upper95": None}
    figure = figure_from_row(row, area_name="Testshire")
    assert figure.lower is None
    assert figure.upper is None
    assert figure.value == FIGURE.value


def test_the_headline_of_a_chapter_says_which_measures_it_counts():
    said = chapter_headline(
        ["worse", "worse", "similar"],
        area_name="Isles of Scilly",
        benchmark_label="DfE statistical neighbours",
    )
    assert said == (
        "Of the 3 measures of the Isles of Scilly in this chapter, against the Isles of Scilly's "
        "DfE statistical neighbours: 2 worse, 1 similar."
    )


def test_a_headline_says_whose_neighbours_they_are():
    said = profile_headline(
        ["worse"], area_name="Testshire", benchmark_label="DfE statistical neighbours"
    )
    assert said.startswith("Of 1 measure against Testshire's DfE statistical neighbours: ")


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("not_comparable", "flagged as not comparable"),
        ("misprint", "flagged as a misprint in the source"),
        ("suspect", "flagged as doubtful in the source"),
    ],
)
def test_a_flagged_value_says_its_flag_and_note_instead_of_small_numbers(flag, words):
    flagged = {"flag": flag, "numerator": 3, "judgement": "not_compared", "reason": "flagged"}
    said = text(**flagged, note="The return looks incomplete.")
    assert said.endswith(
        f"The published figure is {words}: The return looks incomplete. "
        "It is not compared with England (14.1%)."
    )
    assert "small" not in said
    assert f"The published figure is {words}. It is not compared" in text(**flagged)


def test_a_unit_that_the_measure_names_is_not_said_twice():
    spend = {"value_kind": "money_rate", "unit": "£ per head", "decimals": 2, "value": 3.53}
    said = text(**spend, sentence_name="spend on treatment per head (net)")
    assert said.startswith("In Testshire, spend on treatment per head (net) was £3.53 in 2024/25")
    assert "was £3.53 per head in" in text(**spend, sentence_name="spend on treatment")


def test_a_trend_that_ends_after_the_period_shown_says_where():
    later = replace(FIGURE, trend_period="YE Mar 2025", trend="increasing")
    assert trend_sentence(later).text == (
        "Up to the year to March 2025, over five yearly figures, it is increasing and getting "
        "worse."
    )
    same = replace(FIGURE, trend_period=FIGURE.period)
    assert trend_sentence(same).text.startswith("Over its latest five yearly figures")


@pytest.mark.parametrize(
    ("years", "start"),
    [
        ("2019 > 2020 > 2021 > 2022 > 2023", "Over its latest five yearly figures there"),
        (
            "2006/07 | 2008/09 > 2009/10 > 2010/11 > 2011/12",
            "Over the five yearly figures held, of 2006/07 and 2008/09 to 2011/12, there",
        ),
        (
            "YE Mar 2019 > YE Mar 2020 | YE Mar 2023 > YE Mar 2024 > YE Mar 2025",
            "Over the five yearly figures held, of the years to March 2019, 2020 and 2023 to 2025,",
        ),
    ],
)
def test_a_trend_over_years_with_gaps_names_them(years, start):
    assert trend_sentence(replace(FIGURE, trend_years=years)).text.startswith(start)


def test_why_no_trend_is_tested_is_the_true_reason():
    untested = replace(FIGURE, trend="cannot_be_calculated")
    for reason, words in (
        ("interval_missing", "No intervals are held, so"),
        ("interval_too_narrow", "The limits of some years are of sampling alone"),
    ):
        assert trend_sentence(replace(untested, trend_reason=reason)).text.startswith(words)


def test_a_quoted_figure_is_marked():
    assert "quoted by a secondary source: check before citing" in text(strength="secondary_source")
    assert "quoted" not in text(strength="official_workbook")
