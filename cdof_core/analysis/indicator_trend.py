"""The chosen area and its benchmarks over time."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.indicator_everywhere import (
    Measure,
    authorities_figures,
    benchmarks_over_time,
)
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import OWN_BASES, BenchmarkRequest
from cdof_core.comparison.keys import KEY, cells_at, find_rows
from cdof_core.domain.area import ENGLAND_AND_WALES

_SERIES_COLUMNS: Final = [
    "series",
    "role",
    "period_start",
    "period_end",
    "period_label",
    "vintage",
    "value",
    "lower95",
    "upper95",
    "numerator",
    "denominator",
    "flag",
    "basis",
    "note",
]
_PERIOD: Final = ["period_start", "period_end", "period_label", "vintage"]


def trend_table(
    own: pd.DataFrame, measure: Measure, *, published: pd.DataFrame, places: Places
) -> pd.DataFrame:
    """Return the chosen area and its benchmarks over time, each line named and its basis said.

    Args:
        own: The chosen area's figures.
        measure: The indicator.
        published: The benchmark places' own figures, and those of England and Wales.
        places: The area and its benchmarks.

    Returns:
        One row a series and period: series (name, with the age where there are several), role
        (area, england, region, neighbours, benchmark), the period, vintage, value, limits,
        counts, flag, basis and note. England and Wales has a line, as benchmark, where no
        authority has a figure. No line is shown twice.
    """
    lines = [_as_published(own, series=places.area.name, role="area")]
    roles = _roles(places)
    lines += [
        _benchmark_line(values, role, held=published[published["area_code"] == request.code])
        for values, (request, role) in zip(
            benchmarks_over_time(measure, list(roles)), roles.items(), strict=True
        )
    ]
    if authorities_figures(measure).empty:
        both = published[published["area_code"] == ENGLAND_AND_WALES]
        lines.append(_as_published(both, series="England and Wales", role="benchmark"))
    filled = [line for line in lines if len(line)]
    if not filled:
        return pd.DataFrame(columns=_SERIES_COLUMNS)
    table = pd.concat(filled, ignore_index=True)
    if table["age"].nunique() > 1:
        table["series"] = table["series"] + " (" + table["age"] + ")"
    return table[_SERIES_COLUMNS].sort_values(
        ["role", "series", "vintage", "period_start"], ignore_index=True
    )


def _as_published(rows: pd.DataFrame, *, series: str, role: str) -> pd.DataFrame:
    """Return a line of figures as they are held, computed ones said to be so."""
    basis = np.where(rows["value_basis"] == "computed", "computed", "published")
    return rows.assign(series=series, role=role, basis=basis)[[*_SERIES_COLUMNS, "age"]]


def _roles(places: Places) -> dict[BenchmarkRequest, str]:
    """Return what stands beside the area, none of it twice; a published role wins."""
    beside = (
        ("benchmark", places.chosen),
        ("neighbours", places.neighbours),
        ("region", places.region),
        ("england", places.england),
    )
    return {
        request: role
        for role, request in beside
        if request is not None and request.code != places.area.code
    }


def _benchmark_line(answer: pd.DataFrame, role: str, *, held: pd.DataFrame) -> pd.DataFrame:
    """Return a benchmark's values as a line, those it publishes itself with counts and notes."""
    is_own = answer["benchmark_basis"].isin(OWN_BASES).to_numpy(dtype=bool)
    found = np.where(is_own, find_rows(answer, held, KEY), -1)
    return pd.DataFrame(
        {
            "series": answer["benchmark_label"],
            "role": role,
            **{name: answer[name] for name in _PERIOD},
            "value": answer["benchmark"],
            "lower95": answer["benchmark_lower95"],
            "upper95": answer["benchmark_upper95"],
            "numerator": cells_at(found, held["numerator"], otherwise=np.nan),
            "denominator": cells_at(found, held["denominator"], otherwise=np.nan),
            "flag": "",
            "basis": answer["benchmark_basis"],
            "note": cells_at(found, held["note"].fillna(""), otherwise=""),
            "age": answer["age"],
        }
    )
