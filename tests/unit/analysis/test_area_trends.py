"""Lines over time on the real snapshot: never joined across a break, indexed stretch by stretch."""

import pandas as pd
import pytest

from cdof_core.analysis.area_trends import build_area_trends, indexed, segments
from cdof_core.analysis.indicator_view import view_indicator

BEDFORD, LUTON, CAMBRIDGESHIRE = "E06000055", "E06000032", "E10000003"


@pytest.fixture
def trends(look):
    def build(indicator, area=BEDFORD, *, beside=(), **choices):
        selection, places = look(area, indicator_id=indicator, **choices)
        return build_area_trends(view_indicator(selection, places=places), beside=beside)

    return build


def test_the_chosen_area_comes_first_and_the_benchmark_last(trends):
    lines = trends("cin_parent_drug", beside=[LUTON, BEDFORD]).lines
    ranked = lines.drop_duplicates("line").set_index("line")["line_rank"]
    assert ranked.to_dict() == {"Bedford": 0, "Luton": 1, "England": 2}
    assert lines.loc[lines["line"] == "England", "is_benchmark"].all()


def test_a_change_of_method_parts_a_line(trends):
    lines = trends("admissions_poisoning_rate", CAMBRIDGESHIRE).lines
    own = lines[lines["line_rank"] == 0]
    by_period = dict(zip(own["period_label"], own["segment"], strict=True))
    assert by_period["2015/16"] == by_period["2012/13"]
    assert by_period["2017/18"] == by_period["2018/19"]
    assert by_period["2018/19"] != by_period["2015/16"]


def test_the_index_starts_anew_with_each_stretch(trends):
    lines = trends("admissions_poisoning_rate", CAMBRIDGESHIRE).lines
    own = lines[(lines["line_rank"] == 0) & lines["index"].notna()]
    firsts = own.sort_values("period_start").groupby("segment")["index"].first()
    assert len(firsts) == 2
    assert list(firsts) == pytest.approx([100, 100])


def test_a_number_has_no_benchmark_beside_it(trends):
    assert not trends("deaths_drug_misuse_count").lines["is_benchmark"].any()


def test_each_area_has_its_own_recent_trend(trends, compare):
    found = trends("cin_parent_drug", beside=[LUTON]).trends.set_index("line")
    profile = compare(BEDFORD).rows.set_index("indicator_id")
    assert found.loc["Bedford", "trend"] == profile.loc["cin_parent_drug", "trend"]
    assert list(found.index) == ["Bedford", "Luton"]


def test_a_partnership_is_one_line(trends):
    lines = trends("cin_parent_drug", "E06000055+E06000056").lines
    assert lines.loc[lines["line_rank"] == 0, "value"].notna().any()


#   value   100 × value / first; a first value of nothing has no index
def test_the_index_by_hand():
    rows = pd.DataFrame(
        {
            "line_rank": [0, 0, 0, 1, 1],
            "segment": ["a", "a", "b", "a", "a"],
            "period_start": [2, 1, 3, 1, 2],
            "value": [3.0, 2.0, 8.0, 0.0, 5.0],
            "lower95": [1.5, 1.0, 4.0, 0.0, 1.0],
            "upper95": [6.0, 4.0, 12.0, 1.0, 9.0],
        }
    )
    found = indexed(rows)
    assert list(found["index"][:3]) == [100.0, 150.0, 100.0]
    assert list(found["index_lower95"][:3]) == [50.0, 75.0, 50.0]
    assert found["index"][3:].isna().all()


def test_only_events_that_break_the_series_of_this_area_part_it():
    rows = pd.DataFrame(
        {
            "indicator_id": "deaths", "area_code": "E1", "age": "", "vintage": "",
            "period_start": pd.to_datetime(["2019-01-01", "2020-01-01", "2021-01-01"]),
        }
    )  # fmt: skip
    events = pd.DataFrame(
        [
            ("deaths", "", "2020-01-01", True),
            ("deaths", "E2", "2021-01-01", True),
            ("other", "", "2021-01-01", True),
            ("deaths", "", "2021-01-01", False),
        ],
        columns=["indicator_id", "area_code", "event_date", "breaks_series"],
    )
    before, after, later = segments(rows, events)
    assert before != after == later


def test_every_period_is_judged_and_the_shown_one_as_everywhere_else(look):
    selection, places = look(BEDFORD, indicator_id="cin_parent_drug")
    view = view_indicator(selection, places=places)
    lines = build_area_trends(view, beside=()).lines
    own = lines[~lines["is_benchmark"]].set_index("period_label")
    benchmark = lines[lines["is_benchmark"]].set_index("period_label")["value"]
    assert own.loc[view.period, "judgement"] == view.chosen["judgement"].iloc[0]
    above = own["lower95"] > benchmark.reindex(own.index)
    assert set(own.loc[above, "judgement"]) == {"worse"}, "low is good"
    assert {"worse", "better", "similar"} == set(own["judgement"])


def test_numbers_are_not_held_against_those_of_a_country(look):
    selection, places = look(BEDFORD, indicator_id="deaths_drug_misuse_count")
    lines = build_area_trends(view_indicator(selection, places=places), beside=()).lines
    assert set(lines["judgement"]) == {"not_compared"}
