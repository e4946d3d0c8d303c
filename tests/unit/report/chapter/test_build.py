import json
import re
from dataclasses import replace

import pytest

from cdof_core.analysis.completions_short import CompletionsShort
from cdof_core.analysis.harm_and_supply import view_harm_and_supply
from cdof_core.analysis.harm_nation import national_figures
from cdof_core.domain.chapter import BlockKind, NoteKind
from cdof_core.domain.chapter_saved import ChapterFormatError, chapter_content, read_chapter
from cdof_core.domain.indicator import IndicatorId
from cdof_core.narrative.reading_age import reading_age
from cdof_core.report.chapter.audit import audit_chapter
from cdof_core.report.chapter.build import build_chapter, with_added_measures
from cdof_core.report.chapter.contents import computed_blocks
from cdof_core.report.chapter.harm import HARM_TABLES
from cdof_core.report.chapter.layout import ElementKind
from cdof_core.report.chapter.measures import is_local
from cdof_core.report.chapter.template import TemplateError, find_template, parse_template
from cdof_core.report.chapter.write import layout_of
from cdof_core.statistics.completions import top_quartile
from cdof_core.store import observations

NOT_OBSERVATIONS = ("population", "imd2025_score", "alcohol-", "ocu-", "opiate-", "crack-")
READING_AGE = 16


def statements(chapter):
    return [one for block in chapter.blocks() for one in block.statements]


def test_a_chapter_is_plain_json_and_comes_back(chapter):
    made = chapter("Bedford", "briefing")
    assert read_chapter(json.loads(json.dumps(chapter_content(made)))) == made


def test_a_chapter_saved_with_a_part_that_is_no_more_is_still_read(chapter):
    made = chapter("Bedford", "blank")
    content = json.loads(json.dumps(chapter_content(made)))
    for block in [one for section in content["sections"] for one in section["blocks"]]:
        block["numbers"] = [["[[deaths.value]]", "5"]]
    assert read_chapter(content) == made


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"format": 9}, "format 1 was expected"),
        ({"sections": "none"}, "a list of sections was expected"),
        ({"colour": "red"}, "no part named 'colour'"),
        ({"sections": [{"heading": "x"}]}, "section_id"),
        (
            {"sections": [{"section_id": "a", "heading": "x", "blocks": [{"kind": "odd"}]}]},
            "'odd' is no kind of block",
        ),
    ],
)
def test_a_damaged_chapter_is_told(chapter, change, expected):
    content = {**chapter_content(chapter("Bedford", "blank")), **change}
    with pytest.raises(ChapterFormatError, match=expected):
        read_chapter(content)


def test_the_same_facts_give_the_same_chapter(chapter, facts):
    again = build_chapter(find_template("bedford"), facts("Bedford", "bedford"))
    assert again == chapter("Bedford", "bedford")


@pytest.mark.parametrize("area", ["Bedford", "Isles of Scilly"])
def test_every_value_referred_to_stands_in_the_snapshot(chapter, area):
    used = {
        one
        for statement in statements(chapter(area, "bedford"))
        for one in statement.references
        if one.role in ("value", "trend")
        and one.sex
        and not one.indicator_id.startswith(NOT_OBSERVATIONS)
        and not one.indicator_id.startswith("bedford_")
    }
    codes = sorted({one.area_code for one in used})
    rows = observations.series_of_areas(
        indicator_ids=sorted({one.indicator_id for one in used}), area_codes=codes
    )
    keys = ["indicator_id", "area_code", "period_label", "sex", "age", "vintage"]
    held = {tuple(row[key] for key in keys): row["value"] for row in rows.to_dict("records")}
    assert len(used) > 20
    for one in used:
        key = (one.indicator_id, one.area_code, one.period, one.sex, one.age, one.vintage)
        assert held[key] == one.value or one.value is None


@pytest.mark.parametrize("area", ["Bedford", "Isles of Scilly"])
def test_no_section_is_silent(chapter, area):
    for section in chapter(area, "bedford").sections:
        said = [b for b in section.blocks if b.note_kind != NoteKind.AUTHOR.value]
        # A heading that only holds others says nothing itself.
        assert said or section.heading == "What is this telling us?"


def test_what_is_not_held_is_said_with_what_would_fill_it(chapter):
    sections = {one.section_id: one for one in chapter("Isles of Scilly", "bedford").sections}
    (note,) = [b for b in sections["dual_diagnosis"].blocks if b.kind is BlockKind.NOTE]
    assert note.text.startswith("No local figure is held. Needed: people in treatment")
    needed = sections["information_needed"].blocks[-1]
    assert "for the Isles of Scilly" in needed.caption
    assert any(
        row[0] == "Dual diagnosis" and row[1].startswith("People in treatment")
        for row in needed.rows
    )


def test_recommendations_are_evidence_and_a_question(chapter):
    blocks = [
        b for b in chapter("Bedford", "bedford").blocks() if b.kind is BlockKind.RECOMMENDATION
    ]
    assert blocks
    for block in blocks:
        assert block.evidence
        assert block.references
        assert block.text.startswith("To settle: ")
        question, asked, _ = block.text.partition("?")
        assert asked
        assert ". " not in question


def test_recommendations_say_their_evidence_once_and_point_to_its_section(chapter, facts):
    made = chapter("Bedford", "partnership")
    shown = layout_of(made, facts("Bedford", "partnership"))
    drafts = [one for one in shown.elements if one.kind is ElementKind.RECOMMENDATION]
    (parent,) = [one for one in drafts if "drug misuse by a parent" in one.text]
    # DfE, Bedford, year to March 2025: 17.0%; England 14.1%
    assert (
        "in Bedford (17.0% in the year to March 2025) worse than in England (14.1%)" in parent.text
    )
    assert parent.see == ("Outcome 1: reducing drug use", "section-use")
    assert parent.pointer == "See “Outcome 1: reducing drug use”."
    assert {one.see[0] for one in drafts} <= {one.text for one in shown.headings}
    said = {text for one in shown.elements for text, _ in one.sentences}
    values = [text for text in said if text.startswith(("In ", "For "))]
    assert values
    assert not any(text in one.text for one in drafts for text in values)


def test_recommendations_take_up_harm_to_people_first_and_name_what_is_left(chapter):
    made = chapter("E08000003", "bedford")
    (section,) = [one for one in made.sections if one.section_id.endswith("commissioners")]
    drafts = [block for block in section.blocks if block.kind is BlockKind.RECOMMENDATION]
    assert "deaths from drug misuse" in drafts[0].text
    # Those are part of the deaths from drug poisoning: one question for both.
    assert "deaths from drug poisoning" in drafts[0].text
    assert not any("deaths from drug poisoning" in one.text for one in drafts[1:])
    (others,) = [block for block in section.blocks if block.text.startswith("Also worse")]
    drafted = {block.source for block in drafts}
    assert "recorded_vehicle_rate" not in drafted
    assert "the rates of" in others.text
    assert "police recorded vehicle offences" in others.text


def test_a_table_of_another_document_is_said_to_be_of_it(chapter):
    texts = [one.text for one in statements(chapter("Bedford", "bedford"))]
    named = [text for text in texts if "printed in Table" in text]
    assert named
    assert all(re.search(r"printed in Table \d+ of the earlier chapter", text) for text in named)


def test_text_is_plain_english(chapter):
    said = " ".join(one.text for one in statements(chapter("Bedford", "bedford")))
    assert 9 < reading_age(said) < READING_AGE


def test_words_claim_no_more_than_a_test_does(chapter):
    for area in ("Bedford", "Isles of Scilly"):
        for one in statements(chapter(area, "bedford")):
            if one.key.startswith("trend|"):
                continue
            assert not re.search(r"\b(increas|decreas|rose|fell|risen|fallen)", one.text), one.text


def test_an_unknown_measure_is_told(facts):
    text = (
        'format = 1\nname = "n"\nversion = "1"\ntitle = "t"\n[[section]]\nid = "a"\n'
        'heading = "A"\nmeasures = ["no_such"]\n'
    )
    with pytest.raises(TemplateError, match="no measure named 'no_such'"):
        build_chapter(parse_template(text, name="n.toml"), facts("Bedford", "blank"))


def test_blocks_have_names_of_their_own(chapter):
    for area in ("Bedford", "Isles of Scilly"):
        names = [block.block_id for block in chapter(area, "bedford").blocks()]
        assert len(names) == len(set(names))
        assert all(names)


def test_completions_of_every_group_counted_are_written(facts):
    def short_of(name: str, users: str, *, short: float) -> CompletionsShort:
        return CompletionsShort(
            indicator_id=IndicatorId(name),
            users=users,
            period="2023",
            completions=10,
            in_treatment=100,
            target=top_quartile([5.0, 10.0, 20.0, 20.0, 20.0]),
            group="DfE statistical neighbours",
            short=short,
            dataset_id="completions-ohid",
        )

    known = replace(
        facts("Barnet", "briefing"),
        completions=(
            short_of("completion_opiate", "opiate users", short=0),
            short_of("completion_alcohol", "alcohol users", short=10),
        ),
    )
    made = computed_blocks(known, "completions_short", prefix="x", measures=())
    opiate, alcohol = (one for block in made for one in block.statements)
    assert (
        "10 of 100 people treated for opiates completed treatment in 2023 and did not come back "
        "within six months. That is none short" in opiate.text
    )
    assert (
        "10 of 100 people treated for alcohol completed treatment in 2023 and did not come back "
        "within six months. About 10 more would" in alcohol.text
    )
    assert opiate.key != alcohol.key
    assert alcohol.references[0].indicator_id == "completion_alcohol"


def test_tables_of_harm_are_put_in_and_hold_nothing_wrong(chapter, facts):
    plain = facts("Bedford", "blank")
    view = view_harm_and_supply(plain.selection, places=plain.places, nation=national_figures())
    held = replace(plain, harm=view)
    begun = chapter("Bedford", "blank")
    where = begun.sections[0].section_id
    made = with_added_measures(begun, {where: tuple(HARM_TABLES)}, held)
    tables = {block.source: block for block in made.blocks() if block.source in HARM_TABLES}
    assert set(tables) == {
        "harm_demand",
        "harm_deaths",
        "harm_families",
        "harm_crime",
        "harm_supply",
    }  # no admissions are held of Bedford
    deaths = {row[0]: row for row in tables["harm_deaths"].rows}
    # ONS 2021 edition: Bedford, 2019-21, 5.5 per 100,000 (3.7 to 8.0).
    row = deaths["Drug misuse deaths, 3-year rate"]
    assert row[1:5] == ("Bedford", "2019–21", "5.5 per 100,000", "3.7–8.0")
    assert "Bedfordshire police force area" in {row[1] for row in tables["harm_supply"].rows}
    assert all(block.datasets and block.references for block in tables.values())
    audit = audit_chapter(made, layout_of(made, held), held.datasets)
    assert audit.reasons == ()
    assert [(one.location, one.wording) for one in audit.findings] == []
    # Asked for again, as when new figures are taken, they stand once.
    again = with_added_measures(made, {where: tuple(HARM_TABLES)}, held)
    assert again == made


def test_treatment_by_ethnic_group_of_any_area_is_set_against_its_census(chapter):
    made = chapter("Barnet", "bedford")
    (section,) = [one for one in made.sections if one.section_id == "penetration"]
    (table,) = [one for one in section.blocks if one.kind is BlockKind.TABLE]
    rows = {row[0]: row[1:4] for row in table.rows}
    # 150 of 1,465 in treatment; 74,972 of 389,344 people in the Census: 10.24 / 19.26 = 53%
    assert rows["Asian"] == ("10.2%", "19.3%", "53%")
    assert [one for one in section.blocks if one.kind is BlockKind.NOTE] == []
    (said,) = [one.text for one in statements(made) if one.key == "penetration|E09000003"][:1]
    assert "Asian (53%; 95% interval" in said
    assert "Black" not in said  # 104%


def test_limits_of_need_are_printed_where_they_are_spoken_of(chapter):
    said = [one.text for one in statements(chapter("Barnet", "bedford"))]
    # 867 of 1,492 with limits of the estimate 1,269 and 1,842: each less 625 in treatment.
    assert any("it may be 644 to 1,217 people (50.7% to 66.1%)" in text for text in said)


def test_a_section_says_nothing_twice(chapter):
    made = chapter("Bedford", "partnership")
    (section,) = [one for one in made.sections if one.section_id == "inequalities"]
    said = [one.text for block in section.blocks for one in block.statements]
    assert len(said) == len(set(said)) > 1


@pytest.mark.parametrize(
    ("area", "template"), [("Barnet", "bedford"), ("Northumberland", "partnership")]
)
def test_tally_list_and_tables_agree_on_what_is_worse(chapter, facts, area, template):
    made = chapter(area, template)
    said = {one.key.partition("|")[0]: one.text for one in statements(made)}
    tables = [block for block in made.blocks() if block.kind is BlockKind.TABLE]
    worse = {
        row[0].split(", per")[0]
        for one in tables
        for row in one.rows
        if any(cell.removeprefix("■ ") in ("Worse", "Much worse") for cell in row)
    }
    catalogue = facts(area, template).catalogue.set_index("short_name")["sentence_name"]
    kinds = (
        "the rate of ",
        "the share of ",
        "the age-standardised rate of ",
        "children in need assessments with any factor recorded that found ",
    )
    assert f" {len(worse)} worse" in said["headline"]
    assert f"of {area} in this chapter" in said["headline"]
    assert f"{len(worse)} measures: " in said["worse"]
    for name in worse:
        phrase = catalogue[name]
        for kind in kinds:
            phrase = phrase.removeprefix(kind)
        assert phrase in said["worse"]
    assert ", rate" not in said["worse"]


def test_captions_say_of_when_their_figures_are(chapter):
    made = chapter("Northumberland", "partnership")
    captions = [one.caption for one in made.blocks() if one.source == "measures_table"]
    # Alcohol need met: 2018/19; recorded crime: year to June 2025
    assert captions == [
        "Northumberland beside England: newest figure of each measure in the data used, "
        "2014 to 2025"
    ]
    assert not any("held" in one.caption or "YE " in one.caption for one in made.blocks())


def test_a_table_of_ethnic_groups_says_why_it_does_not_add_up(chapter):
    made = chapter("Barnet", "bedford")
    (section,) = [one for one in made.sections if one.section_id == "ethnicity"]
    (table,) = [one for one in section.blocks if one.kind is BlockKind.TABLE]
    # 955 + 150 + 120 + 90 + 80 = 1,395 of 1,465
    assert "The other 4.8% are people whose group is not known." in table.notes


def test_figures_of_the_country_stand_behind_those_of_the_area(chapter):
    made = chapter("Barnet", "bedford")
    for section in made.sections:
        kinds = [is_local(one) for one in section.blocks if one.kind is BlockKind.COMPUTED]
        assert kinds == sorted(kinds, reverse=True), section.section_id


@pytest.mark.parametrize(
    ("template", "wanted"), [("bedford", "criminal_justice"), ("partnership", "crime")]
)
def test_rates_of_crime_are_said_to_be_per_resident(chapter, template, wanted):
    # 1,372 thefts from the person over the 10,847 residents of the City of London: 126.5
    made = chapter("Bedford", template)
    (section,) = [one for one in made.sections if one.section_id == wanted]
    said = [one.text for block in section.blocks for one in block.statements]
    assert any("per resident" in text for text in said)


def test_no_figure_of_another_time_stands_beside_the_areas_own(chapter):
    # ONS, delays in registering deaths: authorities to 2014-16, England to 2021.
    made = chapter("Bedford", "bedford")
    tables = [block for block in made.blocks() if block.source in HARM_TABLES]
    delays = [row[1:3] for one in tables for row in one.rows if row[0].startswith("Delay in")]
    assert delays == [("Bedford", "2014–16")]
    for table in tables:
        own = {row[0]: row[2] for row in table.rows if row[1] == "Bedford"}
        assert all(own.get(row[0], row[2]) == row[2] for row in table.rows)
