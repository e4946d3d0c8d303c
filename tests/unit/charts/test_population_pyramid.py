"""Ages by sex."""

import altair as alt
import pandas as pd

from cdof_core.charts.population_pyramid import draw_pyramid
from tests.unit.charts.samples import words_of


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
    chart = drawn(width=600)
    ends = {(row["start"], row["end"], row["step"]) for row in chart["datasets"]["bars"]}
    assert ends == {(-6.0, 6.0, 2.0)}
    assert [text for text in words_of(chart) if text.isdigit()] == list("6420246")


def test_a_step_that_no_number_meets_to_the_last_digit_still_passes_nought():
    # the largest share is 0.05 * 5 = 0.25, in three steps of 0.1: 3 * 0.1 - 0.3 is not quite 0
    small = bands().assign(share=lambda rows: rows["share"] * 0.05)
    chart = draw_pyramid(small, description="Ages", width=600).to_dict()
    texts = [text for text in words_of(chart) if text.replace(".", "").isdigit()]
    assert texts == ["0.3", "0.2", "0.1", "0", "0.1", "0.2", "0.3"]


def test_other_shares_leave_the_specification_as_it_is():
    other = draw_pyramid(bands().assign(share=0.3), description="Ages").to_dict()
    assert {**other, "datasets": None} == {**drawn(), "datasets": None}


def test_an_outline_goes_up_in_steps_on_each_side():
    rows = drawn()["datasets"]["outline1"]
    female = [(row["signed"], row["level"]) for row in rows if row["sex"] == "Female"]
    assert female == [(3.5, 0), (3.5, 1), (5.0, 1), (5.0, 2)]
    assert drawn()["datasets"]["outline2"] == []


def test_both_halves_have_one_scale_and_a_name():
    chart = drawn(width=600)
    x = chart["layer"][0]["encoding"]["x"]
    assert "abs(" in x["axis"]["labelExpr"]
    named = [row["name"] for rows in chart["datasets"].values() for row in rows if "name" in row]
    assert named == ["Males", "Females"] or {"Males", "Females"} <= set(str(chart).split("'"))


def test_the_specification_is_sound():
    alt.Chart.from_dict(drawn())


def test_every_band_of_a_real_pyramid_has_its_name():
    starts = range(0, 90, 5)
    many = pd.DataFrame(
        [
            {
                "place": "Testshire",
                "place_rank": 0,
                "sex": sex,
                "age_from": start,
                "band": f"{start} to {start + 4}",
                "share": 3.0,
                "people_text": "30",
                "share_text": "3%",
            }
            for sex in ("Male", "Female")
            for start in starts
        ]
    )
    drawn = draw_pyramid(many, description="Ages", width=600).to_dict()
    names = [text for text in words_of(drawn) if " to " in text]
    assert names == [f"{start} to {start + 4}" for start in starts]
