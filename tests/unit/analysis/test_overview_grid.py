"""The grid on the real snapshot: the same judgements as the profile, one period a measure."""

import numpy as np
import pytest

from cdof_core.analysis.area_groups import everyone, group_of
from cdof_core.analysis.judged_country import grid_figures, judge_country
from cdof_core.analysis.overview_grid import area_order, cut_grid
from cdof_core.domain import BenchmarkKind

BEDFORD = "E06000055"


@pytest.fixture(scope="module")
def figures(snapshot_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
        yield grid_figures(sex="Persons")


@pytest.fixture
def grid_of(look, figures):
    def built(area=BEDFORD, *, group=None, outcome_id="", **choices):
        selection, places = look(area, **choices)
        shown = group or everyone(places)
        country = judge_country(figures, benchmark=places.chosen, levels=selection.levels)
        return cut_grid(country, places=places, group=shown, figures=figures, outcome_id=outcome_id)

    return built


@pytest.mark.parametrize("benchmark", ["england", "region", "dfe"])
@pytest.mark.parametrize("area", [BEDFORD, "E08000012", "E06000053", "E09000001"])
def test_the_grid_judges_as_the_profile_does(grid_of, compare, area, benchmark):
    grid = grid_of(area, benchmark=benchmark)
    profile = compare(area, benchmark=benchmark).rows.set_index("indicator_id")
    own = grid.cells[grid.cells["role"] == "chosen"].set_index("indicator_id")
    same = [
        name
        for name in own.index.intersection(profile.index)
        if own.loc[name, "period_label"] == profile.loc[name, "period_label"]
        and own.loc[name, "flag"] != "not_published"
    ]
    assert len(same) >= 10
    columns = ["judgement", "reason", "trend", "trend_reason"]
    assert own.loc[same, columns].equals(profile.loc[same, columns])


def test_no_cell_judges_an_estimate_of_need_of_long_ago(grid_of):
    cells = grid_of("E09000003").cells
    users = cells[cells["indicator_id"] == "ocu_rate"]
    assert (users["judgement"] == "not_compared").all()
    assert (users["reason"] == "long_ago").sum() > 30  # London's boroughs


def test_a_measure_stands_at_one_period_in_every_area(grid_of):
    periods = grid_of().cells.groupby("indicator_id")[["period_start", "vintage", "age"]].nunique()
    assert (periods == 1).all(axis=None)


def test_an_area_without_the_common_period_has_no_value_and_says_which_it_has(grid_of):
    cells = grid_of().cells
    others = cells[cells["other_period"] != ""]
    assert {"YE Mar 2024", "YE Mar 2023", "YE Mar 2022"} <= set(others["other_period"])
    assert others["value"].isna().all()
    assert (others["judgement"] == "not_compared").all()


def test_the_grid_is_full_and_the_pinned_come_first(grid_of):
    grid = grid_of()
    assert len(grid.areas) == 155  # 153 authorities, England, the East of England
    assert len(grid.cells) == 155 * len(grid.measures)
    assert list(grid.areas["area_name"].head(3)) == ["England", "East of England", "Bedford"]
    assert grid.areas["area_code"].is_unique


def test_the_benchmark_is_not_compared_with_itself(grid_of):
    for benchmark, role in (("england", "england"), ("region", "region")):
        cells = grid_of(benchmark=benchmark).cells
        pinned = cells[(cells["role"] == role) & cells["value"].notna()]
        assert (pinned["reason"] == "is_the_benchmark").all()


def test_worse_is_counted_by_column(grid_of):
    grid = grid_of()
    own = grid.cells[grid.cells["role"] == "chosen"]
    by_hand = sum(word in ("worse", "much_worse") for word in own["judgement"])
    assert by_hand == int(grid.areas.loc[grid.areas["role"] == "chosen", "worse"].iloc[0])
    assert by_hand > 0


def test_areas_are_sorted_by_name_by_worse_and_by_a_measure(grid_of):
    grid = grid_of()
    assert area_order(grid, by="name") == list(range(155))
    worse = grid.areas["worse"].to_numpy()[area_order(grid, by="worse")][3:]
    assert (np.diff(worse) <= 0).all()
    order = area_order(grid, by="cin_parent_drug")
    assert order[:3] == [0, 1, 2]
    values = grid.cells.loc[grid.cells["indicator_id"] == "cin_parent_drug", "value"].to_numpy()
    ranked = values[order[3:]]
    assert (np.diff(ranked[~np.isnan(ranked)]) <= 0).all()
    assert np.isnan(ranked[np.isnan(ranked).argmax() :]).all() or not np.isnan(ranked).any()


def test_a_region_and_one_outcome(grid_of, look):
    _, places = look(BEDFORD, benchmark=BenchmarkKind.REGION)
    grid = grid_of(group=group_of(places), outcome_id="deaths")
    assert set(grid.measures["outcome_id"]) == {"deaths"}
    assert len(grid.areas) == 2 + 11


def test_a_partnership_is_pooled_where_counts_allow(grid_of):
    grid = grid_of("E06000055+E06000056")
    own = grid.cells[grid.cells["role"] == "chosen"].set_index("indicator_id")
    parts = grid.cells[grid.cells["area_code"].isin(["E06000055", "E06000056"])]
    parts = parts[parts["indicator_id"] == "cin_parent_drug"]
    rate = 100 * parts["numerator"].sum() / parts["denominator"].sum()
    assert own.loc["cin_parent_drug", "value"] == pytest.approx(rate)
    assert own.loc["deaths_drug_misuse_3y_rate", "reason"] == "not_poolable"


def test_without_figures_for_a_sex_the_grid_is_empty(look):
    selection, places = look(BEDFORD)
    nothing = grid_figures(sex="Neither")
    country = judge_country(nothing, benchmark=places.chosen, levels=selection.levels)
    assert cut_grid(country, places=places, group=everyone(places), figures=nothing).is_empty
