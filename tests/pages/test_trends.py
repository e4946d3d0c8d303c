"""The page of trends: what its address can ask for."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open
from tests.pages.shown_tables import tables

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


def _panels(app: AppTest) -> list[str]:
    """Names of the small charts in their order."""
    html = " ".join(part.proto.body for part in app.get("html"))
    return re.findall(r'<p class="cdof-described">([^:,.]+?)[:,.]', html)


def test_a_panel_an_area_is_put_in_order_of_the_newest_value(
    snapshot_path: Path, open_app: Open
) -> None:
    asked = {"area": BEDFORD, "indicator": "deaths_drug_misuse_3y_rate", "trends": "group"}
    by_name = _panels(open_app(snapshot_path, "trends", **asked))
    highest = _panels(open_app(snapshot_path, "trends", **asked, sort="highest"))
    lowest = _panels(open_app(snapshot_path, "trends", **asked, sort="lowest"))
    assert by_name[1:] == sorted(by_name[1:])
    # 2019 to 2021: Southend-on-Sea 5.3, Suffolk 4.4, Hertfordshire 2.4; Thurrock's is withheld.
    assert highest[:3] == ["Bedford", "Southend-on-Sea", "Suffolk"]
    assert lowest[:2] == ["Bedford", "Hertfordshire"]
    assert highest[-1] == lowest[-1] == "Thurrock"


def test_the_table_says_how_each_period_compares(snapshot_path: Path, open_app: Open) -> None:
    folded = {"fold_trend_lines": "true"}
    app = open_app(snapshot_path, "trends", area=BEDFORD, indicator="cin_parent_drug", **folded)
    table = next(table for table in tables(app) if "Index" in table["columns"])
    assert table["columns"][4] == "Against England"
    words = {row[4]["mark"]["word"] for row in table["groups"][0]["rows"]}
    assert words == {"Worse", "Similar", "Better"}


def test_codes_of_a_link_that_draw_no_line_are_named(snapshot_path: Path, open_app: Open) -> None:
    many = ",".join(f"E0600000{number}" for number in range(1, 10))
    for lines, expected in (
        ("E99999999,E06000032", "No authority has the code “E99999999”: left out."),
        ("X,Y,E06000032", "No authority has the code “X”, nor 1 other code: left out."),
        (many, "At most 7 areas fit beside the chosen one: 2 left out."),
        ("E06000055,E06000032", ""),
    ):
        app = open_app(
            snapshot_path, "trends", area="E06000055", indicator="cin_parent_drug", lines=lines
        )
        said = [item.value for item in app.caption if "left out" in item.value]
        assert said == ([expected] if expected else [])
