"""Published priority scores, worked by hand."""

import numpy as np
import pytest

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.prioritisation import (
    competition_ranks,
    hanlon_scores,
    paired_scores,
    rank_range,
    weighted_scores,
)


@pytest.mark.parametrize(
    ("size", "seriousness", "effectiveness", "pearl", "score"),
    [
        (8, 10, 6, True, 168.0),  # (8 + 2 × 10) × 6
        (10, 10, 10, True, 300.0),
        (8, 10, 6, False, 0.0),
        (0, 0, 0, True, 0.0),
        (np.nan, 10, 6, True, np.nan),
        (np.nan, 10, 6, False, np.nan),
    ],
)
def test_hanlon(
    size: float, seriousness: float, effectiveness: float, pearl: bool, score: float
) -> None:
    found = hanlon_scores(size, seriousness, effectiveness, passes_pearl=pearl)
    assert found == pytest.approx(score, nan_ok=True)


@pytest.mark.parametrize("wrong", [-0.1, 10.1])
def test_a_hanlon_score_out_of_range_is_refused(wrong: float) -> None:
    with pytest.raises(StatisticsInputError, match="seriousness must lie from 0 to 10"):
        hanlon_scores(5, wrong, 5)


def test_weighted_means() -> None:
    # (3×8 + 1×4) / 4 = 7; a criterion without weight need not be scored.
    assert weighted_scores([[8, 4, np.nan], [np.nan, 4, 1]], [3, 1, 0]) == pytest.approx(
        [7.0, np.nan], nan_ok=True
    )


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2], [np.nan, 1]])
def test_weights_that_weigh_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(StatisticsInputError, match="weights must be 0 or more"):
        weighted_scores([1, 2], weights)


def test_pairs() -> None:
    n = np.nan
    # A beats B and ties with C: 1.5 of 2. B: 0 of 1. C: 0.5 of 1. D was never compared.
    preferred = [[n, 1, 0.5, n], [0, n, n, n], [0.5, n, n, n], [n, n, n, n]]
    assert paired_scores(preferred) == pytest.approx([75, 0, 50, n], nan_ok=True)


def test_equal_scores_share_the_better_rank() -> None:
    assert competition_ranks([5, 7, 7, 1, np.nan]) == pytest.approx(
        [3, 1, 1, 4, np.nan], nan_ok=True
    )
    assert competition_ranks([0.1 + 0.2, 0.3]).tolist() == [1, 1]


def test_how_far_ranks_move() -> None:
    best, worst, first = rank_range([[1, 2, np.nan], [2, 1, np.nan], [1, 1, 3], [1, 2, 3]])
    assert best == pytest.approx([1, 1, np.nan], nan_ok=True)
    assert worst == pytest.approx([2, 2, np.nan], nan_ok=True)
    assert first == pytest.approx([0.75, 0.5, np.nan], nan_ok=True)
