"""Files that take the open notes along where somebody asked for that."""

from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from docx import Document

from cdof_core.report.table_files import CSV_TYPE, XLSX_TYPE
from cdof_core.report.tables import Table
from cdof_core.report.word_parts import WORD_TYPE, finished
from cdof_core.ui import beside
from cdof_core.ui.downloads import table_files
from cdof_core.ui.panels import Download

NOTE = ("Note (Bedford; open, 1 May 2030)", "=Ask the board.")


def _table() -> Table:
    made = pd.Timestamp("2030-05-01", tz="UTC")
    return Table("T", pd.DataFrame({"A": [1]}), decimals={}, about=(("Title", "T"),), built_at=made)


def _document() -> bytes:
    document = Document()
    document.add_paragraph("Body")
    return finished(document)


@pytest.mark.parametrize("asked", [False, True])
def test_workbooks_and_documents_take_notes_when_asked(
    asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "takes_notes", lambda: asked)
    monkeypatch.setattr(beside, "open_notes", lambda _indicators, chart: [NOTE] if chart else [])
    offered = [
        *table_files(_table, file_stem="t"),
        Download("Word", "t.docx", WORD_TYPE, _document),
    ]
    files = {
        item.mime: item.make() for item in beside._with_notes(offered, key="spine", defines=("d",))
    }
    book = openpyxl.load_workbook(BytesIO(files[XLSX_TYPE]))
    about = [tuple(cell.value for cell in row)[:2] for row in book.worksheets[1].iter_rows()]
    said = [paragraph.text for paragraph in Document(BytesIO(files[WORD_TYPE])).paragraphs]
    assert (NOTE in about) == asked
    assert said == ["Body", *(["Open notes", ": ".join(NOTE)] if asked else [])]
    assert files[CSV_TYPE] == offered[0].make()
