"""Funnel, boxes and dots: what they encode."""

import pandas as pd

from cdof_core.charts.box_plots import draw_box_plots
from cdof_core.charts.dot_plot import draw_dot_plot
from cdof_core.charts.funnel_plot import draw_funnel_plot
from cdof_core.charts.theme import LIGHT

POINTS = pd.DataFrame(
    {
        "area_code": ["A", "B"],
        "area_name": ["Ashby", "Bexhill"],
        "size": [100.0, 400.0],
        "value": [10.0, 30.0],
        "value_text": ["10%", "30%"],
        "size_text": ["100", "400"],
        "word": ["Within the limits", "Above the 95% limit"],
        "is_outside": [False, True],
        "is_chosen": [True, False],
        "is_member": [True, False],
    }
)
LIMITS = pd.DataFrame(
    {
        "size": [1.0, 400.0, 1000.0],
        "lower_2s": [0.0, 8.0, 9.0],
        "upper_2s": [90.0, 12.0, 11.0],
        "lower_3s": [0.0, 7.0, 8.0],
        "upper_3s": [99.0, 13.0, 12.0],
    }
)


def funnel():
    return draw_funnel_plot(
        POINTS, limits=LIMITS, average=10.0, average_label="Average 10", unit="per cent",
        size_name="Assessments", description="Funnel.",
    ).to_dict()  # fmt: skip


def test_what_lies_outside_has_a_shape_of_its_own():
    point = next(layer for layer in funnel()["layer"] if layer["mark"]["type"] == "point")
    scale = point["encoding"]["shape"]["scale"]
    assert point["encoding"]["shape"]["field"] == "is_outside"
    assert scale["range"][0] != scale["range"][1]
    assert point["encoding"]["color"]["condition"]["value"] == LIGHT.accent


def test_limits_are_drawn_as_far_as_there_are_areas():
    assert [row["size"] for row in funnel()["datasets"]["limits"]] == [1.0, 400.0]


def test_a_limit_beyond_the_axis_is_cut_off_and_not_drawn_along_its_edge():
    scales = [layer["encoding"]["y"].get("scale", {}) for layer in funnel()["layer"]]
    assert not any(scale.get("clamp") for scale in scales)
    lines = [layer["mark"] for layer in funnel()["layer"] if layer["mark"]["type"] == "line"]
    assert all(mark["clip"] for mark in lines)


def test_a_box_has_whiskers_quartiles_and_the_area():
    periods = pd.DataFrame(
        {
            "period_text": ["2020"], "place": [0], "minimum": [1.0], "p5": [2.0],
            "lower_quartile": [3.0], "median": [4.0], "upper_quartile": [5.0], "p95": [6.0],
            "maximum": [7.0], "areas": [11], "own": [4.5], "own_text": ["4.5"],
            "spread_text": ["median 4"],
        }
    )  # fmt: skip
    spec = draw_box_plots(periods, area_name="Ashby", unit="%", description="Boxes.").to_dict()
    ends = {
        (layer["encoding"]["y"]["field"], layer["encoding"].get("y2", {}).get("field"))
        for layer in spec["layer"]
    }
    assert {("p5", "p95"), ("lower_quartile", "upper_quartile"), ("own", None)} <= ends


def test_dots_carry_judgement_in_colour_and_shape_and_do_not_start_at_zero():
    areas = POINTS.assign(
        place=[1, 2], lower95=[8.0, 25.0], upper95=[12.0, 35.0], interval_text="x",
        judgement=["similar", "worse"], judgement_word=["Similar", "Worse"],
    )  # fmt: skip
    spec = draw_dot_plot(
        areas, benchmark=None, benchmark_label="", band=(10.0, 20.0), unit="%", description="Dots."
    ).to_dict()
    point = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "point")
    assert point["encoding"]["color"]["field"] == point["encoding"]["shape"]["field"] == "judgement"
    assert point["encoding"]["x"]["scale"]["zero"] is False
    assert spec["datasets"]["benchmark"] == []
    assert spec["datasets"]["band"] == [{"low": 10.0, "high": 20.0}]
