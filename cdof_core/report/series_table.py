"""Series of several panels as one table to take away."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cdof_core.comparison.records import records_of
from cdof_core.narrative.periods import day_text, period_text
from cdof_core.narrative.words import FLAGS, LIMITS, STRENGTHS
from cdof_core.report.table_origin import Origin, method_lines, source_lines, source_names
from cdof_core.report.tables import Table
from cdof_core.report.view_words import judgement_text


def series_table(
    rows: pd.DataFrame,
    *,
    title: str,
    finding: str,
    origin: Origin,
    events: pd.DataFrame,
    notes: Sequence[tuple[str, str]] = (),
    against: str = "",
) -> Table:
    """Return every figure of a picture of panels, gaps with their reason.

    Args:
        rows: One row a figure: panel, line, name, unit and the columns of `observation`.
        title: What the table shows.
        finding: The title of the picture.
        origin: Where the figures come from.
        events: Dated events: event_date, label and detail.
        notes: Further labels and texts for the sheet that travels with it.
        against: Whom each figure was judged against, in rows with average, judgement and reason;
            empty for rows without.

    Returns:
        One row a panel, series and period.
    """
    strengths = origin.datasets.set_index("dataset_id")["strength"]
    data = pd.DataFrame(
        {
            "Panel": rows["panel"],
            "Series": rows["line"],
            "Measure": rows["name"],
            "Area code": rows["area_code"],
            "Period": [period_text(str(label)) for label in rows["period_label"]],
            "Sex": rows["sex"],
            "Age": rows["age"],
            "Breakdown": rows["breakdown"],
            "Method or edition": rows["vintage"],
            "Unit": rows["unit"],
            "Count": rows["numerator"],
            "Out of": rows["denominator"],
            "Value": rows["value"],
            "Lower 95% limit": rows["lower95"],
            "Upper 95% limit": rows["upper95"],
            "Limits are": [LIMITS[str(basis)] for basis in rows["limits_basis"]],
            "What is missing and why": [_gap(row) for row in records_of(rows)],
            "Publisher's note": rows["note"],
            "Evidence": [STRENGTHS[str(name)] for name in rows["dataset_id"].map(strengths)],
            **(_judged(rows, against) if against else {}),
            "Source": source_names(rows["dataset_id"], origin),
        }
    )
    dated = records_of(events.assign(event_date=pd.to_datetime(events["event_date"])))
    about = [
        ("Title", title),
        ("Finding", finding),
        *notes,
        *(
            (f"Event of {day_text(row['event_date'])}", f"{row['label']}. {row['detail']}")
            for row in dated
        ),
        *source_lines(rows["dataset_id"].unique(), origin),
        *method_lines(origin),
    ]
    return Table(
        title=title,
        data=data.reset_index(drop=True),
        decimals={},
        about=tuple((label, text) for label, text in about if text),
        built_at=origin.built_at,
    )


def _judged(rows: pd.DataFrame, against: str) -> dict[str, Any]:
    return {
        "Compared with": against,
        "Their value": rows["average"],
        "Judgement": [
            judgement_text(str(judgement), str(reason))
            for judgement, reason in zip(rows["judgement"], rows["reason"], strict=True)
        ],
    }


def _gap(row: dict[Any, Any]) -> str:
    flag = FLAGS.get(str(row["flag"]), "")
    if pd.isna(row["value"]):
        return f"Value: {flag or 'not published'}"
    return flag or ("Limits: none held" if pd.isna(row["lower95"]) else "")
