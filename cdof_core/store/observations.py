"""Figures. A headline figure is one that is not broken down by substance, ethnicity or the like."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from cdof_core.domain.area import ENGLAND, ENGLAND_AND_WALES
from cdof_core.store.queries import run_query


def series(*, indicator_id: str, area_codes: Sequence[str], sex: str) -> pd.DataFrame:
    """Return headline figures of one indicator and sex over time.

    Args:
        indicator_id: Indicator.
        area_codes: GSS codes.
        sex: `Persons`, `Female` or `Male`.

    Returns:
        Columns of `observation`, one row per area, period, age and vintage.
    """
    return run_query(
        "series", {"indicator_id": indicator_id, "area_codes": list(area_codes), "sex": sex}
    )


def series_of_areas(*, indicator_ids: Sequence[str], area_codes: Sequence[str]) -> pd.DataFrame:
    """Return headline figures of several indicators over time.

    Args:
        indicator_ids: Indicators.
        area_codes: GSS codes.

    Returns:
        Columns of `observation`, one row per indicator, area, period, sex, age and vintage.
    """
    return run_query(
        "series_of_areas", {"indicator_ids": list(indicator_ids), "area_codes": list(area_codes)}
    )


def local_series(*, indicator_id: str, sex: str) -> pd.DataFrame:
    """Return headline figures of every upper-tier authority over time.

    Args:
        indicator_id: Indicator.
        sex: `Persons`, `Female` or `Male`.

    Returns:
        Columns of `observation`, one row per area, period, age and vintage.
    """
    return run_query("local_series", {"indicator_id": indicator_id, "sex": sex})


def breakdown_series(*, indicator_id: str, area_codes: Sequence[str]) -> pd.DataFrame:
    """Return figures of one indicator by substance, ethnicity or another breakdown.

    Args:
        indicator_id: Indicator.
        area_codes: GSS codes.

    Returns:
        Columns of `observation`, one row per area, period, sex, age, breakdown and vintage.
    """
    return run_query(
        "breakdown_series", {"indicator_id": indicator_id, "area_codes": list(area_codes)}
    )


def figures_everywhere(*, indicator_ids: Sequence[str]) -> pd.DataFrame:
    """Return every figure of several indicators, breakdowns included, wherever it is held.

    Args:
        indicator_ids: Indicators.

    Returns:
        Columns of `observation`, one row per indicator, area, period, sex, age, breakdown and
        vintage.
    """
    return run_query("figures_everywhere", {"indicator_ids": list(indicator_ids)})


def latest_headlines(*, area_codes: Sequence[str]) -> pd.DataFrame:
    """Return the newest headline figures of the indicators that profiles show.

    Args:
        area_codes: GSS codes.

    Returns:
        Columns of `observation`, one row per indicator, area, sex, age and vintage.
    """
    return run_query("latest_headlines", {"area_codes": list(area_codes)})


def latest_national(*, area_codes: Sequence[str] = (ENGLAND, ENGLAND_AND_WALES)) -> pd.DataFrame:
    """Return the newest headline figures of a country, all persons, current indicators.

    Args:
        area_codes: GSS codes.

    Returns:
        Columns of `observation`, one row per indicator, country, age and vintage.
    """
    return run_query("latest_national", {"area_codes": list(area_codes)})


def values_at(
    *, indicator_id: str, period_start: date, period_end: date, sex: str, age: str, vintage: str
) -> pd.DataFrame:
    """Return headline figures of every area at one period.

    Args:
        indicator_id: Indicator.
        period_start: First day.
        period_end: Last day.
        sex: `Persons`, `Female` or `Male`.
        age: Age group as published.
        vintage: Method or edition; empty where there is one only.

    Returns:
        Columns of `observation`, one row per area.
    """
    return run_query(
        "values_at",
        {
            "indicator_id": indicator_id,
            "period_start": period_start,
            "period_end": period_end,
            "sex": sex,
            "age": age,
            "vintage": vintage,
        },
    )


def values_of_authorities(
    *, indicator_ids: Sequence[str], period_starts: Sequence[date], period_ends: Sequence[date]
) -> pd.DataFrame:
    """Return headline figures of every upper-tier authority at each indicator's named periods.

    Args:
        indicator_ids: Indicators.
        period_starts: First day for the indicator at the same place of the list.
        period_ends: Last day, likewise.

    Returns:
        Columns of `observation`, one row per indicator, area, period, sex, age and vintage.
    """
    return run_query(
        "values_of_authorities",
        {
            "indicator_ids": list(indicator_ids),
            "period_starts": list(period_starts),
            "period_ends": list(period_ends),
        },
    )


def common_period_figures(*, sex: str) -> pd.DataFrame:
    """Return the figures of a grid: each indicator at one period, wherever it is published for it.

    Args:
        sex: `Persons`, `Female` or `Male`.

    Returns:
        Columns of `observation` and is_common: one row per profiled indicator and authority,
        region or country at the period that most authorities' newest figure is for. An area
        without a row for it has its newest instead, by age and vintage, with is_common false.
    """
    return run_query("common_period_figures", {"sex": sex})


def comparator_values(*, area_code: str) -> pd.DataFrame:
    """Return every authority's figure for each of an area's latest headline figures.

    Args:
        area_code: GSS code.

    Returns:
        Columns of `observation`, one row per indicator, area, period, sex, age and vintage.
    """
    return run_query("comparator_values", {"area_code": area_code})


def all_headlines(*, collection: str = "current") -> pd.DataFrame:
    """Return every headline figure of one collection.

    Args:
        collection: `current`, or a reference case, whose figures never stand beside current ones.

    Returns:
        Columns of `observation`, one row per indicator, area, period, sex, age and vintage.
    """
    return run_query("all_headlines", {"collection": collection})


def printed_figures(*, collection: str) -> pd.DataFrame:
    """Return every figure of a reference case, breakdowns included.

    Args:
        collection: A reference case.

    Returns:
        Columns of `observation`, one row per indicator, area, period, sex, age, breakdown and
        vintage.
    """
    return run_query("printed_figures", {"collection": collection})
