"""The about page: purpose, methods, licences."""

from pathlib import Path

import streamlit as st

from cdof_core.comparison.records import records_of
from cdof_core.narrative.periods import day_text
from cdof_core.ui.cached import content_hash, read_table, snapshot_date
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.panels import as_plain_text

_METHODS = Path(__file__).with_name("methods.md").read_text(encoding="utf-8")


def show_methods() -> None:
    """Show what the product does with figures, and what it never does."""
    st.markdown(_METHODS)


def show_snapshot() -> None:
    """Show which snapshot is open, in full, as reports cite it."""
    st.markdown(f"Built on {day_text(snapshot_date())}. Content hash:")
    st.code(content_hash(), language=None, wrap_lines=True)


def show_groups() -> None:
    """Show every kind of comparison group with its publisher's own warning."""
    rows = records_of(read_table("group_schemes"))
    show_table(
        DataTable(
            caption="Kinds of comparison groups",
            columns=("Group", "What it is", "Its publisher's limits"),
            groups=(
                (
                    "",
                    tuple(
                        (Cell(row["name"]), Cell(row["description"]), Cell(row["warning"]))
                        for row in rows
                    ),
                ),
            ),
        ),
        key="groups",
    )


def show_attributions() -> None:
    """Show the words that the sources' licences ask for, each once."""
    attributions = dict.fromkeys(read_table("datasets")["attribution"])
    st.markdown("\n".join(f"- {as_plain_text(words)}" for words in attributions if words))
