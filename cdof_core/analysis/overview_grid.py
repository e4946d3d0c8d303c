"""Every measure of many areas at once: who is worse, on what, and where nothing can be said."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.area_comparison import with_metadata
from cdof_core.analysis.area_groups import AreaGroup
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest, resolve_benchmarks
from cdof_core.comparison.combining import combine_areas
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import KEY, SERIES, is_usable
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.judgement import Judgement, RecentTrend
from cdof_core.domain.selection import Selection
from cdof_core.statistics.recent_trend import TrendReason
from cdof_core.store import areas as area_store
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store

WORSE: Final = (Judgement.WORSE.value, Judgement.MUCH_WORSE.value)
BY_NAME: Final = "name"
BY_WORSE: Final = "worse"
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
_AS_VALUE: Final = {
    "value": "benchmark",
    "lower95": "benchmark_lower95",
    "upper95": "benchmark_upper95",
}
_ABOUT_MEASURE: Final = [*KEY, "period_label", "period_kind"]


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
class OverviewGrid:
    """Measures by areas, judged.

    Attributes:
        places: The chosen area and what every cell is compared with.
        group: The areas beside it.
        measures: One row a measure, in the framework's order: indicator_id, short_name, outcome,
            period_label, unit, decimals, polarity, benchmark, benchmark_basis, benchmark_reason.
        areas: One row a column: area_code, area_name, role (england, region, chosen, member),
            worse (measures judged worse) and compared (measures judged). The pinned ones first.
        cells: One row a measure and area, measure by measure in the order of `areas`: value,
            limits, counts, flag, note, basis, judgement, reason, trend, trend_reason,
            other_period (label of the area's newest figure where it has none for the common
            period; else empty) and dataset_id.
    """

    places: Places
    group: AreaGroup
    measures: pd.DataFrame
    areas: pd.DataFrame
    cells: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether no measure or no area is there to show."""
        return self.measures.empty or self.areas.empty


def grid_figures(*, sex: str) -> GridFigures:
    """Read the figures of every grid of one sex, and decide their recent trends.

    Args:
        sex: `Persons`, `Female` or `Male`.

    Raises:
        SnapshotError: The snapshot cannot be read.
    """
    catalogue = indicator_store.indicators()
    figures = with_metadata(observation_store.common_period_figures(sex=sex), catalogue)
    shown = figures["indicator_id"].unique()
    series = observation_store.all_headlines()
    series = series[series["indicator_id"].isin(shown) & (series["sex"] == sex)]
    series = series.merge(catalogue[["indicator_id", "value_kind"]], on="indicator_id")
    trends = judge_trends(series, annotations=indicator_store.annotations())
    return GridFigures(figures=figures, trends=trends, measures=_measures(figures))


def build_overview_grid(
    selection: Selection,
    *,
    places: Places,
    group: AreaGroup,
    figures: GridFigures,
    outcome_id: str = "",
) -> OverviewGrid:
    """Judge the measures of some areas against one benchmark.

    Args:
        selection: What the user chose; its levels apply.
        places: The chosen area and its benchmark.
        group: The areas to show beside it.
        figures: The country's figures.
        outcome_id: Only measures of this outcome; empty for all.

    Returns:
        The grid, areas in the order of their names.
    """
    measures = figures.measures
    if outcome_id:
        measures = measures[measures["outcome_id"] == outcome_id].reset_index(drop=True)
    areas = _areas(places, group)
    own = figures.figures[figures.figures["indicator_id"].isin(measures["indicator_id"])]
    if measures.empty:
        return OverviewGrid(places, group, measures, areas.assign(worse=0, compared=0), own)
    benchmarks = _benchmarks(measures, own, places)
    cells = _cells(measures, areas, own, benchmarks=benchmarks, places=places)
    judged = judge_rows(cells, levels=selection.levels)
    cells = pd.concat([cells, judged], axis=1)
    cells = _with_trends(cells, figures.trends)
    chosen = benchmarks[places.chosen]
    return OverviewGrid(
        places=places,
        group=group,
        measures=pd.concat([measures, chosen], axis=1),
        areas=_counted(areas, cells),
        cells=cells,
    )


def area_order(grid: OverviewGrid, *, by: str) -> list[int]:
    """Return the places of a grid's areas in another order; the pinned ones stay first.

    Args:
        grid: The grid.
        by: `BY_NAME`, `BY_WORSE`, or the identifier of a measure: highest value first, areas
            without a value last.

    Returns:
        Row numbers of `grid.areas`.
    """
    areas = grid.areas.assign(place=range(len(grid.areas)), key=0.0)
    if by == BY_WORSE:
        areas["key"] = -areas["worse"].astype(float)
    elif by in set(grid.measures["indicator_id"]):
        own = grid.cells[grid.cells["indicator_id"] == by].reset_index(drop=True)
        areas["key"] = -own["value"].where(is_usable(own))
    areas["is_free"] = areas["role"] == "member"
    areas.loc[~areas["is_free"], "key"] = 0.0
    ordered = areas.sort_values(["is_free", "key", "place"], na_position="last", kind="stable")
    return [int(place) for place in ordered["place"]]


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


def _areas(places: Places, group: AreaGroup) -> pd.DataFrame:
    """Return the columns: England, the region, the chosen area, then the others by name."""
    names = area_store.areas().set_index("area_code")["name"]
    pinned = [("england", places.england.code)]
    if places.region is not None:
        pinned.append(("region", places.region.code))
    others = sorted(
        (code for code in group.members if code != places.area.code),
        key=lambda code: str(names.get(code, code)),
    )
    rows = [*pinned, ("chosen", places.area.code), *(("member", code) for code in others)]
    return pd.DataFrame(
        {
            "area_code": [code for _, code in rows],
            "area_name": [
                places.area.name if role == "chosen" else str(names.get(code, code))
                for role, code in rows
            ],
            "role": [role for role, _ in rows],
        }
    )


def _benchmarks(
    measures: pd.DataFrame, figures: pd.DataFrame, places: Places
) -> dict[BenchmarkRequest, pd.DataFrame]:
    """Return the chosen benchmark's values, and those of the pinned places."""
    pinned = [places.england, *([places.region] if places.region else [])]
    requests = list(dict.fromkeys([places.chosen, *pinned]))
    at_period = figures[figures["is_common"].astype(bool)]
    answers = resolve_benchmarks(
        pd.concat([measures[KEY]] * len(requests), ignore_index=True),
        asked=np.repeat(np.arange(len(requests)), len(measures)),
        candidates=at_period[at_period["area_code"].isin(places.authorities)],
        published=figures[~figures["area_code"].isin(places.authorities)],
        requests=requests,
    )
    return {
        request: answers.iloc[number * len(measures) : (number + 1) * len(measures)].reset_index(
            drop=True
        )
        for number, request in enumerate(requests)
    }


def _cells(
    measures: pd.DataFrame,
    areas: pd.DataFrame,
    figures: pd.DataFrame,
    *,
    benchmarks: dict[BenchmarkRequest, pd.DataFrame],
    places: Places,
) -> pd.DataFrame:
    """Return one row a measure and area with what `judge_rows` needs."""
    kind = ["value_kind", "polarity", "multiplier", "interval_method"]
    cells = measures[[*_ABOUT_MEASURE, *kind]].merge(areas[["area_code", "role"]], how="cross")
    at_period = figures[figures["is_common"].astype(bool)]
    if places.area.is_partnership:
        at_period = pd.concat([at_period, _combined(at_period, places)], ignore_index=True)
    held = at_period[["indicator_id", "area_code", *_NUMBERS, *_TEXTS]]
    cells = cells.merge(held, on=["indicator_id", "area_code"], how="left")
    cells = cells.fillna(dict.fromkeys(_TEXTS, ""))
    cells = _with_pinned(cells, benchmarks, places=places)
    no_row = cells["value"].isna() & (cells["flag"] == "")
    cells.loc[no_row, "flag"] = "not_published"
    chosen = benchmarks[places.chosen]
    for column in ("benchmark", "benchmark_reason"):
        cells[column] = np.repeat(chosen[column].to_numpy(), len(areas))
    is_place = {"england": places.england, "region": places.region}
    cells["is_benchmark"] = (cells["area_code"] == places.chosen.code) | cells["role"].map(
        {role: request == places.chosen for role, request in is_place.items()}
    ).fillna(value=False).astype(bool)
    return cells.assign(other_period=_other_periods(cells, figures))


def _combined(at_period: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return the chosen partnership's figures."""
    members = at_period[at_period["area_code"].isin(places.own_codes)]
    return combine_areas(members, area_code=places.area.code, member_count=len(places.own_codes))


def _with_pinned(
    cells: pd.DataFrame, benchmarks: dict[BenchmarkRequest, pd.DataFrame], *, places: Places
) -> pd.DataFrame:
    """Fill England and the region in as benchmarks, each value said to be what it is."""
    basis = np.full(len(cells), "", dtype=object)
    for role, request in (("england", places.england), ("region", places.region)):
        if request is None:
            continue
        rows = np.flatnonzero(cells["role"] == role)
        held = benchmarks[request]
        published = held["benchmark_basis"].to_numpy()
        basis[rows] = published
        filled = np.isin(published, ["pooled", "median"])
        for column, source in _AS_VALUE.items():
            cells.loc[rows[filled], column] = held[source].to_numpy()[filled]
        cells.loc[rows[filled], "flag"] = ""
    return cells.assign(basis=basis)


def _other_periods(cells: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Name the newest period of areas that have no row for the common one."""
    others = figures[~figures["is_common"].astype(bool)]
    newest = others.sort_values("period_end").drop_duplicates(
        ["indicator_id", "area_code"], keep="last"
    )
    labels = dict(
        zip(
            zip(newest["indicator_id"], newest["area_code"], strict=True),
            newest["period_label"],
            strict=True,
        )
    )
    pairs = zip(cells["indicator_id"], cells["area_code"], strict=True)
    return [str(labels.get(pair, "")) for pair in pairs]


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


def _counted(areas: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Count on how many measures each area is worse, and on how many it is judged."""
    judged = cells["judgement"] != Judgement.NOT_COMPARED.value
    worse = cells["judgement"].isin(WORSE)
    shape = (-1, len(areas))
    return areas.assign(
        worse=worse.to_numpy().reshape(shape).sum(axis=0),
        compared=judged.to_numpy().reshape(shape).sum(axis=0),
    )
