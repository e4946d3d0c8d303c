"""Where intervals lie against benchmarks."""

import numpy as np
import pytest

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.judgement import (
    ABOVE,
    BELOW,
    FAR_ABOVE,
    FAR_BELOW,
    NOT_COMPARED,
    OVERLAPPING,
    favourability,
    interval_overlap,
    interval_position,
    two_level_position,
)

NAN = float("nan")


@pytest.mark.parametrize(
    ("lower", "upper", "benchmark", "position"),
    [
        (2, 4, 5, BELOW),
        (2, 4, np.nextafter(4, 5), BELOW),
        (2, 4, 4, OVERLAPPING),
        (2, 4, 3, OVERLAPPING),
        (2, 4, 2, OVERLAPPING),
        (2, 4, np.nextafter(2, 1), ABOVE),
        (2, 4, 1, ABOVE),
        (NAN, 4, 1, NOT_COMPARED),
        (2, NAN, 1, NOT_COMPARED),
        (2, 4, None, NOT_COMPARED),
    ],
)
def test_one_level(lower, upper, benchmark, position):
    assert interval_position(lower, upper, benchmark) == position


@pytest.mark.parametrize(
    ("benchmark", "position"),
    [
        (2.3, BELOW),
        (2.31, FAR_BELOW),
        (2.2, BELOW),
        (2.19, OVERLAPPING),
        (1.8, OVERLAPPING),
        (1.75, ABOVE),
        (1.7, ABOVE),
        (1.69, FAR_ABOVE),
        (NAN, NOT_COMPARED),
    ],
)
def test_two_levels(benchmark, position):
    # 95%: 1.8 to 2.19 (2.2 lies outside); 99.8%: 1.7 to 2.3
    assert two_level_position(1.8, 2.19, 1.7, 2.3, benchmark) == position


def test_two_levels_need_both_intervals():
    found = two_level_position([1, NAN, 1], [2, 2, 2], [NAN, 0, 0], 3, 5)
    assert found.tolist() == [NOT_COMPARED, NOT_COMPARED, FAR_BELOW]


@pytest.mark.parametrize(
    ("lower", "upper", "position"),
    [
        (0, 1, BELOW),
        (0, 2, OVERLAPPING),
        (5, 6, OVERLAPPING),
        (5.1, 6, ABOVE),
        (NAN, 6, NOT_COMPARED),
    ],
)
def test_double_overlap(lower, upper, position):
    assert interval_overlap(lower, upper, benchmark_lower=2, benchmark_upper=5) == position


def test_polarity_turns_codes_round_and_leaves_what_was_not_compared():
    codes = [FAR_BELOW, BELOW, OVERLAPPING, ABOVE, FAR_ABOVE, NOT_COMPARED]
    assert favourability(codes, 1).tolist() == codes
    assert favourability(codes, -1).tolist() == [2, 1, 0, -1, -2, NOT_COMPARED]


def test_many_against_one():
    found = interval_position([1, 2, 3], [2, 3, 4], 2.5)
    assert found.dtype == np.int8
    assert found.tolist() == [BELOW, OVERLAPPING, ABOVE]


def test_words_are_refused():
    with pytest.raises(StatisticsInputError, match="must be numbers"):
        interval_position("low", 2, 3)
