"""The definitions page: what each measure counts, and who published it."""

from typing import Any

import streamlit as st

from cdof_core.comparison.records import records_of
from cdof_core.domain import Polarity
from cdof_core.narrative.definitions import METHODS, POLARITIES
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.periods import stated_day_text
from cdof_core.narrative.words import STRENGTHS
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.ui.cached import FILES_SERVED, read_table
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.explained import rationale_of, updated_of
from cdof_core.ui.judged import DEFAULT_INDICATOR
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.selection import quote
from cdof_core.ui.session import current_selection
from cdof_core.ui.url import changing_href, read_parameters

_FIELDS = (
    ("What it counts", "definition"),
    ("Who is included", "inclusion_basis"),
    ("What it cannot tell", "limitations"),
    ("Comparability", "comparability"),
    ("Data source", "data_source"),
    ("Published for", "geography"),
    ("How often", "frequency"),
    ("Unit", "unit"),
)


_KEPT = 200
"""Definitions looked at lately."""


def has_definitions() -> bool:
    """Return whether the snapshot holds any measure."""
    return not read_table("indicators").empty


def choose_definition() -> str:
    """Draw the menu of measures and return the one chosen; the address keeps the choice."""
    names = {str(row["indicator_id"]): str(row["name"]) for row in _ordered_indicators()}
    selection = current_selection()
    usual = DEFAULT_INDICATOR if DEFAULT_INDICATOR in names else next(iter(names))
    current = selection.indicator_id if selection.indicator_id in names else usual
    choose_parameter("Measure", "indicator", names, current=current, width=640)
    return str(current)


def show_definition(indicator_id: str) -> None:
    """Show everything that is known of a measure but where its figures come from."""
    show_table(_definition(indicator_id), key="definition")


@kept_by_snapshot(_KEPT)
def _definition(indicator_id: str) -> DataTable:
    rows = _ordered_indicators()
    row = next((row for row in rows if row["indicator_id"] == indicator_id), rows[0])
    facts = [(label, str(row[field])) for label, field in _FIELDS if row[field]]
    facts.insert(1, ("Why it is here", rationale_of(row)))
    facts.append(("Direction", POLARITIES[Polarity(row["polarity"])]))
    facts.append(("Interval", METHODS[row["interval_method"]]))
    if row["derived_from"]:
        facts.append(("Computed here", str(row["derived_from"])))
    facts.append(("Updated", updated_of(row)))
    return DataTable(
        caption=f"Definition of {row['name']}",
        columns=("About", "In our own words"),
        groups=(("", tuple((Cell(label), Cell(text)) for label, text in facts)),),
        labels_cards=False,
    )


def show_sources_of(indicator_id: str) -> None:
    """Show the datasets behind the figures of a measure."""
    rows = _ordered_indicators()
    row = next((row for row in rows if row["indicator_id"] == indicator_id), rows[0])
    sources = read_table("dataset_tables")
    wanted = set(sources.loc[sources["indicator_id"] == row["indicator_id"], "dataset_id"])
    datasets = read_table("datasets")
    _show_sources(
        records_of(datasets[datasets["dataset_id"].isin(wanted)]),
        caption=f"Where the figures of {row['name']} come from",
        key="sources_of_one",
        search="",
    )


def show_all_definitions() -> None:
    """Show every measure with its definition and limits, to search."""
    rows = _ordered_indicators()
    outcomes = read_table("outcomes").set_index("outcome_id")["name"].to_dict()
    headings = {**outcomes, "": "Context"}
    show_table(
        DataTable(
            caption="Definitions of all measures",
            columns=("Measure", "What it counts", "What it cannot tell", "Direction"),
            groups=tuple(
                (name, tuple(_definition_row(row) for row in rows if row["outcome_id"] == outcome))
                for outcome, name in headings.items()
            ),
            search="Find a measure or a word",
            noun="measures",
        ),
        key="definitions",
    )


def show_asked_source() -> None:
    """Show the dataset that a link asks for; nothing where it asks for none."""
    asked = read_parameters()["dataset"]
    datasets = read_table("datasets")
    rows = records_of(datasets[datasets["dataset_id"] == asked])
    if rows:
        st.subheader("The source you followed", anchor=False)
        _show_sources(rows, caption="The source of the link", key="asked_source", search="")
    elif asked:
        show_no_data(f"No dataset is called {quote(asked)}", why="All sources are listed below.")


def show_all_sources() -> None:
    """Show every dataset with publisher, licence, evidence and caveats."""
    _show_sources(
        records_of(read_table("datasets")),
        caption="Datasets of this snapshot",
        key="sources",
        search="Find a publisher or a publication",
    )


def show_asked_term() -> None:
    """Show the term that a link asks for; nothing where it asks for none."""
    rows = read_table("glossary")
    for row in records_of(rows[rows["term"] == read_parameters()["q"]]):
        st.subheader(as_plain_text(row["term"]), anchor=False)
        st.markdown(as_plain_text(row["meaning"]))


def show_glossary() -> None:
    """Show the field's terms and what they mean here."""
    rows = records_of(read_table("glossary"))
    show_table(
        DataTable(
            caption="Glossary",
            columns=("Term", "Meaning"),
            groups=(("", tuple((Cell(row["term"]), Cell(row["meaning"])) for row in rows)),),
            search="Find a term",
            noun="terms",
        ),
        key="glossary",
    )


@kept_by_snapshot(FILES_SERVED)
def _ordered_indicators() -> list[dict[Any, Any]]:
    """Return the measures in the framework's order, context last."""
    order = read_table("outcomes").set_index("outcome_id")["position"].to_dict()
    rows = records_of(read_table("indicators"))
    return sorted(
        rows, key=lambda row: (order.get(row["outcome_id"], len(order) + 1), row["position"])
    )


def _show_sources(rows: list[dict[Any, Any]], *, caption: str, key: str, search: str) -> None:
    show_table(
        DataTable(
            caption=caption,
            columns=("Publication", "Publisher", "Evidence and licence", "Caveats", "Figures"),
            groups=(("", tuple(_source_row(row) for row in rows)),),
            numbers=(4,),
            search=search,
            noun="datasets",
        ),
        key=key,
    )


def _definition_row(row: dict[Any, Any]) -> Row:
    href = changing_href("definitions", indicator=row["indicator_id"])
    return (
        Cell(row["name"], below=row["unit"], href=href),
        Cell(row["definition"]),
        Cell(row["limitations"]),
        Cell(POLARITIES[Polarity(row["polarity"])]),
    )


def _source_row(row: dict[Any, Any]) -> Row:
    dates = [
        f"{what} {stated_day_text(str(row[what]))}"
        for what in ("published", "retrieved")
        if row[what]
    ]
    return (
        Cell(
            row["publication"],
            below="; ".join([row["table_name"], *dates]) if row["table_name"] else "; ".join(dates),
            href=row["url"] if str(row["url"]).startswith("https://") else "",
            is_outside=True,
        ),
        Cell(row["publisher"]),
        Cell(STRENGTHS[row["strength"]], below=f"{row['licence']}. {row['attribution']}"),
        Cell(row["caveats"]),
        Cell(number_text(row["row_count"])),
    )
