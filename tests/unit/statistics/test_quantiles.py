"""Three ways to cut values into quantiles, and where they disagree."""

import numpy as np
import pytest

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.quantiles import (
    interpolated_bounds,
    interpolated_percentile,
    interpolated_quantile,
    ntile,
    ranked_quantile,
)

NAN = float("nan")
WAYS = [ntile, ranked_quantile]


def test_ntile_deals_the_larger_groups_first():
    # 7 rows into 5 groups: 2 2 1 1 1
    assert ntile([7, 6, 5, 4, 3, 2, 1]).tolist() == [5, 4, 3, 2, 2, 1, 1]


def test_ntile_parts_equal_values_and_ranks_keep_them_together():
    tied = [1, 2, 2, 2, 2, 2, 3, 4, 5, 6]
    assert ntile(tied).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert len(set(ranked_quantile(tied)[1:6])) == 1


@pytest.mark.parametrize("quantile", WAYS)
def test_highest_first_turns_distinct_values_round(quantile):
    values = np.array([3.0, 1, 4, 15, 9, 2, 6, 5, 35, 8])
    up, down = quantile(values), quantile(values, highest_is_first=True)
    np.testing.assert_array_equal(up + down, 6)


@pytest.mark.parametrize("quantile", WAYS)
def test_missing_values_have_no_quantile(quantile):
    assert quantile([1, NAN, 2, 3, 4, 5]).tolist()[0] == 1
    assert np.isnan(quantile([1, NAN, 2, 3, 4, 5])[1])


@pytest.mark.parametrize("quantile", WAYS)
def test_four_values_have_no_quintiles(quantile):
    assert np.isnan(quantile([1, 2, 3, 4, NAN])).all()
    assert not np.isnan(quantile([1, 2, 3, 4, 5])).any()


def test_four_values_have_percentiles_but_no_quintile_bounds():
    assert interpolated_percentile([1, 2, 3, 4], 0.5) == 2.5
    assert np.isnan(interpolated_percentile([1, 2, 3], 0.5))
    assert np.isnan(interpolated_bounds([1, 2, 3, 4])).all()
    assert np.isnan(interpolated_quantile([1, 2, 3, 4], 2))


def test_a_value_on_a_bound_belongs_below_it():
    # Bounds of 1 to 6 in fifths are 1, 2, 3, 4, 5, 6.
    values = [1, 2, 3, 4, 5, 6]
    found = interpolated_quantile(values, [1, 2, np.nextafter(2, 3), 6, 7, NAN])
    np.testing.assert_array_equal(found, [1, 1, 2, 5, 5, NAN])


@pytest.mark.parametrize("fraction", [-0.01, 1.01])
def test_a_fraction_lies_between_nought_and_one(fraction):
    with pytest.raises(StatisticsInputError, match="fraction must lie"):
        interpolated_percentile([1, 2, 3, 4], fraction)


@pytest.mark.parametrize("quantile", [*WAYS, interpolated_bounds])
def test_one_part_is_no_cut(quantile):
    with pytest.raises(StatisticsInputError, match="parts must be two or more"):
        quantile([1, 2, 3, 4, 5], parts=1)
