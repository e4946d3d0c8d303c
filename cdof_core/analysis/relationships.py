"""Two measures of the same authorities, each at a period that is said."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.indicator_view import Coverage, coverage_of
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.area import AreaLevel
from cdof_core.domain.sex import PERSONS
from cdof_core.statistics.association import (
    Correlation,
    StraightLine,
    pearson_correlation,
    straight_line,
)
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store.panel import figures_of_authorities

SCORES: Final = {"imd2025": "imd2025_score", "imd2019": "imd2019_score"}
"""Deprivation scores, which are no indicators: how deprived the area is on average."""

_SCORE_DATASET: Final = "deprivation-imd"
OUTLYING: Final = 2.0
"""Residuals beyond so many of their standard errors are named; about one in twenty by chance."""

NAMED_AT_MOST: Final = 5
_SIZE_REFERENCE: Final = "mid-2022"
_DAYS_A_YEAR: Final = 365.25


class Grouping(StrEnum):
    """By what points are told apart."""

    REGION = "region"
    IMD_2025 = "imd2025"
    IMD_2019 = "imd2019"


@dataclass(frozen=True, slots=True)
class MeasureAt:
    """One measure at one period.

    Attributes:
        measure_id: Indicator, or a key of `SCORES`.
        name: Full name.
        short_name: Short name.
        sentence_name: Noun phrase.
        unit: Unit.
        decimals: Places.
        period: Label of its period.
        start: First day; None for a score.
        end: Last day; None for a score.
        periods: Labels of all its periods, newest first.
        coverage: Authorities with a usable value, and why not the others.
    """

    measure_id: str
    name: str
    short_name: str
    sentence_name: str
    unit: str
    decimals: int
    period: str
    start: pd.Timestamp | None
    end: pd.Timestamp | None
    periods: tuple[str, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Relationship:
    """Two measures over authorities.

    Attributes:
        across: The measure from left to right.
        up: The measure from bottom to top.
        points: One row an authority with both values: area_code, area_name, x, y, population,
            group, group_rank (1 to 10 for deciles, 0 for regions), residual (standardised),
            is_outlying, is_chosen, is_own_group.
        correlation: Pearson's, with its interval.
        line: The straight line; None where none can be fitted.
        years_apart: Years between the middles of the two periods; 0 for the same period, None
            where one measure has no period.
        authorities: All authorities, shown or not.
        sources: Datasets behind both measures and the populations.
    """

    across: MeasureAt
    up: MeasureAt
    points: pd.DataFrame
    correlation: Correlation
    line: StraightLine | None
    years_apart: float | None
    authorities: int
    sources: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no authority has both values."""
        return self.points.empty

    @property
    def outliers(self) -> pd.DataFrame:
        """The authorities furthest from the line, furthest first."""
        far = self.points[self.points["is_outlying"]]
        order = far["residual"].abs().sort_values(ascending=False).index
        return far.loc[order].head(NAMED_AT_MOST)


def relate(
    *, across: str, up: str, period: str, grouping: Grouping, own_codes: tuple[str, ...]
) -> Relationship:
    """Set two measures of every authority against each other.

    Args:
        across: Indicator or score from left to right.
        up: Indicator or score from bottom to top.
        period: Period of the measure `up`; empty, or not one of its periods, for its newest.
        grouping: By what points are told apart.
        own_codes: The chosen area, or its members.

    Returns:
        Both measures: `up` at the period asked for, `across` at the same period where it has one,
        else at the nearest, which `years_apart` says.
    """
    areas = area_store.areas()
    authorities = areas[areas["level"] == AreaLevel.UPPER_TIER.value]
    upward, up_values = _measure(up, authorities, wanted=period, near=None)
    sideways, across_values = _measure(across, authorities, wanted="", near=upward)
    values = across_values.rename("x").to_frame().join(up_values.rename("y"), how="outer")
    population = area_store.area_populations(area_codes=list(authorities["area_code"]))
    points = _points(values, authorities, population, grouping=grouping, own=own_codes)
    line = straight_line(points["x"], points["y"])
    points = points.assign(residual=float("nan") if line is None else line.standardised_residuals)
    points["is_outlying"] = points["residual"].abs() > OUTLYING
    datasets = [*across_values.attrs["datasets"], *up_values.attrs["datasets"]]
    return Relationship(
        across=sideways,
        up=upward,
        points=points,
        correlation=pearson_correlation(points["x"], points["y"]),
        line=line,
        years_apart=_years_between(sideways, upward),
        authorities=len(authorities),
        sources=tuple(dict.fromkeys([*datasets, *population["dataset_id"].unique()])),
    )


def _measure(
    measure_id: str, authorities: pd.DataFrame, *, wanted: str, near: MeasureAt | None
) -> "tuple[MeasureAt, pd.Series[float]]":
    if measure_id in SCORES:
        return _score(measure_id, authorities)
    catalogue = indicator_store.indicators()
    rows = with_metadata(figures_of_authorities(indicator_id=measure_id, sex=PERSONS), catalogue)
    rows = rows[rows["area_code"].isin(authorities["area_code"])]
    periods = _periods(rows)
    shown = _choose(periods, wanted, near)
    keys = ["period_start", "period_end", "age", "vintage"]
    at = rows if shown is None else rows[(rows[keys] == shown[keys]).all(axis=1)]
    indicator = catalogue[catalogue["indicator_id"] == measure_id].iloc[0]
    everyone = authorities[["area_code"]].merge(at, on="area_code", how="left")
    everyone["flag"] = everyone["flag"].fillna("not_published")
    measure = MeasureAt(
        measure_id=measure_id,
        name=str(indicator["name"]),
        short_name=str(indicator["short_name"]),
        sentence_name=str(indicator["sentence_name"]),
        unit=str(indicator["unit"]),
        decimals=int(indicator["decimals"]),
        period="" if shown is None else str(shown["period_label"]),
        start=None if shown is None else pd.Timestamp(shown["period_start"]),
        end=None if shown is None else pd.Timestamp(shown["period_end"]),
        periods=tuple(dict.fromkeys(str(label) for label in periods["period_label"])),
        coverage=coverage_of(everyone),
    )
    values = at[is_usable(at)].set_index("area_code")["value"].astype(float)
    values.attrs["datasets"] = list(at["dataset_id"].unique())
    return measure, values


def _score(measure_id: str, authorities: pd.DataFrame) -> "tuple[MeasureAt, pd.Series[float]]":
    year = measure_id.removeprefix("imd")
    values = authorities.set_index("area_code")[SCORES[measure_id]].astype(float)
    known = int(values.notna().sum())
    measure = MeasureAt(
        measure_id=measure_id,
        name=f"Index of multiple deprivation {year}, average score of the area",
        short_name=f"Deprivation score, IMD {year}",
        sentence_name=f"the deprivation score of {year}",
        unit="score",
        decimals=1,
        period=f"IMD {year}",
        start=None,
        end=None,
        periods=(),
        coverage=Coverage(shown=known, withheld=0, flagged=0, absent=len(values) - known),
    )
    values = values.dropna()
    values.attrs["datasets"] = [_SCORE_DATASET]
    return measure, values


def _periods(rows: pd.DataFrame) -> pd.DataFrame:
    """Return periods that at least half as many authorities have as the fullest, newest first."""
    keys = ["period_start", "period_end", "period_label", "age", "vintage"]
    sizes = rows[is_usable(rows)].groupby(keys, as_index=False).size()
    enough = sizes[sizes["size"] * 2 >= sizes["size"].max()] if len(sizes) else sizes
    return enough.sort_values(
        ["period_end", "period_start", "size"], ascending=False, ignore_index=True
    )


def _choose(periods: pd.DataFrame, wanted: str, near: MeasureAt | None) -> "pd.Series[Any] | None":
    """Choose the period asked for, else the other measure's or the nearest, else the newest."""
    if periods.empty:
        return None
    named = periods[periods["period_label"] == wanted]
    if len(named):
        return named.iloc[0]
    if near is None or near.start is None or near.end is None:
        return periods.iloc[0]
    middle = near.start + (near.end - near.start) / 2
    starts, ends = pd.to_datetime(periods["period_start"]), pd.to_datetime(periods["period_end"])
    away = (starts + (ends - starts) / 2 - middle).abs()
    same = (starts == near.start) & (ends == near.end)
    order = periods.assign(differs=~same, away=away).sort_values(["differs", "away"])
    return order.iloc[0]


def _points(
    values: pd.DataFrame,
    authorities: pd.DataFrame,
    population: pd.DataFrame,
    *,
    grouping: Grouping,
    own: tuple[str, ...],
) -> pd.DataFrame:
    both = values.dropna().reset_index(names="area_code")
    everyone = population[
        (population["reference"] == _SIZE_REFERENCE) & (population["age"] == "All ages")
    ].set_index("area_code")["persons"]
    names = authorities.set_index("area_code")
    groups = _groups(grouping)
    points = both.assign(
        area_name=both["area_code"].map(names["name"]),
        population=both["area_code"].map(everyone).astype(float),
        group=both["area_code"].map(groups["group_name"]).fillna(""),
        group_rank=both["area_code"].map(groups["group_rank"]).fillna(0).astype(int),
        is_chosen=both["area_code"].isin(own),
    )
    own_groups = set(groups["group_name"].reindex(list(own)).dropna())
    points["is_own_group"] = points["group"].isin(own_groups)
    return points.sort_values("area_name", ignore_index=True)


def _groups(grouping: Grouping) -> pd.DataFrame:
    """Return the group of each authority: name and, for deciles, its number."""
    if grouping is Grouping.REGION:
        areas = area_store.areas()
        names = areas.set_index("area_code")["name"]
        regions = areas.assign(group_name=areas["region_code"].map(names), group_rank=0)
        return regions.set_index("area_code")[["group_name", "group_rank"]]
    members = area_store.group_members(scheme=grouping.value)
    members = members.assign(
        group_rank=members["group_id"].astype(int),
        group_name="Decile " + members["group_id"],
    )
    return members.set_index("area_code")[["group_name", "group_rank"]]


def _years_between(first: MeasureAt, second: MeasureAt) -> float | None:
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return None
    if (first.start, first.end) == (second.start, second.end):
        return 0.0
    apart = first.start + (first.end - first.start) / 2 - second.start
    return abs((apart - (second.end - second.start) / 2).days) / _DAYS_A_YEAR
