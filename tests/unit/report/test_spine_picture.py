"""The picture of an area's profile: its lines, their places on the spine, and its words."""

import dataclasses

import pytest

from cdof_core.analysis.area_comparison import AreaComparison
from cdof_core.analysis.area_profile import AreaProfile, build_area_profile
from cdof_core.analysis.profile_beside import place_beside
from cdof_core.report.images import chart_png
from cdof_core.report.picture import Picture
from cdof_core.report.spine_picture import spine_picture
from cdof_core.report.view_words import measure_with_period
from cdof_core.store import framework

from .conftest import places_of, select

RUTLAND = "E06000017"


@pytest.fixture(scope="module")
def profile() -> AreaProfile:
    selection = select("E06000055", "england")
    return build_area_profile(selection, places=places_of(selection))


def drawn(comparison: AreaComparison, **beside: object) -> Picture:
    return spine_picture(
        comparison, outcomes=framework.outcomes(), source="Source: a publisher", **beside
    )


def lines_of(picture: Picture) -> list[dict[str, object]]:
    return picture.draw(900).to_dict()["datasets"]["lines"]


def test_each_measure_has_one_line_under_its_outcome(profile):
    lines = lines_of(drawn(profile.comparison))
    measures = [line for line in lines if not line["is_heading"]]
    assert len(measures) == len(profile.comparison.rows)
    headings = [line["name"] for line in lines if line["is_heading"]]
    assert headings == list(dict.fromkeys(headings))  # no outcome is named twice
    assert lines[0]["is_heading"]


def test_the_line_shows_what_the_page_shows(profile):
    place = list(profile.comparison.rows["indicator_id"]).index("deaths_drug_misuse_3y_rate")
    row = profile.comparison.rows.iloc[place]
    measures = [line for line in lines_of(drawn(profile.comparison)) if not line["is_heading"]]
    line = measures[place]
    assert line["value_text"] == f"{row['value']:.1f}"
    assert line["judgement"] == row["judgement"]
    assert line["marker"] == pytest.approx(row["spine_marker"])
    # Fewer deaths are better: the low end is the best of all authorities.
    assert line["low_text"].startswith("best ")
    assert line["high_text"].endswith(" worst")


def test_a_second_area_is_hollow_and_named(profile):
    selection = select(RUTLAND, "england")
    figures = place_beside(profile, selection, places=places_of(selection))
    picture = drawn(profile.comparison, beside=("Rutland", figures))
    placed = [line["beside"] for line in lines_of(picture) if line.get("beside") is not None]
    assert len(placed) == figures["marker"].notna().sum() > 0
    assert "hollow ones Rutland" in picture.wording.measure
    heads = {layer["mark"].get("text") for layer in picture.draw(900).to_dict()["layer"]}
    assert {"Bedford", "Rutland"} <= heads


def test_one_measure_alone_is_drawn(profile):
    rows = profile.comparison.rows.head(1)
    png = chart_png(drawn(dataclasses.replace(profile.comparison, rows=rows)), width=900)
    assert png.startswith(b"\x89PNG")


def test_the_words_name_shapes_bars_and_line(profile):
    said = drawn(profile.comparison).wording
    assert "Pale bar: range of all authorities" in said.measure
    assert "upright line: England" in said.measure
    assert "Square worse" in said.measure
    assert str(len(profile.comparison.rows)) in said.description


def test_what_a_line_has_no_room_for_is_signed_and_said_under_the_title(profile):
    selection = select(RUTLAND, "england")
    figures = place_beside(profile, selection, places=places_of(selection))
    rows = list(profile.comparison.rows["indicator_id"])
    picture = drawn(profile.comparison, beside=("Rutland", figures))
    measures = [line for line in lines_of(picture) if not line["is_heading"]]
    # Rutland's deaths are too few for a rate: the publisher withholds it.
    withheld = measures[rows.index("deaths_drug_misuse_3y_rate")]["second_text"]
    assert withheld[0] == "–"
    assert f" {withheld[1:]} Withheld: too few events" in picture.wording.measure
    unlike = figures.index[~figures["is_alike"] & figures["period_label"].notna()]
    for place in unlike:
        sign = measures[place]["second_text"].lstrip("0123456789.,%£–")
        assert f" {sign} Of another period or method" in picture.wording.measure
    assert len(unlike)


def test_a_rate_says_what_it_is_per_and_a_count_what_it_counts():
    rate = {"short_name": "Robbery, rate", "unit": "per 1,000", "period_label": "2019-21"}
    assert measure_with_period(rate).startswith("Robbery, rate per 1,000, ")
    count = rate | {"short_name": "Deaths, yearly number", "unit": "deaths"}
    assert measure_with_period(count).startswith("Deaths, yearly number, ")
