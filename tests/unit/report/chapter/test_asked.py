"""What a chapter claims to state and asks for: no more than its figures bear."""

import pytest

from cdof_core.domain.chapter import BlockKind
from cdof_core.narrative.chapter_questions import age_sentence

MANCHESTER = "E08000003"
KENT = "E10000016"
RUTLAND = "E06000017"
BLACKPOOL = "E06000009"
PLACES = "Each figure is of the place named in its row, and of no other."


def asked(made):
    return {one.source: one.text for one in made.blocks() if one.kind is BlockKind.RECOMMENDATION}


def said_of(made, source):
    return " ".join(
        one.text for block in made.blocks() if block.source == source for one in block.statements
    )


def test_the_introduction_says_what_cannot_be_stated(chapter):
    (text,) = (
        one.text for one in chapter(KENT, "bedford").blocks() if one.block_id == "introduction.text"
    )
    assert text.startswith("This chapter describes drug-related harm and alcohol need in Kent.")
    assert "cannot state need for drug treatment or how many people are in drug treatment" in text


def test_deaths_and_those_they_are_a_part_of_are_asked_about_once(chapter):
    texts = asked(chapter(MANCHESTER, "partnership"))
    assert "deaths_drug_poisoning_3y_rate" not in texts
    # ONS, Manchester 2019-21: 12.9 from drug poisoning, England 7.9
    assert (
        "is a part of the age-standardised rate of deaths from drug poisoning in Manchester"
        in (texts["deaths_drug_misuse_3y_rate"])
    )


def test_what_is_asked_says_how_it_is_recorded_its_trend_and_its_age(chapter):
    texts = asked(chapter(KENT, "bedford"))
    assert "it is decreasing and getting better" in texts["cin_other_drug"]
    assert "These shares show what social workers record" in texts["cin_other_drug"]
    assert "The figure is 7 years old" in texts["unmet_need"]


def test_a_rate_that_is_asked_about_has_its_sentence_and_caveat(chapter):
    made = chapter(MANCHESTER, "partnership")
    name = "admissions_mental_behavioural_any_rate"
    assert name in asked(made)
    assert "rise when more conditions are written down" in said_of(made, name)


@pytest.mark.parametrize(
    ("period", "age"),
    [("2018/19", "7 years"), ("2018", "8 years"), ("YE Mar 2020", "6 years"), ("2019-21", "")],
)
def test_the_age_of_a_figure_is_from_the_end_of_its_period(period, age):
    text = age_sentence(period, year=2026)
    assert age in text
    assert bool(text) is bool(age)


def test_a_mean_of_years_is_called_an_average(chapter):
    # ONS, Rutland: 241 to 271 adults a year, 255.333 in 2018/19
    assert "50 of an average of 255.3" in said_of(chapter(RUTLAND, "bedford"), "alcohol_need_met")


def test_a_national_share_of_an_estimate_names_it(chapter):
    text = said_of(chapter(KENT, "bedford"), "opiate_unmet_need")
    assert "52.1% in 2020/21 (of 305,118 estimated users of opiates or crack; 95%" in text


def test_a_published_whole_per_cent_gets_no_place(chapter):
    assert "was 53% in 2023/24" in said_of(chapter(KENT, "bedford"), "prison_continuity")


def test_weapons_found_follow_searches(chapter):
    text = said_of(chapter(BLACKPOOL, "bedford"), "recorded_weapons_rate")
    assert "More searches find more weapons" in text


def test_spend_has_no_interval_since_it_is_no_sample(chapter):
    made = chapter(KENT, "bedford")
    text = said_of(made, "spend_drug_treatment_net_per_head")
    assert "spend is no sample, so no interval applies" in text


def test_the_note_on_places_stands_once(chapter):
    notes = [note for one in chapter(BLACKPOOL, "bedford").blocks() for note in one.notes]
    assert notes.count(PLACES) == 1
