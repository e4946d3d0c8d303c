"""Scenarios: targets from the data, assumptions in a link, and what is kept."""

import json
import math

import pytest

from cdof_core.analysis.assumptions import Assumed, read_assumptions, write_assumptions
from cdof_core.analysis.need_estimate import Substance
from cdof_core.analysis.need_estimates import area_estimates
from cdof_core.analysis.need_scenario import (
    Assumption,
    ScenarioError,
    Target,
    TargetKind,
    build_scenario,
    scenario_content,
    scenario_from,
    scenario_inputs,
    work_out,
)
from cdof_core.analysis.treatment_coverage import (
    MEASURES,
    CoverageHeld,
    coverage_held,
    coverage_targets,
    view_coverage,
)

NAN = float("nan")
HALF = Target(TargetKind.TYPED, 50.0, "Typed in.")


@pytest.fixture
def hartlepool(look):
    held = area_estimates(look("E06000001")[1])
    return next(e for e in held if e.estimate_id == "ocu-opiate-unmet-need-2020-21")


def test_barnet_beside_its_neighbours_and_region(look):
    """Alcohol need met, 2018/19, read from the publication's own counts."""
    selection, places = look("E09000003")
    coverage = view_coverage(selection, places=places, measure=MEASURES[0], period="2018/19")
    neighbours = coverage.view.areas.set_index("area_code")["value"].reindex(
        list(coverage.group.members)
    )
    known = sorted(neighbours.dropna())
    assert len(known) == coverage.quartile.areas == 10
    # Position (10 - 1) x 0.75 + 1 = 7.75 in the sorted list.
    assert coverage.quartile.rate == pytest.approx(known[6] + 0.75 * (known[7] - known[6]))
    assert not coverage.quartile.includes_self
    hold, region, quartile, typed = coverage_targets(
        coverage,
        substance=Substance.ALCOHOL,
        places=places,
        typed=NAN,
        is_of_area=True,
        authorities=151,
    )
    assert (hold.is_available, region.is_available, quartile.is_available) == (True, True, True)
    assert "2018/19" in region.basis
    assert not typed.is_available


def test_a_chosen_group_stands_in_for_the_neighbours(look):
    selection, places = look("E09000003", benchmark="imd2019")
    coverage = view_coverage(selection, places=places, measure=MEASURES[0])
    assert coverage.group == places.chosen


def test_opiates_have_no_coverage_to_aim_for(look):
    selection, places = look("E06000001")
    coverage = view_coverage(selection, places=places, measure=MEASURES[0])
    # Five authorities of 2019/20 ship, four of 2020/21.
    held = coverage_held(Substance.OCU)
    assert (held.measure, held.authorities, held.periods) == (None, 5, ())
    for beside in (coverage, None):
        targets = coverage_targets(
            beside,
            substance=Substance.OCU,
            places=places,
            typed=60,
            is_of_area=True,
            authorities=held.authorities,
        )
        assert [target.is_available for target in targets] == [True, False, False, True]
        assert "held for 5 authorities: too few" in targets[1].basis
        assert "93517" in targets[1].basis


def test_figures_of_another_place_stand_alone(look):
    _, places = look("E06000001")
    alone = coverage_targets(
        None,
        substance=Substance.ALCOHOL,
        places=places,
        typed=60,
        is_of_area=False,
        authorities=151,
    )
    assert "not of the chosen area" in alone[1].basis


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2010/11", "2010/11"),  # 147 authorities
        ("2018/19", "2018/19"),
        ("2020/21", "2018/19"),  # 7 authorities, of another measure: the newest with enough
        ("", "2018/19"),
    ],
)
def test_areas_are_compared_at_a_period_with_enough_authorities(asked, shown):
    assert coverage_held(Substance.ALCOHOL).period_beside(asked) == shown


def test_a_thin_newest_year_is_shown_only_where_asked_for():
    held = CoverageHeld(MEASURES[0], 140, ("2021/22", "2022/23", "2023/24"), usual="2022/23")
    assert held.period_beside("2023/24") == "2023/24"
    assert held.period_beside("2024/25") == "2022/23"


def test_a_scenario_by_hand(hartlepool):
    assumed = {
        Assumption.COVERAGE: Assumed(70, 60, 80),
        Assumption.CASELOAD: Assumed(45),
        Assumption.UNIT_COST: Assumed(3000),
        Assumption.COMPLETION_SHARE: Assumed(),
    }
    target = Target(TargetKind.TYPED, 70, "Typed in.")
    scenario = build_scenario(hartlepool, target=target, assumed=assumed)
    found = work_out(scenario)
    # 0.7 x 1,179 is 825.3 less 644: 181.3, so 182 people; 182 / 45 is 4.04, so 5; 182 x £3,000.
    assert (found.people, found.keyworkers, found.cost) == (182, 5, 546_000)
    assert math.isnan(found.completions)
    assert "completion_share" not in scenario.assumed
    assert scenario_inputs(scenario).coverage.lower == pytest.approx(0.6)


def test_holding_todays_number_asks_for_nobody(hartlepool):
    hold = Target(TargetKind.HOLD, NAN, "Hold.")
    assert work_out(build_scenario(hartlepool, target=hold, assumed={})).people == 0


def test_a_target_that_cannot_be_had_is_not_taken_for_holding(hartlepool):
    lost = Target(TargetKind.REGION, NAN, "No average.", is_available=False)
    with pytest.raises(ScenarioError, match=r"no coverage to reach\. No average"):
        work_out(build_scenario(hartlepool, target=lost, assumed={}))


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        (Assumption.CASELOAD, Assumed(0), "caseload must be above zero"),
        (Assumption.COMPLETION_SHARE, Assumed(120), "must lie between 0 and 1"),
        (Assumption.UNIT_COST, Assumed(100, 200, 300), "range must hold its number"),
    ],
)
def test_an_assumption_that_cannot_be_is_said(hartlepool, name, given, said):
    with pytest.raises(ScenarioError, match=said):
        work_out(build_scenario(hartlepool, target=HALF, assumed={name: given}))


def test_a_scenario_survives_being_kept(hartlepool):
    assumed = {Assumption.UNIT_COST: Assumed(3000.5, 2500.0, 3500.0, "Our contract, 2025")}
    scenario = build_scenario(hartlepool, target=HALF, assumed=assumed)
    again = scenario_from(json.loads(json.dumps(scenario_content(scenario), allow_nan=False)))
    assert repr(again) == repr(scenario)
    assert again.assumed["unit_cost"].source == "Our contract, 2025"


@pytest.mark.parametrize("broken", [{}, {"target": "mars"}, {"assumed": {"x": {}}}])
def test_what_another_version_kept_is_refused_in_words(hartlepool, broken):
    content = scenario_content(build_scenario(hartlepool, target=HALF, assumed={}))
    with pytest.raises(ScenarioError, match="another version"):
        scenario_from(content | broken if broken else {})


LINKS = [
    (
        "caseload:45_40_50@Local model;unit_cost:3000",
        "caseload:45_40_50@Local model;unit_cost:3000",
    ),
    ("coverage:50;nonsense:1;caseload:x", "coverage:50"),
    ("caseload:-5", ""),
    ("caseload:inf_1_2", "caseload:_1_2"),
    ("unit_cost:_2500", "unit_cost:_2500"),
    ("unit_cost:@only a source", "unit_cost:@only a source"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "again"), LINKS)
def test_assumptions_in_a_link(text, again):
    assert write_assumptions(read_assumptions(text, Assumption)) == again


def test_half_a_range_waits_for_its_other_end():
    (given,) = read_assumptions("unit_cost:3000_2500", Assumption).values()
    assert given.has_half_a_range
    assert (given.finished.value, math.isnan(given.finished.lower)) == (3000, True)


def test_a_source_cannot_break_a_link():
    given = {Assumption.CASELOAD: Assumed(45, source="a;unit_cost:1@b" + "x" * 500)}
    (read,) = read_assumptions(write_assumptions(given), Assumption).items()
    assert read[0] is Assumption.CASELOAD
    assert len(read[1].source) == 160
