"""Every current headline figure of every authority judged at once, and counted by what came out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.catalogue_columns import POOLING_METADATA, with_metadata
from cdof_core.comparison.benchmarks import BenchmarkRequest, resolve_benchmarks
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import IntArray, is_usable
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.area import ENGLAND, AreaCode, AreaLevel
from cdof_core.domain.indicator import COMPARABLE
from cdof_core.domain.judgement import JudgementLevels
from cdof_core.domain.selection import BenchmarkKind
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store

BENCHMARKS: Final = (
    BenchmarkKind.ENGLAND,
    BenchmarkKind.REGION,
    BenchmarkKind.DFE_NEIGHBOURS,
)
"""The benchmarks that exist for every authority."""


@dataclass(frozen=True, slots=True)
class SnapshotJudgement:
    """What the whole snapshot says, in counts.

    Attributes:
        figures: Headline figures of upper-tier authorities: all indicators, periods and sexes.
        areas: Authorities with at least one of them.
        indicators: Indicators among them.
        judgements: One row a benchmark, judgement and reason: benchmark (text of
            `BenchmarkKind`), judgement, reason (empty where judged) and figures.
        trends: One row an outcome and reason: trend, trend_reason and series.
    """

    figures: int
    areas: int
    indicators: int
    judgements: pd.DataFrame
    trends: pd.DataFrame


def judge_snapshot(*, levels: JudgementLevels = 3) -> SnapshotJudgement:
    """Judge every current headline figure against each benchmark, and decide every trend.

    Args:
        levels: Three or five.

    Returns:
        Counts by judgement and by reason.

    Raises:
        SnapshotError: The snapshot cannot be read.
    """
    areas = area_store.areas()
    authorities = areas[areas["level"] == AreaLevel.UPPER_TIER.value]
    rows = with_metadata(
        observation_store.all_headlines(), indicator_store.indicators(), columns=POOLING_METADATA
    )
    local = rows[rows["area_code"].isin(authorities["area_code"])].reset_index(drop=True)
    places = [ENGLAND, *areas.loc[areas["level"] == AreaLevel.REGION.value, "area_code"]]
    published = rows[rows["area_code"].isin(places)].reset_index(drop=True)
    counts = [
        _count_judgements(local, published, kind=kind, authorities=authorities, levels=levels)
        for kind in BENCHMARKS
    ]
    trends = judge_trends(local, annotations=indicator_store.annotations())
    return SnapshotJudgement(
        figures=len(local),
        areas=local["area_code"].nunique(),
        indicators=local["indicator_id"].nunique(),
        judgements=pd.concat(counts, ignore_index=True),
        trends=_counted(trends, ["trend", "trend_reason"], name="series"),
    )


def _count_judgements(
    local: pd.DataFrame,
    published: pd.DataFrame,
    *,
    kind: BenchmarkKind,
    authorities: pd.DataFrame,
    levels: JudgementLevels,
) -> pd.DataFrame:
    """Judge all figures against one kind of benchmark and count the answers."""
    requests, asked = _REQUESTS[kind](local, authorities)
    # A figure that cannot be judged whatever its benchmark needs none.
    in_question = is_usable(local) & local["value_kind"].isin([k.value for k in COMPARABLE])
    compared = local[in_question]
    answer = resolve_benchmarks(
        compared,
        asked=asked[in_question],
        candidates=compared,
        published=published,
        requests=requests,
    )
    rows = local.assign(
        benchmark=answer["benchmark"].reindex(local.index),
        benchmark_reason=answer["benchmark_reason"].reindex(local.index, fill_value=""),
        is_benchmark=False,
    )
    counted = _counted(judge_rows(rows, levels=levels), ["judgement", "reason"], name="figures")
    return counted.assign(benchmark=kind.value)[["benchmark", *counted.columns]]


def _counted(rows: pd.DataFrame, columns: list[str], *, name: str) -> pd.DataFrame:
    return rows.groupby(columns).size().rename(name).reset_index()


def _england(
    local: pd.DataFrame, authorities: pd.DataFrame
) -> tuple[list[BenchmarkRequest], IntArray]:
    members = _codes(authorities["area_code"])
    request = BenchmarkRequest(BenchmarkKind.ENGLAND, "England", code=ENGLAND, members=members)
    return [request], np.zeros(len(local), dtype=np.int64)


def _regions(
    local: pd.DataFrame, authorities: pd.DataFrame
) -> tuple[list[BenchmarkRequest], IntArray]:
    region = authorities.set_index("area_code")["region_code"]
    members = authorities.groupby("region_code")["area_code"]
    requests = [
        BenchmarkRequest(BenchmarkKind.REGION, str(code), code=AreaCode(str(code)), members=own)
        for code, own in members.agg(_codes).items()
    ]
    codes = pd.Index([request.code for request in requests])
    return requests, codes.get_indexer(pd.Index(local["area_code"].map(region))).astype(np.int64)


def _neighbours(
    local: pd.DataFrame, authorities: pd.DataFrame
) -> tuple[list[BenchmarkRequest], IntArray]:
    kind = BenchmarkKind.DFE_NEIGHBOURS
    groups = area_store.group_members(scheme=kind.value)
    members = groups.groupby("owner_code")["area_code"].agg(_codes)
    requests = [
        BenchmarkRequest(
            kind,
            str(code),
            members=members.get(code, default=()),
            own_codes=(AreaCode(str(code)),),
            keep_area=False,
        )
        for code in authorities["area_code"]
    ]
    owners = pd.Index(authorities["area_code"])
    return requests, owners.get_indexer(pd.Index(local["area_code"])).astype(np.int64)


_REQUESTS: Final[
    dict[
        BenchmarkKind,
        Callable[[pd.DataFrame, pd.DataFrame], tuple[list[BenchmarkRequest], IntArray]],
    ]
] = {
    BenchmarkKind.ENGLAND: _england,
    BenchmarkKind.REGION: _regions,
    BenchmarkKind.DFE_NEIGHBOURS: _neighbours,
}


def _codes(values: "pd.Series[str]") -> tuple[AreaCode, ...]:
    return tuple(AreaCode(str(value)) for value in values)
