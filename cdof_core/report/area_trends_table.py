"""Lines over time as a table to take away."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.comparison.records import records_of
from cdof_core.narrative.periods import day_text, period_text
from cdof_core.report.table_origin import Origin, method_lines, source_lines, source_names
from cdof_core.report.tables import Table
from cdof_core.report.view_words import judgement_text, missing_text

_COLUMNS: Final = {
    "panel": "Panel",
    "line": "Line",
    "period": "Period",
    "vintage": "Method or edition",
    "value": "Value",
    "lower95": "Lower 95% limit",
    "upper95": "Upper 95% limit",
    "numerator": "Count",
    "denominator": "Out of",
    "judged": "Against the benchmark of the period",
    "index": "Index, first value of the unbroken stretch = 100",
    "missing": "What is missing and why",
    "happened": "What happened in the period",
    "note": "Publisher's note",
    "source": "Source",
}


def lines_table(
    rows: pd.DataFrame, *, title: str, origin: Origin, events: pd.DataFrame | None = None
) -> Table:
    """Return lines over time as a table.

    Args:
        rows: Rows of `AreaTrends.lines`, with panel where there are several pictures.
        title: What they show.
        origin: Where the figures come from.
        events: Those of `AreaTrends.events`; None for none.

    Returns:
        One row a line and period, with what happened in it: a user's events are marked.
    """
    dated = pd.DataFrame() if events is None else events
    datasets = rows["dataset_id"].replace("", np.nan)
    said = rows.assign(
        period=[period_text(str(label)) for label in rows["period_label"]],
        missing=[
            missing_text(str(flag)) if pd.isna(value) else ""
            for value, flag in zip(rows["value"], rows["flag"], strict=True)
        ],
        source=source_names(datasets, origin),
        happened=[_happened(row, dated) for row in records_of(rows)],
    )
    if "judgement" in rows:
        said = said.assign(
            judged=[
                judgement_text(str(judgement), str(reason))
                for judgement, reason in zip(rows["judgement"], rows["reason"], strict=True)
            ]
        )
    kept = {name: heading for name, heading in _COLUMNS.items() if name in said}
    about = [
        ("Title", title),
        *event_lines(dated),
        *source_lines(datasets.dropna().unique(), origin),
        *method_lines(origin),
    ]
    return Table(
        title=title,
        data=said[list(kept)].rename(columns=kept).reset_index(drop=True),
        decimals={},
        about=tuple((label, text) for label, text in about if text),
        built_at=origin.built_at,
    )


def event_lines(events: pd.DataFrame) -> list[tuple[str, str]]:
    """Return dated events as lines of the sheet that travels with a table."""
    return [
        (
            f"Event of {day_text(pd.Timestamp(row['event_date']))}",
            ". ".join(
                part
                for part in (str(row["label"]), str(row.get("line", "")), str(row["detail"]))
                if part
            ),
        )
        for row in records_of(events)
    ]


def _happened(row: Mapping[Any, Any], events: pd.DataFrame) -> str:
    """Return the events within a figure's period on its line."""
    if events.empty:
        return ""
    date = pd.to_datetime(events["event_date"])
    inside = (date >= pd.Timestamp(row["period_start"])) & (date <= pd.Timestamp(row["period_end"]))
    inside &= events["line"].isin(["", row["line"]])
    return "; ".join(str(label) for label in events.loc[inside, "label"])
