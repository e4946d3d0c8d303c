"""From a judged row to the figure a sentence speaks of."""

import math
from collections.abc import Mapping
from typing import Any

from cdof_core.narrative.sentences import Figure


def figure_from_row(row: Mapping[Any, Any], *, area_name: str) -> Figure:
    """Build the figure of one row of an area comparison.

    Args:
        row: A row of `AreaComparison.rows` as a mapping: the observation's columns, the
            indicator's, the benchmark's, judgement, reason, trend and trend_reason.
        area_name: Name of the area, as published or as the user named it.

    Returns:
        The figure; missing numbers are None.
    """
    return Figure(
        indicator_id=str(row["indicator_id"]),
        area_code=str(row["area_code"]),
        area_name=area_name,
        short_name=str(row["short_name"]),
        sentence_name=str(row["sentence_name"]),
        period=str(row["period_label"]),
        value=_number(row["value"]),
        unit=str(row["unit"]),
        decimals=int(row["decimals"]),
        lower=_number(row["lower95"]),
        upper=_number(row["upper95"]),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        numerator_name=str(row["numerator_name"]),
        denominator_name=str(row["denominator_name"]),
        value_kind=str(row["value_kind"]),
        polarity=str(row["polarity"]),
        flag=str(row["flag"]),
        judgement=str(row["judgement"]),
        reason=str(row["reason"]),
        benchmark=_number(row["benchmark"]),
        benchmark_label=str(row["benchmark_label"]),
        benchmark_basis=str(row["benchmark_basis"]),
        trend=str(row["trend"]),
        trend_reason=str(row["trend_reason"]),
        benchmark_is_source=bool(row.get("is_benchmark", False)),
    )


def _number(value: object) -> float | None:
    """Return a float, or None for anything missing."""
    if value is None or not isinstance(value, int | float) or math.isnan(value):
        return None
    return float(value)
