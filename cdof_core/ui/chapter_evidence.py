"""Local evidence of a chapter: a picture or a table of the council's own."""

import base64
import io
import tempfile
import zlib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st
from PIL import Image, UnidentifiedImageError

from cdof_core.checker.document import Document
from cdof_core.checker.reading.files import read_file
from cdof_core.checker.reading.text import read_text
from cdof_core.domain import CdofError
from cdof_core.domain.chapter import Block, Section
from cdof_core.ui.chapter_keeping import block_tag, keep, keep_now, with_block
from cdof_core.ui.panels import show_error
from cdof_core.workspace.chapters import KeptChapter
from cdof_core.workspace.errors import InvalidEntryError

_LARGEST_FILE = 8_000_000
_LARGEST_IMAGE = 1_200_000
_WIDEST_IMAGE = 1600
_MOST_ROWS, _MOST_COLUMNS = 60, 12
_LONGEST_PASTE = 20_000


def draw_evidence(kept: KeptChapter, section: Section, block: Block) -> None:
    """Draw what local evidence shows, and the ways in for a picture and a table."""
    tag = block_tag(kept, section, block)
    if block.image:
        st.image(base64.b64decode(block.image), caption=block.caption or None)
        _offer_to_remove(kept, section, replace(block, image=""), "the picture", tag)
    if block.rows:
        _edit_table(kept, section, block, tag)
        bare = replace(block, rows=(), columns=(), number_columns=())
        _offer_to_remove(kept, section, bare, "the table", tag)
    if block.image or block.rows:
        return
    picture, table = st.columns(2)
    with picture:
        _take_picture(kept, section, block, tag)
    with table:
        _take_table(kept, section, block, tag)


def _offer_to_remove(
    kept: KeptChapter, section: Section, without: Block, what: str, tag: str
) -> None:
    st.button(
        f"Remove {what}",
        key=f"bare_{tag}_{what}",
        type="tertiary",
        on_click=lambda: keep(kept, with_block(section, without)),
    )


def _edit_table(kept: KeptChapter, section: Section, block: Block, tag: str) -> None:
    frame = pd.DataFrame([list(row) for row in block.rows], columns=list(block.columns))
    edited = st.data_editor(
        frame,
        hide_index=True,
        width="stretch",
        num_rows="dynamic",
        # The editor holds what differs from the table it was given: another table, another editor.
        key=f"grid_{tag}_{zlib.crc32(repr((block.columns, block.rows)).encode())}",
    )
    if not edited.equals(frame):
        rows = [["" if pd.isna(cell) else str(cell) for cell in row] for row in edited.to_numpy()]
        try:
            made = as_table(block, [list(block.columns), *rows])
        except CdofError as error:
            show_error(error)
            return
        keep_now(kept, with_block(section, made))


def _take_picture(kept: KeptChapter, section: Section, block: Block, tag: str) -> None:
    file = st.file_uploader("Picture", type=["png", "jpg", "jpeg"], key=f"image_{tag}")
    if file is None:
        return
    try:
        png = as_png(file.name, file.getvalue())
    except CdofError as error:
        show_error(error)
        return
    keep_now(kept, with_block(section, replace(block, image=base64.b64encode(png).decode())))


def _take_table(kept: KeptChapter, section: Section, block: Block, tag: str) -> None:
    file = st.file_uploader("Table", type=["csv", "xlsx"], key=f"table_{tag}")
    pasted = st.text_area(
        "Or paste a table, its first row the headings",
        key=f"pasted_{tag}",
        max_chars=_LONGEST_PASTE,
        height=100,
    )
    if file is None and not pasted.strip():
        return
    try:
        document = (
            read_text(pasted, name="the pasted table")
            if file is None
            else _read(file.name, file.getvalue())
        )
        made = as_table(block, _only_table(document))
    except CdofError as error:
        show_error(error)
        return
    keep_now(kept, with_block(section, made))


def _read(name: str, data: bytes) -> Document:
    if len(data) > _LARGEST_FILE:
        message = f"{name}: a file of at most {_LARGEST_FILE // 1_000_000} MB was expected."
        raise InvalidEntryError(message)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name.replace("\\", "/")).name
        path.write_bytes(data)
        return read_file(path)


def _only_table(document: Document) -> list[list[str]]:
    if not document.tables:
        message = (
            f"{document.name}: no table was found. Headings in the first row and "
            "at least one row below were expected, with tabs or commas between the cells."
        )
        raise InvalidEntryError(message)
    return [list(row) for row in document.tables[0].rows]


def as_table(block: Block, rows: list[list[str]]) -> Block:
    """Return local evidence with a table.

    Args:
        block: The evidence.
        rows: Cells as shown, all rows of one length, the first being the headings.

    Raises:
        InvalidEntryError: It has too many rows or columns for a page.
    """
    if len(rows) - 1 > _MOST_ROWS or len(rows[0]) > _MOST_COLUMNS:
        message = (
            f"The table has {len(rows) - 1} rows and {len(rows[0])} columns; at most {_MOST_ROWS} "
            f"and {_MOST_COLUMNS} fit into a chapter. Shorten it."
        )
        raise InvalidEntryError(message)
    headings, body = _named(rows[0]), [tuple(row) for row in rows[1:]]
    numbers = tuple(
        place
        for place in range(len(headings))
        if body and all(_is_number(row[place]) for row in body)
    )
    return replace(block, columns=headings, rows=tuple(body), number_columns=numbers)


def _named(headings: list[str]) -> tuple[str, ...]:
    """Return headings that are all different and none empty."""
    names: list[str] = []
    for place, heading in enumerate(headings, start=1):
        name = heading.strip() or f"Column {place}"
        names.append(name if name not in names else f"{name} ({place})")
    return tuple(names)


def _is_number(cell: str) -> bool:
    plain = cell.strip().strip("£%").replace(",", "")
    return plain in ("", "-", "–") or plain.lstrip("-<").replace(".", "", 1).isdigit()


def as_png(name: str, data: bytes) -> bytes:
    """Return a PNG or JPEG as a PNG without what a camera notes beside it, such as the place.

    Args:
        name: The file's own name.
        data: Its content.

    Raises:
        InvalidEntryError: It is no picture of these kinds, or too large.
    """
    message = f"{name}: a PNG or JPEG of at most {_LARGEST_FILE // 1_000_000} MB was expected."
    if len(data) > _LARGEST_FILE:
        raise InvalidEntryError(message)
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            image.thumbnail((_WIDEST_IMAGE, _WIDEST_IMAGE))
            plain = image.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidEntryError(message) from error
    for colours in (0, 256, 64):
        kept = plain.quantize(colours) if colours else plain
        written = io.BytesIO()
        kept.save(written, "PNG", optimize=True)
        if written.tell() <= _LARGEST_IMAGE:
            return written.getvalue()
    message = f"{name}: the picture holds too much detail. Make it smaller."
    raise InvalidEntryError(message)
