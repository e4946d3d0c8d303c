"""Bars of several rates with the marks of other places."""

import pandas as pd

from cdof_core.charts.rates_beside import draw_rates_beside

NAN = float("nan")
RATES = pd.DataFrame(
    {
        "measure": ["Burglary", "Robbery"],
        "value": [2.0, 1.0],
        "lower95": [1.8, NAN],
        "upper95": [2.2, NAN],
        "value_text": ["2.0", "1.0"],
        "interval_text": ["1.8 to 2.2", "none"],
        "judgement_word": ["Better", "No interval"],
    }
)
BESIDE = {
    "England": pd.DataFrame(
        {"measure": ["Burglary", "Robbery"], "value": [3.0, NAN], "value_text": ["3.0", "–"]}
    ),
    "London": pd.DataFrame({"measure": ["Burglary"], "value": [4.0], "value_text": ["4.0"]}),
}


def drawn(**others):
    return draw_rates_beside(
        RATES, beside=BESIDE, unit="per 1,000", description="Bars.", **others
    ).to_dict()


def test_places_beside_differ_by_shape_and_missing_ones_are_left_out():
    chart = drawn()
    marks = [layer["mark"]["type"] for layer in chart["layer"]]
    assert marks == ["bar", "rule", "tick", "point", "text"]
    assert [row["place"] for row in chart["datasets"]["beside"]] == ["England", "London"]


def test_the_scale_reaches_the_furthest_mark():
    assert all(row["end"] > 4.0 for row in drawn()["datasets"]["rates"])
    labels = [row["label"] for row in drawn()["datasets"]["rates"]]
    assert labels == ["Burglary  2.0", "Robbery  1.0"]


def test_bars_begin_at_nothing():
    bar = next(layer for layer in drawn()["layer"] if layer["mark"]["type"] == "bar")
    assert bar["encoding"]["x"]["scale"]["domain"][0] == 0
    assert drawn(width=720)["layer"][0]


def test_nothing_beside_still_draws():
    chart = draw_rates_beside(RATES, beside={}, unit="per 1,000", description="Bars.").to_dict()
    assert chart["datasets"]["beside"] == []
    # The same picture for an area with other places beside it, or none, is not built anew.
    assert chart["layer"] == drawn()["layer"]
