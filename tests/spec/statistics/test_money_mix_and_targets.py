"""Value for money, case mix, targets and ratios, on the figures two printed reports hold."""

import pytest

from cdof_core.statistics.byar import crude_rate, rate_limits
from cdof_core.statistics.case_mix import case_mix_effect, implied_share, mixed_rate
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.indirect_standardisation import crude_rate_ratio
from cdof_core.statistics.performance import performance_against_target
from cdof_core.statistics.value_for_money import (
    RoundedAmount,
    benefit_cost_ratio,
    net_benefit,
    net_benefit_per_pound,
    total,
)

BENEFITS = RoundedAmount(11.6, 1)
IN_YEAR = RoundedAmount(8.4, 1)
SPEND = RoundedAmount(3.4, 1)


def test_the_benefit_cost_ratio_and_the_range_rounding_leaves():
    ratio = benefit_cost_ratio(BENEFITS, SPEND)
    # 11.6 / 3.4; 11.55 / 3.45; 11.65 / 3.35
    assert (ratio.value, ratio.lowest, ratio.highest) == pytest.approx(
        (3.4118, 3.3478, 3.4776), abs=5e-5
    )
    assert ratio.allows(RoundedAmount(3.40, 2))
    assert not ratio.allows(RoundedAmount(3.34, 2))
    assert not ratio.allows(RoundedAmount(3.49, 2))


def test_in_year_benefits():
    assert benefit_cost_ratio(IN_YEAR, SPEND).value == pytest.approx(2.47, abs=0.005)
    net = net_benefit(IN_YEAR, SPEND)
    assert (net.value, net.lowest, net.highest) == pytest.approx((5.0, 4.9, 5.1))
    assert net_benefit_per_pound(IN_YEAR, SPEND).value == pytest.approx(1.47, abs=0.005)


def test_the_parts_add_up_three_ways():
    for parts in ((7.9, 3.7), (8.4, 3.2)):
        sums = total(*(RoundedAmount(part, 1) for part in parts))
        assert sums.value == pytest.approx(11.6)
        assert (sums.lowest, sums.highest) == pytest.approx((11.5, 11.7))


@pytest.mark.parametrize(
    ("benefits", "spend", "message"),
    [(-1.0, 3.4, "benefits must be zero or more"), (11.6, 0.05, "spend must be above")],
)
def test_spend_that_may_be_nothing_has_no_ratio(benefits, spend, message):
    with pytest.raises(StatisticsInputError, match=message):
        benefit_cost_ratio(RoundedAmount(benefits, 1), RoundedAmount(spend, 1))


IMPLIED_MIX = [
    # opiate and crack users, others, all adults -> per cent opiate and crack users
    (10.2, 44.9, 20.7, 69.7),
    (10.6, 49.0, 22.0, 70.3),
    (10.3, 51.2, 23.2, 68.5),
    (10.8, 44.5, 17.6, 79.8),
]


@pytest.mark.parametrize(("first", "second", "both", "per_cent"), IMPLIED_MIX)
def test_the_mix_two_rates_and_their_total_imply(first, second, both, per_cent):
    share = implied_share(first, second, both)
    assert round(100 * float(share), 1) == per_cent
    assert float(mixed_rate(first, second, first_share=share)) == pytest.approx(both)


def test_a_target_at_the_actual_mix_asks_for_more():
    # 44.5 - 0.7 x (44.5 - 10.8) is 20.91 against 44.5 - 0.8 x 33.7, that is 17.54.
    effect = case_mix_effect(10.8, 44.5, target_share=0.8, actual_share=0.7)
    assert float(effect) == pytest.approx(3.37)


def test_equal_rates_imply_no_mix():
    assert str(float(implied_share(10, 10, 10))) == "nan"


@pytest.mark.parametrize("both", [9.9, 45.1])
def test_a_total_outside_its_parts_is_refused(both):
    with pytest.raises(StatisticsInputError, match="total_rate must lie between"):
        implied_share(10, 45, both)


TARGETS = [
    # performance, target -> difference, per cent of target, met
    (1849, 1758, 91.0, 105.2, True),
    (2540, 2684, -144.0, 94.6, False),
    (10.2, 10.8, -0.6, 94.4, False),
    (23.2, 17.6, 5.6, 131.8, True),
    (100, 100, 0.0, 100.0, True),
    (81, 86.5, -5.5, 93.6, False),
]


@pytest.mark.parametrize(("performance", "target", "difference", "per_cent", "met"), TARGETS)
def test_performance_against_target(performance, target, difference, per_cent, met):
    found = performance_against_target(performance, target)
    assert round(float(found.difference), 1) == difference
    assert round(float(found.percent_of_target), 1) == per_cent
    assert bool(found.met) is met


def test_a_missing_performance_is_neither_met_nor_compared():
    found = performance_against_target([None, 5], 4, high_is_good=False)
    assert found.compared.tolist() == [False, True]
    assert found.met.tolist() == [False, False]


def test_a_target_of_nothing_is_refused():
    with pytest.raises(StatisticsInputError, match="target must be above zero"):
        performance_against_target(5, 0)


DEATHS = [
    # deaths, person-years -> rate per 100,000, expected, ratio, limits of the ratio
    (16, 1_012_613, 1.58, 22.95, 0.70, 0.40, 1.13),
    (9, 388_861, 2.31, 8.81, 1.02, 0.47, 1.94),
]


@pytest.mark.parametrize("row", DEATHS)
def test_the_crude_rate_ratio_the_chapter_calls_an_smr(row):
    deaths, years, rate, expected, ratio, low, high = row
    found = crude_rate_ratio(deaths, years, 377, 16_633_050)
    assert round(crude_rate(deaths, years, multiplier=100_000), 2) == rate
    assert round(float(found.expected), 2) == expected
    assert round(float(found.ratio), 2) == ratio
    assert round(float(found.ratio_lower), 2) == low
    assert round(float(found.ratio_upper), 2) == high
    assert float(found.rate) == pytest.approx(crude_rate(deaths, years, multiplier=100_000))


def test_the_method_changes_at_ten_events():
    exact, byar = (rate_limits(count, 1000, multiplier=1000) for count in (9.999_999, 10))
    # At 10 the exact lower limit is 4.795 and Byar's 4.787: the step down is the approximation's.
    assert exact.lower == pytest.approx(4.795, abs=5e-4)
    assert byar.lower == pytest.approx(4.787, abs=5e-4)
