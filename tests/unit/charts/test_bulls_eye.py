"""The bull's-eye, its bar twin and the tornado: areas, colours, words and specifications."""

import math

import pandas as pd
import pytest

from cdof_core.charts.bulls_eye import SEGMENTS, draw_bulls_eye, ring_radii, segment_colour
from cdof_core.charts.segment_bars import draw_segment_bars
from cdof_core.charts.theme import DARK, LIGHT
from cdof_core.charts.tornado import draw_tornado

NAN = float("nan")
RINGS = pd.DataFrame(
    {
        "segment": ["in_treatment_now", "in_treatment_this_year", "not_known"],
        "label": ["In treatment now", "This year, not now", "Not known"],
        "people": [423.0, 183.0, 704.0],
        "people_text": ["423", "183", "704"],
        "share_text": ["28.8%", "12.5%", "48.0%"],
        "lower": [NAN, NAN, 500.0],
        "upper": [NAN, NAN, 900.0],
        "interval_text": ["counted", "counted", "500–900"],
    }
)


def test_areas_are_proportional_to_people():
    people = [423.0, 183.0, 158.0, 704.0]
    areas = [outer**2 - inner**2 for inner, outer in ring_radii(people)]
    assert areas == pytest.approx([count / 1468 for count in people])


def test_a_ring_of_nobody_has_no_width():
    (_, (inner, outer)) = ring_radii([10.0, 0.0])
    assert inner == outer == 1


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_treated_and_not_treated_never_share_a_colour(palette):
    treated = {segment_colour(name, palette) for name in SEGMENTS[:3]}
    others = {segment_colour(name, palette) for name in SEGMENTS[3:]}
    assert not treated & others


@pytest.mark.parametrize("width", [None, 340])
def test_each_ring_is_named_with_its_number(width):
    chart = draw_bulls_eye(RINGS, description="said", width=width)
    specification = chart.to_dict()
    rows = specification["datasets"]["rings"]
    assert [row["number"] for row in rows] == ["423 · 28.8%", "183 · 12.5%", "704 · 48.0%"]
    texts = [layer for layer in specification["layer"] if layer["mark"]["type"] == "text"]
    assert [layer["encoding"]["text"]["field"] for layer in texts] == ["number", "label"]
    assert specification["description"] == "said"
    assert specification["width"] == ("container" if width is None else 324)


def test_leader_lines_end_apart():
    rows = draw_bulls_eye(RINGS, description="").to_dict()["datasets"]["rings"]
    assert [row["offset"] for row in rows] == [-62.0, 0.0, 62.0]


def test_a_width_that_is_known_stands_in_the_sizes_so_that_paper_may_hold_the_picture():
    assert "width" not in str(draw_bulls_eye(RINGS, description="", width=500).to_dict()["layer"])
    assert "width - " in str(draw_bulls_eye(RINGS, description="").to_dict()["layer"])


def test_bars_show_an_interval_only_where_there_is_one():
    specification = draw_segment_bars(RINGS, description="said", width=400).to_dict()
    rows = specification["datasets"]["segments"]
    assert [row["lower"] for row in rows] == [None, None, 500.0]
    assert [row["value_label"] for row in rows] == ["423 · 28.8%", "183 · 12.5%", "704 · 48.0%"]
    (rule,) = [layer for layer in specification["layer"] if layer["mark"]["type"] == "rule"]
    assert rule["transform"] == [{"filter": "datum.lower !== null"}]


def test_bars_reach_below_zero_where_the_estimate_leaves_no_room():
    below = RINGS.assign(people=[423.0, 183.0, -100.0], lower=NAN, upper=NAN)
    specification = draw_segment_bars(below, description="").to_dict()
    assert {row["start"] for row in specification["datasets"]["segments"]} == {-100}
    other = draw_segment_bars(RINGS, description="").to_dict()
    assert specification["layer"] == other["layer"]


def test_the_tornado_leaves_room_for_its_numbers():
    swings = pd.DataFrame(
        {
            "label": ["Estimate", "Unit cost"],
            "range_text": ["900 to 1,200", "1,500 to 3,000"],
            "left": [100_000.0, 150_000.0],
            "right": [400_000.0, 300_000.0],
            "left_text": ["£100,000", "£150,000"],
            "right_text": ["£400,000", "£300,000"],
            "left_is_lower": [True, True],
        }
    )
    chart = draw_tornado(swings, centre=200_000.0, centre_text="£200,000", description="said")
    specification = chart.to_dict()
    low, high = specification["layer"][1]["encoding"]["x"]["scale"]["domain"]
    assert (low, high) == (100_000 - 72_000, 400_000 + 72_000)
    assert math.isfinite(specification["datasets"]["centre"][0]["value"])
    assert specification["layer"][1]["encoding"]["y"]["sort"] == ["Estimate", "Unit cost"]
