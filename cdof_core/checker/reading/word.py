"""Word: paragraphs and tables in order; merged cells count once."""

from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table as WordTable

from cdof_core.checker.document import Document
from cdof_core.checker.reading.blocks import Cells, Line, assemble
from cdof_core.checker.reading.errors import UnreadableError


def read_word(path: Path) -> Document:
    """Read a Word document.

    Args:
        path: A .docx file.

    Raises:
        UnreadableError: The file cannot be opened.
    """
    try:
        word = docx.Document(str(path))
    except (OpcError, BadZipFile, KeyError, ValueError, OSError) as error:
        message = f"{path.name} is damaged: expected a Word document that opens."
        raise UnreadableError(message) from error
    blocks: list[Line | Cells] = []
    for number, block in enumerate(word.iter_inner_content(), start=1):
        if isinstance(block, WordTable):
            rows = _rows(block)
            if rows:
                blocks.append(Cells(rows, [number] * len(rows)))
        else:
            blocks.extend(Line(" ".join(part.split()), number) for part in block.text.split("\n"))
            blocks.append(Line("", number))
    return assemble(path.name, blocks)


def _rows(table: WordTable) -> list[list[str]]:
    rows: list[list[str]] = []
    seen: set[object] = set()
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            # Only the element behind it tells that a cell is a merged one met before.
            element = cell._tc  # pyright: ignore[reportPrivateUsage]
            cells.append("" if element in seen else cell.text)
            seen.add(element)
        rows.append(cells)
    return [row for row in rows if any(cell.strip() for cell in row)]
