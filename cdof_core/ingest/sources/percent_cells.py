"""Which cells of a workbook are shown as percentages: 12% is kept there as 0.12."""

import re
import zipfile
from typing import Final

from cdof_core.ingest.sources.guard import FileKind, Looked
from cdof_core.ingest.sources.sheets import Cell, Sheet

_BUILT_IN: Final = (b"9", b"10")
"""Numbers of the formats 0% and 0.00% in every Excel workbook."""
_FORMAT: Final = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_ONLY_SHOWN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Parts of a format that stand as they are: a per cent sign among them scales nothing."""
_STYLES: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE: Final = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT_OF: Final = re.compile(rb'\bnumFmtId="(\d+)"')
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ATTRIBUTE: Final = re.compile(r'([\w:]+)="([^"]*)"')
_OPEN_DOCUMENT: Final = re.compile(
    rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)(/?)>"
)
_REPEATED: Final = re.compile(rb'number-(?:columns|rows)-repeated="(\d{1,7})"')
_ENTITIES: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_HUNDRED: Final = 100.0


def with_percent_signs(sheet: Sheet, looked: Looked) -> Sheet:
    """Return a sheet whose numbers shown as percentages say so: 0.12 shown as 12% is "12%".

    Args:
        sheet: A sheet of the workbook, its first row and column those of the sheet.
        looked: The workbook, which passed the guard.
    """
    if looked.kind is FileKind.TEXT:
        return sheet
    find = _in_excel if looked.kind is FileKind.EXCEL else _in_open_document
    with zipfile.ZipFile(looked.path) as archive:
        places = find(archive, sheet.name)
    if not places:
        return sheet
    return Sheet(
        sheet.file,
        sheet.name,
        [
            [_shown(cell) if at in places.get(row, ()) else cell for at, cell in enumerate(cells)]
            if row in places
            else cells
            for row, cells in enumerate(sheet.rows)
        ],
        sheet.lines,
    )


def _shown(cell: Cell) -> Cell:
    return f"{cell * _HUNDRED:.12g}%" if isinstance(cell, float) else cell


def _in_excel(archive: zipfile.ZipFile, name: str) -> dict[int, set[int]]:
    """Return the columns of percentages of each row, both from 0."""
    styles = _percent_styles(archive)
    path = path_of_sheet(archive, name)
    if not styles or path not in archive.namelist():
        return {}
    places: dict[int, set[int]] = {}
    of_style = re.compile(rb'\bs="(?:%s)"' % b"|".join(styles))
    for attributes in _CELL.findall(archive.read(path)):
        if of_style.search(attributes) and (found := _REFERENCE.search(attributes)):
            places.setdefault(int(found[2]) - 1, set()).add(_number_of(found[1]) - 1)
    return places


def _percent_styles(archive: zipfile.ZipFile) -> list[bytes]:
    if "xl/styles.xml" not in archive.namelist():
        return []
    text = archive.read("xl/styles.xml")
    own = [_attributes(tag) for tag in _FORMAT.findall(text)]
    percent = {*_BUILT_IN, *(one["numFmtId"].encode() for one in own if _scales(one))}
    held = _STYLES.search(text)
    formats = [_FORMAT_OF.search(style) for style in _STYLE.findall(held[0] if held else b"")]
    return [
        str(number).encode()
        for number, found in enumerate(formats)
        if found is not None and found[1] in percent
    ]


def _scales(number_format: dict[str, str]) -> bool:
    return "%" in _ONLY_SHOWN.sub("", number_format.get("formatCode", ""))


def path_of_sheet(archive: zipfile.ZipFile, name: str) -> str:
    """Return where a sheet of an Excel workbook is kept; empty where that is not said."""
    related = "xl/_rels/workbook.xml.rels"
    if related not in archive.namelist():
        return ""
    sheets = [_attributes(tag) for tag in _SHEET.findall(archive.read("xl/workbook.xml"))]
    relation = next((one.get("r:id", "") for one in sheets if one.get("name") == name), "")
    relations = [_attributes(tag) for tag in _RELATION.findall(archive.read(related))]
    target = next((one.get("Target", "") for one in relations if one.get("Id") == relation), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
    return {key: re.sub(r"&\w+;", lambda one: _ENTITIES.get(one[0], one[0]), text)
            for key, text in found}  # fmt: skip


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _in_open_document(archive: zipfile.ZipFile, name: str) -> dict[int, set[int]]:
    """Return the columns of percentages of each row, both from 0."""
    places: dict[int, set[int]] = {}
    is_ours, row, times, column = False, 0, 1, 0
    for closing, tag, attributes, alone in _OPEN_DOCUMENT.findall(archive.read("content.xml")):
        if tag == b"table":
            is_ours = not closing and _attributes(attributes).get("table:name") == name
            row = 0
        elif not is_ours:
            continue
        elif tag == b"table-row":
            if not closing:
                times, column = _times(attributes), 0
            if closing or alone:
                row += times
        elif not closing:
            repeated = _times(attributes)
            if b'office:value-type="percentage"' in attributes:
                for at in range(row, row + times):
                    places.setdefault(at, set()).update(range(column, column + repeated))
            column += repeated
    return places


def _times(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
