"""The chapter page: begun from a template, edited, made into a document."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdof_core.domain import AreaCode, BenchmarkKind
from cdof_core.domain.chapter import Block, BlockKind, Chapter, Section
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import add_chapter, list_chapters, load_chapter
from cdof_core.workspace.entries import LOCAL_USER
from cdof_core.workspace.notes import Subject, add_note
from tests.pages.conftest import Open

WITH_A_LIVE_NUMBER = Block(
    "text", BlockKind.PROSE, text="Beside it: [[deaths_drug_misuse_3y_rate.benchmark]]."
)
AGAINST_THE_REGION = Chapter(
    title="Drugs in Bedford",
    area_code="E06000055",
    area_name="Bedford",
    benchmark="region",
    benchmark_label="East of England",
    template_id="briefing",
    template_version="1",
    content_hash="an earlier one",
    built_on="2026-11-21",
    review_on="2027-11-21",
    methods_version="1",
    sections=(Section("one", "One", blocks=(WITH_A_LIVE_NUMBER,)),),
)


MEASURES = ("deaths_drug_misuse_count", "recorded_robbery_rate", "cin_parent_drug")


def begun_briefing(snapshot_path: Path, open_app: Open) -> AppTest:
    """Begin a briefing on Bedford and return its page."""
    app = open_app(snapshot_path, "chapter", area="E06000055")
    app.selectbox(key="chapter_template").set_value("briefing").run()
    app.button(key="chapter_begin").click().run()
    assert not app.exception
    return app


def newest_chapter() -> Chapter:
    """Return the chapter as it is kept now."""
    (head,) = list_chapters(open_workspace(), area_code=AreaCode("E06000055"))
    return load_chapter(open_workspace(), head.entry_id).chapter


def test_a_briefing_is_begun_edited_undone_and_made(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "chapter", area="E06000055")
    assert app.info[0].value.startswith("No chapter has begun")
    app.selectbox(key="chapter_template").set_value("briefing").run()
    app.button(key="chapter_begin").click().run()
    assert not app.exception
    assert "is begun" in app.success[0].value
    wording = next(area for area in app.text_area if str(area.key).startswith("wording_"))
    before = wording.value
    wording.set_value("In our own words.").run()
    assert not app.exception
    assert any(text.value == "In our own words." for text in app.markdown)
    assert any(text.value.startswith("Saved on ") for text in app.caption)
    next(one for one in app.button if str(one.key).startswith("undo_")).click().run()
    assert not app.exception
    assert (
        next(area.value for area in app.text_area if str(area.key).startswith("wording_")) == before
    )
    app.selectbox(key="chapter_form").set_value("md").run()
    app.button(key="chapter_make").click().run()
    assert not app.exception
    assert not app.error
    assert "prepared_chapter" in app.session_state
    assert "Open notes" not in app.session_state["prepared_chapter"][1].decode()
    for text, subject in (
        ("Ask the board.", Subject("E06000055")),
        ("Of another area.", Subject("E06000001")),
        ("Of no measure here.", Subject("E06000055", "no_such_measure")),
    ):
        add_note(open_workspace(), LOCAL_USER, text=text, subject=subject)
    app.run()
    app.checkbox(key="chapter_notes").check().run()
    app.button(key="chapter_make").click().run()
    assert not app.exception
    made = app.session_state["prepared_chapter"][1].decode()
    assert "Bedford: Ask the board. (" in made.split("Open notes")[-1]
    assert "Of another area" not in made
    assert "Of no measure here" not in made


@pytest.mark.parametrize("chosen", ["england", "region"])
def test_a_chapter_keeps_its_own_comparator_whatever_is_chosen(
    snapshot_path: Path, open_app: Open, chosen: str
) -> None:
    add_chapter(open_workspace(), LOCAL_USER, name="Draft", chapter=AGAINST_THE_REGION)
    app = open_app(snapshot_path, "chapter", area="E06000055", vs=chosen)
    assert not app.exception
    # Published for 2019-21: 3.3 in the East of England, 5.1 in England.
    assert any("Beside it: 3.3 per 100,000." in text.value for text in app.markdown)


def test_a_review_date_that_is_no_day_is_refused_in_a_sentence(
    snapshot_path: Path, open_app: Open
) -> None:
    add_chapter(open_workspace(), LOCAL_USER, name="Draft", chapter=AGAINST_THE_REGION)
    app = open_app(snapshot_path, "chapter", area="E06000055")
    review = next(one for one in app.text_input if str(one.key).startswith("review_"))
    review.set_value("next spring")
    next(one for one in app.button if one.label == "Keep" and "head_" in str(one.form_id)).click()
    app.run()
    assert not app.exception
    assert "'next spring': a day as year-month-day was expected" in app.error[0].value


def test_a_reworded_sentence_keeps_its_number_live(snapshot_path: Path, open_app: Open) -> None:
    app = begun_briefing(snapshot_path, open_app)
    wording = next(
        area
        for area in app.text_area
        if str(area.key).startswith("wording_") and ".value]]" in str(area.value)
    )
    token = str(wording.value).partition("[[")[2].partition("]]")[0]
    number = ".".join((token.rpartition(".")[0], "value"))
    wording.set_value(f"As low as [[{number}]] here.").run()
    assert not app.exception
    kept = newest_chapter()
    edited = [one.edited for block in kept.blocks() for one in block.statements if one.edited]
    assert edited == [f"As low as [[{number}]] here."]
    said = [text.value for text in app.markdown if text.value.startswith("As low as")]
    assert len(said) == 1
    assert "[" not in said[0]


def test_what_is_computed_is_taken_out_and_put_back(snapshot_path: Path, open_app: Open) -> None:
    app = begun_briefing(snapshot_path, open_app)
    before = len(list(newest_chapter().blocks()))
    next(one for one in app.button if one.label == "Take out").click().run()
    assert not app.exception
    assert len(list(newest_chapter().blocks())) == before - 1
    next(one for one in app.button if one.label == "Put back").click().run()
    assert len(list(newest_chapter().blocks())) == before


def test_a_section_takes_in_a_measure_that_its_template_lacks(
    snapshot_path: Path, open_app: Open
) -> None:
    app = begun_briefing(snapshot_path, open_app)
    menu = next(one for one in app.multiselect if str(one.key).startswith("measures_"))
    chosen = {block.source for block in newest_chapter().blocks()}
    new = next(name for name in MEASURES if name not in chosen)
    menu.set_value([*menu.value, new]).run()
    assert not app.exception
    section = newest_chapter().sections[0]
    assert new in section.measures
    assert any(block.source == new for block in section.blocks)


def test_a_begun_chapter_takes_another_comparator(snapshot_path: Path, open_app: Open) -> None:
    app = begun_briefing(snapshot_path, open_app)
    against = next(one for one in app.selectbox if str(one.key).startswith("against_"))
    against.set_value(BenchmarkKind.REGION).run()
    next(one for one in app.button if one.label == "Compare anew").click().run()
    assert not app.exception
    assert newest_chapter().benchmark == "region"
    assert newest_chapter().benchmark_label == "East of England"


def test_local_evidence_takes_a_pasted_table(snapshot_path: Path, open_app: Open) -> None:
    app = begun_briefing(snapshot_path, open_app)
    next(one for one in app.button if one.label == "Local evidence").click().run()
    paste = next(one for one in app.text_area if str(one.key).startswith("pasted_"))
    paste.set_value("Place\tPeople\nNorth\t12\nSouth\t30").run()
    assert not app.exception
    local = [block for block in newest_chapter().blocks() if block.kind is BlockKind.LOCAL]
    assert [(one.columns, one.rows) for one in local] == [
        (("Place", "People"), (("North", "12"), ("South", "30")))
    ]


def test_a_chapter_of_an_older_snapshot_makes_no_document_until_it_has_the_new_figures(
    snapshot_path: Path, open_app: Open
) -> None:
    add_chapter(open_workspace(), LOCAL_USER, name="Draft", chapter=AGAINST_THE_REGION)
    app = open_app(snapshot_path, "chapter", area="E06000055")
    assert app.button(key="chapter_make").disabled
    assert any("One document is of one snapshot" in one.value for one in app.warning)
    next(one for one in app.button if one.label == "Take the new figures").click().run()
    assert not app.exception
    assert not app.button(key="chapter_make").disabled
    assert not any("One document is of one snapshot" in one.value for one in app.warning)
    said = [one.value for one in app.caption if one.value.startswith("Every figure of the doc")]
    assert newest_chapter().content_hash[:12] in said[0]
    next(one for one in app.button if one.label == "Undo").click().run()
    assert newest_chapter() == AGAINST_THE_REGION


def test_a_kept_version_is_brought_back(snapshot_path: Path, open_app: Open) -> None:
    app = begun_briefing(snapshot_path, open_app)
    begun = newest_chapter()
    app.text_input(key="version_name").set_value("As begun")
    app.button(key="version_keep").click().run()
    next(one for one in app.button if one.label == "Take out").click().run()
    changed = newest_chapter()
    assert changed != begun
    app.button(key="version_back").click().run()
    assert not app.exception
    assert app.success[0].value.startswith("As begun is back. The text until now is kept as")
    assert newest_chapter() == begun
    next(one for one in app.button if one.label == "Undo").click().run()
    assert newest_chapter() == changed


def test_a_version_without_a_name_is_refused_on_its_own_tab(
    snapshot_path: Path, open_app: Open
) -> None:
    app = begun_briefing(snapshot_path, open_app)
    app.button(key="version_keep").click().run()
    versions = next(tab for tab in app.tabs if tab.label == "Versions")
    assert [one.value for one in app.error] == ["Say what to keep this version as."]
    assert [one.value for one in versions.error] == ["Say what to keep this version as."]
    app.text_input(key="version_name").set_value("As begun").run()
    assert not app.error


def test_a_table_of_harm_is_taken_in_and_stays_with_the_figures(
    snapshot_path: Path, open_app: Open
) -> None:
    app = begun_briefing(snapshot_path, open_app)
    next(one for one in app.button if one.label == "Table: deaths").click().run()
    assert not app.exception
    assert app.success[0].value == "Taken in."
    assert "harm_deaths" in newest_chapter().sections[0].measures
    against = next(one for one in app.selectbox if str(one.key).startswith("against_"))
    against.set_value(BenchmarkKind.REGION).run()
    next(one for one in app.button if one.label == "Compare anew").click().run()
    assert not app.exception
    held = [block for block in newest_chapter().blocks() if block.source == "harm_deaths"]
    assert len(held) == 1
    assert any("East of England" in note for note in held[0].notes)
    assert not any(one.label == "Table: deaths" for one in app.button)


def test_reading_shows_the_pictures_of_the_chapter(snapshot_path: Path, open_app: Open) -> None:
    app = begun_briefing(snapshot_path, open_app)
    figures = [block for block in newest_chapter().blocks() if block.kind is BlockKind.FIGURE]
    assert figures
    # Who writes waits for no picture.
    assert not app.get("vega_lite_chart")
    app.query_params["chapter_tab"] = "Read"
    app.run()
    assert not app.exception
    charts = app.get("vega_lite_chart")
    assert len(charts) == len(figures)
    captions = [text.value for text in app.markdown if text.value.startswith("*Figure ")]
    assert len(captions) == len(figures)
    assert all(
        one.caption.split(",")[0] in said for one, said in zip(figures, captions, strict=True)
    )


def test_a_chapter_of_another_snapshot_is_read_with_descriptions(
    snapshot_path: Path, open_app: Open
) -> None:
    begun_briefing(snapshot_path, open_app)
    chapter = newest_chapter()
    older = replace(chapter, content_hash="an earlier one", title="Older")
    kept = add_chapter(open_workspace(), LOCAL_USER, name="Older", chapter=older)
    chosen = {"area": "E06000055", "chapter": kept.head.entry_id, "chapter_tab": "Read"}
    app = open_app(snapshot_path, "chapter", **chosen)
    assert not app.exception
    assert not app.get("vega_lite_chart")
    (first, *_) = [block for block in chapter.blocks() if block.kind is BlockKind.FIGURE]
    assert any(first.description[:40] in text.value for text in app.markdown)
