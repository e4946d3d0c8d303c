"""Several authorities as one area or as a group to compare with."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open

BOTH = ["E06000056", "E06000055"]


def opened_dialog(app: AppTest) -> AppTest:
    """Opens the dialog and keeps it open: here every run is a run of the whole page."""
    app.button(key="combine_open").click().run()
    app.button(key="combine_open").click()
    return app


def test_two_authorities_become_an_area_that_the_menu_keeps(
    bare_snapshot: Path, open_app: Open
) -> None:
    app = opened_dialog(open_app(bare_snapshot, area="E06000055"))
    app.multiselect(key="combine_members").set_value(BOTH)
    app.text_input(key="combine_name").set_value("All Bedfordshire")
    app.button(key="combine_show").click().run()
    assert app.session_state["area"] == "E06000055+E06000056"
    assert "All Bedfordshire" in app.selectbox(key="choose_area").options


def test_a_partnership_that_is_not_kept_is_shown_all_the_same(
    bare_snapshot: Path, open_app: Open
) -> None:
    app = opened_dialog(open_app(bare_snapshot, area="E06000055"))
    app.multiselect(key="combine_members").set_value(BOTH)
    app.checkbox(key="combine_keep").set_value(False)
    app.button(key="combine_show").click().run()
    assert app.session_state["area"] == "E06000055+E06000056"
    app.selectbox(key="choose_area").set_value("E06000056").run()
    assert len(app.selectbox(key="choose_area").options) == 2


def test_one_authority_alone_is_refused_in_words(bare_snapshot: Path, open_app: Open) -> None:
    app = opened_dialog(open_app(bare_snapshot, area="E06000055"))
    app.button(key="combine_show").click().run()
    assert "at least two authorities" in app.error[0].value
    assert app.session_state["area"] == "E06000055"


def test_a_group_of_ones_own_is_compared_with(bare_snapshot: Path, open_app: Open) -> None:
    app = opened_dialog(open_app(bare_snapshot, area="E06000055"))
    app.multiselect(key="combine_members").set_value(BOTH)
    app.radio(key="combine_use").set_value("group")
    app.text_input(key="combine_name").set_value("Our cluster")
    app.button(key="combine_show").click().run()
    assert app.session_state["vs"] == "group"
    assert app.selectbox(key="choose_vs").value == f"group:{app.session_state['group']}"
    assert "Our cluster (own group)" in app.selectbox(key="choose_vs").options


def test_a_saved_group_is_renamed_and_deleted(bare_snapshot: Path, open_app: Open) -> None:
    app = opened_dialog(open_app(bare_snapshot, area="E06000055"))
    app.multiselect(key="combine_members").set_value(BOTH)
    app.text_input(key="combine_name").set_value("Beds")
    app.button(key="combine_show").click().run()
    app = opened_dialog(app)
    (name,) = [field for field in app.text_input if str(field.key).startswith("name_")]
    group = str(name.key).removeprefix("name_")
    name.set_value("Bedfordshire")
    app.button(key=f"rename_{group}").click().run()
    assert "Bedfordshire" in app.selectbox(key="choose_area").options
    app = opened_dialog(app)
    app.button(key=f"delete_{group}").click().run()
    assert "Bedfordshire" not in app.selectbox(key="choose_area").options
    app.button(key="combine_said_undo").click().run()
    assert "Bedfordshire" in app.selectbox(key="choose_area").options
