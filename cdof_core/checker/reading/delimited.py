"""CSV: one or more tables with lines of text around them."""

import csv
import io
import re
from collections.abc import Sequence

from cdof_core.checker.document import Document
from cdof_core.checker.reading.blocks import Cells, Line, assemble
from cdof_core.checker.reading.errors import UnreadableError

_SAMPLE = 8192
_QUOTED = re.compile(r'"[^"]*"')


def read_delimited(text: str, *, name: str) -> Document:
    """Read CSV, whatever its delimiter.

    Args:
        text: The whole file.
        name: What to call it.

    Raises:
        UnreadableError: A quotation mark is left open: all after it would be one cell, unread.
    """
    # What stands in quotation marks divides nothing, however many commas it has.
    sample = _QUOTED.sub("", text[:_SAMPLE])
    delimiter = max(",\t;|", key=sample.count)
    return assemble(name, list(blocks_of(_rows(text, delimiter, name=name), name=name)))


def _rows(text: str, delimiter: str, *, name: str) -> list[list[str]]:
    # Blanks after a closing mark are no fault of a row; anything else there is.
    closed = re.sub(rf'" +(?={re.escape(delimiter)}|\r?$)', '"', text, flags=re.MULTILINE)
    reader = csv.reader(io.StringIO(closed), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    start = 1
    try:
        for row in reader:
            rows.append(row)
            start = reader.line_num + 1
    except csv.Error as error:
        message = (
            f"{name}, row {start}: The row is not valid CSV ({error}); "
            "look for an unclosed quotation mark."
        )
        raise UnreadableError(message) from error
    return rows


def blocks_of(rows: Sequence[Sequence[str]], *, name: str) -> list[Line | Cells]:
    """Tell rows of cells from lines of text: a line fills one cell only, away from any table.

    Args:
        rows: All rows, blank ones included.
        name: What to call tables without a caption.
    """
    blocks: list[Line | Cells] = []
    held: list[list[str]] = []
    numbers: list[int] = []

    def close() -> None:
        if held:
            blocks.append(Cells([*held], [*numbers], name))
            held.clear()
            numbers.clear()

    for number, row in enumerate(rows, start=1):
        filled = [cell.strip() for cell in row if cell.strip()]
        is_text = len(filled) == 1 and (not held or not _is_inside(rows, number))
        if not filled or is_text:
            close()
            blocks.append(Line(" ".join(filled), number))
        else:
            held.append([cell.strip() for cell in row])
            numbers.append(number)
    close()
    return [block for block in blocks if isinstance(block, Line) or len(block.rows) > 1]


def _is_inside(rows: Sequence[Sequence[str]], number: int) -> bool:
    """Whether a row with one filled cell is followed by more of the same table."""
    following = rows[number] if number < len(rows) else ()
    return sum(bool(cell.strip()) for cell in following) > 1
