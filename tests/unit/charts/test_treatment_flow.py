"""A year as ribbons: heights in proportion to people, nothing outside the picture."""

import pandas as pd
import pytest

from cdof_core.charts.theme import DARK, LIGHT
from cdof_core.charts.treatment_flow import draw_treatment_flow

PARTS = pd.DataFrame(
    {
        "label": ["Self", "Courts", "Already there", "Completed", "Left", "Still there"],
        "side": ["before"] * 3 + ["after"] * 3,
        "people": [30.0, 10.0, 60.0, 25.0, 5.0, 70.0],
        "is_rest": [False, False, True, False, False, True],
        "people_text": ["30", "10", "60", "25", "5", "70"],
        "range_text": ["exact"] * 6,
    }
)


def drawn(palette=LIGHT, width=720):
    chart = draw_treatment_flow(
        PARTS,
        people=100.0,
        middle="In treatment · 100",
        description="A flow",
        palette=palette,
        width=width,
    )
    return chart.to_dict()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("width", [None, 360, 720])
def test_it_draws_at_any_width(palette, width):
    specification = drawn(palette, width)
    assert specification["description"] == "A flow"
    assert set(specification["datasets"]) == {"ribbons", "blocks", "names"}


def test_a_line_leads_from_the_name_of_the_middle_to_its_bar():
    datasets = drawn()["datasets"]
    bar = next(row for row in datasets["blocks"] if row["label"] == "In treatment")
    (name,) = (row for row in datasets["names"] if row["bar_top"] is not None)
    assert name["text"] == "In treatment · 100"
    assert name["y"] < name["leader_top"] < name["bar_top"] == bar["top"]


def test_ribbons_are_as_thick_as_people_are_many():
    rows = pd.DataFrame(drawn()["datasets"]["ribbons"])
    thick = (rows["bottom"] - rows["top"]).groupby(rows["label"]).agg(["min", "max"])
    for label, people in zip(PARTS["label"], PARTS["people"], strict=True):
        # 250 pixels are 100 people.
        assert thick.loc[label].tolist() == pytest.approx([people * 2.5] * 2)


def test_the_ribbons_of_a_side_meet_in_the_middle_without_gaps():
    rows = pd.DataFrame(drawn()["datasets"]["ribbons"])
    ends = rows[rows["at"].between(0.48, 0.5)].sort_values("top")
    assert ends["top"].tolist()[1:] == pytest.approx(ends["bottom"].tolist()[:-1])


def test_groups_do_not_touch_and_nothing_is_cut_off():
    specification = drawn()
    blocks = pd.DataFrame(specification["datasets"]["blocks"])
    left = blocks[blocks["from"] == 0].sort_values("top")
    assert (left["top"].to_numpy()[1:] - left["bottom"].to_numpy()[:-1] > 20).all()
    assert blocks["top"].min() > 0
    assert blocks["bottom"].max() <= specification["height"]


def test_every_group_is_named_with_its_number():
    names = {row["text"] for row in drawn()["datasets"]["names"]}
    assert {"30 · Self", "5 · Left", "70 · Still there", "In treatment · 100"} <= names
