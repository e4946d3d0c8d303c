"""Classes of a map on the real snapshot: how many areas, what is refused and why."""

import pytest

from cdof_core.analysis.area_map import map_areas
from cdof_core.analysis.indicator_view import view_indicator
from cdof_core.domain import IndicatorId, MapClass, MapMode
from cdof_core.statistics.quantiles import interpolated_bounds

DEATHS = "deaths_drug_misuse_3y_rate"


@pytest.fixture
def view(look):
    def seen(indicator: str = DEATHS, **choices: object):
        selection, places = look("E06000055", indicator_id=IndicatorId(indicator), **choices)
        return view_indicator(selection, places=places)

    return seen


@pytest.mark.parametrize("mode", list(MapMode))
def test_every_authority_has_a_class_in_every_mode(mode, view):
    shown = map_areas(view(), mode=mode)
    assert shown.mode is mode
    assert len(shown.areas) == 153
    assert shown.areas["map_class"].notna().all()
    counts = shown.areas["map_class"].value_counts()
    assert counts[MapClass.WITHHELD] == 8
    assert counts[MapClass.ABSENT] == 2


@pytest.mark.parametrize("mode", [MapMode.JUDGEMENT, MapMode.QUINTILE, MapMode.CHANGE])
def test_no_map_judges_an_estimate_of_need_of_long_ago(mode, view):
    areas = map_areas(view("ocu_rate"), mode=mode).areas
    known = areas[areas["value"].notna()]
    assert (known["map_class"] == "not_compared").all()
    assert (known["map_reason"] == "long_ago").sum() > 30  # London's boroughs


@pytest.mark.parametrize(("mode", "parts"), [(MapMode.QUINTILE, 5), (MapMode.QUARTILE, 4)])
def test_parts_lie_between_their_bounds_the_best_first(mode, parts, view):
    areas = map_areas(view(), mode=mode).areas
    placed = areas[areas["map_class"].str.startswith(mode.value)]
    bounds = interpolated_bounds(placed["value"].astype(float), parts=parts)
    for number in range(1, parts + 1):  # low is good: the first part has the lowest values
        values = placed.loc[placed["map_class"] == f"{mode.value}_{number}", "value"]
        assert values.min() >= bounds[number - 1]
        assert values.max() <= bounds[number]


def test_a_change_starts_from_a_period_that_does_not_overlap(view):
    shown = map_areas(view(), mode=MapMode.CHANGE, earlier="2018-20")
    assert shown.earlier == "2016-18"
    assert "2018-20" not in shown.earlier_periods


def test_no_change_and_no_goal_are_refused_with_the_reason(view):
    crimes = view("recorded_drug_offences_rate")
    change = map_areas(crimes, mode=MapMode.CHANGE)
    assert (change.mode, change.earlier) == (MapMode.JUDGEMENT, "")
    assert "no earlier period" in change.why_other
    goal = map_areas(crimes, mode=MapMode.GOAL)  # neither direction is good
    assert goal.mode is MapMode.JUDGEMENT
    assert MapMode.GOAL not in goal.modes


def test_the_goal_is_englands_published_value_of_the_year_before(view):
    shown = map_areas(view(), mode=MapMode.GOAL)
    assert shown.goal is not None
    assert (shown.goal.period, shown.goal.value) == ("2018-20", 5.0)
    # 2018-20 and 2019-21 both have 2019 and 2020.
    assert shown.goal.is_overlapping
    reached = shown.areas["map_class"] == "met"
    assert (shown.areas.loc[reached, "value"] <= 5.0).all()
    assert (shown.areas.loc[shown.areas["map_class"] == "not_met", "value"] > 5.0).all()


def test_a_goal_may_be_computed_from_englands_own_counts(view):
    shown = map_areas(view("cin_parent_drug"), mode=MapMode.GOAL)
    assert shown.goal is not None
    assert shown.goal.is_computed
    # Children in need 2024, table C3: 14.0% of England's assessments.
    assert (shown.goal.period, round(shown.goal.value, 1)) == ("YE Mar 2024", 14.0)
    # What is not judged better or worse has nothing to reach.
    assert map_areas(view("cla_substance"), mode=MapMode.GOAL).goal is None


def test_counts_are_not_placed_in_parts(view):
    shown = map_areas(view("deaths_drug_misuse_count"), mode=MapMode.QUINTILE)
    assert "quintile_1" not in set(shown.areas["map_class"])
    assert "count_not_comparable" in set(shown.areas["map_reason"])
