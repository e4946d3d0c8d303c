"""Scenarios by hand, what no bull's-eye can break, and intervals against another Monte Carlo."""

import math
import random

import numpy as np
import pytest

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.scenario import ScenarioInputs, Uncertain, scenario_outcome
from cdof_core.statistics.simulation import draw_uncertain, simulate_scenario, tornado
from cdof_core.statistics.unmet_need import UnmetNeedFinding, bulls_eye, overlap, unmet_need

NAN = float("nan")
SEED = 20160
MANY = 10_000

BY_HAND = [
    # estimate, in treatment, coverage, completing share, completions now, caseload, unit cost
    # -> people, completions, keyworkers, cost
    # Bedford, table 16: 606 of 1,468 in the year; half is 734, so 128 more, as in the sketch.
    ((1468, 606, 0.5, NAN, NAN, NAN, NAN), (128, NAN, NAN, NAN)),
    # 128 / 40 is 3.2, so 4 posts; 128 x £2,500; 10% of 734 is 73.4 less 60.6 now: 12.8, so 13.
    ((1468, 606, 0.5, 0.10, NAN, 40, 2500), (128, 13, 4, 320_000)),
    # 10% of 734 is 73.4; 70 complete now, so 3.4: 4 more.
    ((1468, 606, 0.5, 0.10, 70, 40, 2500), (128, 4, 4, 320_000)),
    # Three quarters of 1,468 is 1,101; less 606.
    ((1468, 606, 0.75, NAN, NAN, 45, 3000), (495, NAN, 11, 1_485_000)),
    # Hold today's number: nothing more.
    ((1468, 606, NAN, 0.10, NAN, 40, 2500), (0, 0, 0, 0)),
    # Already there: nothing is taken away.
    ((965, 606, 0.5, 0.10, NAN, 40, 2500), (0, 0, 0, 0)),
    # 0.07 x 100 is 7, not a hair more.
    ((100, 0, 0.07, NAN, NAN, 7, 1), (7, NAN, 1, 7)),
    # 41.5% of 1,000 is 415 exactly; 415.1 would be 416.
    ((1000, 400, 0.415, NAN, NAN, 15, 1), (15, NAN, 1, 15)),
    ((1001, 400, 0.415, NAN, NAN, 15, 1), (16, NAN, 2, 16)),
]


def inputs(row, **ranges):
    names = (
        "prevalence",
        "in_treatment",
        "coverage",
        "completion_share",
        "completions_now",
        "caseload",
        "unit_cost",
    )
    return ScenarioInputs(
        **{
            name: Uncertain(value, *ranges.get(name, ()))
            for name, value in zip(names, row, strict=True)
        }
    )


@pytest.mark.parametrize(("given", "expected"), BY_HAND)
def test_scenarios_by_hand(given, expected):
    found = scenario_outcome(inputs(given))
    np.testing.assert_array_equal(
        [found.people, found.completions, found.keyworkers, found.cost], expected
    )


def test_coverage_afterwards_counts_whole_people():
    found = scenario_outcome(inputs(BY_HAND[0][0]))
    # 734 of 1,468
    assert float(found.coverage) == pytest.approx(0.5)


def test_an_input_at_its_ends_swings_the_outcome():
    swings = tornado(
        inputs(
            (1000, 400, 0.5, NAN, NAN, NAN, 2000),
            prevalence=(900, 1200),
            unit_cost=(1500, 3000),
        ),
        outcome="cost",
    )
    # 50% of 900 and 1,200 less 400: 50 and 200 people at £2,000; 100 people at £1,500 and £3,000.
    assert [(swing.name, swing.at_lower, swing.at_upper) for swing in swings] == [
        ("prevalence", 100_000, 400_000),
        ("unit_cost", 150_000, 300_000),
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((NAN, 606, 0.5, NAN, NAN, NAN, NAN), "prevalence must be stated"),
        ((1468, NAN, 0.5, NAN, NAN, NAN, NAN), "in_treatment must be stated"),
        ((1468, 606, 1.01, NAN, NAN, NAN, NAN), "coverage must lie between 0 and 1"),
        ((1468, 606, 0.5, 1.2, NAN, NAN, NAN), "completion_share must lie"),
        ((1468, 606, 0.5, NAN, NAN, 0, NAN), "caseload must be above zero"),
        ((1468, -1, 0.5, NAN, NAN, NAN, NAN), "must be zero or more"),
    ],
)
def test_inputs_that_no_scenario_has(given, message):
    with pytest.raises(StatisticsInputError, match=message):
        inputs(given)


@pytest.mark.parametrize("limits", [(11, 20), (1, 9), (5, NAN), (NAN, 20)])
def test_a_range_holds_its_number(limits):
    with pytest.raises(StatisticsInputError, match="range"):
        Uncertain(10, *limits)


def test_draws_leave_as_much_outside_as_a_95_per_cent_range():
    given = Uncertain(1000, 700, 1600)
    drawn = draw_uncertain(given, draws=200_000, generator=np.random.default_rng(SEED))
    assert np.mean(drawn < 700) == pytest.approx(0.025, abs=0.002)
    assert np.mean(drawn > 1600) == pytest.approx(0.025, abs=0.002)
    assert np.median(drawn) == pytest.approx(1000, abs=4)


def test_intervals_agree_with_another_monte_carlo():
    """Every draw by itself, with another generator and another way to a normal number."""
    given = inputs(
        (1179, 604, 0.7, NAN, NAN, 40, 2500), prevalence=(1013, 1475), unit_cost=(2000, 3600)
    )
    found = simulate_scenario(given, draws=100_000, seed=SEED)
    generator = random.Random(7)  # noqa: S311

    def one(value: float, lower: float, upper: float) -> float:
        z = generator.gauss(0, 1)
        return value + z * (value - lower if z < 0 else upper - value) / 1.96

    people, cost = [], []
    for _ in range(100_000):
        more = max(0, math.ceil(0.7 * one(1179, 1013, 1475) - 604))
        people.append(more)
        cost.append(more * one(2500, 2000, 3600))
    for spread, drawn, tolerance in ((found.people, people, 3), (found.cost, cost, 12_000)):
        ordered = sorted(drawn)
        assert spread.lower == pytest.approx(ordered[2_500], abs=tolerance)
        assert spread.median == pytest.approx(ordered[50_000], abs=tolerance)
        assert spread.upper == pytest.approx(ordered[97_500], abs=tolerance)


def test_the_interval_of_unmet_need_agrees_with_a_monte_carlo():
    need = unmet_need(1179, 604, prevalence_lower=1013, prevalence_upper=1475)
    generator = random.Random(11)  # noqa: S311
    drawn = []
    for _ in range(100_000):
        z = generator.gauss(0, 1)
        drawn.append(1179 + z * (166 if z < 0 else 296) / 1.96 - 604)
    drawn.sort()
    assert float(need.people_lower) == pytest.approx(drawn[2_500], abs=3)
    assert float(need.people) == pytest.approx(drawn[50_000], abs=3)
    assert float(need.people_upper) == pytest.approx(drawn[97_500], abs=4)


def test_the_same_seed_gives_the_same_result_and_progress_is_told():
    given = inputs((1179, 604, 0.7, 0.1, NAN, 40, 2500), prevalence=(1013, 1475))
    said: list[float] = []
    first = simulate_scenario(given, draws=12_000, seed=1, progress=said.append)
    assert first == simulate_scenario(given, draws=12_000, seed=1)
    assert first != simulate_scenario(given, draws=12_000, seed=2)
    assert said == pytest.approx([5 / 12, 10 / 12, 1])


def test_an_estimate_that_may_lie_below_the_caseload_is_counted():
    given = inputs((1000, 1000, 0.5, NAN, NAN, NAN, NAN), prevalence=(800, 1200))
    found = simulate_scenario(given, draws=20_000, seed=SEED)
    assert found.incompatible == pytest.approx(0.5, abs=0.02)
    assert found.enough_already == 1
    assert math.isnan(found.completions.median)


def test_too_few_draws_are_refused():
    with pytest.raises(StatisticsInputError, match="draws must be 1,000 or more"):
        simulate_scenario(inputs((10, 1, 0.5, NAN, NAN, NAN, NAN)), draws=999, seed=1)


def test_what_no_bulls_eye_can_break():
    """10,000 random ones: parts add up, gaps are nested, the interval carries over."""
    generator = np.random.default_rng(SEED)
    now, year, known = (generator.integers(0, 900, MANY) for _ in range(3))
    users = generator.integers(1, 4_000, MANY)
    low = np.ceil(users * generator.uniform(0.5, 1, MANY))
    high = np.ceil(users * generator.uniform(1, 2, MANY))
    narrow = unmet_need(users, now + year + known, prevalence_lower=low, prevalence_upper=high)
    wide = unmet_need(users, now + year, prevalence_lower=low, prevalence_upper=high)
    np.testing.assert_array_equal(now + year + known + narrow.people, users)
    np.testing.assert_array_equal(wide.people - narrow.people, known)
    np.testing.assert_array_equal(narrow.people_upper - narrow.people_lower, high - low)
    assert ((narrow.share <= narrow.share_upper) & (narrow.share_lower <= narrow.share)).all()
    is_incompatible = narrow.finding == UnmetNeedFinding.INCOMPATIBLE
    np.testing.assert_array_equal(is_incompatible, low < now + year + known)
    assert 1_000 < is_incompatible.sum() < 9_000
    for index in range(MANY):
        eye = bulls_eye(
            users[index],
            in_treatment_now=now[index],
            in_treatment_this_year=year[index],
            known_not_treated=known[index],
        )
        assert eye.not_known == narrow.people[index]
        assert eye.not_in_treatment_this_year == wide.people[index]


def test_overlaps_of_random_groups_are_recovered():
    generator = np.random.default_rng(SEED)
    only_first, only_second, both = (generator.integers(0, 500, MANY) for _ in range(3))
    found = overlap(only_first + both, only_second + both, only_first + only_second + both)
    np.testing.assert_array_equal(found, both)
