"""What holds of every authority's newest figures before one is chosen, worked out for all at once.

For a hundred and fifty authorities together it takes as long as for six one after another, so that
the next one that is chosen finds it done. The answers are those that each would get by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.authority_benchmarks import (
    ROLES,
    authorities,
    number_requests,
    requests_of_authorities,
)
from cdof_core.analysis.catalogue_columns import POOLING_METADATA, with_metadata
from cdof_core.analysis.places import Places
from cdof_core.analysis.spine import spine
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.comparison.benchmarks_beside import resolve_beside
from cdof_core.comparison.keys import KEY, IntArray, number_rows
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.area import AreaCode
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.store.panel import figures_at_periods, figures_of_areas

_KEPT: Final = 8
"""Answers: three sexes, with and without the area in its group, and two files."""

_NEWEST_LAST: Final = ["area_code", "indicator_id", "period_end", "period_start", "vintage"]
_PERIOD: Final = ["indicator_id", "period_start", "period_end"]


@dataclass(frozen=True, slots=True)
class _Everyone:
    """Every authority's newest figures, held against what stands beside all of them.

    Attributes:
        keys: Key columns of the figures.
        rows_of: Row numbers of each authority's figures.
        requests: By role and authority, what it is held against; authorities without it are not in.
        answers: By role, the columns of `resolve_benchmarks`, aligned with `keys`.
        spread: Columns of `spine` over all authorities, aligned with `keys`.
    """

    keys: pd.DataFrame
    rows_of: Mapping[str, IntArray]
    requests: Mapping[str, Mapping[str, BenchmarkRequest]]
    answers: Mapping[str, pd.DataFrame]
    spread: pd.DataFrame


@dataclass(frozen=True, slots=True)
class HeldAtOnce:
    """Answers for one authority's figures.

    Attributes:
        benchmarks: By benchmark, the columns of `resolve_benchmarks`, one row a figure.
        spread: The columns of `spine` over all authorities, one row a figure.
    """

    benchmarks: dict[BenchmarkRequest, pd.DataFrame]
    spread: pd.DataFrame


def held_at_once(rows: pd.DataFrame, *, places: Places) -> HeldAtOnce | None:
    """Return what was worked out for all authorities, where it holds of these figures.

    Args:
        rows: Newest figures of one area, with the key columns.
        places: The area and its benchmarks.

    Returns:
        The answers; None for a partnership, a region or figures of other periods.
    """
    if rows.empty:
        return None
    keep_area = places.neighbours is not None and places.neighbours.keep_area
    everyone = _everyone(str(rows["sex"].iat[0]), keep_area)
    theirs = everyone.rows_of.get(places.area.code)
    if theirs is None:
        return None
    held = pd.Index(everyone.keys["indicator_id"].to_numpy()[theirs])
    found = held.get_indexer(pd.Index(rows["indicator_id"].to_numpy()))
    if (found < 0).any():
        return None
    positions = theirs[found]
    number, their_number = number_rows([rows, everyone.keys.take(positions)], KEY)
    if (number != their_number).any():
        return None
    return HeldAtOnce(
        benchmarks={
            request: everyone.answers[role].take(positions).reset_index(drop=True)
            for role, request in _beside(places)
            if everyone.requests[role].get(places.area.code) == request.for_anyone()
        },
        spread=everyone.spread.take(positions).reset_index(drop=True),
    )


def _beside(places: Places) -> list[tuple[str, BenchmarkRequest]]:
    beside = zip(ROLES, (places.england, places.region, places.neighbours), strict=True)
    return [(role, request) for role, request in beside if request is not None]


def trends_at_once(area_code: AreaCode) -> pd.DataFrame | None:
    """Return the recent trends of an authority's series, published events alone considered.

    Args:
        area_code: An authority; for anything else the answer is None.

    Returns:
        The columns of `judge_trends`.
    """
    trends, rows_of = _all_trends()
    return trends.take(rows_of[area_code]) if area_code in rows_of else None


@kept_by_snapshot(_KEPT)
def _all_trends() -> tuple[pd.DataFrame, dict[str, IntArray]]:
    series = observation_store.all_headlines()
    series = series[series["area_code"].isin(authorities())].reset_index(drop=True)
    series = with_metadata(series, indicator_store.indicators(), columns=["value_kind"])
    trends = judge_trends(series, annotations=indicator_store.annotations())
    return trends, _rows_of(trends)


@kept_by_snapshot(_KEPT)
def _everyone(sex: str, keep_area: bool) -> _Everyone:
    figures = figures_of_areas(indicator_ids=_indicators(), area_codes=authorities())
    figures = figures[figures["sex"] == sex].sort_values(_NEWEST_LAST)
    newest = figures.drop_duplicates(["area_code", "indicator_id"], keep="last", ignore_index=True)
    keys = newest[["area_code", *KEY]]
    candidates = with_metadata(
        figures_at_periods(keys.drop_duplicates(_PERIOD)),
        indicator_store.indicators(),
        columns=POOLING_METADATA,
    )
    requests = requests_of_authorities(keep_area=keep_area)
    distinct = keys[KEY].drop_duplicates(ignore_index=True)
    number, place = number_rows([distinct, keys], KEY)
    spread = spine(distinct, candidates=candidates).take(np.argsort(number)[place])
    return _Everyone(
        keys=keys,
        rows_of=_rows_of(keys),
        requests=requests,
        answers=_answers(keys, candidates, requests),
        spread=spread.reset_index(drop=True),
    )


def _answers(
    keys: pd.DataFrame,
    candidates: pd.DataFrame,
    requests: Mapping[str, Mapping[str, BenchmarkRequest]],
) -> dict[str, pd.DataFrame]:
    """Hold every figure against all that stands beside it, in one go."""
    asked_for, asked = number_requests(requests, keys["area_code"])
    if keys.empty:
        return dict.fromkeys(requests, pd.DataFrame(index=keys.index))
    places = sorted({request.code for request in asked_for if request.code})
    return resolve_beside(
        keys,
        asked=asked,
        candidates=candidates,
        published=figures_of_areas(indicator_ids=_indicators(), area_codes=places),
        requests=asked_for,
    )


def _rows_of(rows: pd.DataFrame) -> dict[str, IntArray]:
    found = rows.groupby("area_code", sort=False).indices
    return {str(code): np.asarray(places, dtype=np.int64) for code, places in found.items()}


@kept_by_snapshot(_KEPT)
def _indicators() -> list[str]:
    return [str(name) for name in indicator_store.indicators()["indicator_id"]]
