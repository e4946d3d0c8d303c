"""Files that are no table and no document, whatever their name says: known by how they begin."""

from dataclasses import dataclass
from typing import Final

START: Final = 4096
"""So many bytes of a file's beginning are enough."""

_BLANKS: Final = b"\xef\xbb\xbf \t\r\n"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
"""Name of the part in which Office keeps a file that has a password."""


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """What a file is instead.

    Attributes:
        what: A sentence that says what it is.
        remedy: A sentence that says what to do.
    """

    what: str
    remedy: str


_OF_OLD_OFFICE: Final = ForeignFile(
    "This is a file of Excel or Word 2003 or older, or one with a password.",
    "Open it, take the password off, and save it as .xlsx or .docx.",
)
_WITH_PASSWORD: Final = ForeignFile(
    "This file has a password.", "Open it, take the password off, and save it again."
)
_WEB_PAGE: Final = ForeignFile(
    "This is a web page, not a table.",
    "The download link may have led to a page of explanation; download again.",
)
_XML: Final = ForeignFile(
    "This is XML, as drawings and workbooks of Excel 2003 can be, not a table.",
    "Open it in the program it came from, and save the table as .xlsx or CSV.",
)
_PDF: Final = ForeignFile(
    "This is a PDF.", "Give the table in it as .xlsx or CSV, or the document as .docx."
)
_PICTURE: Final = ForeignFile(
    "This is a picture.", "Give the table that it shows, as .xlsx or CSV."
)
_BEGINNINGS: Final = (
    (b"<!doctype", _WEB_PAGE),
    (b"<html", _WEB_PAGE),
    (b"<head", _WEB_PAGE),
    (b"<?xml", _XML),
    (b"%pdf-", _PDF),
    (b"\x89png\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
)


def foreign_file(data: bytes) -> ForeignFile | None:
    """Return what a file is that is no table; None where nothing speaks against its being one.

    Args:
        data: The file, or at least its first `START` bytes.
    """
    if data.startswith(_OLD_OFFICE):
        return _WITH_PASSWORD if _ENCRYPTED in data else _OF_OLD_OFFICE
    head = data[:START].lstrip(_BLANKS).lower()
    return next((file for beginning, file in _BEGINNINGS if head.startswith(beginning)), None)
