"""Numbers as text."""

import pytest

from cdof_core.narrative.numbers import (
    count_text,
    fraction_text,
    interval_text,
    number_text,
    round_half_up,
    value_places,
    value_text,
)
from cdof_core.narrative.periods import period_in_sentence

NAN = float("nan")


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [
        (2.5, 0, "3"),
        (0.5, 0, "1"),
        (1.005, 2, "1.01"),
        (-0.04, 1, "0.0"),
        (-2.25, 1, "−2.3"),
        (1468, 0, "1,468"),
        (1234567.891, 1, "1,234,567.9"),
        (NAN, 1, "–"),
        (None, 1, "–"),
    ],
)
def test_one_rounding_rule(number, decimals, expected):
    assert number_text(number, decimals) == expected


def test_rounding_keeps_places():
    assert str(round_half_up(5, 1)) == "5.0"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "expected"),
    [
        (17.015, "%", 1, "17.0%"),
        (5.45, "per 100,000", 1, "5.5 per 100,000"),
        (11.341, "£ per head", 2, "£11.34 per head"),
        (2183, "£ thousand", 0, "£2,183 thousand"),
        (1, "deaths", 0, "1 death"),
        (0, "deaths", 0, "0 deaths"),
        (28, "deaths", 0, "28 deaths"),
        (NAN, "%", 1, "–"),
    ],
)
def test_value_with_unit(value, unit, decimals, expected):
    assert value_text(value, unit=unit, decimals=decimals) == expected


def test_intervals():
    assert interval_text(15.13, 19.09, unit="%", decimals=1) == "15.1–19.1"
    assert interval_text(15.13, 19.09, unit="%", decimals=1, joiner=" to ") == "15.1% to 19.1%"
    assert interval_text(15.13, NAN, unit="%", decimals=1) == ""


def test_counts_and_fractions():
    assert count_text(1, "admissions") == "1 admission"
    assert fraction_text(236, 1387) == "236 of 1,387"
    assert fraction_text(236, NAN) == "236"
    assert fraction_text(None, 3) == ""


def test_months_of_a_year_are_written_out_in_a_sentence():
    assert period_in_sentence("Jul - Sep 2024") == "July to September 2024"
    assert period_in_sentence("2019-21") == "2019–21"


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        (0.469, 0.539, "0.47–0.54"),  # both 0.5 to one place
        (0.449, 0.551, "0.4–0.6"),
        (1.31716, 1.33608, "1.32–1.34"),
        (0.5, 0.5, "0.5–0.5"),  # no width to show
        (0.50001, 0.50002, "0.5000–0.5000"),  # no more than three places are added
    ],
)
def test_the_ends_of_an_interval_read_differently(lower, upper, expected):
    assert interval_text(lower, upper, unit="per 1,000", decimals=1) == expected


@pytest.mark.parametrize(
    ("value", "lower", "upper", "expected"),
    [
        (0.503, 0.469, 0.539, 1),  # 0.5 lies in 0.47 to 0.54
        (1.32659, 1.31716, 1.33608, 2),  # 1.3 does not lie in 1.32 to 1.34
        (4.2, 3.6, 4.8, 1),
        (4.2, None, 4.8, 1),
        (NAN, 3.6, 4.8, 1),
    ],
)
def test_a_value_is_rounded_to_lie_in_its_interval(value, lower, upper, expected):
    assert value_places(value, lower, upper, decimals=1) == expected
