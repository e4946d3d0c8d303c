"""Two measures against each other, from a link and from the menus."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.test_every_page import is_sound

PAGE = "relationships"


@pytest.mark.parametrize("by", ["region", "imd2025", "imd2019"])
def test_a_link_shows_its_two_measures(by: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path,
        PAGE,
        area="E06000055",
        indicator="cin_parent_drug",
        second="recorded_drug_offences_rate",
        by=by,
    )
    assert is_sound(app)
    assert app.selectbox(key="choose_second").value == "recorded_drug_offences_rate"
    assert app.selectbox(key="choose_by").value == by
    assert any("The periods differ" in warning.value for warning in app.warning)


def test_the_ecological_fallacy_is_said(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055")
    assert any("ecological fallacy" in text.value for text in app.markdown)
    assert not app.warning


def test_a_measure_is_not_set_against_itself(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, indicator="cin_parent_drug", second="cin_parent_drug")
    assert is_sound(app)
    chosen = app.selectbox(key="choose_second")
    assert chosen.value == "imd2025"


def test_a_period_is_chosen(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", period="2004-06")
    assert app.selectbox(key="choose_period").value == "2004-06"


def test_a_measure_that_few_have_is_said_to_be_so(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, indicator="ocu_rate")
    assert is_sound(app)
    assert any("no figures for enough authorities" in text.value for text in app.caption)


def test_an_edition_is_named_once_on_its_axis(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", period="2019-21")
    drawn = app.get("vega_lite_chart")[0].proto.spec
    assert "Deprivation score, IMD 2025" in drawn
    assert "IMD 2025 (IMD 2025)" not in drawn
    # A measure whose name has no period says it.
    assert "3-year rate, per 100,000 (2019" in drawn
