"""Gaps between groups: every breakdown opens, from a link and from the menus."""

from pathlib import Path

import pytest

from cdof_core.analysis.inequalities import Dimension
from tests.pages.conftest import Open
from tests.pages.shown_tables import tables
from tests.pages.test_every_page import is_sound

PAGE = "inequalities"


@pytest.mark.parametrize("by", [kind.value for kind in Dimension])
@pytest.mark.parametrize("area", ["E06000009", "E06000053"])
def test_every_breakdown_opens_from_a_link(
    by: str, area: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, PAGE, area=area, by=by)
    assert is_sound(app)
    assert app.selectbox(key="choose_by").value == by


@pytest.mark.parametrize("by", [kind.value for kind in Dimension])
def test_every_breakdown_opens_where_nothing_is_published(
    by: str, bare_snapshot: Path, open_app: Open
) -> None:
    app = open_app(bare_snapshot, PAGE, by=by)
    assert is_sound(app)
    assert app.info


def test_a_missing_breakdown_names_the_area_and_the_groups(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000053", by="sex")
    assert app.title[0].value == "No figures by sex are held for the Isles of Scilly"


def test_national_breakdowns_are_named_as_such(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, by="age")
    assert any("not published for authorities" in caption.value for caption in app.caption)


def test_deciles_are_said_to_be_of_areas(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, by="areas", indicator="cin_parent_drug")
    assert any("not of people" in caption.value for caption in app.caption)
    assert app.selectbox(key="choose_indicator").value == "cin_parent_drug"


def test_the_reference_case_has_its_banner(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, by="ethnicity")
    assert any("Reference case" in warning.value for warning in app.warning)


def test_a_partnership_opens(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055+E06000056")
    assert is_sound(app)
    assert app.info


def test_a_broken_link_shows_sexes_and_says_so(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, by="<script>", indicator="nothing")
    assert is_sound(app)
    assert any("There is no such breakdown" in caption.value for caption in app.caption)


def test_groups_stand_beside_everyone_together(snapshot_path: Path, open_app: Open) -> None:
    asked = {
        "indicator": "cin_parent_drug",
        "by": "areas",
        "fold_groups": "true",
        "area": "E06000055",
    }
    app = open_app(snapshot_path, "inequalities", **asked)
    assert not app.exception
    assert any("Dashed line: England, " in caption.value for caption in app.caption)
    table = next(table for table in tables(app) if table["columns"][0] == "Group")
    assert table["columns"][-1] == "Against England"
    words = {row[-1]["mark"]["word"] for row in table["groups"][0]["rows"]}
    assert {"Worse", "Better"} <= words


def test_a_difference_of_shares_is_in_points(snapshot_path: Path, open_app: Open) -> None:
    asked = {"indicator": "cin_parent_drug", "by": "areas", "area": "E06000055"}
    app = open_app(snapshot_path, "inequalities", **asked)
    gap = next(table for table in tables(app) if "Difference" in table["columns"])
    cell = gap["groups"][0]["rows"][0][gap["columns"].index("Difference")]
    assert "%" not in cell["text"] + cell["below"]
    assert cell["below"].endswith(" percentage points")


def test_the_reference_case_by_ethnic_group_leads_to_the_newer_figures(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "inequalities", area="E09000003", by="ethnicity")
    (said,) = [item.value for item in app.caption if "Who is over- or under-served?" in item.value]
    assert "No current publication" not in said
    assert "Newer figures for Barnet, of 2021/22, are under [Who is in need](" in said
    assert "(who_is_in_need?area=E09000003&figures=own)" in said


def test_newer_figures_by_ethnic_group_are_said_as_far_as_they_are_held(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "inequalities", area="E06000055", by="ethnicity")
    (said,) = [item.value for item in app.caption if "Who is over- or under-served?" in item.value]
    assert "No newer figures are held for Bedford. Newer figures for England, of 2021/22," in said
    assert "(who_is_in_need?area=E06000055&figures=england)" in said


@pytest.mark.parametrize(
    ("by", "named"),
    [
        ("age", "Drug misuse deaths by age"),
        ("deprivation", "Poisoning deaths by deprivation"),
        ("substance", "Dependent drinkers not in treatment"),
    ],
)
def test_a_breakdown_of_one_measure_names_it_where_others_have_a_menu(
    by: str, named: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", by=by)
    assert not [menu for menu in app.selectbox if menu.key == "choose_indicator"]
    (said,) = [item.value for item in app.caption if "no measure but" in item.value]
    assert named in said


def test_a_breakdown_with_a_menu_says_nothing_of_the_kind(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", by="sex")
    assert not [item for item in app.caption if "no measure but" in item.value]
