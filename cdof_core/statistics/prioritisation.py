"""Published ways of putting problems in order: Hanlon with PEARL, weighted criteria, pairs.

Sources: Hanlon JJ, Pickett GE, Public Health: Administration and Practice (9th ed., 1990), in the
form of the National Association of County and City Health Officials, "First Things First:
Prioritizing Health Problems"; for pairs, David HA, The Method of Paired Comparisons (2nd ed.,
1988).
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cdof_core.statistics.errors import StatisticsInputError

HANLON_HIGHEST: Final = 10.0
"""Size, seriousness and effectiveness are each scored from 0 to 10."""
SERIOUSNESS_WEIGHT: Final = 2.0
"""Seriousness counts twice: D = [A + (2 × B)] × C."""

Floats = NDArray[np.float64]


def hanlon_scores(
    size: ArrayLike,
    seriousness: ArrayLike,
    effectiveness: ArrayLike,
    *,
    passes_pearl: ArrayLike = True,
    seriousness_weight: float = SERIOUSNESS_WEIGHT,
) -> Floats:
    """Return the basic priority score [A + (2 × B)] × C, 0 to 300, 0 where PEARL fails.

    PEARL (propriety, economics, acceptability, resources, legality) is a product of five answers
    that are 0 or 1: one "no" takes a problem off the list.

    Args:
        size: A, 0 to 10, any shape; NaN where not scored.
        seriousness: B, the same.
        effectiveness: C, of interventions, the same.
        passes_pearl: Whether all five answers are yes.
        seriousness_weight: 2 in the published form.

    Returns:
        Scores in the common shape; NaN where a part was not scored.

    Raises:
        StatisticsInputError: A score below 0 or above 10.
    """
    given = {"size": size, "seriousness": seriousness, "effectiveness": effectiveness}
    parts = {name: np.asarray(part, dtype=float) for name, part in given.items()}
    for name, part in parts.items():
        wrong = part[~np.isnan(part) & ((part < 0) | (part > HANLON_HIGHEST))]
        if wrong.size:
            raise StatisticsInputError(
                parameter=name, value=float(wrong.flat[0]), rule="must lie from 0 to 10"
            )
    harm = parts["size"] + seriousness_weight * parts["seriousness"]
    product = harm * parts["effectiveness"]
    return np.where(np.isnan(product), np.nan, product * np.asarray(passes_pearl, dtype=float))


def weighted_scores(scores: ArrayLike, weights: ArrayLike) -> Floats:
    """Return weighted means over criteria: Σ wᵢxᵢ / Σ wᵢ, in the unit of the scores.

    Args:
        scores: Shape (…, criteria); NaN where not scored.
        weights: One a criterion, 0 or more, not all 0.

    Returns:
        Shape (…); NaN where any criterion that counts was not scored.

    Raises:
        StatisticsInputError: A negative weight, or none above 0.
    """
    values, weighing = np.asarray(scores, dtype=float), np.asarray(weights, dtype=float)
    if not np.all(np.isfinite(weighing)) or (weighing < 0).any() or weighing.sum() == 0:
        raise StatisticsInputError(
            parameter="weights", value=weighing.tolist(), rule="must be 0 or more and not all 0"
        )
    counts = weighing > 0
    return (values[..., counts] * weighing[counts]).sum(axis=-1) / weighing.sum()


def paired_scores(preferred: ArrayLike) -> Floats:
    """Return the share of its comparisons that each candidate won, ties counting half, as per cent.

    Args:
        preferred: Shape (candidates, candidates): 1 where the row was preferred to the column,
            0 where the column was, 0.5 where neither, NaN where not compared and on the diagonal.

    Returns:
        0 to 100 by candidate; NaN for one that was never compared.
    """
    values = np.asarray(preferred, dtype=float)
    compared = (~np.isnan(values)).sum(axis=1)
    won = np.nansum(values, axis=1)
    return np.divide(100.0 * won, compared, out=np.full(len(values), np.nan), where=compared > 0)


def competition_ranks(scores: ArrayLike) -> Floats:
    """Return ranks from 1, the highest score first; equal scores share the better (1, 2, 2, 4).

    Args:
        scores: One a candidate; NaN where there is none. Equal to nine figures is equal.

    Returns:
        Ranks; NaN where there is no score.
    """
    values = np.asarray(scores, dtype=float)
    known = ~np.isnan(values)
    ranks = np.full(values.shape, np.nan)
    if known.any():
        # The same sum in another order may differ in the last bit: that is no order of priority.
        rounded = [float(f"{value:.9g}") for value in values[known]]
        falling = -np.asarray(rounded)
        ranks[known] = 1 + np.searchsorted(np.sort(falling), falling)
    return ranks


def rank_range(rankings: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Return how far each candidate's rank moves over several rankings of all of them.

    Args:
        rankings: Shape (rankings, candidates), as of `competition_ranks`.

    Returns:
        Best rank, worst rank, and share of rankings (0 to 1) in which it is first or shares the
        first place; NaN for a candidate that is never ranked.
    """
    values = np.asarray(rankings, dtype=float)
    known = ~np.isnan(values).any(axis=0)
    best, worst, first = (np.full(values.shape[1], np.nan) for _ in range(3))
    best[known] = values[:, known].min(axis=0)
    worst[known] = values[:, known].max(axis=0)
    first[known] = (values[:, known] == 1).mean(axis=0)
    return best, worst, first
