"""What must be said beside a value is said where it is judged, once a section."""

import pytest

from cdof_core.analysis.findings import counts_all_crime
from cdof_core.domain.chapter import BlockKind
from cdof_core.narrative.caveats import all_crime_sentence, caveat_sentences
from cdof_core.report.chapter.build import build_chapter, with_added_measures
from cdof_core.report.chapter.contents import worse_rows
from cdof_core.report.chapter.template import find_template
from cdof_core.store.indicators import indicators

MANCHESTER = "E08000003"
REGISTERED = "inquests delay that"
CODED = "depends on what is written in the notes and coded"
RECORDED_BY = "what social workers record"
NO_EVIDENCE = "no evidence of drug harm"
SEARCHES = "more searches find more offences"
SAID = {
    "deaths_": REGISTERED,
    "admissions_": CODED,
    "cin_": RECORDED_BY,
    "recorded_drug_offences": SEARCHES,
}


def texts_of(section):
    return [" ".join(one.shown for one in block.statements) for block in section.blocks]


@pytest.mark.parametrize("template", ["bedford", "partnership", "briefing", "scrutiny"])
@pytest.mark.parametrize("area", ["Bedford", MANCHESTER])
def test_a_section_that_judges_a_measure_says_its_caveat_once(chapter, area, template):
    seen = set()
    for section in chapter(area, template).sections:
        for beginning, words in SAID.items():
            is_judged = any(
                one.indicator_id.startswith(beginning) and one.value is not None
                for block in section.blocks
                if block.kind is BlockKind.COMPUTED
                and block.source not in ("headline", "worse_measures")
                for statement in block.statements
                if statement.key.startswith(("level|", "gap|"))
                for one in statement.references
                if one.indicator_id != "deaths_drug_misuse_ft92432"
            )
            said = sum(text.count(words) for text in texts_of(section))
            assert said == is_judged, (section.section_id, beginning)
            seen |= {beginning} if is_judged else set()
    assert "deaths_" in seen


def test_the_caveat_ends_the_first_paragraph_that_needs_it(chapter):
    blocks = next(s for s in chapter(MANCHESTER, "partnership").sections if s.section_id == "crime")
    first = next(one for one in blocks.blocks if one.source.startswith("recorded_"))
    assert NO_EVIDENCE in first.statements[-1].text
    assert first.statements[-1].key == f"caveat|{first.block_id}"


def test_tallies_and_lists_say_how_many_measures_are_of_all_crime(chapter, facts):
    made = chapter(MANCHESTER, "partnership")
    crime = int(counts_all_crime(worse_rows(facts(MANCHESTER, "partnership"))).sum())
    assert crime == 5
    for source in ("headline", "worse_measures"):
        (block,) = (one for one in made.blocks() if one.source == source)
        assert NO_EVIDENCE in " ".join(one.text for one in block.statements)
    assert f"Of these, {crime} count crime of all kinds" in block.statements[-1].text
    (table,) = (one for one in made.blocks() if one.source == "measures_table")
    assert any(NO_EVIDENCE in note for note in table.notes)


def test_no_key_message_is_of_crime_of_all_kinds(chapter, facts):
    rows = facts(MANCHESTER, "partnership").comparison.rows
    crime = set(rows.loc[counts_all_crime(rows), "short_name"])
    told = [
        one.text
        for one in chapter(MANCHESTER, "partnership").blocks()
        if one.source == "key_messages"
    ]
    assert told
    assert not crime & set(told)


def test_a_recommendation_on_crime_says_that_it_is_no_evidence_of_drug_harm(chapter):
    made = chapter(MANCHESTER, "partnership")
    drafts = [one for one in made.blocks() if one.kind is BlockKind.RECOMMENDATION]
    of_crime = [one for one in drafts if one.source.startswith("recorded_")]
    assert of_crime
    assert all(NO_EVIDENCE in one.text for one in of_crime)
    assert all("as far as police and probation know" in one.text for one in of_crime)
    (others,) = (one for one in made.blocks() if one.block_id.endswith(".others"))
    assert NO_EVIDENCE in others.text


def test_a_measure_added_to_a_section_repeats_no_caveat_of_it(facts):
    known = facts("Bedford", "bedford")
    made = build_chapter(find_template("bedford"), known)
    more = with_added_measures(
        made, {"deaths": ["cin_child_drug", "deaths_drug_misuse_count"]}, known
    )
    section = next(one for one in more.sections if one.section_id == "deaths")
    said = " ".join(texts_of(section))
    assert said.count(REGISTERED) == 1
    assert said.count(RECORDED_BY) == 1


def test_every_judged_measure_of_deaths_crime_and_use_has_a_caveat():
    rows = indicators()
    judged = rows[rows["profile"] & rows["value_kind"].str.contains("rate|proportion")]
    judged = judged[judged["outcome_id"].isin(["deaths", "crime", "use"])]
    # The one measure that has no limits is never judged.
    without = judged.loc[judged["caveat"] == "", "indicator_id"]
    assert set(without) == {"deaths_drug_misuse_ft92432"}


def test_caveats_are_full_sentences():
    for text in indicators()["caveat"]:
        assert all(one[:1].isupper() and one.endswith(".") for one in caveat_sentences([text]))


@pytest.mark.parametrize(
    ("measures", "of", "start"),
    [
        (0, 5, ""),
        (
            1,
            5,
            "Of these, one counts crime of all kinds: drug-related and other crime cannot be "
            "told apart in it, so by itself it is no evidence of drug harm.",
        ),
        (1, 1, "This counts crime of all kinds"),
        (2, 5, "Of these, 2 count crime of all kinds"),
        (3, 3, "All of these count crime of all kinds"),
    ],
)
def test_crime_of_all_kinds_is_counted_in_words_that_fit(measures, of, start):
    assert all_crime_sentence(measures, of=of).startswith(start)
    assert bool(all_crime_sentence(measures, of=of)) == bool(measures)
