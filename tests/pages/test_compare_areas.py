"""The page that compares areas: what its address can ask for."""

from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import Open
from tests.pages.shown_tables import tables

BEDFORD = "E06000055"


@pytest.mark.parametrize(
    "choices",
    [
        {"chart": "funnel", "areas": "dfe", "before": "YE Mar 2020"},
        {"chart": "box", "areas": "all"},
        {"chart": "dots", "vs": "region", "levels": "5"},
        {"chart": "funnel", "indicator": "deaths_drug_misuse_3y_rate"},
        {"chart": "box", "indicator": "drug_use_last_year"},
    ],
)
def test_the_address_is_shown(choices: dict[str, str], snapshot_path: Path, open_app: Open) -> None:
    given = {"indicator": "cin_parent_drug"} | choices
    app = open_app(snapshot_path, "compare_areas", area=BEDFORD, **given)
    assert not app.exception
    assert not app.error
    assert app.title[0].value
    if given["indicator"] != "drug_use_last_year":
        assert app.selectbox(key="choose_chart").value == choices["chart"]
        assert app.selectbox(key="choose_before").value == choices.get("before", "none")


def test_what_does_not_exist_falls_back_and_is_said(snapshot_path: Path, open_app: Open) -> None:
    broken = dict.fromkeys(["areas", "chart", "before"], "<script>")
    app = open_app(snapshot_path, "compare_areas", area=BEDFORD, **broken)
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="choose_chart").value == "bars"
    assert any("cannot be compared with" in caption.value for caption in app.caption)


@pytest.mark.parametrize("area", ["E06000053", "E06000055+E06000056"])
def test_unusual_areas(area: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "compare_areas", area=area)
    assert not app.exception
    assert not app.error


def _table(snapshot_path: Path, open_app: Open, **choices: str) -> dict[str, Any]:
    return tables(open_app(snapshot_path, "compare_areas", area=BEDFORD, **choices))[0]


def test_england_and_the_region_stand_first_whatever_the_order(
    snapshot_path: Path, open_app: Open
) -> None:
    table = _table(
        snapshot_path, open_app, indicator="deaths_drug_misuse_3y_rate", period="2019-21"
    )
    pinned = [[cell["text"] for cell in row] for row in table["pinned"]]
    assert [row[0] for row in pinned] == [
        "England",
        "DfE statistical neighbours",
        "East of England",
    ]
    assert pinned[0][3] == "5.1"
    # Of England and its region the publication prints the deaths; nobody prints the neighbours'.
    assert [row[2] for row in pinned] == ["8,361", "–", "590"]
    assert [row[2]["below"] for row in table["pinned"]] == ["", "", ""]
    assert [row[3]["below"] for row in table["pinned"]][1] == "median of its authorities"
    assert table["sortable"]
    assert "Recent trend" not in table["columns"], "three-year windows overlap"


def test_a_tested_trend_stands_beside_each_area(snapshot_path: Path, open_app: Open) -> None:
    table = _table(snapshot_path, open_app, indicator="cin_parent_drug", before="YE Mar 2020")
    assert table["columns"][4:6] == ["Judgement", "Recent trend"]
    trends = {row[5]["text"] for group in table["groups"] for row in group["rows"]}
    assert trends & {"↑ Increasing", "↓ Decreasing", "→ No significant change"}
    assert table["numbers"] == [1, 2, 3, 6]
    assert {len(row) for row in table["pinned"]} == {len(table["columns"])}


def test_the_box_plots_table_has_every_number_of_a_box(snapshot_path: Path, open_app: Open) -> None:
    table = _table(snapshot_path, open_app, indicator="cin_parent_drug", chart="box", areas="all")
    assert table["columns"][1:8] == [
        "Lowest",
        "5th percentile",
        "Lower quartile",
        "Median",
        "Upper quartile",
        "95th percentile",
        "Highest",
    ]
    newest = [float(cell["text"].rstrip("%")) for cell in table["groups"][0]["rows"][0][1:8]]
    assert newest == sorted(newest)


def test_a_period_without_a_figure_says_why_in_the_box_plots_table(
    snapshot_path: Path, open_app: Open
) -> None:
    given = {"indicator": "deaths_drug_misuse_3y_rate", "chart": "box", "areas": "all"}
    rows = _table(snapshot_path, open_app, **given)["groups"][0]["rows"]
    own = {row[0]["text"]: row[8] for row in rows}
    assert (own["2005–07"]["text"], own["2005–07"]["below"]) == ("–", "Withheld")
    assert own["2019–21"]["below"] == ""


def _chosen(table: dict[str, Any]) -> list[str]:
    rows = [row for group in table["groups"] for row in group["rows"]]
    return [row[0]["text"] for row in rows if row[0].get("chosen")]


def test_the_funnels_table_has_every_point_with_where_it_lies(
    snapshot_path: Path, open_app: Open
) -> None:
    choices = {"indicator": "cin_parent_drug", "chart": "funnel", "before": "YE Mar 2020"}
    app = open_app(snapshot_path, "compare_areas", area=BEDFORD, **choices)
    funnel, compared = tables(app)
    assert funnel["columns"][0] == "Area"
    assert funnel["columns"][3] == "Against the funnel's limits"
    rows = {row[0]["text"]: [cell["text"] for cell in row] for row in funnel["groups"][0]["rows"]}
    assert len(rows) == 153
    assert rows["City of London"][3] == "Not drawn"
    assert {row[3] for row in rows.values()} <= {
        "Above 99.8%",
        "Above 95%",
        "Within",
        "Below 95%",
        "Below 99.8%",
        "Not drawn",
    }
    outside = sum("95%" in row[3] or "99.8%" in row[3] for row in rows.values())
    assert any(f"{outside} of 152 authorities lie outside" in head.value for head in app.header)
    assert "Against its own past" in compared["columns"]
    assert _chosen(funnel) == _chosen(compared) == ["Bedford"]


def test_the_average_and_england_stand_first_in_the_funnels_table(
    snapshot_path: Path, open_app: Open
) -> None:
    table = _table(snapshot_path, open_app, indicator="cin_other_drug", chart="funnel")
    average, england = table["pinned"]
    assert [cell["text"] for cell in average] == [
        "Average of all",
        "505,621",
        "3.1%",
        "Their middle",
    ]
    assert [cell["text"] for cell in england] == ["England", "513,250", "3.1%", "Not tested"]
    assert england[3]["below"] == "all areas together"
    assert england[2]["below"] == "3.1–3.2"
    pooled = _table(snapshot_path, open_app, indicator="admissions_poisoning_rate", chart="funnel")
    assert pooled["pinned"][1][1]["below"] == "no count published"


def test_a_partnership_stands_in_the_funnels_table(snapshot_path: Path, open_app: Open) -> None:
    given = {"indicator": "cin_parent_drug", "chart": "funnel", "area": "E06000032+E06000055"}
    table = tables(open_app(snapshot_path, "compare_areas", **given))[0]
    rows = {row[0]["text"]: [cell["text"] for cell in row] for row in table["groups"][0]["rows"]}
    assert rows["Luton and Bedford"][1:] == ["3,830", "11.7%", "Below 99.8%"]
    assert sorted(_chosen(table)) == ["Bedford", "Luton", "Luton and Bedford"]
    given["indicator"] = "admissions_poisoning_rate"
    none = tables(open_app(snapshot_path, "compare_areas", **given))[0]
    own = next(row for row in none["groups"][0]["rows"] if " and Bedford" in row[0]["text"])
    assert own[3]["text"] == "Not drawn"
    assert own[2]["below"]


def test_a_plural_place_is_one_throughout(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "compare_areas", area="E06000053", indicator="cin_parent_drug")
    said = " ".join(caption.value for caption in app.caption)
    assert "Beside their DfE statistical neighbours they are lowest" in said
