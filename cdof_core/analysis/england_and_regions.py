"""National series: headline measures, regions, the crime survey, treatment and deaths."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

import pandas as pd

from cdof_core.analysis.national_breakdowns import USE, deaths_view, survey_view, treatment_view
from cdof_core.analysis.national_panels import (
    NationalView,
    Part,
    area_lines,
    finish_view,
    in_order,
    panels_by_latest,
    rank_lines,
)
from cdof_core.analysis.national_series import (
    COUNTRIES,
    headline_series,
    main_age,
    regions,
)
from cdof_core.domain.indicator import SUMMABLE, ValueKind
from cdof_core.domain.sex import PERSONS
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store

_FORMS: Final = ("is the measure", "part")

BY: Final = MappingProxyType(
    {
        Part.HEADLINE: (),
        Part.REGIONS: (),
        Part.SURVEY: tuple(USE),
        Part.TREATMENT: ("sex", "age"),
        Part.DEATHS: ("substance", "age", "deprivation", "sex"),
    }
)
"""Ways to part the figures of each part of the page; the first is shown until one is chosen."""


def view_national(part: Part, *, by: str, indicator_id: str) -> NationalView:
    """Gather the national series of one part of the page.

    Args:
        part: Which part.
        by: How its figures are parted; one of `BY`, anything else gives the first.
        indicator_id: Indicator to show by region; others than `regional_indicators` give the
            first of them. Other parts have their own.

    Returns:
        The series, panel by panel.
    """
    ways = BY[part]
    chosen = by if by in ways else next(iter(ways), "")
    if part is Part.REGIONS:
        return _regions(indicator_id)
    return _BREAKDOWNS[part](chosen) if part in _BREAKDOWNS else _headline()


def regional_indicators() -> pd.DataFrame:
    """Return the indicators that are published by region, framework's headline measures first.

    Returns:
        indicator_id and short_name.
    """
    catalogue = indicator_store.indicators()
    rows = headline_series(list(catalogue["indicator_id"]), list(regions()))
    held = catalogue[
        catalogue["indicator_id"].isin(rows.loc[rows["value"].notna(), "indicator_id"])
    ]
    rank = held["role"].ne("headline")
    order = held.assign(rank=rank).sort_values(["rank", "outcome_id", "position"])
    return order[["indicator_id", "short_name"]].reset_index(drop=True)


def _headline() -> NationalView:
    measures = framework_store.measures()
    measures = measures[measures["level"] == "headline"]
    links = framework_store.measure_indicators()
    links = links[links["relation"].isin(_FORMS)].merge(
        measures[["measure_id", "position"]].rename(columns={"position": "measure_position"}),
        on="measure_id",
    )
    rows = headline_series(list(links["indicator_id"]), list(COUNTRIES))
    rows = main_age(rows[rows["sex"] == PERSONS])
    rows = rows[rows["indicator_id"].isin(rows.loc[rows["value"].notna(), "indicator_id"])]
    rows = rows.merge(links[["indicator_id", "measure_id", "measure_position"]], on="indicator_id")
    rows = rows.sort_values(["measure_position", "position", "indicator_id"], kind="stable")
    rows = rank_lines(
        rows.assign(panel=rows["short_name"], line=area_lines(rows)), ["panel", "indicator_id"]
    )
    held = set(rows["measure_id"])
    absent = measures[~measures["measure_id"].isin(held)]
    return finish_view(
        Part.HEADLINE,
        rows,
        is_shared=False,
        absent=tuple(zip(absent["name"], absent["local_status_note"], strict=True)),
    )


def _regions(indicator_id: str) -> NationalView:
    offered = list(regional_indicators()["indicator_id"])
    if not offered:
        return finish_view(Part.REGIONS, headline_series([], []).assign(panel="", line=""))
    chosen = indicator_id if indicator_id in offered else offered[0]
    names = regions()
    rows = headline_series([chosen], [*names, *COUNTRIES])
    rows = main_age(rows[rows["sex"] == PERSONS])
    rows = rows.assign(line=area_lines(rows, names))
    local = rows[rows["area_code"].isin(names)]
    local = local.assign(panel=local["area_code"].map(names))
    national = _national_beside(rows)
    panels = panels_by_latest(local)
    own = rank_lines(local, ["panel"])
    if national.empty:
        return finish_view(Part.REGIONS, in_order(own, panels))
    beside = pd.concat([national.assign(panel=panel) for panel in panels], ignore_index=True)
    beside = rank_lines(beside, ["panel"])
    beside["line_rank"] += beside["panel"].map(own.groupby("panel")["line_rank"].max()) + 1
    return finish_view(Part.REGIONS, in_order(pd.concat([own, beside], ignore_index=True), panels))


def _national_beside(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the line beside the regions: England's, else that of England and Wales; no count."""
    if rows["value_kind"].isin([*SUMMABLE, ValueKind.ESTIMATE]).any():
        return rows.iloc[0:0]
    for code in COUNTRIES:
        found = rows[rows["area_code"] == code]
        if found["value"].notna().any():
            return found
    return rows.iloc[0:0]


_BREAKDOWNS: Final[MappingProxyType[Part, Callable[[str], NationalView]]] = MappingProxyType(
    {Part.SURVEY: survey_view, Part.TREATMENT: treatment_view, Part.DEATHS: deaths_view}
)
