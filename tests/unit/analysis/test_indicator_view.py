"""One indicator everywhere, on published figures."""

import numpy as np
import pandas as pd
import pytest

from cdof_core.analysis.indicator_everywhere import (
    Measure,
    benchmark_over_time,
    benchmarks_over_time,
)
from cdof_core.analysis.indicator_view import view_indicator
from cdof_core.domain import SelectionError
from tests.unit.analysis.conftest import TWENTY_AREAS

DEATHS = "deaths_drug_misuse_3y_rate"


@pytest.fixture
def view(look):
    def viewed(area_code="E06000055", indicator_id=DEATHS, **choices):
        selection, places = look(area_code, indicator_id=indicator_id, **choices)
        return view_indicator(selection, places=places)

    return viewed


@pytest.mark.parametrize("area_code", TWENTY_AREAS)
def test_every_authority_is_there_and_accounted_for(view, area_code):
    seen = view(area_code)
    assert len(seen.areas) == seen.areas["area_code"].nunique() == 153
    counts = seen.coverage
    assert counts.shown + counts.withheld + counts.flagged + counts.absent == 153
    assert counts.shown == seen.areas["rank"].notna().sum() == 143
    judged = seen.areas["judgement"] != "not_compared"
    assert (seen.areas.loc[~judged, "reason"] != "").all()
    assert seen.benchmark_value == 5.1
    assert seen.chosen["area_name"].tolist() in ([], [seen.places.area.name])


def test_the_highest_rate_is_first(view):
    first = view().areas.set_index("rank").loc[1]
    assert (first["area_name"], first["value"]) == ("Blackpool", 19.4)


@pytest.mark.parametrize("indicator_id", [DEATHS, "cin_parent_drug", "admissions_poisoning_rate"])
def test_benchmarks_found_together_are_those_found_alone(look, indicator_id):
    _, places = look("E06000055", indicator_id=indicator_id)
    measure = Measure(indicator_id, "Persons")
    asked = [places.neighbours, places.region, places.england]
    together = benchmarks_over_time(measure, asked)
    for request, found in zip(asked, together, strict=True):
        pd.testing.assert_frame_equal(found, benchmark_over_time(measure, request))
    assert [len(one) > 0 for one in together] == [True] * len(asked)


def test_a_named_period_is_shown_and_an_unknown_one_falls_back(view):
    assert view(period="2016-18").benchmark_value == 4.5
    assert view(period="1066").period == "2019-21"


def test_the_same_key_gives_the_same_judgement_as_the_area_s_own_page(view, compare):
    seen = view("E06000009", benchmark="dfe")
    own = compare("E06000009", benchmark="dfe").rows.set_index("indicator_id").loc[DEATHS]
    assert seen.chosen.iloc[0]["judgement"] == own["judgement"] == "worse"
    assert seen.benchmark_value == own["benchmark"]
    assert seen.benchmark.iloc[0]["members_with_data"] == own["members_with_data"]


def test_lines_over_time_are_told_apart_and_none_is_there_twice(view):
    trend = view(benchmark="dfe").trend
    assert not trend.duplicated(["series", "period_start", "vintage"]).any()
    assert dict(zip(trend["role"], trend["series"], strict=True)) == {
        "area": "Bedford",
        "england": "England",
        "region": "East of England",
        "neighbours": "DfE statistical neighbours",
    }
    assert trend.groupby("role")["basis"].agg(set).to_dict() == {
        "area": {"published"},
        "england": {"published"},
        "region": {"published"},
        "neighbours": {"median"},
    }


def test_a_withheld_period_stays_a_gap(view):
    own = view("E06000039").trend
    own = own[own["role"] == "area"]
    assert len(own) == 19
    assert own["value"].isna().sum() > 0


def test_england_alone_is_shown_with_every_age(view):
    seen = view("E06000053", "treatment_number")
    assert not seen.has_local
    assert seen.coverage.absent == 153
    assert "England (18+)" in set(seen.trend["series"])
    latest = seen.trend[seen.trend["series"] == "England (18+)"].iloc[-1]
    assert (latest["period_label"], latest["value"]) == ("2024/25", 329646)


def test_england_and_wales_stand_in_where_no_authority_has_a_figure(view):
    trend = view(indicator_id="drug_use_last_year").trend
    both = trend[trend["series"] == "England and Wales (16-59)"]
    assert both["period_label"].iloc[-1] == "YE Mar 2024"
    assert set(both["role"]) == {"benchmark"}


def test_england_is_not_its_own_companion(view):
    seen = view("E92000001")
    assert set(seen.trend["role"]) == {"area"}
    assert seen.chosen.iloc[0]["reason"] == "is_the_benchmark"


def test_a_partnership_has_a_row_of_its_own(view):
    seen = view("E06000055+E06000056", "cin_parent_drug")
    assert seen.chosen.iloc[0]["value"] == pytest.approx(100 * (236 + 294) / (1387 + 2694))
    assert seen.trend_outcome == "no_significant_change"
    deaths = view("E06000055+E06000056").chosen.iloc[0]
    assert np.isnan(deaths["value"])
    assert deaths["reason"] == "not_poolable"


def test_nothing_is_published_for_women_here(view):
    seen = view(indicator_id="cin_parent_drug", sex="Female")
    assert not seen.has_local
    assert seen.trend.empty
    assert seen.benchmark_value is None


def test_an_unknown_indicator_is_named(view):
    with pytest.raises(SelectionError, match="nonsense"):
        view(indicator_id="nonsense")
