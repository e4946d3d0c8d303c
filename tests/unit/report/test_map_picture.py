import re

import pytest

from cdof_core.report.images import chart_svg
from cdof_core.report.map_picture import is_by_value, map_picture, map_rows

MEASURES = ["deaths_drug_misuse_3y_rate", "cin_parent_drug", "deaths_drug_misuse_ft92432"]


@pytest.mark.parametrize("measure", [*MEASURES, "deaths_drug_misuse_count"])
def test_no_authority_is_dropped(view, measure):
    rows = map_rows(view(measure))
    assert len(rows) == 153
    assert rows["area_code"].is_unique
    assert rows["shade"].notna().all()
    assert rows["shade_label"].notna().all()


@pytest.mark.parametrize("measure", MEASURES)
def test_the_legend_adds_up(view, ground, measure):
    specification = map_picture(view(measure), ground=ground, source="").on_screen().to_dict()
    legends = [
        layer["encoding"]["color"]["legend"]["labelExpr"]
        for layer in specification["layer"]
        if layer.get("encoding", {}).get("color", {}).get("legend")
    ]
    assert len(legends) == 1
    assert sum(int(number) for number in re.findall(r"\((\d+)\)", legends[0])) == 153


@pytest.mark.parametrize("measure", MEASURES)
def test_the_caption_adds_up(view, ground, measure):
    words = map_picture(view(measure), ground=ground, source="").wording.measure
    caption = words[words.index(" of 153 authorities shown") - 3 :]
    missing = sum(int(number) for number in re.findall(r"(\d+) (?:with|flagged)", caption))
    assert int(caption.split()[0]) + missing == 153


def test_what_the_publisher_withholds_is_set_apart_from_what_it_never_published(view):
    shades = map_rows(view("deaths_drug_misuse_3y_rate")).set_index("area_name")["shade"]
    # ONS, deaths related to drug poisoning, 2021 registrations: too few deaths for a rate in
    # Rutland; Cumberland did not exist.
    assert shades["Rutland"] == "withheld"
    assert shades["Cumberland"] == "absent"


def test_only_the_chosen_area_is_chosen(view):
    rows = map_rows(view("cin_parent_drug"))
    assert list(rows.loc[rows["is_chosen"], "area_name"]) == ["Bedford"]


def test_every_member_of_a_partnership_is_chosen(view):
    rows = map_rows(view("cin_parent_drug", area="E06000055+E06000056"))
    assert set(rows.loc[rows["is_chosen"], "area_code"]) == {"E06000055", "E06000056"}


def test_values_that_nothing_judges_are_shaded_by_fifths(view):
    published = view("deaths_drug_misuse_ft92432")
    rows = map_rows(published)
    assert is_by_value(published)
    fifths = rows[rows["shade"].str.startswith("fifth")]
    assert fifths["shade"].nunique() == 5
    lowest, highest = (fifths[fifths["shade"] == f"fifth_{number}"] for number in (1, 5))
    assert lowest["value"].max() < highest["value"].min()
    assert set(rows["judgement"]) == {"not_compared"}


def test_a_map_of_fifths_says_that_nothing_is_judged(view, ground):
    words = map_picture(view("deaths_drug_misuse_ft92432"), ground=ground, source="").wording
    assert "fifths of the values" in words.measure
    assert "none is judged" in words.measure


def test_counts_are_not_shaded_by_size(view):
    counts = view("deaths_drug_misuse_count")
    assert not is_by_value(counts)
    assert "not_compared" in set(map_rows(counts)["shade"])


def test_words_of_the_map(view, ground):
    picture = map_picture(view("cin_parent_drug"), ground=ground, source="Source: DfE.")
    words = picture.wording
    assert words.finding.endswith("Bedford: 17.0% in the year to March 2025, worse than England")
    assert words.description.startswith("Map of 153 authorities by the share of children")
    assert words.source == f"Source: DfE. {ground.attribution}"


def test_the_map_on_paper_shows_every_class(view, ground):
    svg = chart_svg(map_picture(view("deaths_drug_misuse_3y_rate"), ground=ground, source="S"))
    assert "Withheld, small numbers (8)" in svg
    assert "Bedford" in svg


def test_an_address_for_outlines_is_for_the_screen_only(view, ground):
    picture = map_picture(
        view("cin_parent_drug"), ground=ground, source="", outlines_url="app/static/a.json"
    )
    assert "outlines" not in picture.on_screen().to_dict()["datasets"]
    assert len(picture.on_paper().to_dict()["datasets"]["outlines"]["features"]) == 153
