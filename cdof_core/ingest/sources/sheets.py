"""A file's tables as rows of cells, whatever it is: text, Excel or OpenDocument."""

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import python_calamine

from cdof_core.ingest.imported import SourceFile, refuse
from cdof_core.ingest.sources.guard import LARGEST_TEXT, LONGEST_CELL, FileKind, Looked, look_at
from cdof_core.ingest.sources.guard_sheets import MOST_CELLS, MOST_COLUMNS

Cell = str | float
"""Text (empty for an empty cell) or a number; days and times are text in ISO form."""

DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file.

    Attributes:
        file: File name as the user knows it.
        name: Name of the sheet; empty for text files.
        rows: Its rows from the first of the sheet on, each as long as it is.
        lines: Row numbers as the user's program counts them.
    """

    file: str
    name: str
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[int]


_LISTED: Final = 12
"""Sheets that a refusal names."""


@dataclass(slots=True)
class Opened:
    """A file whose sheets are read when asked for.

    Attributes:
        looked: What it is.
        sheet_names: Names of its visible sheets; one empty name for text.
    """

    looked: Looked
    sheet_names: tuple[str, ...]
    _workbook: python_calamine.CalamineWorkbook | None = None
    _read: dict[str, Sheet] = field(default_factory=dict[str, Sheet])

    @property
    def name(self) -> str:
        """File name as the user knows it."""
        return self.looked.name

    @property
    def listing(self) -> str:
        """What a refusal says was found: the names of the sheets; empty for text files."""
        names = [name for name in self.sheet_names if name]
        more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
        return f"sheets {', '.join(names[:_LISTED])}{more}" if names else ""

    def sheet(self, name: str) -> Sheet:
        """Return one sheet.

        Raises:
            ImportRefusedError: It cannot be read.
        """
        if name not in self._read:
            read = _read_text if self._workbook is None else self._read_sheet
            self._read[name] = read(self.looked, name)
        return self._read[name]

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet in order."""
        return (self.sheet(name) for name in self.sheet_names)

    def source(self) -> SourceFile:
        """Return its name, checksum and size."""
        return describe(self.looked.path, name=self.name)

    def _read_sheet(self, looked: Looked, name: str) -> Sheet:
        workbook = self._workbook
        if workbook is None:
            return _read_text(looked, name)
        try:
            found = workbook.get_sheet_by_name(name)
            given = found.to_python(skip_empty_area=False)
        except Exception as error:
            refuse(
                file=looked.name,
                sheet=name,
                expected=f"The sheet cannot be read ({_short(error)}).",
                remedy="Open it in a spreadsheet program and save it again.",
            )
        rows = [[_plain(cell) for cell in row] for row in given]
        return Sheet(looked.name, name, rows, range(1, len(rows) + 1))


def open_file(path: Path, *, name: str = "") -> Opened:
    """Open a file that passes the guard.

    Args:
        path: CSV or other delimited text, XLSX or ODS.
        name: How messages call it; its own name if left out.

    Returns:
        Its sheets, unread.

    Raises:
        ImportRefusedError: It is none of these, damaged, or too large.
    """
    looked = look_at(path, name=name)
    if looked.kind is FileKind.TEXT:
        return Opened(looked, ("",))
    try:
        workbook = python_calamine.load_workbook(looked.path)
        shown = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
        ]
    except Exception as error:
        refuse(
            file=looked.name,
            expected=f"The workbook cannot be read ({_short(error)}).",
            remedy="Open it in a spreadsheet program and save it again.",
        )
    if not shown:
        refuse(file=looked.name, expected="The workbook has no sheet with cells.")
    return Opened(looked, tuple(shown), workbook)


def describe(path: Path, *, name: str = "") -> SourceFile:
    """Return a file's name, sha256 and size."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return SourceFile(name=name or path.name, sha256=digest.hexdigest(), size=size)


def decode(content: bytes, *, name: str) -> str:
    """Return text from UTF-8, UTF-16 or Windows-1252.

    Raises:
        ImportRefusedError: It is none of these.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    return refuse(
        file=name,
        expected="The text is neither UTF-8 nor Windows-1252, or mixes encodings.",
        remedy="Save it as CSV UTF-8.",
    )


def find_delimiter(text: str) -> str:
    """Return what parts the cells: the sign that most lines share most often."""
    lines = [line for line in text[:100_000].splitlines()[:200] if line.strip()]
    found = {sign: sum(line.count(sign) for line in lines) for sign in DELIMITERS}
    best = max(found, key=found.__getitem__)
    return best if found[best] else ","


def _read_text(looked: Looked, _name: str) -> Sheet:
    if looked.size > LARGEST_TEXT:
        refuse(
            file=looked.name,
            expected=f"The text has {looked.size / 1e6:,.0f} MB; at most "
            f"{LARGEST_TEXT / 1e6:,.0f} MB are read here.",
            remedy="Keep the rows that matter, and save again.",
        )
    text = decode(looked.path.read_bytes(), name=looked.name)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text), strict=True)
    rows: list[list[Cell]] = []
    lines: list[int] = []
    start, cells = 1, 0
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                refuse(
                    file=looked.name,
                    row=start,
                    expected=f"The row has {len(row):,} columns; at most {MOST_COLUMNS:,} are "
                    "read.",
                )
            cells += len(row)
            if cells > MOST_CELLS * 3:
                refuse(file=looked.name, expected=f"More than {MOST_CELLS * 3:,} cells.")
            rows.append([*row])
            lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        refuse(
            file=looked.name,
            row=start,
            expected=f"The row is not valid CSV ({error}).",
            remedy="Look for an unclosed quotation mark there.",
        )
    return Sheet(looked.name, "", rows, lines)


def _plain(cell: object) -> Cell:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, datetime):
        at_midnight = cell.time() == time()
        return cell.date().isoformat() if at_midnight else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
