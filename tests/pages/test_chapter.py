"""The chapter page: begun from a template, edited, made into a document."""

from pathlib import Path

from tests.pages.conftest import Open


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
