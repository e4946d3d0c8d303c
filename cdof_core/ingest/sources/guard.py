"""Looks at a file before anything is read from it: too large, unpacking to too much, or no table.

Every importer passes here first, so that no file can fill the memory or keep the machine busy.
"""

import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Final

from cdof_core.domain.foreign_files import START, foreign_file
from cdof_core.ingest.imported import refuse
from cdof_core.ingest.sources.guard_sheets import Extent, Repeats

MEGABYTE: Final = 1_000_000
LARGEST_FILE: Final = 4_000 * MEGABYTE
LARGEST_TEXT: Final = 250 * MEGABYTE
"""Text that is read in Python; the exports of Fingertips are read by the database instead."""
LARGEST_WORKBOOK: Final = 100 * MEGABYTE
MOST_MEMBERS: Final = 2_000
LARGEST_MEMBER: Final = 120 * MEGABYTE
LARGEST_UNPACKED: Final = 300 * MEGABYTE
# Real workbooks unpack to at most about 35 times their size; what is small may do as it likes.
MOST_UNPACKED_RATIO: Final = 150
RATIO_MATTERS_FROM: Final = 10 * MEGABYTE
LONGEST_CELL: Final = 100_000

_CHUNK = 1 << 20
_ZIP = b"PK\x03\x04"
_LONGEST_TAG = 4096


class FileKind(StrEnum):
    """What a file is, by its first bytes."""

    TEXT = "text"
    EXCEL = "xlsx"
    OPEN_DOCUMENT = "ods"


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that may be read.

    Attributes:
        path: Where it lies.
        name: How messages call it.
        kind: What it is.
        size: Bytes.
    """

    path: Path
    name: str
    kind: FileKind
    size: int


def look_at(path: Path, *, name: str = "") -> Looked:
    """Make sure that a file may be read, and say what it is.

    Args:
        path: The file.
        name: How messages call it; its own name if left out.

    Returns:
        What it is.

    Raises:
        ImportRefusedError: It is missing, empty, no table, too large, or unpacks to too much.
    """
    shown = name or path.name
    try:
        size = path.stat().st_size
        is_file = path.is_file()
        with path.open("rb") if is_file else path.open() as file:
            start = bytes(file.read(START))  # pyright: ignore[reportArgumentType]
    except OSError as error:
        refuse(
            file=shown,
            expected=f"The file cannot be opened ({error.strerror}).",
            remedy="Check its name and that it is a file which you may read.",
        )
    if size == 0:
        refuse(file=shown, expected="The file is empty (0 bytes).", remedy="Download it again.")
    if size > LARGEST_FILE:
        _refuse_size(shown, size, LARGEST_FILE)
    if start.startswith(_ZIP):
        return Looked(path, shown, _look_into(path, shown, size), size)
    _refuse_other_kinds(start, shown)
    return Looked(path, shown, FileKind.TEXT, size)


def _refuse_other_kinds(start: bytes, shown: str) -> None:
    foreign = foreign_file(start)
    if foreign is not None:
        refuse(file=shown, expected=foreign.what, remedy=foreign.remedy)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, which is full of zero bytes
        return
    if b"\x00" in start:
        refuse(
            file=shown,
            expected="This is not a text table: it holds bytes that no text has (NUL).",
            remedy="Save the table as CSV UTF-8, XLSX or ODS.",
        )


def _refuse_size(shown: str, size: int, most: int) -> None:
    refuse(
        file=shown,
        expected=f"The file has {size / MEGABYTE:,.0f} MB; at most {most / MEGABYTE:,.0f} MB are "
        "read.",
        remedy="Keep the sheets and rows that matter, and save again.",
    )


def _look_into(path: Path, shown: str, size: int) -> FileKind:
    """Unpack a workbook to nowhere, counting, before anything trusts what it says of itself."""
    if size > LARGEST_WORKBOOK:
        _refuse_size(shown, size, LARGEST_WORKBOOK)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_bomb(members, shown, size)
            names = {member.filename for member in members}
            kind = _kind_of(archive, names, shown)
            for member in members:
                with archive.open(member) as content:
                    _look_at_member(content, member.filename, kind, shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        refuse(
            file=shown,
            expected=f"The workbook is damaged and cannot be unpacked ({error}).",
            remedy="Download or save it again.",
        )
    except RuntimeError:  # encrypted, or a way of packing that is not implemented
        refuse(
            file=shown,
            expected="The workbook is encrypted or packed in an unusual way.",
            remedy="Open it, take the password off, and save it again.",
        )
    return kind


def _refuse_bomb(members: list[zipfile.ZipInfo], shown: str, size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    largest = max((member.file_size for member in members), default=0)
    ratio = unpacked / max(size, 1)
    too_dense = unpacked > RATIO_MATTERS_FROM and ratio > MOST_UNPACKED_RATIO
    if len(members) > MOST_MEMBERS:
        refuse(
            file=shown,
            expected=f"The archive holds {len(members):,} parts; a workbook has fewer than "
            f"{MOST_MEMBERS:,}.",
            remedy="Give the workbook itself.",
        )
    if unpacked > LARGEST_UNPACKED or largest > LARGEST_MEMBER or too_dense:
        refuse(
            file=shown,
            expected=f"The file of {size / MEGABYTE:,.1f} MB would unpack to "
            f"{unpacked / MEGABYTE:,.0f} MB, {ratio:,.0f} times its size; it was not unpacked.",
            remedy="Keep the sheets that matter, and save again.",
        )


def _kind_of(archive: zipfile.ZipFile, names: set[str], shown: str) -> FileKind:
    if "xl/workbook.xml" in names:
        return FileKind.EXCEL
    if "content.xml" in names and "mimetype" in names:
        if b"spreadsheet" in archive.read("mimetype")[:200]:
            return FileKind.OPEN_DOCUMENT
        refuse(file=shown, expected="This is a document, not a spreadsheet.", remedy="Save as ODS.")
    binary = "xl/workbook.bin" in names
    return refuse(
        file=shown,
        expected="This is a binary workbook (.xlsb)." if binary else "This archive is no workbook.",
        remedy="Save it as .xlsx." if binary else "Unpack it and give the file inside.",
    )


def _look_at_member(content: IO[bytes], member: str, kind: FileKind, shown: str) -> None:
    """Read a part to its end; a part that lies about its size or sum is an error of `zipfile`."""
    is_sheet = kind is FileKind.EXCEL and member.startswith("xl/worksheets/")
    counter = Extent(shown) if is_sheet else None
    table = Repeats(shown) if kind is FileKind.OPEN_DOCUMENT and member == "content.xml" else None
    kept = b""
    while chunk := content.read(_CHUNK):
        text = kept + chunk
        cut = text.rfind(b"<") if len(text) - text.rfind(b"<") < _LONGEST_TAG else len(text)
        if b"<!ENTITY" in text or b"<!DOCTYPE" in text:
            refuse(
                file=shown,
                expected=f"Part {member} of the workbook declares entities of its own.",
                remedy="No spreadsheet program writes that; save the workbook again.",
            )
        if counter is not None:
            counter.add(text[:cut])
        if table is not None:
            table.add(text[:cut])
        kept = text[cut:]
    if counter is not None:
        counter.add(kept)
