"""The page of trends: what its address can ask for."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open

BEDFORD = "E06000055"


@pytest.mark.parametrize(
    "choices",
    [
        {"trends": "areas", "lines": "E06000032,E06000056"},
        {"trends": "index", "lines": "E06000032", "vs": "dfe"},
        {"trends": "group"},
        {"trends": "group", "areas": "all"},
        {"trends": "outcome"},
        {"trends": "areas", "indicator": "drug_use_last_year"},
    ],
)
def test_the_address_is_shown(choices: dict[str, str], snapshot_path: Path, open_app: Open) -> None:
    given = {"indicator": "cin_parent_drug"} | choices
    app = open_app(snapshot_path, "trends", area=BEDFORD, **given)
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="choose_trends").value == choices["trends"]
    if "lines" in choices:
        assert app.multiselect(key="choose_lines").value == choices["lines"].split(",")


def test_what_does_not_exist_falls_back(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path, "trends", area=BEDFORD, trends="<script>", lines="E99999999,,<b>,E06000055"
    )
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="choose_trends").value == "areas"
    assert app.multiselect(key="choose_lines").value == []


def test_a_choice_of_areas_goes_into_the_address(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "trends", area=BEDFORD, indicator="cin_parent_drug")
    app.multiselect(key="choose_lines").set_value(["E06000032"]).run()
    assert app.session_state["lines"] == "E06000032"
    assert not app.exception


@pytest.mark.parametrize("area", ["E06000053", "E06000055+E06000056"])
def test_unusual_areas(area: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "trends", area=area)
    assert not app.exception
    assert not app.error
