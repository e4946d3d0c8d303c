"""One indicator of every authority against a benchmark: the same whatever area is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.analysis.authority_benchmarks import requests_of_authorities
from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.comparison.benchmarks import (
    PUBLISHED,
    BenchmarkRequest,
    resolve_benchmarks,
)
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import KEY, is_usable
from cdof_core.domain.area import AreaCode
from cdof_core.domain.judgement import Judgement, JudgementLevels, NotComparedReason
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.store.panel import figures_beside_authorities, figures_of_authorities
from cdof_core.store.queries import taken_apart_quickly

_KEPT: Final = 128
_LABELLED: Final = [*KEY, "period_label"]
_PERIOD: Final = ["period_label", "vintage", "age", "period_start", "period_end"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is looked at.

    Attributes:
        indicator_id: The indicator.
        sex: `Persons`, `Female` or `Male`.
    """

    indicator_id: str
    sex: str


@kept_by_snapshot(_KEPT)
def authorities_figures(measure: Measure) -> pd.DataFrame:
    """Return every current authority's headline figures, all periods, with the metadata."""
    rows = figures_of_authorities(indicator_id=measure.indicator_id, sex=measure.sex)
    return with_metadata(rows, indicator_store.indicators())


@kept_by_snapshot(_KEPT)
def authorities_series(measure: Measure, *, age: str, vintage: str) -> pd.DataFrame:
    """Return what of `authorities_figures` is of one age and method."""
    rows = authorities_figures(measure)
    return rows[(rows["age"] == age) & (rows["vintage"] == vintage)].reset_index(drop=True)


@kept_by_snapshot(_KEPT)
def published_figures(measure: Measure, area_codes: tuple[AreaCode, ...]) -> pd.DataFrame:
    """Return the figures that countries or regions publish themselves, all periods."""
    rows = _beside_authorities(measure)
    return rows[rows["area_code"].isin(list(area_codes))].reset_index(drop=True)


@kept_by_snapshot(_KEPT)
def _beside_authorities(measure: Measure) -> pd.DataFrame:
    # Read once: a view asks for those of England, of the region and of both together.
    rows = figures_beside_authorities(indicator_id=measure.indicator_id, sex=measure.sex)
    return with_metadata(rows, indicator_store.indicators())


@kept_by_snapshot(_KEPT)
def periods_of(measure: Measure) -> pd.DataFrame:
    """Return the periods that any authority has a usable figure for, newest first.

    Returns:
        One row a period: period_label, vintage, age, period_start and period_end.
    """
    local = authorities_figures(measure)
    found = local.loc[is_usable(local), _PERIOD].drop_duplicates()
    return found.sort_values(
        ["period_end", "period_start", "age", "vintage"], ascending=False
    ).reset_index(drop=True)


def choose_period(periods: pd.DataFrame, wanted: str) -> "pd.Series[Any] | None":
    """Return the period asked for, the newest where the data lack it; None without any."""
    if periods.empty:
        return None
    named = periods[periods["period_label"] == wanted]
    return named.iloc[0] if len(named) else periods.iloc[0]


def at_period(rows: pd.DataFrame, period: "pd.Series[Any] | None") -> pd.DataFrame:
    """Return the rows of one period, age and vintage."""
    if period is None:
        return rows.iloc[0:0]
    same = (
        (rows["period_start"] == period["period_start"])
        & (rows["period_end"] == period["period_end"])
        & (rows["age"] == period["age"])
        & (rows["vintage"] == period["vintage"])
    )
    return rows[same].reset_index(drop=True)


@kept_by_snapshot(_KEPT)
def authorities_at(measure: Measure, period: str) -> pd.DataFrame:
    """Return every authority's figures at a period.

    Args:
        measure: The indicator.
        period: Label of the period; the newest where the data lack it.
    """
    return at_period(authorities_figures(measure), choose_period(periods_of(measure), period))


def judged_against(
    rows: pd.DataFrame,
    measure: Measure,
    period: str,
    *,
    benchmark: BenchmarkRequest,
    levels: JudgementLevels,
) -> pd.DataFrame:
    """Add the benchmark and the judgement to figures of one period.

    Args:
        rows: Figures with metadata, of the authorities or of any other area.
        measure: The indicator.
        period: Label of the period.
        benchmark: What they are held against.
        levels: Three or five.

    Returns:
        The rows with the columns of `resolve_benchmarks`, is_benchmark, judgement and reason.
    """
    answer = resolve_benchmarks(
        rows,
        asked=np.zeros(len(rows), dtype=np.int64),
        candidates=authorities_at(measure, period),
        published=_published_by(benchmark, measure),
        requests=[benchmark],
    )
    held = pd.concat([rows, answer], axis=1)
    held["is_benchmark"] = held["area_code"] == benchmark.code
    return pd.concat([held, judge_rows(held, levels=levels)], axis=1)


def judge_authorities(
    measure: Measure, period: str, *, benchmark: BenchmarkRequest, levels: JudgementLevels
) -> pd.DataFrame:
    """Return every authority's figure at a period with its judgement, as `judged_against` does."""
    return _judged_authorities(measure, period, benchmark.for_anyone(), levels)


def _published_by(benchmark: BenchmarkRequest, measure: Measure) -> pd.DataFrame:
    """Return what a benchmark's place publishes itself; a group publishes nothing."""
    everything, rows_of = _published_by_place(measure)
    return rows_of.get(benchmark.code, everything.iloc[:0])


@kept_by_snapshot(_KEPT)
def _published_by_place(measure: Measure) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    # Few columns: taking rows out of a table costs as much as it has columns of texts.
    rows = _beside_authorities(measure)[[*PUBLISHED, "period_label"]]
    return rows, {str(code): own for code, own in rows.groupby("area_code", sort=False)}


@kept_by_snapshot(_KEPT)
def _judged_authorities(
    measure: Measure, period: str, benchmark: BenchmarkRequest, levels: JudgementLevels
) -> pd.DataFrame:
    rows = authorities_at(measure, period)
    judged = judged_against(rows, measure, period, benchmark=benchmark, levels=levels)
    return taken_apart_quickly(judged)


def every_authority(
    measure: Measure,
    period: str,
    *,
    benchmark: BenchmarkRequest,
    levels: JudgementLevels,
    authorities: tuple[AreaCode, ...],
) -> pd.DataFrame:
    """Return the rows of `judge_authorities` and one for each authority without a figure.

    Args:
        measure: The indicator.
        period: Label of the period.
        benchmark: What they are held against.
        levels: Three or five.
        authorities: Codes of all, in the order of the rows.

    Returns:
        The rows with area_name and rank, 1 for the highest value.
    """
    everyone = _every_authority(measure, period, benchmark.for_anyone(), levels, authorities)
    return everyone.copy(deep=False)


@kept_by_snapshot(_KEPT)
def _every_authority(
    measure: Measure,
    period: str,
    benchmark: BenchmarkRequest,
    levels: JudgementLevels,
    authorities: tuple[AreaCode, ...],
) -> pd.DataFrame:
    judged = _judged_authorities(measure, period, benchmark, levels)
    names = area_store.areas().set_index("area_code")["name"]
    everyone = pd.DataFrame({"area_code": list(authorities)})
    rows = everyone.merge(judged, on="area_code", how="left")
    rows.loc[rows["judgement"].isna(), ["judgement", "reason", "flag"]] = [
        Judgement.NOT_COMPARED.value,
        NotComparedReason.NO_VALUE.value,
        "not_published",
    ]
    rows["area_name"] = rows["area_code"].map(names)
    rows["rank"] = rows["value"].where(is_usable(rows)).rank(method="min", ascending=False)
    return taken_apart_quickly(rows)


def benchmark_over_time(measure: Measure, benchmark: BenchmarkRequest) -> pd.DataFrame:
    """Return a benchmark's value at every period it has one.

    Args:
        measure: The indicator.
        benchmark: Any.

    Returns:
        One row a period, age and vintage: the key columns, period_label and those of
        `resolve_benchmarks`.
    """
    return benchmarks_over_time(measure, [benchmark])[0]


def benchmarks_over_time(
    measure: Measure, benchmarks: Sequence[BenchmarkRequest]
) -> tuple[pd.DataFrame, ...]:
    """Return the values of several benchmarks over time, as `benchmark_over_time` one's.

    They are found in one go: for one it costs nearly as much as for all. England and the regions
    stand beside every area and are found once.
    """
    wanted = [one.for_anyone() for one in benchmarks]
    places = _countries_and_regions()
    known = dict(zip(places, _over_time(measure, places), strict=True))
    others = tuple(one for one in wanted if one not in known)
    known |= dict(zip(others, _over_time(measure, others), strict=True))
    return tuple(known[one] for one in wanted)


@kept_by_snapshot(_KEPT)
def _countries_and_regions() -> tuple[BenchmarkRequest, ...]:
    requests = requests_of_authorities(keep_area=True)
    of_places = [*requests["england"].values(), *requests["region"].values()]
    return tuple(dict.fromkeys(of_places))


@kept_by_snapshot(_KEPT)
def _periods_held(measure: Measure) -> pd.DataFrame:
    """Return the key columns and label of each period that an authority has a figure for."""
    return authorities_figures(measure)[_LABELLED].drop_duplicates(KEY)


@kept_by_snapshot(_KEPT)
def _over_time(
    measure: Measure, benchmarks: tuple[BenchmarkRequest, ...]
) -> tuple[pd.DataFrame, ...]:
    if not benchmarks:
        return ()
    theirs = _periods_held(measure)
    published = [_published_by(one, measure) for one in benchmarks]
    keys = [
        pd.concat([theirs, own[_LABELLED]]).drop_duplicates(KEY) if len(own) else theirs
        for own in published
    ]
    asked = np.repeat(np.arange(len(keys)), [len(one) for one in keys])
    wanted = pd.concat(keys, ignore_index=True)
    by_place = {one.code: own for one, own in zip(benchmarks, published, strict=True)}
    answer = resolve_benchmarks(
        wanted,
        asked=asked,
        candidates=authorities_figures(measure),
        published=pd.concat([own[PUBLISHED] for own in by_place.values()], ignore_index=True),
        requests=benchmarks,
    )
    found = pd.concat([wanted[KEY], answer, wanted[["period_label"]]], axis=1)
    known = found["benchmark"].notna().to_numpy()
    return tuple(
        found[known & (asked == number)].reset_index(drop=True) for number in range(len(keys))
    )
