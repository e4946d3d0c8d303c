"""Every current headline figure of every authority judged at once, and counted by what came out."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from cdof_core.analysis.authority_benchmarks import (
    ROLES,
    authorities,
    number_requests,
    requests_of_authorities,
)
from cdof_core.analysis.catalogue_columns import POOLING_METADATA, with_metadata
from cdof_core.comparison.benchmarks_beside import resolve_beside
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import is_usable
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.area import ENGLAND, AreaLevel
from cdof_core.domain.indicator import COMPARABLE
from cdof_core.domain.judgement import JudgementLevels
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store

_COUNTED: Final = ["benchmark", "judgement", "reason", "figures"]


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
    rows = with_metadata(
        observation_store.all_headlines(), indicator_store.indicators(), columns=POOLING_METADATA
    )
    local = rows[rows["area_code"].isin(authorities())].reset_index(drop=True)
    wide = [ENGLAND, *areas.loc[areas["level"] == AreaLevel.REGION.value, "area_code"]]
    published = rows[rows["area_code"].isin(wide)].reset_index(drop=True)
    requests, asked = number_requests(requests_of_authorities(keep_area=False), local["area_code"])
    # A figure that cannot be judged whatever its benchmark needs none.
    in_question = is_usable(local) & local["value_kind"].isin([k.value for k in COMPARABLE])
    compared = local[in_question]
    answers = resolve_beside(
        compared,
        asked={role: places[in_question] for role, places in asked.items()},
        candidates=compared,
        published=published,
        requests=requests,
    )
    counts = [
        _count_judgements(local, answers[role].set_axis(compared.index), levels=levels).assign(
            benchmark=kind.value
        )
        for role, kind in ROLES.items()
    ]
    trends = judge_trends(local, annotations=indicator_store.annotations())
    return SnapshotJudgement(
        figures=len(local),
        areas=local["area_code"].nunique(),
        indicators=local["indicator_id"].nunique(),
        judgements=pd.concat(counts, ignore_index=True)[_COUNTED],
        trends=_counted(trends, ["trend", "trend_reason"], name="series"),
    )


def _count_judgements(
    local: pd.DataFrame, answer: pd.DataFrame, *, levels: JudgementLevels
) -> pd.DataFrame:
    """Judge all figures against the benchmarks found for them, and count the answers."""
    rows = local.assign(
        benchmark=answer["benchmark"].reindex(local.index),
        benchmark_reason=answer["benchmark_reason"].reindex(local.index, fill_value=""),
        is_benchmark=False,
    )
    return _counted(judge_rows(rows, levels=levels), ["judgement", "reason"], name="figures")


def _counted(rows: pd.DataFrame, columns: list[str], *, name: str) -> pd.DataFrame:
    return rows.groupby(columns).size().rename(name).reset_index()
