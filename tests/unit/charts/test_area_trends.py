import itertools

import pandas as pd
import pytest

from cdof_core.charts.area_trends import draw_area_trends
from cdof_core.charts.theme import LIGHT

EVENTS = pd.DataFrame({"time": [2020.5], "label": ["New definition"]})


def points():
    rows = [
        ("Ashby", 0, False, "a", 2019.5, 4.0),
        ("Ashby", 0, False, "b", 2021.5, 6.0),
        ("Bexhill", 1, False, "a", 2019.5, None),
        ("Bexhill", 1, False, "a", 2021.5, 6.1),
        ("England", 2, True, "a", 2021.5, 5.0),
    ]
    columns = ["line", "line_rank", "is_benchmark", "segment", "time", "value"]
    return pd.DataFrame(rows, columns=columns).assign(
        lower95=1.0, upper95=8.0, period_text="2021", value_text="x", interval_text="1–8"
    )


def draw():
    return draw_area_trends(
        points(), events=EVENTS, unit="per 100,000", description="Lines."
    ).to_dict()


def layers(kind):
    return [layer for layer in draw()["layer"] if layer["mark"]["type"] == kind]


def test_no_line_joins_two_segments():
    for line in layers("line"):
        fields = {detail["field"] for detail in line["encoding"]["detail"]}
        assert fields == {"line", "segment"}


def test_eight_lines_have_dashes_and_shapes_of_their_own():
    areas = next(line for line in layers("line") if "strokeDash" in line["encoding"])
    dashes = areas["encoding"]["strokeDash"]["scale"]["range"]
    shapes = next(p for p in layers("point") if "shape" in p["encoding"])["encoding"]["shape"]
    assert len({tuple(dash) for dash in dashes}) == 8
    assert len(set(shapes["scale"]["range"])) == 8
    assert areas["encoding"]["color"]["condition"]["value"] == LIGHT.accent


def test_names_stand_apart_and_events_are_named():
    datasets = draw()["datasets"]
    at = sorted(row["label_at"] for row in datasets["points"] if row["label"])
    # The axis ends at 8; 15 of 420 pixels apart.
    assert min(b - a for a, b in itertools.pairwise(at)) >= 8 * 15 / 420 - 1e-9
    assert [row["label"] for row in datasets["events"]] == ["New definition"]


def test_a_gap_stays_a_gap():
    rows = draw()["datasets"]["points"]
    assert [row["value"] for row in rows if row["line"] == "Bexhill"] == [None, 6.1]


def test_short_names_leave_the_plot_to_the_lines():
    def end_of_axis(name):
        rows = points().assign(line=[name, name, name, name, "England"])
        chart = draw_area_trends(rows, events=EVENTS, unit="", description="").to_dict()
        specifications.append({**chart, "datasets": {}})
        return chart["datasets"]["points"][0]["end"]

    specifications = []

    short, long = end_of_axis("Ashby"), end_of_axis("Bournemouth, Christchurch and Poole")
    # From 2019.2 to 2021.8, which are 70% of the axis where names are long.
    assert long == pytest.approx(2019.2 + 2.6 / 0.7)
    assert 2021.8 < short < long
    # The end comes with the rows; what is drawn is the same.
    assert specifications[0] == specifications[1]
