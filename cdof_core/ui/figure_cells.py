"""A judged figure as cells of a table: its value, how it compares, and its recent trend."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cdof_core.domain import Judgement
from cdof_core.domain.indicator import COMPARABLE
from cdof_core.narrative.figures import places_of
from cdof_core.narrative.numbers import MISSING, interval_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import FLAGS, trend_word
from cdof_core.ui.components import Cell
from cdof_core.ui.sources import warning_of
from cdof_core.ui.url import changing_href

_KINDS = frozenset(kind.value for kind in COMPARABLE)


def measure_cell(row: Mapping[Any, Any], *, is_linked: bool = True) -> Cell:
    """Return the measure's name, leading to its page, with a warning where it is quoted."""
    href = changing_href("indicator", indicator=str(row["indicator_id"]), period="", sex="")
    return Cell(
        str(row["short_name"]),
        below=warning_of(str(row["dataset_id"])),
        href=href if is_linked else "",
    )


def value_cell(row: Mapping[Any, Any]) -> Cell:
    """Return the value with its period and interval, or why there is none."""
    unit, decimals = str(row["unit"]), places_of(row)
    limits = interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
    missing = FLAGS.get(str(row["flag"]), "") or "No figure published"
    detail = missing if pd.isna(row["value"]) else limits
    period = period_text(str(row["period_label"]))
    return Cell(
        value_text(row["value"], unit=unit, decimals=decimals),
        below=" · ".join(part for part in (period, detail) if part),
    )


def judgement_cell(row: Mapping[Any, Any]) -> Cell:
    """Return the chip with the benchmark's value, where the two may be compared."""
    judgement, reason = Judgement(str(row["judgement"])), str(row["reason"])
    if str(row["value_kind"]) not in _KINDS or pd.isna(row.get("benchmark")):
        return Cell("", judgement=judgement, reason=reason)
    unit, decimals = str(row["unit"]), int(row["decimals"])
    mark = value_text(row["benchmark"], unit=unit, decimals=decimals, with_unit=False)
    below = "" if mark == MISSING else f"{row['benchmark_label']} {mark}"
    return Cell("", below=below, judgement=judgement, reason=reason)


def trend_cell(row: Mapping[Any, Any]) -> Cell:
    """Return the recent trend, or that none is tested and why."""
    said = trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"]))
    word, _, why = said.partition(": ")
    return Cell(word, below=why)
