"""What stands beside every chart and table: its files, what its measures mean, notes on it."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import streamlit as st

from cdof_core.report.table_files import XLSX_TYPE, as_xlsx
from cdof_core.report.tables import Table
from cdof_core.report.word_parts import WORD_TYPE, with_lines_at_end
from cdof_core.ui.explained import show_definitions
from cdof_core.ui.notes import open_notes, show_notes_on, takes_notes
from cdof_core.ui.panels import Download, show_downloads
from cdof_core.ui.text_version import is_text_only


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
    row = st.container(
        horizontal=True, gap="small", vertical_alignment="center", key=f"beside_{key}"
    )
    with row:
        if downloads:
            show_downloads(_with_notes(downloads, key=key, defines=defines), key=key)
    # Without charts they are no buttons but texts, which a row would squeeze to a word a line.
    with nullcontext() if is_text_only() else row:
        show_definitions(defines, key=key, sources=sources)
        show_notes_on(defines, chart=key)


def _with_notes(
    downloads: Sequence[Download], *, key: str, defines: Sequence[str]
) -> list[Download]:
    """Let workbooks and documents take the open notes along where this session asked for that."""
    if not takes_notes():
        return list(downloads)
    table = next((item.table for item in downloads if item.table is not None), None)
    noted: list[Download] = []
    for item in downloads:
        make = item.make
        if item.mime == XLSX_TYPE and table is not None:
            make = partial(_noted_workbook, table, tuple(defines), key)
        elif item.mime == WORD_TYPE:
            make = partial(_noted_document, item.make, tuple(defines), key)
        noted.append(replace(item, make=make))
    return noted


def _noted_workbook(make: Callable[[], Table], defines: Sequence[str], key: str) -> bytes:
    table = make()
    return as_xlsx(replace(table, about=(*table.about, *open_notes(defines, chart=key))))


def _noted_document(make: Callable[[], bytes], defines: Sequence[str], key: str) -> bytes:
    return with_lines_at_end(make(), "Open notes", open_notes(defines, chart=key))
