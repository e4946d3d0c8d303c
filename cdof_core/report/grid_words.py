"""The words of a grid's cells, for screen, file and picture alike."""

from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.overview_grid import OverviewGrid
from cdof_core.comparison.keys import UNUSABLE_FLAGS
from cdof_core.domain.judgement import Judgement, NotComparedReason
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import BASES, FLAGS, REASONS, SHORT_REASONS

_OTHER_PERIOD: Final = "Other period"
_FORMATTED: Final = 200_000
"""Texts kept: those of every figure of a few snapshots."""


def cell_words(cells: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Return the texts of judged cells.

    Args:
        cells: Rows of a grid or of a judged country, measure by measure.
        measures: The measures, in the same order.

    Returns:
        One row a cell, in their order: value_text (or in a word or two why there is none),
        has_value, count_text, interval_text (empty where none), why (sentence on a missing
        judgement; empty otherwise) and note.
    """
    each = len(cells) // max(len(measures), 1)
    units = np.repeat(measures["unit"].to_numpy(dtype=object), each).tolist()
    places = np.repeat(measures["decimals"].to_numpy(), each).tolist()
    usable = (cells["value"].notna() & ~cells["flag"].isin(UNUSABLE_FLAGS)).tolist()
    values = [
        _value(value, unit, decimals)
        for value, unit, decimals in zip(cells["value"].tolist(), units, places, strict=True)
    ]
    reasons, others = cells["reason"].tolist(), cells["other_period"].tolist()
    periods = cells["period_label"].tolist()
    said = [cells[name].tolist() for name in ("flag", "basis", "note")]
    return pd.DataFrame(
        {
            "value_text": [
                value if shown else _gap(reason, other)
                for value, shown, reason, other in zip(values, usable, reasons, others, strict=True)
            ],
            "has_value": usable,
            "count_text": [_count(count) for count in cells["numerator"].tolist()],
            "interval_text": [
                _interval(low, high, unit, decimals)
                for low, high, unit, decimals in zip(
                    cells["lower95"].tolist(),
                    cells["upper95"].tolist(),
                    units,
                    places,
                    strict=True,
                )
            ],
            "why": [_why(*row) for row in zip(reasons, others, periods, strict=True)],
            "note": [_note(*row) for row in zip(*said, strict=True)],
        }
    )


def cell_counts(grid: OverviewGrid) -> dict[str, int]:
    """Count the cells of authorities by what is there: they add up to all of them."""
    cells = grid.cells[grid.cells["role"].isin(["chosen", "member"])]
    withheld = cells["flag"].isin([flag for flag in UNUSABLE_FLAGS if flag != "not_published"])
    judged = cells["judgement"] != Judgement.NOT_COMPARED.value
    has_value = cells["value"].notna() & ~withheld
    other = ~has_value & (cells["other_period"] != "")
    kinds = {
        "judged": judged,
        "not compared": has_value & ~judged,
        "withheld": withheld & ~other,
        "other period": other,
        "absent": ~has_value & ~withheld & ~other,
    }
    return {name: int(np.count_nonzero(rows)) for name, rows in kinds.items()}


def _gap(reason: str, other_period: str) -> str:
    if other_period:
        return _OTHER_PERIOD
    is_gap = reason not in ("", NotComparedReason.IS_THE_BENCHMARK)
    return SHORT_REASONS[reason if is_gap else NotComparedReason.NO_VALUE]


@lru_cache(maxsize=_FORMATTED)
def _why(reason: str, other_period: str, period: str) -> str:
    if other_period:
        return f"The newest figure is for {period_text(other_period)}, not {period_text(period)}"
    said = REASONS.get(reason, "")
    return said[:1].upper() + said[1:]


@lru_cache(maxsize=_FORMATTED)
def _note(flag: str, basis: str, note: str) -> str:
    origin = BASES.get(basis, "") if basis in ("pooled", "median") else ""
    known = FLAGS.get(flag, "") if flag != "not_published" else ""
    said = [known, origin[:1].upper() + origin[1:], note]
    return "; ".join(dict.fromkeys(part for part in said if part))


@lru_cache(maxsize=_FORMATTED)
def _value(value: float, unit: str, decimals: int) -> str:
    return value_text(value, unit=unit, decimals=decimals, with_unit=False)


@lru_cache(maxsize=_FORMATTED)
def _interval(lower: float, upper: float, unit: str, decimals: int) -> str:
    return interval_text(lower, upper, unit=unit, decimals=decimals)


@lru_cache(maxsize=_FORMATTED)
def _count(count: float) -> str:
    return "" if np.isnan(count) else number_text(count)
