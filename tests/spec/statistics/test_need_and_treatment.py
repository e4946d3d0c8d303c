"""The rules of unmet need, penetration and completions, as tables."""

import numpy as np
import pytest

from cdof_core.statistics.completions import (
    QuartileRule,
    additional_completions,
    gap_to_target,
    top_quartile,
)
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.penetration import (
    UnknownsRule,
    penetration_from_shares,
    penetration_rates,
)
from cdof_core.statistics.unmet_need import UnmetNeedFinding, bulls_eye, overlap, unmet_need

NAN = float("nan")
ESTIMATED = UnmetNeedFinding.ESTIMATED
INCOMPATIBLE = UnmetNeedFinding.INCOMPATIBLE

UNMET_NEED = [
    # prevalence, lower, upper, in treatment -> people, lower, upper, finding
    # 3,500 estimated, 1,200 in treatment: the National Treatment Agency's own example.
    (3500, 3000, 4100, 1200, 2300, 1800, 2900, ESTIMATED),
    (3500, 1200, 4100, 1200, 2300, 0, 2900, ESTIMATED),
    (3500, 1199, 4100, 1200, 2300, -1, 2900, INCOMPATIBLE),
    (1000, 900, 1300, 1200, -200, -300, 100, INCOMPATIBLE),
    (3500, NAN, NAN, 1200, 2300, NAN, NAN, UnmetNeedFinding.INTERVAL_MISSING),
    (1000, NAN, NAN, 1200, -200, NAN, NAN, INCOMPATIBLE),
    (3500, 3000, 4100, NAN, NAN, NAN, NAN, UnmetNeedFinding.NOT_ESTIMATED),
    (NAN, NAN, NAN, 1200, NAN, NAN, NAN, UnmetNeedFinding.NOT_ESTIMATED),
]


@pytest.mark.parametrize("row", UNMET_NEED)
def test_unmet_need(row):
    prevalence, low, high, treated, people, people_low, people_high, finding = row
    need = unmet_need(prevalence, treated, prevalence_lower=low, prevalence_upper=high)
    np.testing.assert_array_equal(
        [need.people, need.people_lower, need.people_upper], [people, people_low, people_high]
    )
    assert need.finding.item() is finding


def test_the_share_of_unmet_need_carries_the_interval():
    need = unmet_need(3500, 1200, prevalence_lower=3000, prevalence_upper=4000)
    # 2300 / 3500, 1800 / 3000, 2800 / 4000
    assert (need.share, need.share_lower, need.share_upper) == pytest.approx((23 / 35, 0.6, 0.7))


@pytest.mark.parametrize(("low", "high"), [(3600, 4000), (3000, 3400), (-1, 4000)])
def test_an_interval_brackets_its_estimate(low, high):
    with pytest.raises(StatisticsInputError, match="must bracket the estimate"):
        unmet_need(3500, 1200, prevalence_lower=low, prevalence_upper=high)


BULLS_EYES = [
    # The treatment bull's-eye of the Bedford chapter, table 16.
    # prevalence, now, this year, known -> not known, per cent of each segment, both gaps
    (1468, 423, 183, 158, 704, (28.8, 12.5, 10.8, 48.0), 58.7),
    (1270, 416, 175, 149, 530, (32.8, 13.8, 11.7, 41.7), 53.5),
    (638, 207, 119, 78, 234, (32.4, 18.7, 12.2, 36.7), 48.9),
    # The same caseload under the other printed estimate.
    (965, 423, 183, 158, 201, (43.8, 19.0, 16.4, 20.8), 37.2),
]


@pytest.mark.parametrize("row", BULLS_EYES)
def test_the_bulls_eye(row):
    prevalence, now, this_year, known, not_known, shares, wider = row
    eye = bulls_eye(
        prevalence, in_treatment_now=now, in_treatment_this_year=this_year, known_not_treated=known
    )
    segments = (
        eye.in_treatment_now,
        eye.in_treatment_this_year,
        eye.known_not_treated,
        eye.not_known,
    )
    assert eye.not_known == not_known
    assert tuple(round(100 * eye.share(people), 1) for people in segments) == shares
    assert round(100 * eye.share(eye.not_in_treatment_this_year), 1) == wider
    assert eye.is_compatible


def test_a_caseload_above_the_estimate_is_said_and_never_hidden():
    eye = bulls_eye(600, in_treatment_now=423, in_treatment_this_year=183, known_not_treated=158)
    assert eye.not_known == -164
    assert not eye.is_compatible


@pytest.mark.parametrize("segment", [-1, NAN, np.inf])
def test_a_segment_is_a_number_of_people(segment):
    with pytest.raises(StatisticsInputError, match="known must be zero or more"):
        bulls_eye(100, in_treatment_now=1, in_treatment_this_year=2, known_not_treated=segment)


def test_opiates_and_crack_overlap_alike_in_every_segment():
    # Table 16 again: now, this year, known, not known, and all.
    opiates = np.array([416, 175, 149, 530, 1270])
    crack = np.array([207, 119, 78, 234, 638])
    either = np.array([423, 183, 158, 704, 1468])
    both = overlap(opiates, crack, either)
    assert both.tolist() == [200, 111, 69, 60, 440]
    assert both[:-1].sum() == both[-1]


@pytest.mark.parametrize("either", [9, 5, 16])
def test_an_impossible_overlap_is_refused(either):
    # Groups of 10 and 5: either holds 10 to 15 people.
    with pytest.raises(StatisticsInputError, match="must lie between the larger group"):
        overlap(10, 5, either)


COMPLETIONS = [
    # completions, in treatment, share to reach -> more needed
    (5, 100, 0.07, 2),
    (7, 100, 0.07, 0),  # 0.07 x 100 is 7.000000000000001 to a machine
    (6, 100, 0.0601, 1),
    (8, 100, 0.07, 0),
    (29, 70, 29 / 70, 0),
    (28, 70, 29 / 70, 1),
    (0, 0, 0.07, 0),
    (NAN, 100, 0.07, NAN),
    (5, 100, NAN, NAN),
]


@pytest.mark.parametrize(("done", "people", "share", "needed"), COMPLETIONS)
def test_additional_completions(done, people, share, needed):
    found = additional_completions(done, people, target_share=share)
    np.testing.assert_array_equal(found, needed)


@pytest.mark.parametrize(
    ("done", "people", "share", "message"),
    [
        (11, 10, 0.1, "completions must not be above"),
        (1, 10, 1.1, "target_share must lie"),
        (-1, 10, 0.1, "completions must be zero or more"),
    ],
)
def test_impossible_completions_are_refused(done, people, share, message):
    with pytest.raises(StatisticsInputError, match=message):
        additional_completions(done, people, target_share=share)


def test_the_top_quartile_says_its_rule_and_whom_it_counts():
    others = [4.0, 5.0, 6.0, 7.0]
    without = top_quartile(others)
    assert (without.rate, without.includes_self, without.areas) == (6.25, False, 4)
    within = top_quartile(others, own_rate=8.0)
    assert (within.rate, within.includes_self, within.areas) == (7.0, True, 5)
    lowest = top_quartile([*others, 8.0, 9.0, 10.0, 11.0], rule=QuartileRule.LOWEST_OF_TOP_QUARTER)
    assert (lowest.rate, lowest.rule) == (10.0, QuartileRule.LOWEST_OF_TOP_QUARTER)


def test_three_areas_have_no_top_quartile():
    assert np.isnan(top_quartile([4.0, 5.0, None, 6.0]).rate)


def test_the_gap_to_a_target_is_never_negative():
    assert gap_to_target([5, 7, 9], 7).tolist() == [2, 0, 0]


# Bedford, table 4: a cohort of 763 that reproduces every printed share; Census 2011 shares.
CLIENTS = [644, 15, 38, 26, 7]
CENSUS_2011 = [80.5, 3.9, 11.4, 3.4, 0.7]


def test_penetration_with_unknowns_kept_in_the_base():
    rates = penetration_rates(CLIENTS, CENSUS_2011, unknown=33, rule=UnknownsRule.KEPT_IN_BASE)
    # The printed Bedford column of table 5.
    assert [round(rate) for rate in rates.rate] == [105, 50, 44, 100, 131]
    assert rates.rule is UnknownsRule.KEPT_IN_BASE


def test_penetration_with_unknowns_left_out_is_higher_for_everyone():
    kept, left_out = (
        penetration_rates(CLIENTS, CENSUS_2011, unknown=33, rule=rule) for rule in UnknownsRule
    )
    np.testing.assert_allclose(left_out.rate / kept.rate, 763 / 730)
    assert left_out.treatment_share.sum() == pytest.approx(1)


def test_penetration_limits_bracket_the_rate():
    rates = penetration_rates(
        CLIENTS, CENSUS_2011, unknown=33, rule=UnknownsRule.KEPT_IN_BASE, confidence=(0.95, 0.998)
    )
    assert (rates.lower[1] < rates.lower[0]).all()
    assert (rates.lower[0] < rates.rate).all()
    assert (rates.rate < rates.upper[0]).all()
    assert (rates.upper[0] < rates.upper[1]).all()


def test_a_suppressed_group_leaves_every_rate_unknown():
    rates = penetration_rates([644, None], [80, 20], unknown=0, rule=UnknownsRule.LEFT_OUT)
    assert np.isnan(rates.rate).all()


def test_penetration_from_printed_shares_finds_the_swapped_denominators():
    # Asian 3.9 over Mixed 2.3, and Mixed 2.6 over Asian 7.8: the printed 170 and 33.
    assert [round(rate) for rate in penetration_from_shares([3.9, 2.6], [2.3, 7.8])] == [170, 33]
    # Over their own shares.
    assert [round(rate) for rate in penetration_from_shares([3.9, 2.6], [7.8, 2.3])] == [50, 113]
