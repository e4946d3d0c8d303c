"""What stands beside every chart and table: its files, what its measures mean, notes on it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from cdof_core.report.table_files import XLSX_TYPE, as_xlsx
from cdof_core.report.tables import Table
from cdof_core.ui.explained import show_definitions
from cdof_core.ui.notes import show_notes_on, takes_notes, with_open_notes
from cdof_core.ui.panels import Download, show_downloads


def show_beside(
    downloads: Sequence[Download],
    *,
    key: str,
    defines: Sequence[str] = (),
    sources: Sequence[str] = (),
) -> None:
    """Offer files, definitions and notes in one row under a chart or table.

    Args:
        downloads: In the order shown; may be empty.
        key: Sets rows of one page apart.
        defines: Measures on show, whose definitions are offered.
        sources: Datasets of figures that belong to no measure, explained likewise.
    """
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key=f"beside_{key}"
    ):
        if downloads:
            show_downloads(_with_notes(downloads, key=key, defines=defines), key=key)
        show_definitions(defines, key=key, sources=sources)
        show_notes_on(defines, chart=key)


def _with_notes(
    downloads: Sequence[Download], *, key: str, defines: Sequence[str]
) -> list[Download]:
    """Let workbooks take the open notes along where this session asked for that."""
    if not takes_notes():
        return list(downloads)
    return [
        replace(item, make=partial(_noted, item.table, tuple(defines), key))
        if item.table is not None and item.mime == XLSX_TYPE
        else item
        for item in downloads
    ]


def _noted(make: Callable[[], Table], defines: Sequence[str], key: str) -> bytes:
    return as_xlsx(with_open_notes(make(), defines, chart=key))
