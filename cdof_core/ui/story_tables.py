"""A page's table as a slide: what its cells say, in the columns that a room can read."""

from collections.abc import Sequence

from cdof_core.narrative.words import MARKS, chip_word
from cdof_core.report.slides import Slide
from cdof_core.report.table_texts import ReadableTable
from cdof_core.ui.components import Cell, DataTable


def table_slide(
    title: str,
    table: DataTable,
    *,
    columns: Sequence[str] = (),
    says_more: bool = False,
    measure: str = "",
    source: str = "",
) -> Slide:
    """Return a table of a page as a slide.

    Args:
        title: The finding.
        table: As the page shows it.
        columns: Which of its columns, in order; all where none are named.
        says_more: Whether the first column's smaller lines are read out too.
        measure: What is shown, of when; the table's caption where empty.
        source: Source and licence line.

    Returns:
        The slide; a table without rows gives one without a table.
    """
    wanted = [table.columns.index(name) for name in columns] or list(range(len(table.columns)))
    rows = [row for _, part in table.groups for row in part]
    texts = tuple(
        tuple(_text(row[place], has_more=says_more or place != wanted[0]) for place in wanted)
        for row in rows
    )
    numbers = tuple(at for at, place in enumerate(wanted) if place in table.numbers)
    shown = ReadableTable(tuple(table.columns[place] for place in wanted), texts, numbers)
    return Slide(title, measure or table.caption, source, table=shown if texts else None)


def _text(cell: Cell, *, has_more: bool) -> str:
    """Return what a cell says: its chip's word in place of a text, the smaller line after it."""
    said = cell.text
    if cell.judgement is not None:
        shape = MARKS[cell.judgement].shape
        said = f"{shape} {chip_word(cell.judgement, cell.reason)}"
    elif cell.mark is not None:
        said = cell.mark["word"]
    if not has_more or not cell.below:
        return said
    return f"{said} ({cell.below})" if said else cell.below
