"""What was found in a file that is brought in: figures, findings, rows left out."""

from typing import Final

import pandas as pd
import streamlit as st

from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.downloads import plain_files
from cdof_core.ui.ingesting import Imported, Problem, Protection
from cdof_core.ui.panels import as_plain_text, show_downloads

_SHOWN: Final = 100
_PREVIEWED: Final = 20


def show_report(protection: Protection) -> None:
    """Show what a file holds and what was found in it, with both to take away.

    Args:
        protection: The import as it was checked and protected.
    """
    imported = protection.imported
    figures = imported.observations
    number = len(figures)
    st.subheader(as_plain_text(imported.dataset.get("publication", "") or imported.dataset_id))
    st.markdown(
        f"{_many(number, 'figure')} can be used; {_many(len(imported.rejected), 'row')} cannot. "
        f"{_many(len(imported.errors), 'error')}, {_many(len(imported.warnings), 'warning')}."
    )
    if protection.sentence:
        st.info(as_plain_text(protection.sentence), icon=":material/shield:")
    if imported.problems:
        _show_problems(imported.problems)
    if len(imported.rejected):
        st.caption("The rows left out, each with its reason:")
        rows = imported.rejected.astype("str")
        show_downloads(plain_files("Rows left out", rows, file_stem="rows-left-out"), key="left")
    if number:
        _preview(imported, figures.head(_PREVIEWED))


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _show_problems(problems: tuple[Problem, ...]) -> None:
    ordered = sorted(problems, key=lambda problem: (not problem.blocks, -problem.count))
    rows = tuple(
        (
            Cell("■ error" if problem.blocks else "▲ warning", below=problem.rule),
            Cell(problem.place),
            Cell(problem.value),
            Cell(problem.expected, below=problem.remedy),
            Cell(f"{problem.count:,}"),
        )
        for problem in ordered[:_SHOWN]
    )
    show_table(
        DataTable(
            caption="What was found",
            columns=("Finding", "Where", "Found", "Expected, and what to do", "Rows"),
            groups=(("", rows),),
            numbers=(4,),
            noun="findings",
        ),
        key="import_problems",
    )
    table = pd.DataFrame(
        [
            {
                "Severity": problem.severity.value,
                "Rule": problem.rule,
                "File": problem.file,
                "Sheet": problem.sheet,
                "Row": problem.row,
                "Column": problem.column,
                "Value": problem.value,
                "Expected": problem.expected,
                "Remedy": problem.remedy,
                "Rows": problem.count,
            }
            for problem in ordered
        ]
    )
    show_downloads(plain_files("Findings", table, file_stem="import-findings"), key="findings")


def _preview(imported: Imported, figures: pd.DataFrame) -> None:
    names = {
        "indicator_id": "Indicator",
        "area_code": "Area",
        "period_label": "Period",
        "sex": "Sex",
        "breakdown": "Part",
        "numerator": "Count",
        "denominator": "Denominator",
        "value": "Value",
        "flag": "Flag",
    }
    with st.expander(f"The first figures of {imported.dataset_id}"):
        st.dataframe(figures[list(names)].rename(columns=names), hide_index=True)
