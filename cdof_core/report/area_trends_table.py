"""Lines over time as a table to take away."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.narrative.periods import period_text
from cdof_core.report.table_origin import Origin, method_lines, source_lines, source_names
from cdof_core.report.tables import Table
from cdof_core.report.view_words import missing_text

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
    "index": "Index, first value of the unbroken stretch = 100",
    "missing": "What is missing and why",
    "note": "Publisher's note",
    "source": "Source",
}


def lines_table(rows: pd.DataFrame, *, title: str, origin: Origin) -> Table:
    """Return lines over time as a table.

    Args:
        rows: Rows of `AreaTrends.lines`, with panel where there are several pictures.
        title: What they show.
        origin: Where the figures come from.

    Returns:
        One row a line and period.
    """
    datasets = rows["dataset_id"].replace("", np.nan)
    said = rows.assign(
        period=[period_text(str(label)) for label in rows["period_label"]],
        missing=[
            missing_text(str(flag)) if pd.isna(value) else ""
            for value, flag in zip(rows["value"], rows["flag"], strict=True)
        ],
        source=source_names(datasets, origin),
    )
    kept = {name: heading for name, heading in _COLUMNS.items() if name in said}
    about = [
        ("Title", title),
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
