"""The year-end forecast against a worked regression."""

import numpy as np
import pytest
from scipy import stats

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.forecast import forecast_line

TIME = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
VALUE = [10.0, 12.5, 11.0, 14.0, 15.5, 14.5, 17.0]


def test_the_line_and_its_limits_are_those_of_ordinary_least_squares() -> None:
    found = forecast_line(TIME, VALUE, at=10)
    line = stats.linregress(TIME, VALUE)
    assert found.value == pytest.approx(line.intercept + 10 * line.slope)
    # Limits of one new observation: the error of the line at 10 and a point's own scatter.
    left = np.array(VALUE) - line.intercept - line.slope * np.array(TIME)
    scatter = np.sqrt((left**2).sum() / 5)
    spread = 28.0  # 2 × (9 + 4 + 1)
    error = scatter * np.sqrt(1 + 1 / 7 + (10 - 4) ** 2 / spread)
    assert found.upper - found.value == pytest.approx(stats.t.ppf(0.975, 5) * error)
    assert found.value - found.lower == pytest.approx(found.upper - found.value)
    assert found.points == 7


def test_five_points_foresee_nothing_and_missing_ones_do_not_count() -> None:
    assert np.isnan(forecast_line(TIME[:5], VALUE[:5], at=10).value)
    with_gap = forecast_line([*TIME, 8.0], [*VALUE, None], at=10)
    assert with_gap.value == forecast_line(TIME, VALUE, at=10).value


@pytest.mark.parametrize(
    ("time", "at", "said"),
    [
        ([1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 7.0], 10, "each time once"),
        (TIME, 7, "after the last point"),
    ],
)
def test_impossible_times_are_refused(time: list[float], at: float, said: str) -> None:
    with pytest.raises(StatisticsInputError, match=said):
        forecast_line(time, VALUE, at=at)
