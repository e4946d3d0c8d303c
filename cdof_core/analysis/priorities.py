"""What a workshop's ballots say: scores with their spread, ranks, and how far weights move them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.statistics.prioritisation import (
    SERIOUSNESS_WEIGHT,
    competition_ranks,
    hanlon_scores,
    paired_scores,
    rank_range,
    weighted_scores,
)
from cdof_core.workspace.ballots import HANLON_PARTS, PEARL, Ballot
from cdof_core.workspace.priorities import Method, Workshop

WEIGHT_DRAWS: Final = 1_000
_SEED: Final = 8
_HANLON_WEIGHTS: Final = tuple(np.linspace(0.5, 4.0, 29))
"""What seriousness counts, around the published 2."""
_FEWEST_FOR_SPREAD: Final = 3

COLUMNS: Final = (
    "key",
    "label",
    "evidence",
    "score",
    "lower_quartile",
    "upper_quartile",
    "lowest",
    "highest",
    "ballots",
    "ruled_out",
    "rank",
    "is_tied",
    "best_rank",
    "worst_rank",
    "first_share",
)


@dataclass(frozen=True, slots=True)
class PriorityResult:
    """What the ballots say.

    Attributes:
        rows: One row a candidate, the first priority first: `COLUMNS`. `score` is the mean over
            ballots; quartiles from three ballots on; `ruled_out` the share of ballots that answer
            a question of PEARL with no; ranks as of `competition_ranks`; best and worst rank over
            other weights, NaN where the method has none; NaN where nobody scored it.
        ballots: How many people handed one in.
        highest: The most a score can be.
        unit: What a score is.
        varied: What was varied for the best and worst rank; empty where nothing can be.
    """

    rows: pd.DataFrame
    ballots: int
    highest: float
    unit: str
    varied: str

    @property
    def is_empty(self) -> bool:
        """Whether nobody has voted."""
        return self.ballots == 0


def score_workshop(workshop: Workshop, ballots: Sequence[Ballot]) -> PriorityResult:
    """Score every candidate of a workshop.

    Each ballot gives each candidate one score by the workshop's method; the group's score is the
    mean over the ballots that scored it in full. Nobody's silence counts as a low score.

    Args:
        workshop: Candidates, method and weights.
        ballots: What people handed in.
    """
    if workshop.method is Method.HANLON:
        scores, varied, words = _hanlon(workshop, ballots), *_vary_hanlon(workshop, ballots)
        highest, unit = 300.0, "Hanlon score, 0 to 300"
    elif workshop.method is Method.WEIGHTED:
        scores, varied, words = _weighted(workshop, ballots), *_vary_weights(workshop, ballots)
        highest, unit = 10.0, "Weighted mean, 0 to 10"
    else:
        scores, varied, words = _paired(workshop, ballots), None, ""
        highest, unit = 100.0, "Comparisons won, %"
    rows = _summed(workshop, scores)
    rows["ruled_out"] = _ruled_out(workshop, ballots)
    best, worst, first = (
        rank_range(varied) if varied is not None else (np.full(len(rows), np.nan),) * 3
    )
    rows = rows.assign(best_rank=best, worst_rank=worst, first_share=first)
    rows = rows.sort_values(["rank", "label"], na_position="last").reset_index(drop=True)
    return PriorityResult(rows[list(COLUMNS)], len(ballots), highest, unit, words)


def _summed(workshop: Workshop, scores: np.ndarray[Any, Any]) -> pd.DataFrame:
    """Return mean, spread and rank by candidate from scores of shape (ballots, candidates)."""
    frame = pd.DataFrame(scores, columns=[candidate.key for candidate in workshop.candidates])
    counts = frame.count().to_numpy()
    means = _means(scores)
    ranks = competition_ranks(means)
    enough = counts >= _FEWEST_FOR_SPREAD
    return pd.DataFrame(
        {
            "key": list(frame.columns),
            "label": [candidate.label for candidate in workshop.candidates],
            "evidence": [candidate.evidence for candidate in workshop.candidates],
            "score": means,
            "lower_quartile": np.where(enough, frame.quantile(0.25).to_numpy(dtype=float), np.nan),
            "upper_quartile": np.where(enough, frame.quantile(0.75).to_numpy(dtype=float), np.nan),
            "lowest": frame.min().to_numpy(dtype=float),
            "highest": frame.max().to_numpy(dtype=float),
            "ballots": counts,
            "rank": ranks,
            "is_tied": [bool((ranks == rank).sum() > 1) for rank in ranks],
        }
    )


def _answers(
    workshop: Workshop, ballots: Sequence[Ballot], parts: Sequence[str]
) -> np.ndarray[Any, Any]:
    """Return scores of shape (ballots, candidates, parts), NaN where none was given."""
    values = np.full((len(ballots), len(workshop.candidates), len(parts)), np.nan)
    for row, ballot in enumerate(ballots):
        for column, candidate in enumerate(workshop.candidates):
            given = ballot.answers.get(candidate.key, {})
            values[row, column] = [given.get(part, np.nan) for part in parts]
    return values


def _hanlon(
    workshop: Workshop, ballots: Sequence[Ballot], *, weight: float = SERIOUSNESS_WEIGHT
) -> np.ndarray[Any, Any]:
    parts = _answers(workshop, ballots, HANLON_PARTS)
    return hanlon_scores(
        parts[..., 0],
        parts[..., 1],
        parts[..., 2],
        passes_pearl=~_fails_pearl(workshop, ballots),
        seriousness_weight=weight,
    )


def _fails_pearl(workshop: Workshop, ballots: Sequence[Ballot]) -> np.ndarray[Any, Any]:
    """Return whether each ballot answers a question of PEARL with no; unanswered is no such no."""
    return (_answers(workshop, ballots, PEARL) == 0).any(axis=-1)


def _ruled_out(workshop: Workshop, ballots: Sequence[Ballot]) -> list[float]:
    if workshop.method is not Method.HANLON or not ballots:
        return [float("nan")] * len(workshop.candidates)
    scored = ~np.isnan(_hanlon(workshop, ballots))
    fails = (_fails_pearl(workshop, ballots) & scored).sum(axis=0)
    asked = scored.sum(axis=0)
    return [float(f / a) if a else float("nan") for f, a in zip(fails, asked, strict=True)]


def _weighted(workshop: Workshop, ballots: Sequence[Ballot]) -> np.ndarray[Any, Any]:
    names = [criterion.name for criterion in workshop.criteria]
    weights = [criterion.weight for criterion in workshop.criteria]
    return weighted_scores(_answers(workshop, ballots, names), weights)


def _paired(workshop: Workshop, ballots: Sequence[Ballot]) -> np.ndarray[Any, Any]:
    place = {candidate.key: number for number, candidate in enumerate(workshop.candidates)}
    scores = np.full((len(ballots), len(place)), np.nan)
    for row, ballot in enumerate(ballots):
        preferred = np.full((len(place), len(place)), np.nan)
        for first, others in ballot.answers.items():
            for second, won in others.items():
                if first in place and second in place:
                    preferred[place[first], place[second]] = won
                    preferred[place[second], place[first]] = 1 - won
        scores[row] = paired_scores(preferred)
    return scores


def _vary_hanlon(
    workshop: Workshop, ballots: Sequence[Ballot]
) -> tuple[np.ndarray[Any, Any] | None, str]:
    return _ranked(
        ballots, _HANLON_WEIGHTS, lambda weight: _hanlon(workshop, ballots, weight=float(weight))
    ), "seriousness counting half to four times as much as size"


def _vary_weights(
    workshop: Workshop, ballots: Sequence[Ballot]
) -> tuple[np.ndarray[Any, Any] | None, str]:
    names = [criterion.name for criterion in workshop.criteria]
    answers = _answers(workshop, ballots, names)
    draws = np.random.default_rng(_SEED).dirichlet(np.ones(len(names)), WEIGHT_DRAWS)
    return _ranked(
        ballots, draws, lambda weights: weighted_scores(answers, weights)
    ), f"{WEIGHT_DRAWS:,} sets of weights drawn at random"


def _ranked(
    ballots: Sequence[Ballot],
    settings: Sequence[Any] | np.ndarray[Any, Any],
    scored: Callable[[Any], np.ndarray[Any, Any]],
) -> np.ndarray[Any, Any] | None:
    if not ballots:
        return None
    return np.array([competition_ranks(_means(scored(setting))) for setting in settings])


def _means(scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the mean of each column over what is there; NaN where nothing is."""
    counts = (~np.isnan(scores)).sum(axis=0)
    sums = np.nansum(scores, axis=0)
    return np.divide(sums, counts, out=np.full(len(counts), np.nan), where=counts > 0)
