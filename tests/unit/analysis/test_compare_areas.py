"""Areas compared on the real snapshot: ranks, own past, funnel, spread."""

import numpy as np
import pytest

from cdof_core.analysis.area_groups import everyone, group_of
from cdof_core.analysis.compare_areas import compare_areas
from cdof_core.analysis.indicator_view import view_indicator
from cdof_core.domain import BenchmarkKind

BEDFORD = "E06000055"


@pytest.fixture
def compared(look):
    def build(indicator, area=BEDFORD, *, region=False, earlier=""):
        selection, places = look(area, indicator_id=indicator)
        group = everyone(places)
        if region:
            group = group_of(look(area, benchmark=BenchmarkKind.REGION)[1])
        return compare_areas(view_indicator(selection, places=places), group=group, earlier=earlier)

    return build


def test_ranks_are_within_the_group(compared):
    within = compared("cin_parent_drug", region=True)
    assert len(within.areas) == 11
    assert sorted(within.areas["group_rank"].dropna()) == list(range(1, 12))
    own = within.areas.loc[within.areas["area_code"] == BEDFORD, "value"].iloc[0]
    assert within.rank == 1 + int((within.areas["value"] > own).sum())
    assert within.neighbour_rank is not None
    assert within.neighbour_rank[1] == 11


def test_pooled_windows_that_overlap_are_not_offered_as_the_own_past(compared):
    found = compared("deaths_drug_misuse_3y_rate")
    assert found.earlier_periods[0] == "2016-18"
    assert "2018-20" not in found.earlier_periods
    assert compared("deaths_drug_misuse_3y_rate", earlier="2018-20").earlier == ""


def test_the_own_past_is_judged_by_both_intervals(compared):
    found = compared("cin_parent_drug", earlier="YE Mar 2020").areas
    judged = found[found["change"] != "not_compared"]
    worse = judged["lower95"] > judged["earlier_upper95"]
    better = judged["upper95"] < judged["earlier_lower95"]
    by_hand = np.where(worse, "worse", np.where(better, "better", "similar"))
    assert list(judged["change"]) == list(by_hand)
    assert {"worse", "better", "similar"} == set(judged["change"])


def test_nothing_is_compared_across_a_change_of_method(compared):
    assert "2016/17" not in compared("admissions_poisoning_rate").earlier_periods


def test_a_funnel_needs_counts_and_a_kind_that_follows_from_them(compared):
    proportion = compared("cin_parent_drug").funnel
    assert proportion is not None
    assert len(proportion.points) + proportion.left_out == 152
    assert compared("recorded_drug_offences_rate").funnel is not None
    for indicator in ("deaths_drug_misuse_3y_rate", "deaths_drug_misuse_count"):
        found = compared(indicator)
        assert found.funnel is None
        assert found.why_no_funnel


def test_the_spread_is_ordered_at_every_period(compared):
    spread = compared("cin_parent_drug").spread
    names = ["minimum", "p5", "lower_quartile", "median", "upper_quartile", "p95", "maximum"]
    assert len(spread) >= 5
    assert (np.diff(spread[names].to_numpy(dtype=float), axis=1) >= 0).all()
    assert spread["own"].notna().all()


def test_a_measure_without_local_figures_is_empty_and_says_so(compared):
    found = compared("drug_use_last_year")
    assert not found.view.has_local
    assert found.funnel is None
    assert found.spread.empty


def test_each_area_has_its_recent_trend_and_the_chosen_one_that_of_its_own_page(compared):
    found = compared("cin_parent_drug")
    trends = found.areas.set_index("area_code")["trend"]
    assert trends[BEDFORD] == found.view.trend_outcome
    assert {"increasing", "decreasing", "no_significant_change"} <= set(trends)


def test_no_trend_is_tested_where_periods_overlap(compared):
    found = compared("deaths_drug_misuse_3y_rate").areas
    assert set(found["trend"]) == {"cannot_be_calculated"}
