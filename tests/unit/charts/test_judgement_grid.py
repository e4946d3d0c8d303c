import pandas as pd

from cdof_core.charts.judgement_grid import draw_judgement_grid

CELLS = pd.DataFrame(
    {
        "line": ["Deaths", "Deaths"],
        "column": ["Ashby", "Bexhill"],
        "judgement": ["worse", "not_compared"],
        "label": ["5.5", "No value"],
        "has_value": [True, False],
    }
)


def draw(width):
    chart = draw_judgement_grid(
        CELLS, lines=["Deaths"], columns=["Bexhill", "Ashby"], description="Grid.", width=width
    )
    return chart.to_dict()


def marks(spec):
    return [layer["mark"]["type"] for layer in spec["layer"]]


def test_a_judgement_is_a_colour_and_a_shape():
    (point,) = [layer for layer in draw(600)["layer"] if layer["mark"]["type"] == "point"]
    assert point["encoding"]["color"]["field"] == point["encoding"]["shape"]["field"] == "judgement"
    assert point["encoding"]["shape"]["scale"]["domain"] == ["worse", "not_compared"]


def test_the_order_given_is_the_order_drawn():
    encoding = draw(600)["layer"][0]["encoding"]
    assert encoding["x"]["sort"] == ["Bexhill", "Ashby"]


def test_values_are_written_where_they_fit():
    assert marks(draw(600)).count("text") == marks(draw(400)).count("text") + 1


def test_a_gap_has_a_dash_and_no_shape():
    gap, point = (
        next(layer for layer in draw(600)["layer"] if layer["mark"]["type"] == kind)
        for kind in ("text", "point")
    )
    assert gap["transform"] == [{"filter": "!datum.has_value"}]
    assert gap["mark"]["text"] == "–"
    assert point["transform"] == [{"filter": "datum.has_value"}]
