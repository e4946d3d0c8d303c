"""Two published documents as printed, and what follows from what they print."""

import re
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.reference_case.printed import printed_cell
from cdof_core.comparison.records import records_of
from cdof_core.domain.sex import PERSONS
from cdof_core.narrative.numbers import value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.scorecard import DIRECTION_WORDS
from cdof_core.narrative.words import FLAGS
from cdof_core.store.framework import printed_findings
from cdof_core.store.indicators import indicators, targets
from cdof_core.store.observations import printed_figures
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.panels import show_no_data, show_reference_case
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import read_parameters

CASES = {
    "bedford_jsna": "Bedford needs assessment",
    "essex_performance": "Essex performance report",
}

_KINDS = {
    "misprint": "Misprint",
    "disclosive": "Discloses small numbers",
    "suspect": "Doubtful",
    "unreconciled": "Cannot be reconciled",
}


def choose_case() -> str:
    """Draw the menu of cases, with the banner of the one chosen, and return it."""
    asked = read_parameters()["case"].lower()
    case = shown_case()
    choose_parameter("Document", "case", CASES, current=case, width=320)
    if asked and asked != case:
        st.caption("No document of that name is held here; the first one is shown.")
    show_reference_case(case)
    return case


def show_printed_findings(case: str) -> None:
    """Show what is wrong or open in the document, as printed and as it follows."""
    if _findings(case, content_hash()).empty:
        show_no_data("Nothing in this document was found wrong or open")
        return
    show_table(findings_table(case), key=f"findings_{case}")


def shown_case() -> str:
    """Return the document that the address asks for, else the first."""
    asked = read_parameters()["case"].lower()
    return asked if asked in CASES else next(iter(CASES))


def findings_table(case: str) -> DataTable:
    """Return what is wrong or open in a document."""
    rows = records_of(_findings(case, content_hash()))
    return DataTable(
        caption=f"What does not hold in the {CASES[case]}",
        columns=("Place", "As printed", "What follows", "Finding", "Why"),
        groups=(("", tuple(_finding_row(row) for row in rows)),),
        noun="findings",
    )


def printed_datasets(case: str) -> list[str]:
    """Return the datasets that hold a document's figures."""
    return [str(name) for name in _figures(case, content_hash())["dataset_id"].unique()]


def show_printed_tables(case: str) -> None:
    """Show every figure under the table that prints it."""
    rows = _figures(case, content_hash())
    if rows.empty:
        show_no_data("This snapshot holds no figures of the document")
        return
    groups = tuple(
        (
            name,
            tuple(_figure_row(row) for row in records_of(rows[rows["table_name"] == name])),
        )
        for name in sorted(rows["table_name"].unique(), key=_in_document_order)
    )
    show_table(
        DataTable(
            caption=f"Figures of the {CASES[case]} as printed",
            columns=("Measure", "Category", "Area", "Period", "As printed", "Target", "Note"),
            groups=groups,
            numbers=(4,),
            search="Find a measure, a table or a word",
            noun="figures",
        ),
        key=f"figures_{case}",
    )
    stem = file_stem(CASES[case], "as printed")
    files = plain_files(f"{CASES[case]}, as printed", _file(rows), file_stem=stem)
    show_beside(files, key=case, defines=[str(name) for name in rows["indicator_id"].unique()])
    show_sources(Use(str(name), CASES[case]) for name in rows["dataset_id"].unique())


def show_case_definitions() -> None:
    """Show what the measures of each document count, under its banner."""
    for case, name in CASES.items():
        show_reference_case(case)
        rows = records_of(_definitions(case, content_hash()))
        show_table(
            DataTable(
                caption=f"Definitions of the {name}",
                columns=("Measure", "What it counts", "What it cannot tell"),
                groups=(("", tuple(_definition_row(row) for row in rows)),),
                noun="measures",
            ),
            key=f"definitions_{case}",
        )


@st.cache_resource(max_entries=4, show_spinner=False)
def _definitions(case: str, key: str) -> pd.DataFrame:  # noqa: ARG001 (the snapshot)
    return indicators(collection=case)


def _definition_row(row: dict[Any, Any]) -> Row:
    return (
        Cell(str(row["name"]), below=str(row["unit"])),
        Cell(str(row["definition"])),
        Cell(str(row["limitations"])),
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _findings(case: str, key: str) -> pd.DataFrame:  # noqa: ARG001 (the snapshot)
    return printed_findings(collection=case)


@st.cache_resource(max_entries=4, show_spinner=False)
def _figures(case: str, key: str) -> pd.DataFrame:  # noqa: ARG001 (the snapshot)
    """Return the figures with the words that the table shows."""
    catalogue = indicators(collection=case)[["indicator_id", "short_name", "unit", "decimals"]]
    promised = targets(collection=case)[["indicator_id", "breakdown", "value", "direction"]]
    rows = printed_figures(collection=case).merge(catalogue, on="indicator_id")
    rows = rows.merge(
        promised.rename(columns={"value": "target"}), on=["indicator_id", "breakdown"], how="left"
    )
    names = read_table("areas").set_index("area_code")["name"]
    return rows.assign(
        area_name=rows["area_code"].map(names).fillna(rows["area_code"]),
        printed=[_printed(row) for row in records_of(rows)],
        said=[_note(row) for row in records_of(rows)],
    )


def _printed(row: dict[Any, Any]) -> str:
    """Return the cell as it stands in the document; a yardstick has none, and shows its value."""
    cell = printed_cell(str(row["note"]))
    decimals = int(row["decimals"])
    return cell or value_text(row["value"], unit=str(row["unit"]), decimals=decimals)


def _note(row: dict[Any, Any]) -> str:
    """Return flag, edition and note without the cell that is shown anyway."""
    note = re.sub(r"^printed as [^;]*(; )?", "", str(row["note"]))
    parts = (FLAGS.get(str(row["flag"]), ""), str(row["vintage"]), note)
    return "; ".join(part for part in parts if part)


def _figure_row(row: dict[Any, Any]) -> Row:
    people = [str(row[name]) for name in ("sex", "age") if row[name] not in (PERSONS, "All ages")]
    has_target = pd.notna(row["target"])
    return (
        Cell(str(row["short_name"]), below=str(row["unit"])),
        Cell(str(row["breakdown"]), below=", ".join(people)),
        Cell(str(row["area_name"])),
        Cell(period_text(str(row["period_label"]))),
        Cell(str(row["printed"])),
        Cell(
            f"{DIRECTION_WORDS[row['direction']].lower()} {row['target']:g}" if has_target else ""
        ),
        Cell(str(row["said"])),
    )


def _finding_row(row: dict[Any, Any]) -> Row:
    return (
        Cell(str(row["place"])),
        Cell(str(row["printed"])),
        Cell(str(row["follows"])),
        Cell(_KINDS[str(row["kind"])]),
        Cell(str(row["detail"])),
    )


def _in_document_order(table: str) -> tuple[str, int]:
    """Sort Table 2 before Table 10."""
    number = re.search(r"\d+", table)
    return re.sub(r"\d+.*", "", table), int(number[0]) if number else 0


def _file(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Table": rows["table_name"],
            "Measure": rows["short_name"],
            "Unit": rows["unit"],
            "Category": rows["breakdown"],
            "Area": rows["area_name"],
            "Period": rows["period_label"],
            "Sex": rows["sex"],
            "Age": rows["age"],
            "As printed": rows["printed"],
            "Target": rows["target"],
            "Note": rows["said"],
        }
    )
