"""Files by their ending, with limits that a chapter never reaches and a mistake soon does."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from cdof_core.checker.document import Document
from cdof_core.checker.reading.delimited import read_delimited
from cdof_core.checker.reading.errors import UnreadableError
from cdof_core.checker.reading.text import read_text
from cdof_core.checker.reading.word import read_word
from cdof_core.checker.reading.workbook import read_workbook
from cdof_core.domain.foreign_files import foreign_file

MOST_BYTES = 30_000_000
MOST_UNPACKED_BYTES = 300_000_000
MOST_CELLS = 20_000
_PLAIN = {"", ".txt", ".md", ".text"}
_KINDS = ".txt, .md, .csv, .tsv, .xlsx or .docx"
_NO_TEXT = "it holds bytes that no text has. Save it as CSV UTF-8, .xlsx or .docx."


def read_file(path: Path) -> Document:
    """Read a document.

    Args:
        path: A text, CSV, Excel or Word file.

    Raises:
        UnreadableError: The file is missing, empty, too large, damaged or of another kind.
    """
    data = _bytes_of(path)
    ending = path.suffix.lower()
    if ending in {".xlsx", ".xlsm", ".docx"}:
        _refuse_bombs(path)
        document = read_word(path) if ending == ".docx" else read_workbook(path)
    elif ending in {".csv", ".tsv"}:
        document = read_delimited(_decoded(data, path), name=path.name)
    elif ending in _PLAIN:
        document = read_text(_decoded(data, path), name=path.name)
    else:
        message = f"{path.name} cannot be checked: expected a file ending in {_KINDS}."
        raise UnreadableError(message)
    return refuse_what_is_too_much(document)


def refuse_what_is_too_much(document: Document) -> Document:
    """Return the document, unless it is empty or holds more cells than a chapter could.

    Raises:
        UnreadableError: Nothing or too much stands in it.
    """
    if not document.tables and not document.sentences:
        message = f"{document.name} is empty: expected text or a table."
        raise UnreadableError(message)
    cells = sum(len(table.rows) * len(table.rows[0]) for table in document.tables)
    if cells > MOST_CELLS:
        message = (
            f"{document.name} holds {cells:,} cells: expected the tables of a chapter, "
            f"at most {MOST_CELLS:,} cells."
        )
        raise UnreadableError(message)
    return document


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            message = f"{path.name} has {size:,} bytes: expected at most {MOST_BYTES:,}."
            raise UnreadableError(message)
        data = path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be opened: expected a file that exists and may be read."
        raise UnreadableError(message) from error
    if not data.strip():
        message = f"{path.name} is empty: expected text or a table."
        raise UnreadableError(message)
    foreign = foreign_file(data)
    if foreign is not None:
        message = f"{path.name}: {foreign.what} {foreign.remedy}"
        raise UnreadableError(message)
    return data


def _decoded(data: bytes, path: Path) -> str:
    for start, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(start):
            return data.decode(encoding, errors="replace")
    if b"\0" in data:
        message = f"{path.name} is not text: {_NO_TEXT}"
        raise UnreadableError(message)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    strange = sum(not sign.isprintable() and sign not in "\r\n\t\f" for sign in text)
    if strange * 50 > len(text):
        message = f"{path.name} is not text: {_NO_TEXT}"
        raise UnreadableError(message)
    return text


def _refuse_bombs(path: Path) -> None:
    try:
        with ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, OSError) as error:
        message = (
            f"{path.name} is damaged: expected a Word or Excel file that opens. Save it again."
        )
        raise UnreadableError(message) from error
    if unpacked > MOST_UNPACKED_BYTES:
        message = f"{path.name} unpacks to {unpacked:,} bytes: expected a chapter or a table."
        raise UnreadableError(message)
