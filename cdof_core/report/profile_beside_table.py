"""The second area of a profile in the table that is taken away."""

from dataclasses import replace

import pandas as pd

from cdof_core.narrative.periods import period_text
from cdof_core.report.tables import Table
from cdof_core.report.view_words import judgement_text, missing_text


def with_second_area(table: Table, figures: pd.DataFrame, *, name: str) -> Table:
    """Add a second area's figures to the table of a profile.

    Args:
        table: The first area's, one row a measure.
        figures: The second area's, of `place_beside`: the same measures in the same order.
        name: Name of the second area.

    Returns:
        The table with six columns more; its judgement is against the first area's benchmark.
    """
    none = figures["period_label"].isna()
    added = pd.DataFrame(
        {
            f"{name}: period": [
                "" if pd.isna(label) else period_text(str(label))
                for label in figures["period_label"]
            ],
            f"{name}: value": figures["value"],
            f"{name}: lower 95% limit": figures["lower95"],
            f"{name}: upper 95% limit": figures["upper95"],
            f"{name}: judgement": [
                "No figure published" if is_none else judgement_text(str(judgement), str(reason))
                for is_none, judgement, reason in zip(
                    none, figures["judgement"], figures["reason"], strict=True
                )
            ],
            f"{name}: what is missing and why": [
                "No figure published"
                if is_none
                else (missing_text(str(flag)) if pd.isna(value) else "")
                for is_none, value, flag in zip(
                    none, figures["value"], figures["flag"], strict=True
                )
            ],
        },
        index=table.data.index,
    )
    said = (f"{name} is judged against the first area's benchmark, for its own newest period.",)
    about = (*table.about, *(("Second area", text) for text in said))
    return replace(table, data=pd.concat([table.data, added], axis=1), about=about)
