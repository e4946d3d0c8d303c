"""The spine of a profile: the range of all comparators, drawn and in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.words import end_words
from cdof_core.ui.components import Spine


def spine(row: Mapping[Any, Any], other: Mapping[Any, Any] | None) -> Spine | None:
    """Return the range of the comparators with the figure on it."""
    low, high = known(row["spine_low"]), known(row["spine_high"])
    if low is None or high is None:
        return None
    ends = end_words(str(row["polarity"]))
    texts = [
        value_text(row[name], unit=str(row["unit"]), decimals=int(row["decimals"]), with_unit=False)
        for name in ("minimum", "maximum")
    ]
    return Spine(
        low=low,
        p25=known(row["spine_p25"]),
        p75=known(row["spine_p75"]),
        high=high,
        marker=known(row["spine_marker"]),
        beside=known(other["marker"]) if other else None,
        low_word=f"{ends[0]} {texts[0]}",
        high_word=f"{texts[1]} {ends[1]}",
    )


def spine_text(row: Mapping[Any, Any], unit: str, decimals: int) -> str:
    """Say the same in words."""
    if known(row["spine_low"]) is None:
        return "no range"
    low, high, value = (
        value_text(row[column], unit=unit, decimals=decimals, with_unit=False)
        for column in ("minimum", "maximum", "value")
    )
    worst_best = end_words(str(row["polarity"]))
    half = [
        value_text(row[column], unit=unit, decimals=decimals, with_unit=False)
        for column in ("spine_lower_quartile", "spine_upper_quartile")
    ]
    return (
        f"{value}; authorities range from {low} ({worst_best[0]}) to {high} ({worst_best[1]}), "
        f"the middle half from {half[0]} to {half[1]}"
    )


def spark_text(spark: tuple[float | None, ...], decimals: int) -> str:
    """Say the figures over time in words."""
    known = [value for value in spark if value is not None]
    if len(known) <= 1:
        return ""
    first, last = number_text(known[0], decimals), number_text(known[-1], decimals)
    return f"From {first} to {last} over {len(spark)} periods"


def known(value: Any) -> float | None:  # noqa: ANN401 (a cell of a table)
    """Whether there is a number."""
    return None if pd.isna(value) else float(value)
