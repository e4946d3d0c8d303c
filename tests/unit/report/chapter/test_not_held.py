"""What is not held is said: the newest year, an estimate of need, a second period."""

from dataclasses import replace

import pandas as pd
import pytest

from cdof_core.analysis.completions_short import CompletionsShort
from cdof_core.domain.chapter import BlockKind
from cdof_core.domain.indicator import IndicatorId
from cdof_core.narrative.drug_need import ESTIMATE_NEEDED, NEEDED
from cdof_core.report.chapter.build import build_chapter
from cdof_core.report.chapter.contents import NEEDS_APART, computed_blocks
from cdof_core.report.chapter.drafts import drafted
from cdof_core.report.chapter.repeats import said_in_full_once
from cdof_core.report.chapter.template import find_template
from cdof_core.report.chapter.write import layout_of
from cdof_core.statistics.completions import top_quartile

MANCHESTER = "E08000003"
KENT = "E10000016"
BLACKPOOL = "E06000009"
RUTLAND = "E06000017"
LEEDS = "E08000035"
CORNWALL = "E06000052"
BOTH = {"inequalities", "value_for_money"}
QUOTED = "quoted by a secondary source"


def said_of(made, source):
    return " ".join(
        one.text for block in made.blocks() if block.source == source for one in block.statements
    )


def test_a_newest_year_that_others_have_is_said_not_to_be_held(chapter, facts):
    # DfE: 51, 25, 15 and 6 children in the years to March 2021 to 2024, no row for 2025.
    text = said_of(chapter(MANCHESTER, "partnership"), "cla_substance")
    others = facts(MANCHESTER, "partnership").newer["cla_substance"].authorities
    assert (
        "No figure after the year to March 2024 is held for Manchester; "
        f"{others} authorities have one for the year to March 2025."
    ) in text
    # 6 / 933 = 0.6% after 15 / 951 = 1.6%
    assert "Whether less happened after that or less was recorded, these" in text


def test_an_area_with_the_newest_year_lacks_none(facts, chapter):
    assert "cin_parent_drug" not in facts(MANCHESTER, "partnership").newer
    text = said_of(chapter(MANCHESTER, "partnership"), "cin_parent_drug")
    assert "is held for" not in text
    assert "cannot tell" not in text


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("bedford", ["prevalence", "not_in_treatment", "gaps"]),
        ("partnership", ["use", "treatment"]),
        ("briefing", ["need"]),
    ],
)
def test_drug_need_is_said_not_to_be_known_where_no_estimate_is_held(chapter, template, wanted):
    made = said_in_full_once(chapter(KENT, template))
    said: list[str] = []
    for section in made.sections:
        told = [one.text for one in section.blocks if one.block_id.endswith(".drug_need")]
        assert len(told) == (section.section_id in wanted)
        said += told
    full, *pointers = said
    assert "Drug need cannot be stated for Kent from the figures held" in full
    # Said in full once; later sections point to it.
    heading = next(one.heading for one in made.sections if one.section_id in wanted)
    assert all(one == f"Drug need cannot be stated: see “{heading}”." for one in pointers)
    needed = [
        row[1] for one in made.blocks() if one.source == "information_needed" for row in one.rows
    ]
    assert needed.count(NEEDED) == (template != "briefing")


def test_an_estimate_of_long_ago_is_named_with_its_year(chapter):
    (told,) = (
        one.text
        for one in chapter("Barnet", "briefing").blocks()
        if one.block_id.endswith(".drug_need")
    )
    assert "the newest local estimate of people using opiates or crack is for 2011/12" in told
    # NDTMS ViewIt, Barnet, 2021/22: 640; what is held is not asked for.
    assert told.endswith(f"Needed: a{ESTIMATE_NEEDED[1:]}")
    said = said_of(chapter("Barnet", "briefing"), "ndtms_opiate_crack_in_treatment")
    assert "was 640 in 2021/22" in said


def test_an_estimate_of_long_ago_is_not_judged_and_a_current_one_asked_for(chapter):
    made = chapter("Barnet", "bedford")
    said = said_of(made, "ocu_rate")
    assert "the estimate is more than ten years old" in said
    assert "it is better" not in said
    drafts = [one for one in made.blocks() if one.kind is BlockKind.RECOMMENDATION]
    assert "who will obtain a current local estimate of people using opiates" in drafts[0].text
    assert not any("opiate and crack use" in one.text for one in drafts)
    need = said_of(made, "unmet_need")
    # It is the count that is rounded, not the people.
    assert "the estimate is for ages 15 to 64; the count is rounded to the nearest 5." in need


def test_a_briefing_asks_which_people_and_how_many_are_not_in_treatment(chapter):
    blocks = list(chapter("Barnet", "briefing").blocks())
    (draft,) = [one for one in blocks if one.source == "unmet_need" and one.text]
    # ONS, 2018/19: 3,043 less 389 in treatment
    assert draft.text.startswith("Unmet need: who are the 2,654 adults dependent on alcohol not")
    assert NEEDS_APART in said_of(chapter("Barnet", "briefing"), "headline")


def test_what_one_section_says_of_the_sexes_a_summary_points_to(chapter):
    made = chapter(KENT, "bedford")
    said = said_of(said_in_full_once(made), "inequalities_found")
    assert "Deaths of men and of women: see “Gender”." in said
    assert "times as high" not in said
    # Without that section the summary says it itself.
    hidden = tuple(replace(one, is_hidden=one.heading == "Gender") for one in made.sections)
    said = said_of(said_in_full_once(replace(made, sections=hidden)), "inequalities_found")
    assert "see “Gender”" not in said
    assert "times as high" in said


def test_a_document_points_to_sections_as_they_are_shown_and_named_now(chapter, facts):
    made = chapter(KENT, "partnership")

    def needs(sections):
        layout = layout_of(replace(made, sections=tuple(sections)), facts(KENT, "partnership"))
        return [one.text for one in layout.elements if one.block_id.endswith(".drug_need")]

    by_id = {one.section_id: one for one in made.sections}
    full, pointer = needs(made.sections)
    assert pointer == f"Drug need cannot be stated: see “{by_id['use'].heading}”."
    use, treatment = by_id["use"], by_id["treatment"]
    assert needs([replace(use, heading="Drugs here"), treatment]) == [
        full,
        "Drug need cannot be stated: see “Drugs here”.",
    ]
    assert needs([replace(use, is_hidden=True), treatment]) == [full]
    assert needs([treatment, use])[0] == full


def test_drug_need_is_stated_where_a_recent_estimate_and_treatment_are_held(facts):
    known = facts("Barnet", "briefing")
    drugs = [one for one in known.needs if str(one.estimate.substance) == "ocu"]
    recent = replace(drugs[0], estimate=replace(drugs[0].estimate, is_long_ago=False))
    made = build_chapter(find_template("briefing"), replace(known, needs=(recent,)))
    assert not any(one.block_id.endswith(".drug_need") for one in made.blocks())
    alone = replace(known, needs=(), estimates=(recent.estimate,))
    blocks = list(build_chapter(find_template("briefing"), alone).blocks())
    assert any("not how many of them are in treatment" in one.text for one in blocks)


def test_the_best_quarter_says_on_how_many_areas_it_rests_and_that_it_is_quoted(facts):
    held = CompletionsShort(
        indicator_id=IndicatorId("completion_non_opiate"),
        users="non-opiate users",
        period="2018",
        completions=354,
        in_treatment=985,
        target=top_quartile([20.0, 25.0, 30.0, 35.0, 38.0, 39.0, 41.0, 45.0]),
        group="DfE statistical neighbours",
        short=40,
        dataset_id="treatment-completion-fingertips-90245",
    )
    known = replace(facts(KENT, "bedford"), completions=(held,))
    (block,) = computed_blocks(known, "completions_short", prefix="x", measures=())
    (statement,) = block.statements
    # 39 + 0.25 x (41 - 39) = 39.5
    assert "About 40 more would reach the best quarter" in statement.text
    # 39.5% of 985 are 389.1: 36 more than 354 would not do, so 40 needs no further place.
    assert "begins at about 39.5" in statement.text
    assert "rests on the 8 of" in statement.text
    assert QUOTED in statement.text
    drafts = drafted(known, "providers", prefix="x", is_short=False)
    (draft,) = (one for one in drafts if one.source == "completions_short")
    assert QUOTED in draft.text
    assert "about 40 more; a rough mark, resting on 8 areas" in draft.text


def test_spend_names_its_base_and_its_lines(chapter):
    text = said_of(chapter(KENT, "bedford"), "spend")
    assert "per head of all ages on drugs and alcohol in all (treatment of adults" in text
    alone = said_of(chapter(KENT, "bedford"), "spend_drug_treatment_net_per_head")
    assert "drug misuse in adults per head of all ages (net)" in alone


def test_one_period_is_called_one(chapter):
    made = chapter(KENT, "bedford")
    assert "Only one period is held" in said_of(made, "recorded_robbery_rate")
    assert "Only one comparable period is held" in said_of(made, "alcohol_need_met")
    assert "fewer than five" in said_of(made, "admissions_poisoning_rate")


def test_a_recommendation_on_need_says_how_sure_the_estimate_is(chapter):
    drafts = [
        one
        for one in chapter(KENT, "bedford").blocks()
        if one.kind is BlockKind.RECOMMENDATION and one.source == "unmet_need"
    ]
    assert drafts
    assert all("no interval of the estimate is held here" in one.text for one in drafts)


def test_an_estimate_made_of_years_before_is_called_so_wherever_it_is_told(chapter):
    made = chapter(LEEDS, "partnership")
    (draft,) = [one for one in made.blocks() if one.source == "unmet_need" and one.text]
    mean = "2018/19, for which the estimate is the mean of the three years before"
    assert mean in draft.text
    said = said_of(made, "unmet_need")
    # Leeds is no Sheffield: whose estimate it is stands in full.
    assert "2018/19 that the University of Sheffield made and ONS publishes (the mean of" in said
    assert "No interval of it is held here" in said


def test_a_nought_is_told_from_none_at_all(facts):
    known = facts(MANCHESTER, "partnership")
    rows = known.comparison.rows
    is_own = rows["indicator_id"] == "cla_substance"
    nought = rows.assign(
        value=rows["value"].mask(is_own, 0.0), numerator=rows["numerator"].mask(is_own, 0.0)
    )
    assert isinstance(nought, pd.DataFrame)
    changed = replace(known, comparison=replace(known.comparison, rows=nought))
    text = said_of(build_chapter(find_template("partnership"), changed), "cla_substance")
    assert "Nought can mean that none was recorded, not that there is none." in text


def test_a_share_that_more_than_doubles_may_be_recorded_more(chapter):
    # DfE, Leeds: 1.2% in the year to March 2024, 55 of 1,159 = 4.7% in the next
    text = said_of(chapter(LEEDS, "partnership"), "cla_substance")
    assert "Whether more happened after that or more was recorded, these figures" in text


def test_a_steep_step_of_admissions_may_be_one_of_coding(chapter):
    # NHS Digital, Blackpool: 80 admissions in 2017/18, 40 in 2018/19
    name = "admissions_mental_behavioural_primary_rate"
    text = said_of(chapter(BLACKPOOL, "bedford"), name)
    assert (
        "In 2017/18 it was 57.4. Whether less happened after that or less was recorded, these "
        "figures cannot tell."
    ) in text
    # Northumberland: 26 of 316,000 in 2014/15, 60 and 70 in the last two years
    text = said_of(chapter("Northumberland", "partnership"), name)
    assert "In 2014/15, the first of the five, it was 8.2. Whether more happened" in text


def test_a_fall_that_undoes_a_rise_is_told_with_it(chapter):
    # Manchester: 15.8 in 2012/13, 27.0 in 2014/15, 12.7 in 2018/19
    text = said_of(chapter(MANCHESTER, "partnership"), "admissions_mental_behavioural_primary_rate")
    assert "The highest figure held is 27.0, in 2014/15; the first is 15.8, in 2012/13." in text
    assert "2012/13. Whether less happened after that" in text


def test_a_last_figure_is_said_with_its_value(chapter):
    text = said_of(chapter(RUTLAND, "bedford"), "cin_other_drug")
    assert "The last figure is for the year to March 2024. It was " in text


def test_a_limit_that_is_not_the_comparator_does_not_read_like_it(chapter):
    # Manchester: 10 homicides, limits 0.87 and 3.3; England 0.8
    text = said_of(chapter(MANCHESTER, "partnership"), "recorded_homicide_rate")
    assert "95% interval 0.8 to" not in text
    assert "higher than England (0.8)" not in text


def test_what_a_section_lacks_besides_drug_need_is_said_where_that_cannot_be_stated(facts):
    known = facts(KENT, "partnership")
    asked = find_template("partnership")
    # No figure of the area itself stands in the section.
    bare = {"measures": (), "pictures": (), "tables": (), "computed": ("drug_need",)}
    sections = tuple(
        replace(one, **bare) if one.section_id == "treatment" else one for one in asked.sections
    )
    made = build_chapter(replace(asked, sections=sections), known)
    said = {block.block_id: block.text for block in made.blocks()}
    assert "Drug need cannot be stated" in said["treatment.drug_need"]
    assert said["treatment.missing"].endswith("Needed: adults in treatment of the area (NDTMS).")
    assert "use.missing" not in said
    needed = [
        row[1] for one in made.blocks() if one.source == "information_needed" for row in one.rows
    ]
    assert "Adults in treatment of the area (NDTMS)." in needed


@pytest.mark.parametrize(
    ("area", "template", "lacking"),
    [
        (KENT, "bedford", {"gender", "families", "young_people", "criminal_justice", *BOTH}),
        (KENT, "partnership", {"crime", "supply", "recovery", "inequalities"}),
        ("Barnet", "bedford", {"young_people", "value_for_money"}),
    ],
)
def test_what_a_section_lacks_most_is_said_whatever_else_it_shows(chapter, area, template, lacking):
    made = chapter(area, template)
    said = {
        section.section_id
        for section in made.sections
        for block in section.blocks
        if block.text.startswith("Not all that matters here is held. Needed: ")
    }
    assert said == lacking
    headings = {one.section_id: one.heading.removesuffix("?") for one in made.sections}
    listed = {
        row[0] for one in made.blocks() if one.source == "information_needed" for row in one.rows
    }
    assert {headings[name] for name in lacking} <= listed


def test_no_measure_that_can_be_judged_is_told_from_none_that_is_worse(chapter):
    # Cornwall: alcohol need met has no limits, spend is never judged.
    (note,) = (
        one.text for one in chapter(CORNWALL, "bedford").blocks() if one.block_id.endswith(".none")
    )
    assert "can be judged" in note
