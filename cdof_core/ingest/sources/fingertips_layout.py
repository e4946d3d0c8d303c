"""The columns of a Fingertips export, whatever their number, order and headings."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cdof_core.ingest.imported import Problem, Severity, refuse
from cdof_core.ingest.sources.guard import LONGEST_CELL, FileKind, Looked
from cdof_core.ingest.sources.guard_sheets import MOST_COLUMNS
from cdof_core.ingest.sources.sheets import Opened, decode, find_delimiter

COLUMNS: Final = {
    "indicator id": "indicator_id",
    "indicator name": "indicator_name",
    "area code": "area_code",
    "area name": "area_name",
    "area type": "area_type",
    "sex": "sex",
    "age": "age",
    "category type": "category_type",
    "category": "category",
    "time period": "time_period",
    "value": "value",
    "lower ci 95.0 limit": "lower95",
    "upper ci 95.0 limit": "upper95",
    "lower ci limit": "lower95",
    "upper ci limit": "upper95",
    "lower ci 99.8 limit": "lower998",
    "upper ci 99.8 limit": "upper998",
    "count": "count",
    "denominator": "denominator",
    "value note": "value_note",
    "time period sortable": "sortable",
    "time period range": "time_range",
}
NEEDED: Final = ("indicator_id", "area_code", "time_period", "value")
ALL: Final = tuple(dict.fromkeys(COLUMNS.values()))
_SAMPLE = 400_000
_CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class Layout:
    """How an export is written.

    Attributes:
        delimiter: What parts the cells.
        headings: Column names as in the file, on one line each.
        names: For each column of the file our name for it, unique; those not needed are numbered.
        width: How many columns its rows have: older rows lack the last.
        is_mixed: Whether some of the first rows lack the last cell and others do not.
    """

    delimiter: str
    headings: tuple[str, ...]
    names: tuple[str, ...]
    width: int
    is_mixed: bool = False

    @property
    def held(self) -> frozenset[str]:
        """Our names of the columns that it has."""
        return frozenset(self.names[: self.width]) & frozenset(ALL)


def is_export(headings: list[str]) -> bool:
    """Whether headings are those of an export."""
    known = {COLUMNS.get(_plain(text)) for text in headings}
    return {*NEEDED, "area_type", "sex", "age"} <= known


def read_layout(path: Path, *, name: str) -> Layout:
    """Read the header and the first rows of an export in UTF-8.

    Args:
        path: The file.
        name: How messages call it.

    Returns:
        Its layout.

    Raises:
        ImportRefusedError: A column is missing or repeated, or the header is no CSV.
    """
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    text = start.decode("utf-8-sig", errors="replace")
    delimiter = find_delimiter(text)
    csv.field_size_limit(LONGEST_CELL)
    records = _records(text, delimiter, is_whole=len(start) < _SAMPLE)
    header = next(records, [])
    if len(header) > MOST_COLUMNS:
        refuse(file=name, row=1, expected=f"The header has {len(header):,} columns.")
    names = [COLUMNS.get(_plain(heading), f"column_{at}") for at, heading in enumerate(header)]
    _refuse_wrong_header(header, names, name)
    widths = Counter(len(record) for record in records if record)
    is_older = set(widths) == {len(header) - 1}
    is_mixed = not is_older and widths[len(header) - 1] > 0
    width = len(header) - 1 if is_older else len(header)
    plain = tuple(" ".join(heading.split()) for heading in header)
    return Layout(delimiter, plain, tuple(names), width, is_mixed)


def as_utf8(opened: Opened, folder: Path) -> Path:
    """Return the export as a UTF-8 text file: itself, or a copy in another encoding.

    Args:
        opened: Text or workbook.
        folder: Where a copy may be written.

    Raises:
        ImportRefusedError: The text is in no known encoding, or holds NUL.
    """
    looked = opened.looked
    if looked.kind is not FileKind.TEXT:
        return _workbook_as_text(opened, folder)
    if _is_utf8(looked):
        return looked.path
    copied = folder / "utf8.csv"
    with looked.path.open("rb") as file:
        start = file.read(4)
    is_wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if is_wide:
        copied.write_text(decode(looked.path.read_bytes(), name=looked.name), encoding="utf-8")
        return copied
    try:
        with (
            looked.path.open(encoding="cp1252", newline="") as source,
            copied.open("w", encoding="utf-8", newline="") as target,
        ):
            while part := source.read(_CHUNK):
                target.write(part)
    except UnicodeDecodeError:
        refuse(
            file=looked.name,
            expected="The text is neither UTF-8 nor Windows-1252, or mixes encodings.",
            remedy="Download the export again, or save it as CSV UTF-8.",
        )
    return copied


def _plain(heading: str) -> str:
    return " ".join(heading.replace("\ufeff", "").lower().split())


def taken_off(layout: Layout, *, file: str) -> Iterator[Problem]:
    """Yield a warning for every column without which a figure is taken to be of all."""
    for column, taken in (("sex", "persons"), ("age", "all ages"), ("category", "the whole")):
        if column not in layout.held:
            yield Problem(
                severity=Severity.WARNING,
                rule="columns",
                file=file,
                value=column,
                expected="The export has no column of this name; every figure is taken to be of "
                f"{taken}.",
                remedy="Export it with all its columns if that is not so.",
            )


def _refuse_wrong_header(header: list[str], names: list[str], name: str) -> None:
    missing = [column for column in NEEDED if column not in names]
    if missing:
        headings = {ours: theirs for theirs, ours in reversed(COLUMNS.items())}
        wanted = ", ".join(headings[column].capitalize() for column in missing)
        refuse(
            file=name,
            row=1,
            rule="columns",
            value=", ".join(" ".join(text.split()) for text in header)[:120],
            expected=f"Columns are missing: {wanted}.",
            remedy="Give the export as Fingertips made it.",
        )
    repeated = [column for column, times in Counter(names).items() if times > 1]
    if repeated:
        refuse(
            file=name,
            row=1,
            rule="columns",
            expected=f"Columns appear twice: {', '.join(repeated)}.",
            remedy="Give the export as Fingertips made it.",
        )


def _records(text: str, delimiter: str, *, is_whole: bool) -> Iterator[list[str]]:
    lines = text if is_whole else text[: text.rfind("\n") + 1]
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        return  # the database names the row when it comes to it


def _is_utf8(looked: Looked) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with looked.path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b"\x00" in chunk:
                return _refuse_nul(looked, chunk)
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
    return True


def _refuse_nul(looked: Looked, chunk: bytes) -> bool:
    with looked.path.open("rb") as file:
        if file.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            return False
    around = re.sub(
        r"[^ -~]", "?", chunk[max(chunk.index(b"\x00") - 20, 0) :][:40].decode("latin1")
    )
    return refuse(
        file=looked.name,
        value=around,
        expected="The file holds bytes that no text has (NUL).",
        remedy="Download the export again.",
    )


def _workbook_as_text(opened: Opened, folder: Path) -> Path:
    sheet = next(
        (
            sheet
            for sheet in opened.sheets()
            if sheet.rows and is_export([str(c) for c in sheet.rows[0]])
        ),
        None,
    )
    if sheet is None:
        refuse(
            file=opened.name,
            value=opened.listing,
            expected="No sheet has the columns of a Fingertips export in its first row.",
        )
    copied = folder / "sheet.csv"
    with copied.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in sheet.rows:
            writer.writerow([f"{c:.15g}" if isinstance(c, float) else c for c in row])
    return copied
