"""The figures of a file shown on the page, where the text-only version has no other table."""

from collections.abc import Sequence

from cdof_core.report.table_texts import as_texts
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.panels import Download


def show_file_table(downloads: Sequence[Download], *, key: str) -> None:
    """Show the table behind a row of files; nothing where none holds one.

    Args:
        downloads: Files offered; the first that carries a table is shown.
        key: Sets tables of one page apart.
    """
    make = next((item.table for item in downloads if item.table is not None), None)
    if make is None:
        return
    table = make()
    texts = as_texts(table)
    rows = tuple(tuple(Cell(text) for text in row) for row in texts.rows)
    show_table(
        DataTable(
            caption=table.title,
            columns=texts.headings,
            groups=(("", rows),),
            numbers=texts.numbers,
            noun="rows",
        ),
        key=f"file_{key}",
    )
