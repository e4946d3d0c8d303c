"""The section page: the link carries the measures; a browser test makes the document."""

from pathlib import Path

from tests.pages.conftest import Open

TWO = "cin_parent_drug,alcohol_need_met"


def test_a_link_carries_its_measures_and_a_choice_goes_into_the_address(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "jsna_section", area="E06000055", measures=TWO)
    menu = app.multiselect(key="choose_measures")
    assert menu.value == TWO.split(",")
    menu.set_value(["cin_parent_drug"]).run()
    assert app.session_state["measures"] == "cin_parent_drug"


def test_measures_that_do_not_exist_are_left_out(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path, "jsna_section", area="E06000055", measures="nothing,,cin_parent_drug"
    )
    assert app.multiselect(key="choose_measures").value == ["cin_parent_drug"]
    assert any("left out: “nothing”." in caption.value for caption in app.caption)
    app = open_app(snapshot_path, "jsna_section", area="E06000055", measures="nothing")
    assert not app.error
    assert app.info[0].value.startswith("No measure is chosen")
