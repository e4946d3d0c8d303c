"""Formulas of a workbook that nobody has worked out: their cells look empty and are not."""

import html
import re
import zipfile
from typing import Final

from cdof_core.ingest.imported import refuse
from cdof_core.ingest.sources.guard import FileKind, Looked
from cdof_core.ingest.sources.percent_cells import path_of_sheet

_WITHOUT_RESULT: Final = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>\s*'
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A cell with a formula and no value; one of empty text (`t="str"`) has its result."""
_LONGEST_SHOWN: Final = 80


def refuse_formulas_without_results(looked: Looked, sheet: str) -> None:
    """Refuse a sheet of an Excel workbook in which a formula has no result saved with it.

    Args:
        looked: The file, which passed the guard.
        sheet: Name of the sheet.

    Raises:
        ImportRefusedError: It holds such a formula; the first one is named.
    """
    if looked.kind is not FileKind.EXCEL:
        return
    with zipfile.ZipFile(looked.path) as archive:
        path = path_of_sheet(archive, sheet)
        content = archive.read(path) if path in archive.namelist() else b""
    # Most workbooks hold no formula at all, and are not searched a second time.
    found = _WITHOUT_RESULT.search(content) if b"<f" in content or b":f" in content else None
    if found is not None:
        formula = html.unescape((found[3] or b"").decode("utf-8", "replace"))
        refuse(
            file=looked.name,
            sheet=sheet,
            rule="formulas",
            row=int(found[2]),
            column=found[1].decode(),
            value=f"={formula}"[:_LONGEST_SHOWN],
            expected="The workbook holds this formula without its result: it was never worked out.",
            remedy="Open the workbook in a spreadsheet program, save it, and bring it in again.",
        )
