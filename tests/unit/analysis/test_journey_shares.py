"""Counts as shares: what rounding leaves open, whose base counts, and when there is no interval."""

import pandas as pd
import pytest

from cdof_core.analysis.journey_protection import protect_small
from cdof_core.analysis.journey_shares import with_ranges, with_shares

ROUNDED, EXACT = "rounded-room", "exact-room"
RULES = {ROUNDED: "ndtms_viewit", EXACT: "none"}
NAN = float("nan")
FIELDS = {
    "indicator_id": "invented_count",
    "area_code": "E06990001",
    "period_start": pd.Timestamp(2021, 4, 1),
    "period_end": pd.Timestamp(2022, 3, 31),
    "sex": "Persons",
    "age": "18+",
    "vintage": "",
    "breakdown": "",
    "numerator": NAN,
    "denominator": NAN,
    "value": NAN,
    "lower95": NAN,
    "upper95": NAN,
    "lower998": NAN,
    "upper998": NAN,
    "limits_basis": "none",
    "value_kind": "count",
    "polarity": "not_applicable",
    "unit": "people",
    "decimals": 0,
    "multiplier": 1.0,
    "interval_method": "none",
    "dataset_id": EXACT,
    "flag": "",
}


def rows(*given: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([FIELDS | row for row in given])


def shares(*given: dict[str, object], totals: pd.DataFrame | None = None) -> pd.DataFrame:
    none = rows().reindex(columns=[*FIELDS, "people", "people_low", "people_high"])
    ranged = with_ranges(rows(*given), rules=RULES)
    return with_shares(ranged, totals=none if totals is None else with_ranges(totals, rules=RULES))


def part(name: str, people: float, **more: object) -> dict[str, object]:
    return {"breakdown": name, "value": people, "numerator": people, **more}


def test_parts_are_shares_of_their_sum():
    made = shares(part("came back", 30), part("stayed away", 90))
    assert list(made["value"]) == [25.0, 75.0]  # 30 / (30 + 90)
    assert list(made["unit"]) == ["%", "%"]
    assert list(made["polarity"]) == ["no_judgement"] * 2


def test_a_printed_whole_counts_before_the_sum():
    # 23 and 18 are printed under 42: one person is in neither part.
    made = shares({"value": 42.0}, part("drug", 23), part("alcohol", 18))
    assert list(made["value"])[1:] == pytest.approx([23 / 42 * 100, 18 / 42 * 100])
    assert made["value"].iloc[0] == 42
    assert not made["share_is_made"].iloc[0]


def test_overlapping_categories_are_shares_of_all_in_treatment():
    total = rows({"indicator_id": "ndtms_in_treatment", "value": 200.0})
    given = {"indicator_id": "journey_substances"}
    made = shares(part("Alcohol", 120, **given), part("Cannabis", 100, **given), totals=total)
    assert list(made["value"]) == [60.0, 50.0]


def test_the_interval_of_exact_counts_is_wilson_s():
    # 81 of 263: Newcombe 1998 (Statistics in Medicine 17), Table I, method 3: 0.2553 to 0.3662.
    made = shares(part("yes", 81), part("no", 182))
    assert made["lower95"].iloc[0] == pytest.approx(25.53, abs=0.005)
    assert made["upper95"].iloc[0] == pytest.approx(36.62, abs=0.005)


def test_rounded_counts_stand_for_two_to_either_side():
    made = shares(part("yes", 80, dataset_id=ROUNDED), part("no", 0, dataset_id=ROUNDED))
    assert list(made["people_low"]) == [78, 0]
    assert list(made["people_high"]) == [82, 2]


def test_rounding_widens_the_interval_and_never_narrows_it():
    exact = shares(part("yes", 80), part("no", 180))
    rounded = shares(part("yes", 80, dataset_id=ROUNDED), part("no", 180, dataset_id=ROUNDED))
    assert (rounded["lower95"] < exact["lower95"]).all()
    assert (rounded["upper95"] > exact["upper95"]).all()
    assert list(rounded["value"]) == list(exact["value"])


def test_a_denominator_summed_from_rounded_counts_carries_each_of_their_roundings():
    share = {"value_kind": "proportion", "multiplier": 100.0, "dataset_id": ROUNDED}
    share |= {"numerator": 290.0, "denominator": 590.0, "value": 49.15}
    one = shares({**share, "indicator_id": "journey_completion_share"})
    many = shares({**share, "indicator_id": "journey_planned_exit_share"})
    assert (one["base_low"].iloc[0], one["base_high"].iloc[0]) == (588, 592)
    # Fourteen printed counts, each up to 2 away: 590 - 28 and 590 + 28.
    assert (many["base_low"].iloc[0], many["base_high"].iloc[0]) == (562, 618)


def test_a_share_of_an_estimate_has_no_interval():
    given = {"indicator_id": "bedford_ocu_segments"}
    made = shares(part("in treatment", 423, **given), part("not known", 1045, **given))
    assert made["value"].iloc[0] == pytest.approx(28.8147, abs=0.0001)  # 423 / 1,468
    assert made["lower95"].isna().all()


def test_a_share_printed_without_counts_has_no_interval():
    made = shares({"value_kind": "proportion", "value": 28.8, "breakdown": "female"})
    assert made["value"].iloc[0] == 28.8
    assert made["lower95"].isna().all()


def test_a_published_interval_is_kept():
    given = {"value_kind": "proportion", "value": 40.0, "numerator": 4.0, "denominator": 10.0}
    made = shares({**given, "lower95": 10.0, "upper95": 80.0})
    assert (made["lower95"].iloc[0], made["upper95"].iloc[0]) == (10, 80)


def test_restricted_small_counts_are_hidden_with_what_is_made_from_them():
    ranged = with_ranges(rows(part("few", 3), part("some", 32), part("many", 61)), rules={})
    made = protect_small(ranged, rules={EXACT: "ndtms"})
    # The whole, 96, can stand elsewhere: 96 less what is shown must not give the 3.
    assert made["people"].isna().tolist() == [True, True, False]
    assert made["people"].iloc[2] == 60  # to the nearest 5
    assert made["value"].isna().tolist() == [True, True, False]
    assert made["flag"].tolist() == ["suppressed", "suppressed", ""]


def test_a_category_that_came_hidden_alone_gets_another_beside_it():
    given = rows(part("few", 3), part("some", 32), part("none", 0), part("many", 61))
    given.loc[0, ["numerator", "value"]] = float("nan")
    given.loc[0, "flag"] = "suppressed"
    made = protect_small(with_ranges(given, rules={}), rules={EXACT: "own-hide-1-4"})
    assert made["people"].isna().tolist() == [True, True, False, False]


def test_categories_without_small_ones_stay_as_they_are():
    ranged = with_ranges(rows(part("some", 32), part("many", 61)), rules={})
    made = protect_small(ranged, rules={EXACT: "ndtms"})
    assert made["people"].tolist() == [30, 60]


def test_no_share_is_made_of_a_sum_that_lacks_a_category():
    made = shares(part("few", float("nan")), part("some", 32), part("many", 61))
    assert not made["share_is_made"].any()
    assert made["unit"].iloc[2] != "%"


def test_open_counts_pass_as_published():
    ranged = with_ranges(rows(part("few", 3), part("many", 61)), rules={})
    made = protect_small(ranged, rules={})
    assert made["people"].tolist() == [3, 61]
