"""The map page: every mode, a region, a second map, clusters, and links that ask too much."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open
from tests.pages.shown_tables import rows_of, tables
from tests.pages.test_every_page import is_sound

PAGE = "map"
DEATHS = "deaths_drug_misuse_3y_rate"


def charts(app: AppTest) -> list[str]:
    return [chart.proto.spec for chart in app.get("vega_lite_chart")]


def captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


@pytest.mark.parametrize(
    ("mode", "title", "legend"),
    [
        ("judgement", "authorities are worse and", "Worse ("),
        ("quintile", "in the 3rd fifth of authorities", "I Best fifth"),
        ("quartile", "in the 3rd quarter of authorities", "I Best quarter"),
        ("value", "From 1.6 to 19.4 per 100,000 over 143", "per 100,000"),
        ("rank", "highest of", "Rank, 1 the highest"),
        ("change", "than in 2016", "No earlier figure".lower()),
        ("goal", "reach England's value of the year before", "Goal not met ("),
    ],
)
def test_each_mode_says_what_its_colours_mean(
    mode: str, title: str, legend: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", indicator=DEATHS, colour=mode)
    assert is_sound(app)
    assert app.selectbox(key="choose_colour").value == mode
    assert title in app.title[0].value
    (chart,) = charts(app)
    assert legend in chart


def test_every_authority_is_counted_with_its_reason(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", indicator=DEATHS, colour="change")
    said = next(text for text in captions(app).split("All ")[1:] if text.startswith("153"))
    for words in (
        "Withheld, small numbers (8)",
        "No figure published (2)",
        "no earlier figure (3)",
    ):
        assert words in said


def test_a_change_that_cannot_be_had_is_said(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path,
        PAGE,
        area="E06000055",
        indicator="recorded_drug_offences_rate",
        colour="change",
    )
    assert app.selectbox(key="choose_colour").value == "judgement"
    assert "change" not in app.selectbox(key="choose_colour").options
    assert "No change can be shown" in captions(app)


def test_an_overlapping_start_is_refused(snapshot_path: Path, open_app: Open) -> None:
    # 2018-20 shares two years with 2019-21.
    app = open_app(
        snapshot_path, PAGE, area="E06000055", indicator=DEATHS, colour="change", before="2018-20"
    )
    assert app.selectbox(key="choose_before").value == "2016-18"
    assert "cannot be compared with" in captions(app)


def test_a_region_is_drawn_alone(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", indicator=DEATHS, zoom="E12000006")
    assert is_sound(app)
    assert app.selectbox(key="choose_zoom").value == "E12000006"
    assert "Only the East of England is drawn" in captions(app)


def test_a_second_map_stands_beside_the_first(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path,
        PAGE,
        area="E06000055",
        indicator=DEATHS,
        colour="value",
        pair="same",
        then="2016-18",
    )
    assert is_sound(app)
    assert len(charts(app)) == 2
    assert app.selectbox(key="choose_then").value == "2016-18"
    assert "Colours of both run over the same values" in captions(app)


def test_another_measure_has_its_own_colours(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", indicator=DEATHS, pair="cin_parent_drug")
    assert app.selectbox(key="choose_pair").value == "cin_parent_drug"
    assert len(charts(app)) == 2
    assert "Colours of each follow its own figures" in captions(app)


def test_clusters_are_tested_when_asked_for(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", indicator=DEATHS)
    assert len(charts(app)) == 1
    app.selectbox(key="choose_cluster").set_value("hexagons").run()
    assert is_sound(app)
    assert app.session_state["cluster"] == "hexagons"
    said = " ".join(text.value for text in app.markdown)
    for words in (
        "Moran's I is",
        "seed 2024",
        "hexagons touch",
        "by chance alone",
        "Small numbers",
    ):
        assert words in said
    assert len(charts(app)) == 2


def test_a_count_is_not_tested_for_clusters(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", indicator="deaths_drug_misuse_count")
    assert is_sound(app)
    assert any("Clusters are not tested" in text.value for text in app.info)


def test_what_a_link_cannot_have_falls_back(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path, PAGE, colour="plaid", zoom="E99", pair="nobody", then="?", cluster="magic"
    )
    assert is_sound(app)
    assert app.selectbox(key="choose_colour").value == "judgement"
    assert app.selectbox(key="choose_zoom").value == "england"
    assert len(charts(app)) == 1
    assert "second map of this link" in captions(app)


def test_a_region_alone_is_counted_and_listed_alone(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path, PAGE, area="E06000055", indicator=DEATHS, colour="change", zoom="E12000007"
    )
    assert app.title[0].value.startswith("In London, 1 authority is worse than in 2016–18.")
    said = captions(app)
    assert "All 33 authorities of London: Worse (1)," in said
    assert "31 of 33 authorities shown" in said
    names = {row[0] for row in rows_of(tables(app)[0])}
    assert len(names) == 33
    assert "Camden" in names
    assert "Blackpool" not in names


def test_the_chosen_area_is_marked_in_the_table(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", indicator=DEATHS)
    rows = [row for group in tables(app)[0]["groups"] for row in group["rows"]]
    assert [row[0]["text"] for row in rows if row[0].get("chosen")] == ["Bedford"]


def test_a_rank_is_told_once(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", indicator=DEATHS, colour="rank")
    assert tables(app)[0]["columns"] == ["Area", "Rank", "Value and 95% interval"]
    assert "With a value (143)" in captions(app)
