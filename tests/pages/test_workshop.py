"""Workshop mode: fewer controls, and nothing restricted on a screen that many look at."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.test_every_page import PAGES, is_sound


@pytest.mark.parametrize("stem", PAGES)
def test_every_page_opens_in_a_workshop(stem: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, stem, area="E06000055", mode="workshop")
    assert is_sound(app)
    assert not app.error


def test_the_switch_goes_into_the_address_and_takes_controls_away(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, area="E06000055")
    assert len(app.radio(key="choose_levels").options) == 2
    app.toggle(key="choose_mode").set_value(True).run()
    assert app.session_state["mode"] == "workshop"
    assert not app.radio
    assert "combine_open" not in [button.key for button in app.button]
    app.toggle(key="choose_mode").set_value(False).run()
    assert app.session_state["mode"] == ""
    assert app.radio(key="choose_levels").value == "3"


def test_a_judgement_chosen_before_is_kept(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, area="E06000055", levels="5", mode="workshop")
    assert app.session_state["levels"] == "5"


def test_a_page_with_restricted_figures_is_withheld(
    restricted_snapshot: Path, open_app: Open
) -> None:
    app = open_app(restricted_snapshot, "area_profile", area="E06000055", mode="workshop")
    assert not app.title
    assert "is not shown in workshop mode" in app.info[0].value
    without = open_app(restricted_snapshot, "about", area="E06000055", mode="workshop")
    assert without.title[0].value == "About and methods"
    assert not without.info


def test_outside_the_mode_restricted_figures_are_shown(
    restricted_snapshot: Path, open_app: Open
) -> None:
    app = open_app(restricted_snapshot, "area_profile", area="E06000055", mode="anything else")
    assert len(app.title) == 1


def test_leave_to_see_one_page_does_not_hold_for_the_next(
    restricted_snapshot: Path, open_app: Open
) -> None:
    app = open_app(restricted_snapshot, "about", area="E06000055", mode="workshop")

    def shown() -> list[str]:
        return [html.value for html in app.get("html") if ".st-key-unchecked_" in html.value]

    (first,) = shown()
    app.run()
    (second,) = shown()
    assert first != second
