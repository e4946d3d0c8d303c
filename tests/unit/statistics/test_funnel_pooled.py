"""Funnels: an area that is pooled of others is tested as they are, and counts in no average."""

import pytest

from cdof_core.statistics.funnel import FunnelSignificance, FunnelStatistic, assess_areas


@pytest.mark.parametrize("statistic", [FunnelStatistic.PROPORTION, FunnelStatistic.CRUDE_RATE])
@pytest.mark.parametrize(
    ("pooled", "said"),
    [(40, FunnelSignificance.NOT_SIGNIFICANT), (90, FunnelSignificance.HIGH_3S)],
)
def test_one_pooled_of_others_is_tested_and_leaves_the_average_alone(
    statistic: FunnelStatistic, pooled: float, said: FunnelSignificance
) -> None:
    areas = assess_areas(
        statistic,
        [10, 30, pooled],
        [100, 100, 200],
        rate=[10, 30, pooled / 2],
        multiplier=100,
        in_average=[True, True, False],
    )
    assert areas.baseline == pytest.approx(20)  # (10 + 30) / 200 per 100
    assert areas.significance[2] is said
