"""Bars of groups."""

import altair as alt
import pandas as pd
import pytest

from cdof_core.charts.group_values import draw_group_values
from cdof_core.charts.specification import spec_and_rows
from tests.unit.charts.samples import texts_of, words_of


def groups():
    return pd.DataFrame(
        {
            "group": ["Males", "Males", "Females"],
            "series": ["Bedford", "England", "Bedford"],
            "series_rank": [0, 1, 0],
            "value": [8.0, 7.3, None],
            "lower95": [4.9, None, None],
            "upper95": [12.3, None, None],
            "label": ["8.0 Bedford", "7.3 England", "Withheld"],
            "value_text": "x",
            "interval_text": "y",
        }
    )


def drawn(**changes):
    asked = {"unit": "per 100,000", "description": "Bars"} | changes
    return draw_group_values(groups(), **asked)


def test_bars_lie_and_start_at_nought():
    specification = drawn().to_dict()
    bar = specification["layer"][1]
    assert bar["mark"]["orient"] == "horizontal"
    assert bar["encoding"]["x"]["scale"]["domain"][0] == 0
    assert specification["description"] == "Bars"


def test_a_missing_value_keeps_its_row_and_its_reason():
    rows = drawn().to_dict()["datasets"]["groups"]
    assert rows[2]["value"] is None
    assert rows[2]["label"] == "Withheld"
    places = [row["place"] for row in rows]
    assert places == sorted(places)
    assert len(set(places)) == 3


def test_ticks_are_round_and_stop_where_the_bars_do():
    texts = words_of(drawn(width=600).to_dict())
    assert [text for text in texts if text.isdigit()] == ["0", "5", "10", "15"]


def test_a_value_is_written_whole_where_the_name_beside_it_does_not_fit():
    longer = groups().assign(label=["8.0 Bedford", "7.3 East of England", "Withheld"])
    longer["value_text"] = ["8.0", "7.3", "x"]
    chart = draw_group_values(longer, unit="per 100,000", description="Bars").to_dict()
    assert {"8.0 Bedford", "7.3 East of England"} <= set(words_of(chart))
    narrow = words_of(chart, width=160)
    assert {"8.0", "7.3", "Withheld"} <= set(narrow)
    assert not [text for text in narrow if "…" in text]


def test_the_axis_ends_with_its_numbers_where_the_texts_beside_bars_need_no_more():
    texts = {
        text.text: float(text.attrib["transform"].removeprefix("translate(").split(",")[0])
        for text in texts_of(drawn(width=600).to_dict())
        if text.text in ("0", "15")
    }
    assert texts["15"] - texts["0"] > 550  # of the 600 pixels of the plot


def test_each_group_is_named_once_beside_its_bars():
    texts = words_of(drawn(width=600).to_dict())
    assert [text for text in texts if text in ("Males", "Females")] == ["Males", "Females"]


def test_other_figures_and_names_leave_the_specification_as_it_is():
    first, _ = spec_and_rows(drawn())
    other = groups().assign(group=["Asian", "Asian", "Black"], value=[80.0, 73.0, 1.0])
    others, _ = spec_and_rows(draw_group_values(other, unit="per 100,000", description="Bars"))
    assert first == others


def test_a_reference_is_a_line_of_its_own():
    chart = drawn(reference=100.0, reference_label="Parity")
    assert chart.to_dict()["datasets"]["reference"] == [{"value": 100.0, "name": "Parity"}]
    assert drawn().to_dict()["datasets"]["reference"] == []


@pytest.mark.parametrize("width", [None, 720])
def test_what_was_drawn_once_and_fitted_keeps_to_the_schema(width):
    alt.LayerChart.from_dict(drawn(width=width, reference=100.0).to_dict())
