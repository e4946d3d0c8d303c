"""CSV and TOML files as tables of text that remember the file and line of every row."""

import csv
import difflib
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from cdof_core.domain import DataError
from cdof_core.ingest.cells import SOURCE, SOURCE_FILE, SOURCE_LINE

# A definition or a caveat may be long; a megabyte in one cell is a broken quote.
LONGEST_CELL = 1_000_000


def read_csv(path: Path, *, shown_as: str, allowed: Iterable[str]) -> pd.DataFrame:
    """Read a comma-separated file with a header row, strictly.

    Args:
        path: UTF-8 file, with or without a byte order mark.
        shown_as: How messages name the file.
        allowed: Column names that may appear.

    Returns:
        Text columns as in the header, and the source columns (file, line; the header is line 1).

    Raises:
        DataError: Unknown or repeated column, a row longer or shorter than the header, an
            unclosed quote, or bytes that are not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            file=shown_as,
            value=repr(error.object[error.start : error.end]),
            expectation="The file must be UTF-8; save it as CSV UTF-8.",
        ) from error
    reader = _rows_with_lines(text, shown_as=shown_as)
    _, header = next(reader, (1, []))
    _check_header(header, shown_as=shown_as, allowed=list(allowed))
    rows: list[list[str]] = []
    lines: list[int] = []
    for line, row in reader:
        _check_width(row, header, shown_as=shown_as, line=line)
        rows.append(row)
        lines.append(line)
    texts = pd.DataFrame(rows, columns=pd.Index(header, dtype="str"), dtype="str")
    return texts.assign(**{SOURCE_FILE: shown_as, SOURCE_LINE: lines})


def read_toml(path: Path, *, shown_as: str) -> dict[str, Any]:
    """Read a TOML file.

    Args:
        path: File.
        shown_as: How messages name it.

    Returns:
        Its content.

    Raises:
        DataError: The file is not TOML, or not UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(
            file=shown_as, expectation=f"The file is not valid TOML: {error}."
        ) from error


def read_entries(path: Path, name: str, *, shown_as: str, allowed: Iterable[str]) -> pd.DataFrame:
    """Read the `[[name]]` entries of a TOML file as rows of text.

    Args:
        path: File.
        name: Name of the repeated table.
        shown_as: How messages name the file.
        allowed: Keys that may appear in an entry.

    Returns:
        One row an entry, missing keys empty; lists are joined by a line break.

    Raises:
        DataError: The file is not TOML, or holds another table or an unknown key.
    """
    content = read_toml(path, shown_as=shown_as)
    keys = list(allowed)
    for other in content.keys() - {name}:
        raise DataError(file=shown_as, value=other, expectation=f"Only [[{name}]] belongs here.")
    entries: list[Mapping[str, Any]] = content.get(name, [])
    lines = _entry_lines(path, name)
    for entry, line in zip(entries, lines, strict=True):
        for key in entry.keys() - set(keys):
            raise DataError(file=shown_as, row=line, value=key, expectation=_unknown(key, keys))
    texts = [{key: as_text(entry.get(key, "")) for key in keys} for entry in entries]
    return pd.DataFrame(texts, columns=pd.Index(keys, dtype="str"), dtype="str").assign(
        **{SOURCE_FILE: shown_as, SOURCE_LINE: lines}
    )


def as_text(value: Any) -> str:  # noqa: ANN401 - whatever TOML may hold
    """Return a TOML value as the text that a CSV cell would hold."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(as_text(part) for part in value)  # pyright: ignore[reportUnknownVariableType]
    return str(value)


def without_source(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table as it goes into the database, without the source columns."""
    return table.drop(columns=SOURCE)


def _rows_with_lines(text: str, *, shown_as: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every row that is not blank, with the line it starts on."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for row in reader:
            if row:
                yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            file=shown_as,
            row=start,
            expectation=f"The row is not valid CSV ({error}); look for an unclosed quotation mark.",
        ) from error


def _entry_lines(path: Path, name: str) -> list[int]:
    text = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(text, start=1) if line.strip() == f"[[{name}]]"]


def _check_header(header: list[str], *, shown_as: str, allowed: list[str]) -> None:
    if not header:
        raise DataError(file=shown_as, expectation="The file is empty; it needs a header row.")
    seen: set[str] = set()
    for name in header:
        if name not in allowed:
            raise DataError(file=shown_as, row=1, value=name, expectation=_unknown(name, allowed))
        if name in seen:
            raise DataError(
                file=shown_as, row=1, value=name, expectation="This column is repeated."
            )
        seen.add(name)


def _check_width(row: list[str], header: list[str], *, shown_as: str, line: int) -> None:
    if len(row) != len(header):
        raise DataError(
            file=shown_as,
            row=line,
            expectation=f"The row has {len(row)} cells; the header has {len(header)}.",
        )


def _unknown(name: str, allowed: list[str]) -> str:
    near = difflib.get_close_matches(name, allowed, n=1)
    meant = f" Did you mean {near[0]}?" if near else f" Known: {', '.join(allowed)}."
    return f"There is no column of this name.{meant}"
