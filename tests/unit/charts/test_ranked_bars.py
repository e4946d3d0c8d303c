import pandas as pd
import pytest

from cdof_core.charts.ranked_bars import draw_ranked_bars
from cdof_core.charts.theme import DARK, LIGHT
from cdof_core.domain.judgement import Judgement
from tests.unit.charts.samples import height_of, ranked_rows, texts_of


def draw(areas=None, **changed):
    rows = ranked_rows() if areas is None else areas
    given = {
        "benchmark": 5.0,
        "benchmark_label": "England 5.0%",
        "unit": "per cent",
        "description": "Bar chart of 3 areas.",
    }
    return draw_ranked_bars(rows, **(given | changed)).to_dict()


def layers(spec, mark):
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def test_colour_and_shape_say_the_same():
    point = layers(draw(), "point")[0]["encoding"]
    assert point["color"]["field"] == point["shape"]["field"] == "judgement"
    assert point["color"]["scale"]["domain"] == point["shape"]["scale"]["domain"]
    colours = dict(
        zip(point["color"]["scale"]["domain"], point["color"]["scale"]["range"], strict=True)
    )
    assert colours.keys() == set(Judgement)
    assert colours["worse"] == LIGHT.worse
    assert colours["similar"] == LIGHT.similar
    assert colours["not_compared"] == LIGHT.none


def test_rows_stand_in_the_order_given():
    assert layers(draw(), "bar")[0]["encoding"]["y"]["sort"] == {"field": "place", "op": "min"}


def test_intervals_are_drawn_and_a_missing_one_is_not():
    rule = layers(draw(), "rule")[0]["encoding"]
    assert (rule["x"]["field"], rule["x2"]["field"]) == ("lower95", "upper95")
    rows = {row["area_code"]: row for row in draw()["datasets"]["areas"]}
    assert (rows["C"]["lower95"], rows["C"]["upper95"]) == (None, None)


def test_the_benchmark_is_a_line_with_its_name():
    assert draw()["datasets"]["benchmark"] == [{"value": 5.0, "name": "England 5.0%"}]
    assert layers(draw(), "rule")[1]["data"] == {"name": "benchmark"}


def test_without_a_benchmark_there_is_no_line():
    assert draw(benchmark=None)["datasets"]["benchmark"] == []


def test_the_axis_names_the_unit():
    assert layers(draw(), "bar")[0]["encoding"]["x"]["title"] == "per cent"


def test_the_whole_row_answers_a_click():
    spec = draw()
    pick = spec["params"][0]
    assert pick["name"] == "pick"
    assert pick["select"]["fields"] == ["area_code"]
    ground = layers(spec, "rect")[0]
    assert ground["name"] in pick["views"]
    assert ground["encoding"]["x2"] == {"value": "width"}


def test_the_chosen_name_is_bold_even_with_quotes_in_it():
    spec = draw()
    axis = layers(spec, "bar")[0]["encoding"]["y"]["axis"]
    assert axis["labelColor"]["condition"]["value"] == LIGHT.accent
    bold = [name for name in texts_of(spec) if name.get("font-weight") == "bold"]
    assert 'Bell"s End' in [name.text for name in bold]


def test_other_areas_need_other_rows_and_no_other_specification():
    one, other = draw(), draw(areas=ranked_rows().assign(judgement="worse").head(2))
    assert one["datasets"] != other["datasets"]
    assert {**one, "datasets": {}} == {**other, "datasets": {}}
    # And the picture follows them: two rows of 18 pixels, not three.
    assert height_of(other) == height_of(one) - 18


def test_dark_has_its_own_colours():
    spec = draw(palette=DARK)
    assert spec["config"]["background"] == DARK.ground
    assert DARK.worse in layers(spec, "bar")[0]["encoding"]["color"]["scale"]["range"]


def test_alternative_text():
    assert draw()["description"] == "Bar chart of 3 areas."


@pytest.mark.parametrize("width", [340, 760])
def test_a_fixed_width_leaves_room_for_names_and_values(width):
    assert draw(width=width)["width"] < width


def test_on_a_page_the_chart_fills_its_container():
    spec = draw()
    assert spec["width"] == "container"
    assert spec["autosize"] == {"type": "fit-x", "contains": "padding"}


def test_no_area_at_all_is_an_empty_chart():
    spec = draw_ranked_bars(
        ranked_rows().iloc[:0],
        benchmark=None,
        benchmark_label="",
        unit="per cent",
        description="No areas.",
    ).to_dict()
    assert spec["datasets"]["areas"] == []


def test_a_short_chart_has_one_axis_and_a_long_one_two():
    def axis(rows):
        spec = draw_ranked_bars(
            rows, benchmark=5.0, benchmark_label="", unit="", description=""
        ).to_dict()
        return layers(spec, "rule")[0]["encoding"]["x"]["axis"]

    assert axis(ranked_rows()) is None
    long = pd.concat([ranked_rows()] * 20, ignore_index=True)
    assert axis(long)["orient"] == "top"


def test_a_value_does_not_stand_across_the_benchmarks_line():
    def places(benchmark):
        rows = draw(benchmark=benchmark)["datasets"]["areas"]
        return {row["area_code"]: row["label_at"] for row in rows}

    # Row C ends at 3.0 of 10 over 420 pixels; its four letters reach to about 3.9.
    assert places(3.5)["C"] == 3.5
    assert places(5.0)["C"] == places(None)["C"] == 3.0
