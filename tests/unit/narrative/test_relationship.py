"""What two measures say together."""

from dataclasses import dataclass

import pytest

from cdof_core.narrative.relationship import (
    correlation_words,
    line_words,
    outlier_words,
    period_words,
    relationship_finding,
)

NAN = float("nan")


@dataclass
class Found:
    value: float
    lower: float = NAN
    upper: float = NAN
    pairs: int = 143


@pytest.mark.parametrize(
    ("found", "has_line", "said"),
    [
        (Found(0.55, 0.42, 0.66), True, "Where poverty is higher, the rate tends to be higher"),
        (Found(-0.5, -0.6, -0.4), True, "Where poverty is higher, the rate tends to be lower"),
        (
            Found(0.2, 0.1, 0.3),
            False,
            "Where poverty is higher, the rate tends to be higher, though only weakly",
        ),
        (Found(0.1, -0.1, 0.3), False, "No clear relationship between the rate and poverty"),
        (Found(0.9, pairs=3), True, "No clear relationship between the rate and poverty"),
        (
            Found(NAN),
            False,
            "The rate and poverty cannot be correlated: too few authorities have both",
        ),
    ],
)
def test_the_finding_follows_the_interval(found, has_line, said):
    assert relationship_finding(found, across="poverty", up="the rate", has_line=has_line) == said


def test_a_correlation_is_said_with_its_interval_and_size():
    assert correlation_words(Found(0.55, 0.42, 0.66)) == (
        "correlation 0.55 (95% interval 0.42 to 0.66) over 143 authorities"
    )
    assert correlation_words(Found(-0.5, pairs=3)) == "correlation −0.50 over 3 authorities"


@pytest.mark.parametrize(
    ("years", "part"),
    [
        (0.0, "Both: 2020."),
        (0.25, "The periods differ by 0.3 years"),
        (0.01, "The periods differ in length."),
        (None, "A deprivation score is of its own year"),
    ],
)
def test_periods_that_differ_are_said_to(years, part):
    assert part in period_words("2019", "2020", years)


def test_a_line_that_is_not_drawn_says_why():
    assert line_words(0.1, is_drawn=False) == (
        "No line is drawn: R squared is 0.10, not above 0.15."
    )
    assert "0.30" in line_words(0.3, is_drawn=True)
    assert line_words(NAN, is_drawn=False) == "No line can be fitted."


def test_outliers_are_named_against_what_is_drawn():
    assert outlier_words(["A", "B"], is_drawn=True) == "Furthest from the line: A and B."
    assert "what the others would suggest" in outlier_words(["A"], is_drawn=False)
    assert outlier_words([], is_drawn=True).startswith("No authority")
