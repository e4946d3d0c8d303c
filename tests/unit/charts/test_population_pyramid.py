"""Ages by sex."""

import altair as alt
import pandas as pd

from cdof_core.charts.population_pyramid import draw_pyramid


def bands():
    shares = {("Male", 0): 3.0, ("Male", 5): 2.0, ("Female", 0): 2.5, ("Female", 5): 4.0}
    return pd.DataFrame(
        [
            {
                "place": place,
                "place_rank": rank,
                "sex": sex,
                "age_from": age,
                "band": "0 to 4" if age == 0 else "5 and over",
                "share": share + rank,
                "people_text": "30",
                "share_text": f"{share}%",
            }
            for rank, place in enumerate(["Testshire", "England"])
            for (sex, age), share in shares.items()
        ]
    )


def drawn(**changes):
    return draw_pyramid(bands(), description="Ages", **changes).to_dict()


def test_males_go_left_and_females_right_from_nought():
    bars = {(row["sex"], row["band"]): row for row in drawn()["datasets"]["bars"]}
    assert len(bars) == 4
    assert bars["Male", "0 to 4"]["signed"] == -3.0
    assert bars["Female", "5 and over"]["signed"] == 4.0
    assert {row["nought"] for row in bars.values()} == {0.0}


def test_both_sides_are_divided_at_the_same_round_numbers():
    # the largest share is 4 + 1 = 5, in at most three steps of 2
    bars = drawn()["layer"][0]["encoding"]["x"]
    assert bars["axis"]["values"] == [-6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0]
    assert bars["scale"]["domain"] == [-6.0, 6.0]


def test_an_outline_goes_up_in_steps_on_each_side():
    rows = drawn()["datasets"]["outline1"]
    female = [(row["signed"], row["level"]) for row in rows if row["sex"] == "Female"]
    assert female == [(3.5, 0), (3.5, 1), (5.0, 1), (5.0, 2)]
    assert drawn()["datasets"]["outline2"] == []


def test_both_halves_have_one_scale_and_a_name():
    chart = drawn(width=600)
    x = chart["layer"][0]["encoding"]["x"]
    assert x["scale"]["domain"] == [-6, 6]
    assert "abs(" in x["axis"]["labelExpr"]
    named = [row["name"] for rows in chart["datasets"].values() for row in rows if "name" in row]
    assert named == ["Males", "Females"] or {"Males", "Females"} <= set(str(chart).split("'"))


def test_the_specification_is_sound():
    alt.Chart.from_dict(drawn())
