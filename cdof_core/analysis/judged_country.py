"""Every measure of every authority, region and England, judged against one benchmark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest, resolve_benchmarks
from cdof_core.comparison.combining import combine_areas
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import KEY, SERIES, number_rows
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.area import ENGLAND, AreaCode, AreaLevel
from cdof_core.domain.judgement import JudgementLevels, RecentTrend
from cdof_core.domain.own_event import OwnEvent
from cdof_core.domain.selection import BenchmarkKind
from cdof_core.statistics.recent_trend import TrendReason
from cdof_core.store import areas as area_store
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store

_NUMBERS: Final = [
    "numerator",
    "denominator",
    "value",
    "lower95",
    "upper95",
    "lower998",
    "upper998",
]
_TEXTS: Final = ["flag", "note", "dataset_id", "value_basis", "limits_basis"]
_ABOUT_MEASURE: Final = [*KEY, "period_label", "period_kind"]
_FOR_JUDGING: Final = (
    "value_kind",
    "polarity",
    "need",
    "is_long_ago",
    "benchmark",
    "benchmark_reason",
)
_AS_VALUE: Final = {
    "value": "benchmark",
    "lower95": "benchmark_lower95",
    "upper95": "benchmark_upper95",
}


@dataclass(frozen=True, slots=True)
class GridFigures:
    """What a grid of any areas is cut from: the whole country at one period a measure.

    Attributes:
        figures: Rows of `common_period_figures` with the indicator's columns.
        trends: Recent trends of all series, from `judge_trends`.
        measures: One row a measure with an authority's figure, in the framework's order: its
            key, period_label, the indicator's columns and outcome (name).
    """

    figures: pd.DataFrame
    trends: pd.DataFrame
    measures: pd.DataFrame


@dataclass(frozen=True, slots=True)
class JudgedCountry:
    """Every measure of every authority, region and England, judged against one benchmark.

    Attributes:
        benchmark: What all are compared with.
        measures: Those of `GridFigures` with the benchmark's columns.
        areas: One row a column: area_code, area_name and level.
        cells: One row a measure and area, measure by measure in the order of `areas`: the key,
            value, limits, counts, flag, note, basis, judgement, reason, trend, trend_reason,
            other_period (label of the area's newest figure where it has none for the common
            period; else empty) and dataset_id.
    """

    benchmark: BenchmarkRequest
    measures: pd.DataFrame
    areas: pd.DataFrame
    cells: pd.DataFrame


def grid_figures(*, sex: str, events: Sequence[OwnEvent] = ()) -> GridFigures:
    """Read the figures of every grid of one sex, and decide their recent trends.

    Args:
        sex: `Persons`, `Female` or `Male`.
        events: Dated events that users put on series.

    Raises:
        SnapshotError: The snapshot cannot be read.
    """
    catalogue = indicator_store.indicators()
    figures = with_metadata(observation_store.common_period_figures(sex=sex), catalogue)
    shown = figures["indicator_id"].unique()
    series = observation_store.all_headlines()
    series = series[series["indicator_id"].isin(shown) & (series["sex"] == sex)]
    series = series.merge(catalogue[["indicator_id", "value_kind"]], on="indicator_id")
    trends = judge_trends(series, annotations=dated_events(events))
    return GridFigures(figures=figures, trends=trends, measures=_measures(figures))


def judge_country(
    figures: GridFigures, *, benchmark: BenchmarkRequest, levels: JudgementLevels
) -> JudgedCountry:
    """Judge everything against one benchmark, in one call.

    Args:
        figures: The country's figures.
        benchmark: What to compare with.
        levels: Three or five.

    Returns:
        The judged country; England and regions have their published value, or else the one
        pooled from their authorities, each said to be what it is.
    """
    areas = _areas_of_country()
    measures = figures.measures
    if measures.empty:
        return JudgedCountry(benchmark, measures, areas, figures.figures)
    answers = _benchmarks(measures, figures.figures, areas, benchmark)
    cells = measures[_ABOUT_MEASURE].merge(areas[["area_code", "level"]], how="cross")
    cells = _with_figures(cells, figures.figures)
    cells = _with_pooled(cells, answers[1:])
    measures = pd.concat([measures, answers[0]], axis=1)
    cells = _judged(cells, measures, benchmark=benchmark, levels=levels, trends=figures.trends)
    return JudgedCountry(benchmark, measures, areas, cells)


def partnership_cells(
    country: JudgedCountry,
    figures: GridFigures,
    measures: pd.DataFrame,
    *,
    places: Places,
    levels: JudgementLevels,
) -> pd.DataFrame:
    """Return the cells of the chosen partnership, one row a measure.

    Args:
        country: The country, judged against the same benchmark.
        figures: What it was judged from.
        measures: Its measures, or some of them.
        places: The partnership.
        levels: Three or five, as for the country.
    """
    held = figures.figures
    is_member = held["area_code"].isin(places.own_codes) & held["is_common"].astype(bool)
    own = combine_areas(
        held[is_member], area_code=places.area.code, member_count=len(places.own_codes)
    )
    cells = measures[_ABOUT_MEASURE].assign(
        area_code=places.area.code, level=AreaLevel.PARTNERSHIP.value
    )
    cells = _with_figures(cells, own)
    return _judged(
        cells, measures, benchmark=country.benchmark, levels=levels, trends=figures.trends
    )


def _measures(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what is known of each measure at its common period, in the framework's order."""
    outcomes = framework_store.outcomes().set_index("outcome_id")
    common = figures[figures["is_common"].astype(bool)]
    measures = common.drop_duplicates("indicator_id").drop(columns=[*_NUMBERS, *_TEXTS])
    measures = measures.assign(
        outcome=measures["outcome_id"].map(outcomes["name"]).fillna("Context"),
        outcome_position=measures["outcome_id"].map(outcomes["position"]).fillna(len(outcomes) + 1),
    )
    return measures.sort_values(["outcome_position", "position", "indicator_id"], ignore_index=True)


def _areas_of_country() -> pd.DataFrame:
    """Return England, the regions and all authorities by name."""
    areas = area_store.areas()
    rank = {AreaLevel.REGION.value: 1, AreaLevel.UPPER_TIER.value: 2}
    order = areas["level"].map(rank).where(areas["area_code"] != ENGLAND, 0)
    shown = areas.assign(order=order).dropna(subset="order").sort_values(["order", "name"])
    columns = ["area_code", "area_name", "level", "region_code"]
    return shown.rename(columns={"name": "area_name"})[columns].reset_index(drop=True)


def _benchmarks(
    measures: pd.DataFrame,
    figures: pd.DataFrame,
    areas: pd.DataFrame,
    benchmark: BenchmarkRequest,
) -> list[pd.DataFrame]:
    """Return the benchmark's values, then those of England and of each region."""
    is_local = areas["level"] == AreaLevel.UPPER_TIER.value
    local = areas[is_local]
    requests = [benchmark]
    for code, name in areas.loc[~is_local, ["area_code", "area_name"]].itertuples(index=False):
        is_country = code == ENGLAND
        inside = local if is_country else local[local["region_code"] == code]
        requests.append(
            BenchmarkRequest(
                kind=BenchmarkKind.ENGLAND if is_country else BenchmarkKind.REGION,
                label=str(name),
                code=AreaCode(str(code)),
                members=tuple(AreaCode(str(member)) for member in inside["area_code"]),
            )
        )
    authorities = figures["area_code"].isin(local["area_code"])
    answers = resolve_benchmarks(
        pd.concat([measures[KEY]] * len(requests), ignore_index=True),
        asked=np.repeat(np.arange(len(requests)), len(measures)),
        candidates=figures[figures["is_common"].astype(bool) & authorities],
        published=figures[~authorities],
        requests=requests,
    )
    each = len(measures)
    return [
        answers.iloc[number * each : (number + 1) * each].reset_index(drop=True)
        for number in range(len(requests))
    ]


def _with_figures(cells: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Add what is held of each measure and area at the common period."""
    at_period = figures[figures["is_common"].astype(bool)]
    held = at_period[["indicator_id", "area_code", *_NUMBERS, *_TEXTS]]
    cells = cells.merge(held, on=["indicator_id", "area_code"], how="left")
    cells[_TEXTS] = cells[_TEXTS].fillna("")
    return cells.assign(other_period=_other_periods(cells, figures), basis="")


def _with_pooled(cells: pd.DataFrame, answers: list[pd.DataFrame]) -> pd.DataFrame:
    """Fill in the value of England and regions that publish none, said to be what it is.

    Args:
        cells: Measure by measure, England and the regions before the authorities.
        answers: Values of England and of each region, one row a measure.
    """
    each = len(cells) // len(answers[0])
    for place, answer in enumerate(answers):
        basis = answer["benchmark_basis"].to_numpy()
        pooled = np.flatnonzero(np.isin(basis, ["pooled", "median"]))
        rows = pooled * each + place
        for column, source in _AS_VALUE.items():
            cells.loc[rows, column] = answer[source].to_numpy()[pooled]
        cells.loc[rows, "basis"] = basis[pooled]
        cells.loc[rows, "flag"] = ""
    return cells


def _judged(
    cells: pd.DataFrame,
    measures: pd.DataFrame,
    *,
    benchmark: BenchmarkRequest,
    levels: JudgementLevels,
    trends: pd.DataFrame,
) -> pd.DataFrame:
    """Add judgement and recent trend to the cells of the measures, in their order."""
    each = len(cells) // len(measures)
    no_row = cells["value"].isna() & (cells["flag"] == "")
    cells.loc[no_row, "flag"] = "not_published"
    for column in _FOR_JUDGING:
        cells[column] = np.repeat(measures[column].to_numpy(), each)
    cells["is_benchmark"] = cells["area_code"] == benchmark.code
    judged = judge_rows(cells, levels=levels)
    return _with_trends(pd.concat([cells, judged], axis=1), trends)


def _other_periods(cells: pd.DataFrame, figures: pd.DataFrame) -> "pd.Series[str]":
    """Name the newest period of areas that have no row for the common one."""
    others = figures[~figures["is_common"].astype(bool)].sort_values("period_end")
    newest = others.drop_duplicates(["indicator_id", "area_code"], keep="last")
    number, theirs = number_rows([cells, newest], ["indicator_id", "area_code"])
    labels = pd.Series(newest["period_label"].to_numpy(dtype=object), index=theirs)
    return labels.reindex(number).fillna("").set_axis(cells.index)


def _with_trends(cells: pd.DataFrame, trends: pd.DataFrame) -> pd.DataFrame:
    """Add the recent trend of each series; a combined area has none here."""
    columns = [*SERIES, "trend", "trend_reason"]
    with_trends = cells.merge(trends[columns], on=SERIES, how="left")
    return with_trends.fillna(
        {
            "trend": RecentTrend.CANNOT_BE_CALCULATED.value,
            "trend_reason": TrendReason.TOO_FEW_POINTS.value,
        }
    )
