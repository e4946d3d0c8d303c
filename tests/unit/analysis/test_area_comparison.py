"""One area against its benchmarks, on published figures.

Expected values are the publishers' own, read from their tables.
"""

import numpy as np
import pandas as pd
import pytest

from cdof_core.analysis.area_comparison import compare_area, latest_rows
from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.places import OwnGroup
from cdof_core.comparison.benchmarks import resolve_benchmark
from cdof_core.comparison.keys import KEY
from cdof_core.store.indicators import indicators
from cdof_core.store.observations import series_of_areas
from tests.unit.analysis.conftest import TWENTY_AREAS

BEDFORDSHIRE = "E06000032+E06000055+E06000056"
DEATHS = "deaths_drug_misuse_3y_rate"


def row(comparison, indicator_id):
    found = comparison.rows[comparison.rows["indicator_id"] == indicator_id]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize("area_code", TWENTY_AREAS)
def test_every_figure_is_judged_or_says_why_not(compare, area_code):
    rows = compare(area_code).rows
    assert len(rows) >= 20
    assert rows["indicator_id"].is_unique
    not_compared = rows["judgement"] == "not_compared"
    assert (not_compared == (rows["reason"] != "")).all()
    assert rows.loc[~not_compared, ["value", "lower95", "upper95", "benchmark"]].notna().all().all()
    outside = (rows["value"] < rows["minimum"]) | (rows["value"] > rows["maximum"])
    assert not outside[~rows["flag"].isin(["not_comparable"])].any()


def test_bedford_against_england(compare):
    bedford = compare("E06000055")
    deaths = row(bedford, DEATHS)
    assert (deaths["value"], deaths["lower95"], deaths["upper95"]) == (5.5, 3.7, 8.0)
    assert (deaths["period_label"], deaths["england"], deaths["region"]) == ("2019-21", 5.1, 3.3)
    assert (deaths["judgement"], deaths["trend_reason"]) == ("similar", "period_not_one_year")
    parents = row(bedford, "cin_parent_drug")
    assert parents["value"] == pytest.approx(100 * 236 / 1387)
    assert parents["england"] == pytest.approx(100 * 72620 / 513250)
    assert parents["england_basis"] == "computed"
    assert parents["judgement"] == "worse"


def test_an_estimate_of_need_of_2011_is_shown_and_not_judged(compare):
    users = row(compare("E09000003"), "ocu_rate")
    assert users["period_label"] == "2011/12"
    assert users[["value", "lower95", "upper95", "benchmark"]].notna().all()
    assert (users["judgement"], users["reason"]) == ("not_compared", "long_ago")


def test_a_rate_without_limits_is_not_judged(compare):
    fingertips = row(compare("E06000055"), "deaths_drug_misuse_ft92432")
    assert fingertips["england"] == 5.8
    assert (fingertips["judgement"], fingertips["reason"]) == ("not_compared", "no_interval")


def test_a_withheld_rate_stays_the_newest_and_names_the_last_one(compare):
    slough = row(compare("E06000039"), DEATHS)
    assert np.isnan(slough["value"])
    assert (slough["period_label"], slough["flag"]) == ("2019-21", "withheld")
    assert slough["last_value_period"] == "2008-10"
    assert slough["reason"] == "suppressed"
    assert row(compare("E06000053"), DEATHS)["last_value_period"] == ""


@pytest.mark.parametrize("area_code", ["E06000053", "E09000001", "E06000017"])
def test_small_places_open_for_one_sex_too(compare, area_code):
    rows = compare(area_code, sex="Female").rows
    assert row(compare(area_code, sex="Female"), DEATHS)["last_value_period"] == ""
    assert set(rows["judgement"]) == {"not_compared"}


def test_a_figure_with_a_value_is_its_own_last_one(compare):
    rows = compare("E06000055").rows
    known = rows[rows["value"].notna()]
    assert (known["last_value_period"] == known["period_label"]).all()


def test_a_blank_cell_of_the_city_of_london(compare):
    poisoning = row(compare("E09000001"), "deaths_drug_poisoning_count")
    assert (poisoning["period_label"], poisoning["last_value_period"]) == ("2021", "2020")
    assert poisoning["reason"] == "no_value"


def test_an_older_figure_meets_benchmarks_of_its_own_year(compare):
    cornwall = row(compare("E06000052", benchmark="region"), "alcohol_need_met")
    assert (cornwall["period_label"], cornwall["value"]) == ("2016/17", 21.328)
    bedford = row(compare("E06000055"), "alcohol_need_met")
    assert bedford["period_label"] == "2018/19"
    assert cornwall["england"] != bedford["england"]
    assert {cornwall["england_basis"], cornwall["benchmark_basis"]} == {"pooled"}


def test_cumberland_has_counts_and_no_rates(compare):
    cumberland = compare("E06000063")
    assert row(cumberland, "deaths_drug_misuse_count")["value"] == 25
    assert np.isnan(row(cumberland, DEATHS)["value"])


def test_buckinghamshire_carries_on_from_the_county(compare):
    comparison = compare("E06000060")
    assert row(comparison, "cin_parent_drug")["value"] == pytest.approx(100 * 696 / 4309)
    deaths = comparison.series[comparison.series["indicator_id"] == DEATHS]
    assert deaths["period_label"].min() == "2001-03"


def test_a_flagged_figure_is_shown_and_not_judged(compare):
    sussex = row(compare("E10000032"), "cin_other_drug")
    assert (sussex["value"], sussex["flag"], sussex["reason"]) == (0.0, "not_comparable", "flagged")
    assert sussex["trend_points"] == 5


def test_rates_by_sex_are_not_held_against_persons(compare):
    female = compare("E06000009", sex="Female")
    assert set(female.rows["sex"]) == {"Female"}
    assert row(female, DEATHS)["reason"] == "benchmark_other_people"
    in_region = compare("E06000009", sex="Female", benchmark="region")
    assert row(in_region, DEATHS)["benchmark_basis"] == "median"


def test_spend_is_never_judged(compare):
    spend = compare("E08000005").rows
    spend = spend[spend["value_kind"] == "money_rate"]
    assert (spend["value"] == 0).any()
    assert set(spend["reason"]) == {"no_interval"}


def test_definitions_of_poisoning_are_never_mixed(look):
    selection, places = look("E06000009")
    comparison = compare_area(selection, places=places, indicator_ids=["admissions_poisoning_rate"])
    assert comparison.series["vintage"].value_counts().to_dict() == {
        "definition before 2017/18": 5,
        "definition from 2017/18": 2,
    }
    latest = comparison.rows.iloc[0]
    assert latest["vintage"] == "definition from 2017/18"
    assert latest["trend_points"] == 2


def test_england_s_poisonings_meet_those_of_its_own_definition_only(look):
    _, places = look("E06000009")
    ids = ["admissions_poisoning"]
    published = series_of_areas(indicator_ids=ids, area_codes=["E92000001"])
    own = series_of_areas(indicator_ids=ids, area_codes=["E06000009"])
    answer = resolve_benchmark(
        own,
        candidates=with_metadata(own, indicators()),
        published=published,
        request=places.england,
    )
    found = own[["period_label"]].join(answer[["benchmark", "benchmark_reason"]])
    reasons = found.set_index("period_label")["benchmark_reason"].to_dict()
    before = ["2012/13", "2013/14", "2014/15", "2015/16", "2016/17"]
    assert reasons == dict.fromkeys(before, "benchmark_other_vintage") | {
        "2017/18": "",
        "2018/19": "",
    }
    assert found["benchmark"].dropna().tolist() == [17031, 18053]


def test_a_partnership_adds_counts_and_pools_shares(compare):
    partnership = compare(BEDFORDSHIRE)
    assert row(partnership, "deaths_drug_misuse_count")["value"] == 10 + 10 + 6
    parents = row(partnership, "cin_parent_drug")
    assert parents["value"] == pytest.approx(100 * (213 + 236 + 294) / (2443 + 1387 + 2694))
    assert parents["judgement"] == "better"  # 11.4% (10.6% to 12.2%) against 14.1%
    deaths = row(partnership, DEATHS)
    assert (deaths["flag"], deaths["reason"]) == ("not_poolable", "not_poolable")
    assert partnership.rows["neighbours"].isna().all()


def test_a_partnership_of_cumbria_s_successors(compare):
    assert row(compare("E06000063+E06000064"), "deaths_drug_misuse_count")["value"] == 25 + 18


def test_a_partnership_over_two_regions_has_no_regional_benchmark(compare):
    rows = compare("E06000055+E06000016", benchmark="region").rows
    assert rows["region"].isna().all()
    assert "no_group" in set(rows["reason"])
    assert not (rows["reason"] == "").any()


def test_one_of_two_that_are_published_together_never_stands_for_both(compare):
    cornwall = compare("E06000052+E06000053")
    assert row(cornwall, "alcohol_need_met")["reason"] == "not_poolable"
    assert row(cornwall, "deaths_drug_misuse_count")["value"] == 34 + 0
    hackney = compare("E09000001+E09000012")
    need = row(hackney, "alcohol_need_met")
    assert (need["numerator"], need["flag"]) == (42 + 643, "estimated")


def test_england_is_its_own_benchmark(compare):
    rows = compare("E92000001").rows
    assert set(rows["reason"]) == {"is_the_benchmark"}


def test_a_region_is_compared_with_england(compare):
    deaths = row(compare("E12000001"), DEATHS)
    assert (deaths["value"], deaths["judgement"]) == (10.1, "worse")


def test_an_area_without_figures_gives_an_empty_comparison(compare):
    wales = compare("W15000001")
    assert wales.is_empty
    assert {"judgement", "reason", "trend", "england"} <= set(wales.rows.columns)


def test_a_group_of_four_is_too_small_unless_the_area_makes_five(compare):
    four = OwnGroup("1", "Four", ("E06000032", "E06000056", "E06000031", "E06000033"))
    choices = {"benchmark": "group", "group_id": "1", "own_group": four}
    assert row(compare("E06000055", **choices), "cin_parent_drug")["reason"] == "too_few_members"
    kept = row(compare("E06000055", keep_area_in_group=True, **choices), "cin_parent_drug")
    assert (kept["members_with_data"], kept["reason"]) == (5, "")


def test_rutland_has_no_such_group(compare):
    assert "no_group" in set(compare("E06000017", benchmark="ons_demographic").rows["reason"])


def test_five_levels_sharpen_three(compare):
    three = compare("E06000009").rows.set_index("indicator_id")["judgement"]
    five = compare("E06000009", levels=5).rows.set_index("indicator_id")["judgement"]
    assert "much_worse" in set(five)
    pd.testing.assert_series_equal(five.str.removeprefix("much_"), three)


def test_benchmarks_are_of_the_same_key(look, compare):
    selection, places = look("E06000055", benchmark="dfe")
    comparison = compare_area(selection, places=places)
    codes = list(places.neighbours.counted_members)
    assert len(codes) == 10
    theirs = [compare(code) for code in codes]
    own = row(comparison, "cin_child_drug")
    same = [
        other
        for other in (row(one, "cin_child_drug") for one in theirs)
        if (other[KEY] == own[KEY]).all()
    ]
    pooled = 100 * sum(r["numerator"] for r in same) / sum(r["denominator"] for r in same)
    assert own["neighbours"] == own["benchmark"] == pytest.approx(pooled)
    assert own["members_with_data"] == len(same) == 10


def test_the_newest_period_wins_over_the_order_of_rows(compare):
    series = compare("E06000055").series
    shuffled = latest_rows(series.sample(frac=1, random_state=2))
    columns = ["indicator_id", "period_label", "value", "last_value_period"]
    pd.testing.assert_frame_equal(shuffled[columns], latest_rows(series)[columns])
