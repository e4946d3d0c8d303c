"""The indicator page: what is local, what is national only, what has breakdowns only."""

import itertools
import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdof_core.store.areas import hexagons
from cdof_core.store.geography import hexagon_geometry
from cdof_core.ui.indicator_menu import measure_labels, outcome_topic
from tests.conftest import IS_FULL_CAMPAIGN
from tests.pages.conftest import Open
from tests.pages.shown_tables import rows_of, tables
from tests.pages.test_every_page import is_sound

LOCAL = "cin_parent_drug"
NATIONAL = "deaths_by_substance_rate"
MEASURES_APART_DAILY = 6
BREAKDOWN_ONLY = "deaths_drug_poisoning_deprivation_rate"


def keys(app: AppTest) -> set[str]:
    """Keys of the menus."""
    return {str(box.key) for box in app.selectbox}


def charts(app: AppTest) -> int:
    """How many pictures a page shows."""
    return len(app.get("vega_lite_chart")) or len(app.get("arrow_vega_lite_chart"))


def test_a_local_measure_has_map_trend_and_ranking(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "indicator", area="E06000055", indicator=LOCAL)
    assert app.title[0].value == "Bedford: 17.0% in the year to March 2025, worse than England"
    assert charts(app) == 2
    assert {"choose_indicator", "choose_period"} <= keys(app)
    assert any("of 153 authorities" in caption.value for caption in app.caption)
    folded = {"fold_areas": "true"}
    app = open_app(snapshot_path, "indicator", area="E06000055", indicator=LOCAL, **folded)
    assert charts(app) == 3
    assert app.selectbox(key="choose_show").options == [
        "East of England",
        "DfE statistical neighbours",
        "All authorities",
    ]


def test_a_link_that_names_a_group_shows_its_ranking(snapshot_path: Path, open_app: Open) -> None:
    def asked(show: str) -> AppTest:
        return open_app(snapshot_path, "indicator", area="E06000055", indicator=LOCAL, show=show)

    assert asked("neighbours").selectbox(key="choose_show").value == "neighbours"
    # A page that lists measures calls what it shows by the same name in the address.
    assert "choose_show" not in keys(asked("trend"))


def test_a_percentage_reported_without_places_gets_none(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "indicator", area="E09000003", indicator="prison_continuity")
    assert app.title[0].value == "Continuity of care after prison: 41% in 2023/24, London"
    described = [html.value for html in app.get("html") if "Line chart" in html.value]
    assert described
    assert "latest 53 in 2023/24" in described[0]
    assert "lowest 30.3 in 2015/16" in described[0]


def test_a_breakdown_of_one_sex_says_whose_it_is(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "indicator", indicator=BREAKDOWN_ONLY, sex="Female")
    (said,) = [item.value for item in app.caption if "The newest periods" in item.value]
    assert said.startswith("England, females, ")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("framework", ["53% England, 2023/24", "Before: 43%, 2022/23"]),
        ("outcomes_tracker", ["26% 2022/23", "41% London: the region"]),
    ],
)
def test_tables_of_measures_give_such_a_percentage_none_either(
    page: str, said: list[str], snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, page, area="E09000003", mode="text")
    cells = [cell for table in tables(app) for row in rows_of(table) for cell in row]
    for text in said:
        assert [cell for cell in cells if text in cell]


def test_the_measures_stand_behind_their_outcomes_in_the_menu(
    snapshot_path: Path, open_app: Open
) -> None:
    menu = open_app(snapshot_path, "indicator", area="E06000055").selectbox(key="choose_indicator")
    assert menu.options[0].startswith("Drug use › ")
    topics = [option.split(" › ")[0] for option in menu.options]
    # Each topic once, in one run of the menu.
    assert [topic for topic, _ in itertools.groupby(topics)] == [
        "Drug use",
        "Drug-related crime",
        "Drug-related deaths and harm",
        "Drug supply",
        "Engagement in drug treatment",
        "Drug recovery outcomes",
    ]


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("Reducing drug use", "Drug use"),
        ("Increasing engagement in drug treatment", "Engagement in drug treatment"),
        ("Anything else", "Anything else"),
    ],
)
def test_an_outcome_is_named_by_its_topic(name: str, topic: str) -> None:
    assert outcome_topic(name) == topic


def test_a_national_measure_says_so_and_shows_its_trend(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "indicator", area="E06000055", indicator=NATIONAL)
    # England and Wales, all drug poisoning, 2021: ONS, deaths related to drug poisoning, 84.4.
    assert app.title[0].value == (
        "Poisoning deaths by substance: 84.4 per million in 2021, England and Wales"
    )
    assert app.info[0].value.startswith("No authority has a figure for this measure")
    assert charts(app) == 1
    assert "choose_period" not in keys(app)
    assert "By breakdown" in [header.value for header in app.header]


def test_a_measure_of_breakdowns_only_shows_them(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "indicator", area="E06000055", indicator=BREAKDOWN_ONLY)
    assert "figures by breakdown only" in app.title[0].value
    assert charts(app) == 0
    assert app.selectbox(key="choose_sex").options == ["Female", "Male"]
    app.selectbox(key="choose_sex").set_value("Male").run()
    assert "male" in " ".join(caption.value for caption in app.caption)


def test_every_current_measure_opens(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "indicator", area="E06000055")
    measures = list(measure_labels())
    for measure in measures if IS_FULL_CAMPAIGN else measures[::MEASURES_APART_DAILY]:
        app.selectbox(key="choose_indicator").set_value(measure).run()
        assert not app.exception
        assert not app.error, (measure, [item.value for item in app.error])
        assert len(app.title) == 1


def test_a_period_without_figures_falls_back_and_is_said(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "indicator", area="E06000055", indicator=LOCAL, period="1888")
    assert app.selectbox(key="choose_period").value == "YE Mar 2025"
    assert "no figures for 1888" in " ".join(caption.value for caption in app.caption)


def test_real_boundaries_are_drawn_where_they_lie_beside_the_snapshot(
    tmp_path: Path, snapshot_path: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = Path(shutil.copy(snapshot_path, tmp_path / "cdof.duckdb"))
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot))
    outlines = hexagon_geometry(hexagons().assign(name="somewhere")).features
    (tmp_path / "boundaries").mkdir()
    (tmp_path / "boundaries" / "authorities.geojson").write_text(
        json.dumps({**outlines, "metadata": {"attribution": "Drawn by the tests."}})
    )
    app = open_app(snapshot, "indicator", area="E06000055", indicator=LOCAL)
    assert app.selectbox(key="choose_layout").value == "boundaries"
    assert "Drawn by the tests." in " ".join(caption.value for caption in app.caption)
    app.selectbox(key="choose_layout").set_value("hexagons").run()
    assert "Drawn by the tests." not in " ".join(caption.value for caption in app.caption)


def test_without_boundaries_the_page_says_how_to_get_them(
    tmp_path: Path, snapshot_path: Path, open_app: Open
) -> None:
    snapshot = Path(shutil.copy(snapshot_path, tmp_path / "cdof.duckdb"))
    app = open_app(snapshot, "indicator", area="E06000055", indicator=LOCAL)
    assert "choose_layout" not in keys(app)
    assert "python -m cdof_core boundaries --download" in " ".join(
        caption.value for caption in app.caption
    )


@pytest.mark.parametrize(
    ("method", "words"), [("quintile", "3rd fifth of authorities"), ("goal", "authorities reach")]
)
def test_the_map_is_judged_by_another_method(
    method: str, words: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(
        snapshot_path,
        "indicator",
        area="E06000055",
        indicator="deaths_drug_misuse_3y_rate",
        colour=method,
    )
    assert is_sound(app)
    assert app.selectbox(key="choose_colour").value == method
    assert any(words in header.value for header in app.header)


def test_a_mode_of_the_map_page_alone_leaves_the_judgement(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "indicator", area="E06000055", colour="rank")
    assert app.selectbox(key="choose_colour").value == "judgement"


def test_a_region_without_figures_is_not_ranked_first(snapshot_path: Path, open_app: Open) -> None:
    # Estimates for authorities ship for London alone; Bedford is in the East of England.
    app = open_app(
        snapshot_path, "indicator", area="E06000055", indicator="ocu_rate", fold_areas="true"
    )
    rank = next(menu for menu in app.selectbox if menu.label == "Rank")
    assert rank.value != "region"
