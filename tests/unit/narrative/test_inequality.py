"""Gaps in sentences."""

from dataclasses import dataclass, field

from cdof_core.narrative.inequality import (
    bounded_text,
    gap_finding,
    groups_behind,
    penetration_finding,
)

NAN = float("nan")


@dataclass
class Number:
    value: float
    lower: float = NAN
    upper: float = NAN


@dataclass
class Gap:
    high_value: float
    low_value: float
    difference: Number
    ratio: Number
    line: str = "Blackpool"
    high: str = "Males"
    low: str = "Females"
    period: str = "2019-21"
    unit: str = "per 100,000"
    decimals: int = 1
    missing: tuple[tuple[str, str], ...] = field(default=())


def test_a_gap_is_a_ratio_with_both_values():
    gap = Gap(26.6, 12.2, Number(14.4, 5.2, 23.8), Number(2.18))
    assert gap_finding(gap, subject="the rate") == (
        "The rate, Blackpool: 2.2 times as high for males as for females "
        "(26.6 per 100,000 against 12.2) in 2019–21"
    )


def test_a_gap_whose_interval_holds_nought_is_not_significant():
    gap = Gap(5.0, 4.0, Number(1.0, -1.0, 3.0), Number(1.25))
    assert gap_finding(gap, subject="x").endswith("; the difference is not significant")


def test_a_gap_the_other_way_round_is_called_lower():
    gap = Gap(4.0, 5.0, Number(-1.0, -2.0, -0.5), Number(0.8))
    assert "lower for males than for females (4.0 per 100,000 against 5.0)" in gap_finding(
        gap, subject="x"
    )


def test_a_withheld_figure_is_named():
    gap = Gap(8.0, NAN, Number(NAN), Number(NAN), missing=(("Females", "withheld"),))
    assert gap_finding(gap, subject="the rate") == (
        "The rate, Blackpool: no gap can be given for 2019–21, as the figure for females is "
        "withheld"
    )


def test_a_ratio_to_nothing_is_not_said():
    gap = Gap(8.0, 0.0, Number(8.0), Number(NAN))
    assert gap_finding(gap, subject="x") == (
        "X, Blackpool: males 8.0 per 100,000 against 0.0 females in 2019–21"
    )


def test_a_missing_number_is_a_dash_and_missing_limits_are_said():
    assert bounded_text(None, unit="%", decimals=1) == ("–", "")
    assert bounded_text(Number(2.0), unit="times", decimals=1) == ("2.0", "no interval")
    assert bounded_text(Number(2.0, 1.0, 3.0), unit="%", decimals=1) == ("2.0%", "1.0% to 3.0%")


def test_least_and_most_served_are_named():
    rows = [{"group": "White", "value": 104.8}, {"group": "Asian", "value": 43.9}]
    said = penetration_finding(rows, place="Bedford", period="2012/13")
    assert said.startswith(
        "Bedford, 2012/13: people of Asian ethnic groups were in treatment at 44%"
    )
    assert penetration_finding([], place="x", period="y") == (
        "Treatment by ethnic group is not held here"
    )


def _group(name: str, **known: object) -> dict[str, object]:
    row = {"group": name, "value": 8.3, "numerator": 35.0, "numerator_name": "deaths", "flag": ""}
    return {**row, "lower95": 5.7, "upper95": 11.6, "unit": "per 100,000", "decimals": 1, **known}


def test_what_a_gap_rests_on_is_said_with_the_marks_of_the_publisher():
    # Northumberland, 2019 to 2021 (ONS, deaths by local authority, Tables 7 and 8)
    few = _group("Females", value=2.4, numerator=11.0, lower95=1.2, upper95=4.4, flag="unreliable")
    assert groups_behind([_group("Males"), few]) == (
        "By group: 8.3 for males (95% interval 5.7 to 11.6; 35 deaths) and 2.4 for females "
        "(95% interval 1.2 to 4.4; 11 deaths; marked unreliable by the publisher: few events)"
    )


def test_nothing_is_said_of_counts_that_are_not_held():
    assert groups_behind([_group("Males"), _group("Females", numerator=None)]) == ""
    assert groups_behind([_group("Males", lower95=float("nan"))]) == ""
    assert groups_behind([]) == ""
