"""Value for money: the printed summaries, the calculator, and spend beside neighbours."""

import math

import pytest

from cdof_core.analysis.assumptions import Assumed
from cdof_core.analysis.completions_short import completions_short, every_completions_short
from cdof_core.analysis.local_spend import view_spend
from cdof_core.analysis.money_calculation import Money, MoneyError, amounts_held, calculate
from cdof_core.analysis.value_for_money import amounts_of, bedford_summary, essex_savings


def test_the_bedfordshire_summary_reproduces():
    accrued, in_year = bedford_summary().reckonings
    assert (accrued.benefits.value, accrued.spend.value) == (11.6, 3.4)
    # 11.6 - 3.4; 11.6 / 3.4; 11.55 / 3.45; 11.65 / 3.35
    assert (accrued.net.value, round(accrued.ratio.value, 2)) == (pytest.approx(8.2), 3.41)
    assert (accrued.ratio.lowest, accrued.ratio.highest) == pytest.approx((3.348, 3.478), abs=5e-4)
    assert (accrued.printed_ratio.text, accrued.ratio_is_allowed) == ("3.40", True)
    # 8.4 - 3.4; 8.4 / 3.4
    assert (in_year.net.value, round(in_year.ratio.value, 2)) == (pytest.approx(5.0), 2.47)
    assert (in_year.printed_net.text, in_year.printed_ratio.text) == ("£5m", "2.47")
    assert round(in_year.net_per_pound.value, 2) == 1.47


def test_every_printed_amount_is_held_against_its_inputs():
    verdicts = {check.cell: check.verdict.value for check in bedford_summary().checks}
    assert verdicts["Total benefits: crime+health"] == "yes"
    assert verdicts["Accrued BCR"] == "consistent"
    assert verdicts["Crimes prevented"] == "not testable"
    assert verdicts["Area"] == "no"


def test_essex_is_shown_as_published():
    assert [(saving.cell, saving.period) for saving in essex_savings()] == [
        ("£5.21", "2007-2010"),
        ("£7.16", "2010/11 and beyond"),
    ]


def test_the_calculator_starts_blank():
    assert calculate({}).is_empty
    assert calculate({Money.SPEND: Assumed(100)}).is_empty


def test_the_calculator_gives_the_printed_ratio_from_the_printed_amounts():
    found = calculate(
        {
            Money.SPEND: Assumed(3.4e6, 3.35e6, 3.45e6),
            Money.BENEFITS: Assumed(11.6e6, 11.55e6, 11.65e6),
            Money.PEOPLE: Assumed(680),
        }
    )
    assert (found.net.low, found.net.value, found.net.high) == pytest.approx((8.1e6, 8.2e6, 8.3e6))
    assert (found.ratio.low, found.ratio.high) == pytest.approx((3.348, 3.478), abs=5e-4)
    # 3.4 million over 680
    assert found.per_person.value == 5000
    assert found.returned is None


def test_what_extra_completions_return():
    found = calculate(
        {
            Money.COMPLETIONS: Assumed(10, 5, 15),
            Money.VALUE: Assumed(1000, 800, 1200),
            Money.COST: Assumed(900, 700, 1100),
        }
    )
    # 5 x 800, 10 x 1,000, 15 x 1,200
    assert (found.returned.low, found.returned.value, found.returned.high) == (4000, 10_000, 18_000)
    # 15 x (800 - 1,100), 10 x (1,000 - 900), 15 x (1,200 - 700)
    net = found.returned_net
    assert (net.low, net.value, net.high) == (-4500, 1000, 7500)


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({Money.SPEND: Assumed(0), Money.BENEFITS: Assumed(5)}, "must be above zero"),
        ({Money.SPEND: Assumed(5, 6, 7)}, "must hold its number"),
        ({Money.SPEND: Assumed(5), Money.PEOPLE: Assumed(0)}, "must be above zero"),
    ],
)
def test_amounts_that_cannot_be_put_together(stated, said):
    with pytest.raises(MoneyError, match=said):
        calculate(stated)


def test_a_zero_on_a_line_is_named_and_the_whole_is_not_nothing(look):
    selection, places = look("E08000005")
    spend = view_spend(selection, places=places)
    assert spend.zeros == (
        "Drug treatment (adults)",
        "Alcohol treatment (adults)",
        "Drug and alcohol services (young people)",
    )
    # The return's 5,556 thousand on prevention is all there is, over 226,992 people.
    own = spend.totals[0]
    assert (own.name, own.areas) == ("Rochdale", 1)
    assert own.per_head == pytest.approx(24.48, abs=0.005)
    (rochdale, *others) = spend.per_person
    assert math.isnan(rochdale.pounds)
    assert len(others) == 10


def test_alcohol_spend_per_person_says_both_years(look):
    selection, places = look("E06000055")
    spend = view_spend(selection, places=places)
    assert (spend.spend_period, spend.people_period) == ("2024/25", "2018/19")
    # £403,000 over 407 people
    assert spend.per_person[0].pounds == pytest.approx(403_000 / 407)
    # 2,126 + 403 + 137 + 121 thousand over 187,466 people
    assert spend.totals[0].per_head == pytest.approx(2_787_000 / 187_466)
    assert spend.people_dataset == "alcohol-need-ons-sdg"
    # All eleven authorities of the East of England returned all four lines.
    region = next(one for one in spend.totals if one.name == "East of England")
    assert (region.areas, round(region.per_head, 2)) == (11, 10.92)
    assert spend.zeros == ()


def test_an_area_without_a_return(look):
    selection, places = look("E06000063")
    spend = view_spend(selection, places=places)
    assert math.isnan(spend.totals[0].per_head)


def test_bristol_is_55_completions_short_of_its_neighbours_top_quartile(look):
    selection, places = look("E06000023")
    short = completions_short(selection, places=places)
    # Six neighbours: 23.5160 31.2950 32.9027 37.2294 38.2353 43.2990. The boundary lies at
    # (6 - 1) x 0.75 + 1 = 4.75: 37.2294 + 0.75 x 1.0059. Of 335 that is 127.2; 73 completed.
    assert short.target.areas == 6
    assert short.target.rate == pytest.approx(37.9838, abs=1e-4)
    assert (short.completions, short.in_treatment, short.short) == (73, 335, 55)


def test_a_group_with_too_few_figures_has_no_target(look):
    selection, places = look("E06000026")
    assert math.isnan(completions_short(selection, places=places).short)


def test_an_area_without_counts_has_no_shortfall(look):
    selection, places = look("E06000055")
    assert completions_short(selection, places=places) is None


def test_the_calculator_reproduces_the_whole_bedfordshire_table():
    accrued, in_year = bedford_summary().reckonings
    found = [calculate(amounts_of(item, source="Bedford JSNA")) for item in (accrued, in_year)]
    # Printed: net £8.2m and £5m; for every £1, 3.40 (does not follow: 11.6 / 3.4 = 3.41) and 2.47.
    assert [round(item.net.value / 1e6, 1) for item in found] == [8.2, 5.0]
    assert [round(item.ratio.value, 2) for item in found] == [3.41, 2.47]
    assert found[0].ratio.low < 3.40 < found[0].ratio.high
    assert (round(found[0].ratio.low, 2), round(found[0].ratio.high, 2)) == (3.35, 3.48)


def test_every_figure_of_the_summary_is_shown_as_printed():
    printed = {item.name: (item.cell, item.note) for item in bedford_summary().printed}
    # 7 benefits, spend, net twice, ratio twice, crimes, harm
    assert len(printed) == 14
    assert printed["Spend"] == ("£3.4m", "")
    assert printed["Cost of harm"][0] == "£18.5m"
    assert printed["Cost of harm"][1].startswith("the line breaks off")
    assert printed["Benefits: cost savings"][1].endswith("possibly copied")
    assert printed["Crimes prevented"][0] == "34,294"


def test_what_is_held_of_an_area_is_a_beginning_and_nothing_else_is_filled_in(look):
    selection, places = look("E06000055")
    spend = view_spend(selection, places=places)
    held = amounts_held(spend, every_completions_short(selection, places=places))
    assert list(held) == [Money.SPEND]
    # £2,126,000 and £403,000
    assert held[Money.SPEND].value == 2_529_000
    assert "RO3 2024/25" in held[Money.SPEND].source
    selection, places = look("E06000023")
    spend = view_spend(selection, places=places)
    held = amounts_held(spend, every_completions_short(selection, places=places))
    assert held[Money.COMPLETIONS].value == 55


def test_lines_returned_as_nothing_are_no_beginning(look):
    selection, places = look("E08000005")
    assert amounts_held(view_spend(selection, places=places), ()) == {}
