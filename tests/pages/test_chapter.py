"""The chapter page: begun from a template, edited, made into a document."""

from pathlib import Path

import pytest

from cdof_core.domain.chapter import Block, BlockKind, Chapter, Section
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import add_chapter
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


def test_a_briefing_is_begun_edited_undone_and_made(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "chapter", area="E06000055")
    assert app.info[0].value.startswith("No chapter has begun")
    app.selectbox(key="chapter_template").set_value("briefing").run()
    app.button(key="chapter_begin").click().run()
    assert not app.exception
    assert "is begun" in app.success[0].value
    wording = next(area for area in app.text_area if str(area.key).startswith("wording_"))
    before = wording.value
    wording.set_value("In our own words.")
    next(one for one in app.button if str(one.key).startswith("keep_wording_")).click().run()
    assert not app.exception
    assert any(text.value == "In our own words." for text in app.markdown)
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
