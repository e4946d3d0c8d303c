import altair as alt
import pandas as pd
import pytest

from cdof_core.charts.recent_trend import draw_recent_trend
from cdof_core.charts.theme import LIGHT
from tests.unit.charts.samples import texts_of, trend_rows

NO_EVENTS = pd.DataFrame({"time": [], "label": []})


def draw(rows=None, events=NO_EVENTS, **changed):
    given = {"unit": "per 100,000", "description": "Line chart."}
    frame = trend_rows() if rows is None else rows
    return draw_recent_trend(frame, annotations=events, **(given | changed)).to_dict()


def layers(spec, mark):
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def test_lines_are_told_apart_by_dash_and_shape_not_by_colour_alone():
    line, point = layers(draw(), "line")[0], layers(draw(), "point")[0]
    dash, shape = line["encoding"]["strokeDash"]["scale"], point["encoding"]["shape"]["scale"]
    assert dash["domain"] == shape["domain"] == ["area", "england"]
    assert dash["range"][0] != dash["range"][1]
    assert shape["range"][0] != shape["range"][1]


def test_the_area_has_the_accent():
    colour = layers(draw(), "line")[0]["encoding"]["color"]
    assert colour["condition"] == {"test": "datum.role == 'area'", "value": LIGHT.accent}


def test_a_missing_value_stays_missing_so_that_the_line_breaks():
    rows = draw()["datasets"]["observations"]
    gap = next(row for row in rows if row["series"] == "Ashby" and row["period_text"] == "2021")
    assert (gap["value"], gap["lower95"], gap["upper95"]) == (None, None, None)


def test_only_the_area_has_a_ribbon():
    ribbon = layers(draw(), "area")[0]
    assert ribbon["transform"] == [{"filter": "datum.role == 'area'"}]
    assert (ribbon["encoding"]["y"]["field"], ribbon["encoding"]["y2"]["field"]) == (
        "lower95",
        "upper95",
    )


def test_names_at_the_ends_do_not_overlap():
    rows = [row for row in draw(height=300)["datasets"]["observations"] if row["label"]]
    places = {row["label"]: row["label_at"] for row in rows}
    # Axis to 8 over 300 pixels, names 15 apart: 0.4. The middle of 6.0 and 6.1 is 6.05.
    assert places["England"] - places["Ashby"] == pytest.approx(0.4)
    assert sum(places.values()) / 2 == pytest.approx(6.05)


def test_the_axis_starts_at_zero_and_ends_above_the_highest_limit():
    spec = draw()
    # The end comes with the rows.
    assert {row["top"] for row in spec["datasets"]["observations"]} == {8.0}
    said = [text.text for text in texts_of(spec)]
    assert "8" in said
    assert "9" not in said


def test_periods_are_labelled_as_published_the_latest_always():
    spec = draw(width=340)
    assert ticks_of(spec)[0] == (2022.5, "2022")
    assert "2022" in [text.text for text in texts_of(spec)]


def test_many_periods_are_thinned_counting_back_from_the_latest():
    years = pd.DataFrame({"time": [1990.5 + year for year in range(33)]})
    rows = trend_rows().iloc[[3]].drop(columns=["time", "period_text"])
    rows = rows.merge(years, how="cross").assign(is_last=False)
    rows["period_text"] = [f"YE Mar {time:.0f}" for time in rows["time"]]
    values = [time for time, _ in ticks_of(draw(rows, width=340))]
    # 270 pixels of plot, 72% of it for the lines, 82 to a label of eleven letters: two fit.
    assert values == [2022.5, 2005.5]


def test_other_periods_leave_the_specification_as_it_is():
    later = trend_rows().assign(
        time=lambda rows: rows["time"] + 0.5, period_text="a year to a month", value=0.2
    )
    assert {**draw(later), "datasets": None} == {**draw(), "datasets": None}


def ticks_of(spec):
    rows = spec["datasets"]["observations"]
    return [(row["tick"], row["tick_text"]) for row in rows if row["tick"] is not None]


def test_events_within_the_time_shown_are_named():
    events = pd.DataFrame(
        {"time": [1995.0, 2020.25, 2021.0], "label": ["Long ago", "New coding", "New area"]}
    )
    assert draw(events=events)["datasets"]["events"] == [
        {"time": 2020.25, "label": "New coding", "line": 0},
        {"time": 2021.0, "label": "New area", "line": 1},
    ]


def test_one_period_alone_can_be_drawn():
    rows = trend_rows()
    spec = draw(rows[rows["is_last"]])
    assert len(spec["datasets"]["observations"]) == 2


def test_no_figures_at_all_can_be_drawn():
    assert draw(trend_rows().iloc[:0])["datasets"]["observations"] == []


def test_events_stand_above_the_plot_one_above_the_other():
    events = pd.DataFrame({"time": [2020.25, 2021.0], "label": ["New coding", "New area"]})
    text = layers(draw(events=events), "text")[-1]["mark"]
    assert text["baseline"] == "bottom"
    # The plot begins at 0 and runs down.
    assert text["y"]["expr"].startswith("-4 - ")


def test_without_events_no_layer_of_them_is_drawn():
    assert "events" not in str(draw()["layer"])
    events = pd.DataFrame({"time": [2021.0], "label": ["New area"]})
    assert "events" in str(draw(events=events)["layer"])


@pytest.mark.parametrize("width", [None, 720])
def test_what_was_drawn_once_and_fitted_keeps_to_the_schema(width):
    events = pd.DataFrame({"time": [2021.0], "label": ["New area"]})
    alt.LayerChart.from_dict(draw(events=events, width=width))
