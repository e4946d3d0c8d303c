import json
import re

import pytest
import vl_convert as vlc

from cdof_core.charts.authority_map import draw_authority_map
from cdof_core.charts.map_ground import ground_file
from cdof_core.charts.map_shades import SHADES, shades_in_order
from cdof_core.charts.theme import DARK, LIGHT
from tests.unit.charts.samples import four_squares, map_rows

NUMBERS = r"(-?[0-9.]+),(-?[0-9.]+)"


def draw(**changed):
    given = {"ground": four_squares(), "description": "Map of 4 authorities."}
    return draw_authority_map(map_rows(), **(given | changed)).to_dict()


def layers(spec, mark):
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def test_areas_are_coloured_by_what_they_are():
    scale = layers(draw(), "geoshape")[0]["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "worse": LIGHT.worse,
        "better": LIGHT.better,
        "withheld": LIGHT.absent,
        "absent": LIGHT.absent,
    }


def test_a_mark_in_each_area_says_the_same_as_its_colour():
    marks = layers(draw(), "point")[1]["encoding"]
    assert marks["shape"]["field"] == marks["color"]["field"] == "shade"
    assert len(set(marks["shape"]["scale"]["range"])) == 4


def test_the_legend_counts_every_area():
    spec = draw()
    legend = layers(spec, "point")[0]["encoding"]["color"]["legend"]
    labels = json.loads(legend["labelExpr"].removesuffix("[datum.label]"))
    assert labels == {
        "worse": "Worse (1)",
        "better": "Better (1)",
        "withheld": "Withheld, small numbers (1)",
        "absent": "No figure published (1)",
    }
    assert len(spec["datasets"]["areas"]) == 4


def test_legends_of_colour_and_shape_are_one():
    encoding = layers(draw(), "point")[0]["encoding"]
    assert encoding["color"]["legend"] == encoding["shape"]["legend"]
    assert encoding["color"]["scale"]["domain"] == encoding["shape"]["scale"]["domain"]


def test_the_chosen_area_is_outlined_and_named():
    spec = draw()
    outlines = [
        layer for layer in layers(spec, "geoshape") if layer["mark"].get("stroke") == LIGHT.accent
    ]
    assert {"filter": "datum.is_chosen"} in outlines[0]["transform"]
    names = layers(spec, "text")
    assert all({"filter": "datum.is_chosen"} in layer["transform"] for layer in names)


def test_a_click_anywhere_meets_the_area_and_not_a_border():
    spec = draw()
    topmost = spec["layer"][-1]
    pick = spec["params"][0]
    assert pick["name"] == "pick"
    assert pick["views"] == [topmost["name"]]
    assert pick["select"]["fields"] == ["area_code"]
    assert topmost["mark"]["fillOpacity"] == 0
    assert topmost["transform"][0]["lookup"] == "area_code"


def test_a_tooltip_gives_value_interval_and_reason():
    fields = [channel["field"] for channel in draw()["layer"][-1]["encoding"]["tooltip"]]
    assert fields == ["area_name", "value_text", "interval_text", "judgement_word"]


def test_north_is_up():
    assert draw()["projection"].items() >= {"type": "identity", "reflectY": True}.items()


def test_the_map_stands_at_the_upper_edge():
    # Two rows of hexagons: the upper edge of the outlines, scaled, is the picture's own.
    ground = four_squares()
    expected = f"{ground.top} * min(width / {ground.width}, height / {ground.height})]"
    assert draw()["projection"]["translate"]["expr"].endswith(expected)


def test_outlines_stand_beside_the_rows():
    assert len(draw()["datasets"]["outlines"]["features"]) == 4


def test_outlines_can_come_from_an_address_instead():
    spec = draw(outlines_url="app/static/outlines.json")
    assert "outlines" not in spec["datasets"]
    source = layers(spec, "geoshape")[0]["transform"][0]["from"]["data"]
    assert source["url"] == "app/static/outlines.json"


def test_borders_come_from_the_same_address():
    spec = draw(outlines_url="app/static/outlines.json")
    assert set(spec["datasets"]) == {"areas"}
    urls = set(re.findall(r'"url": "([^"]+)"', json.dumps(spec)))
    assert urls == {"app/static/outlines.json"}


def test_the_file_at_the_address_holds_outlines_and_borders():
    ground = four_squares()
    features = json.loads(ground_file(ground))["features"]
    keys = [next(iter(feature["properties"].items())) for feature in features]
    assert [name for name, _ in keys].count("region_code") == len(ground.regions["features"])
    assert len(features) == 4 + len(ground.regions["features"])


def test_a_map_drawn_from_the_file_is_the_map_drawn_from_within():
    """The file stands in for the address, which vl-convert does not fetch."""
    spec = draw(width=340, outlines_url="app/static/outlines.json")
    text = json.dumps(spec).replace(
        '"url": "app/static/outlines.json"', f'"values": {ground_file(four_squares()).decode()}'
    )
    drawn, expected = (vlc.vegalite_to_svg(each) for each in (text, draw(width=340)))
    paths = [re.findall(r' d="([^"]+)"', svg) for svg in (drawn, expected)]
    assert paths[0] == paths[1]


def test_areas_too_small_for_a_mark_have_none():
    # At 340 pixels for 20 units a square has 5 x 17 pixels' room, and marks are at most 12.
    size = layers(draw(width=340), "point")[1]["mark"]["size"]["expr"]
    assert size.startswith("min(12.0, datum.radius * 0.8 * 17.0) < 4.0 ? 0 :")


def test_dark_has_its_own_colours():
    assert DARK.worse in json.dumps(draw(palette=DARK)["layer"])


@pytest.mark.parametrize("width", [340, 760])
def test_the_map_is_not_blank(width):
    """A wrong winding or a lost lookup draws nothing, without an error."""
    svg = vlc.vegalite_to_svg(draw(width=width))
    for colour in (LIGHT.worse, LIGHT.better, LIGHT.absent):
        assert f'fill="{colour}"' in svg
    assert "Colne" in svg


def test_the_area_in_the_north_is_drawn_above_the_one_in_the_south():
    svg = vlc.vegalite_to_svg(draw(width=340))
    paths = re.findall(r'<path[^>]* d="M([^"]+)"[^>]* fill="(#[0-9a-f]{6})"', svg)
    heights = {}
    for points, colour in paths:
        corners = [tuple(map(float, corner)) for corner in re.findall(NUMBERS, points)]
        heights.setdefault(colour, sum(y for _, y in corners[:4]) / 4)
    # Area A (worse) is the southern square, B (better) the northern one; y grows downwards.
    assert heights[LIGHT.better] < heights[LIGHT.worse]


def test_shades_run_from_judged_to_absent():
    keys = [shade.key for shade in shades_in_order(reversed(list(SHADES)))]
    assert keys[0] == "much_worse"
    assert keys[-4:] == ["not_compared", "withheld", "flagged", "absent"]
    assert len(keys) == len(SHADES)


def test_a_projector_has_the_legend_in_a_corner_of_a_lower_map():
    spec = draw(in_a_room=True)
    legend = layers(spec, "point")[0]["encoding"]["color"]["legend"]
    assert legend["orient"] == "none"
    assert legend["columns"] == 1
    assert spec["height"] < draw()["height"]


def test_paper_is_the_same_in_a_room():
    assert draw(in_a_room=True, width=720) == draw(width=720)
