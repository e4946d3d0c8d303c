"""What every function of the statistics accepts and refuses."""

import numpy as np
import pytest

from cdof_core.statistics.byar import count_limits, crude_rate, rate_limits
from cdof_core.statistics.confidence import two_sided_levels
from cdof_core.statistics.errors import ConfidenceLevelError, StatisticsInputError
from cdof_core.statistics.inputs import BLOCK_ROWS
from cdof_core.statistics.wilson import proportion, proportion_limits

LIMITS = [rate_limits, proportion_limits]


@pytest.mark.parametrize("limits", LIMITS)
def test_scalars_give_floats(limits):
    lower, upper = limits(12, 500)
    assert type(lower) is float
    assert type(upper) is float


@pytest.mark.parametrize("limits", LIMITS)
def test_arrays_keep_their_shape(limits):
    lower, upper = limits(np.full((2, 3), 12), np.full(3, 500.0))
    assert lower.shape == upper.shape == (2, 3)


@pytest.mark.parametrize("limits", LIMITS)
def test_the_pair_of_levels_has_a_leading_axis(limits):
    both = limits([12, 13], 500, confidence=(0.95, 0.998))
    near, far = limits([12, 13], 500), limits([12, 13], 500, confidence=99.8)
    assert both.lower.shape == (2, 2)
    np.testing.assert_array_equal(both.lower, [near.lower, far.lower])
    np.testing.assert_array_equal(both.upper, [near.upper, far.upper])


@pytest.mark.parametrize("limits", LIMITS)
@pytest.mark.parametrize(("count", "base"), [(None, 10), (5, None), (np.nan, 10), (5, np.nan)])
def test_missing_gives_missing(limits, count, base):
    assert all(np.isnan(limit) for limit in limits(count, base))
    assert np.isnan(crude_rate(count, base))
    assert np.isnan(proportion(count, base))


@pytest.mark.parametrize("limits", LIMITS)
def test_empty_gives_empty(limits):
    assert limits([], []).lower.shape == (0,)


@pytest.mark.parametrize("limits", LIMITS)
@pytest.mark.parametrize(
    ("count", "base", "message"),
    [
        ([3, -1, -2], 10, "must be zero or more and finite; got -1.0"),
        ([3, np.inf], 10, "must be zero or more and finite; got inf"),
        (3, [5, 0, -1], "denominator must be above zero and finite; got 0.0"),
        (3, [np.nan, -1], "denominator must be above zero and finite; got -1.0"),
        ("three", 10, "must be numbers or missing; got 'three'"),
        ([1, 2, 3], [1, 2], r"must have shapes that fit together; got \[\(3,\), \(2,\), \(\)\]"),
    ],
)
def test_impossible_inputs_are_refused_by_name(limits, count, base, message):
    with pytest.raises(StatisticsInputError, match=message):
        limits(count, base)


@pytest.mark.parametrize("multiplier", [0, -100, np.inf])
def test_a_multiplier_has_to_be_above_zero(multiplier):
    with pytest.raises(StatisticsInputError, match="multiplier must be above zero"):
        rate_limits(12, 500, multiplier=multiplier)


def test_the_first_offending_value_is_named_beyond_the_first_block():
    count = np.zeros(3 * BLOCK_ROWS)
    count[2 * BLOCK_ROWS + 5] = -4
    with pytest.raises(StatisticsInputError, match=r"got -4\.0") as caught:
        rate_limits(count, 10)
    assert (caught.value.parameter, caught.value.value) == ("count", -4.0)


@pytest.mark.parametrize("size", [BLOCK_ROWS - 1, BLOCK_ROWS, BLOCK_ROWS + 1])
@pytest.mark.parametrize("limits", LIMITS)
def test_blocks_leave_no_seam(limits, size):
    count = np.arange(size) % 40
    base = 100.0 + np.arange(size) % 7
    lower, upper = limits(count, base)
    for row in (0, BLOCK_ROWS - 2, size - 1):
        assert limits(int(count[row]), float(base[row])) == (lower[row], upper[row])


def test_a_multiplier_may_differ_from_row_to_row():
    # A column of multipliers is an argument like any other: nothing is overridden by name.
    lower, upper = rate_limits([12, 12], 500, multiplier=[1, 1000])
    np.testing.assert_allclose(lower[1], 1000 * lower[0], rtol=1e-15)
    np.testing.assert_allclose(upper[1], 1000 * upper[0], rtol=1e-15)


def test_a_count_of_nought_is_an_ordinary_count():
    lower, upper = rate_limits(0, 1000, multiplier=1000)
    assert lower == 0
    # -ln(0.025) = 3.68888 events
    assert upper == pytest.approx(3.6888794541139363, rel=1e-14)


def test_certainty_excludes_nothing():
    assert rate_limits(12, 500, confidence=1) == (0, np.inf)
    assert rate_limits(3, 500, confidence=100) == (0, np.inf)
    assert proportion_limits(12, 500, confidence=1, multiplier=100) == (0, 100)


def test_counts_have_limits_in_events():
    # Exact: 10 has a mean of 4.795 at the lower end; Byar's is within 0.003 of it.
    assert count_limits(10).lower == pytest.approx(4.795, abs=0.01)
    # -ln(0.025) again
    assert count_limits(0).upper == pytest.approx(3.6888794541139363, rel=1e-14)


@pytest.mark.parametrize(
    ("confidence", "levels"),
    [
        (0.9, [0.9]),
        (1, [1]),
        (90, [0.9]),
        (100, [1]),
        ([0.95], [0.95]),
        ((0.95, 0.998), [0.95, 0.998]),
        (np.array([0.95, 0.998]), [0.95, 0.998]),
    ],
)
def test_confidence_levels_accepted(confidence, levels):
    np.testing.assert_array_equal(two_sided_levels(confidence), levels)


@pytest.mark.parametrize(
    "confidence",
    [
        np.nextafter(0.9, 0),
        np.nextafter(1, 2),
        np.nextafter(90, 0),
        np.nextafter(100, 101),
        0,
        -1,
        np.nan,
        (0.998, 0.95),
        (95, 99.8),
        (0.95, 0.998, 0.999),
        (),
        "high",
    ],
)
def test_confidence_levels_refused(confidence):
    with pytest.raises(ConfidenceLevelError, match="confidence must be"):
        two_sided_levels(confidence)
