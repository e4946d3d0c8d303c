"""The chosen area and its benchmarks over time."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest, resolve_benchmark
from cdof_core.comparison.keys import KEY

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


def trend_table(
    own: pd.DataFrame, published: pd.DataFrame, local: pd.DataFrame, places: Places
) -> pd.DataFrame:
    """Return the chosen area and its benchmarks over time, each line named and its basis said.

    Args:
        own: The chosen area's figures.
        published: The benchmark places' own figures.
        local: Every authority's figures, for benchmarks that are combined from them.
        places: The area and its benchmarks.

    Returns:
        One row a series and period: series (name), role (area, england, region, neighbours,
        benchmark), the period, vintage, value, limits, counts, flag, basis and note.
    """
    requests = {
        "england": places.england,
        "region": places.region,
        "neighbours": places.neighbours,
        "benchmark": places.chosen,
    }
    if any(request is places.chosen for role, request in requests.items() if role != "benchmark"):
        del requests["benchmark"]
    keys = pd.concat([own, local, published])[[*KEY, "period_label"]].drop_duplicates(KEY)
    lines = [own.assign(series=places.area.name, role="area", basis="published")]
    lines += [
        _line(role, request, keys=keys, published=published, local=local)
        for role, request in requests.items()
        if request is not None
    ]
    filled = [line[_SERIES_COLUMNS] for line in lines if len(line)]
    if not filled:
        return pd.DataFrame(columns=_SERIES_COLUMNS)
    return pd.concat(filled, ignore_index=True).sort_values(
        ["role", "vintage", "period_start"], ignore_index=True
    )


def _line(
    role: str,
    request: BenchmarkRequest,
    *,
    keys: pd.DataFrame,
    published: pd.DataFrame,
    local: pd.DataFrame,
) -> pd.DataFrame:
    answer = resolve_benchmark(keys, candidates=local, published=published, request=request)
    named = answer.rename(
        columns={
            "benchmark": "value",
            "benchmark_lower95": "lower95",
            "benchmark_upper95": "upper95",
            "benchmark_basis": "basis",
        }
    ).assign(series=request.label, role=role, numerator=np.nan, denominator=np.nan, flag="")
    labelled = named.merge(keys, on=KEY, how="left").assign(note="")
    return labelled[labelled["value"].notna()]
