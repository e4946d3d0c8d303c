"""Finds labels and counts in one stretch of a file: a cross table or a long list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cdof_core.disclosure.errors import TableError
from cdof_core.disclosure.marks import CellKind, read_cell
from cdof_core.disclosure.tables import Labels, Table, TableCell

_COUNT_HEADERS: Final = frozenset({"value", "count", "n", "number", "cell"})
_TABLE: Final = "table"
_WEIGHT: Final = "weight"
_PUBLIC: Final = "public"
_RESERVED: Final = frozenset({_TABLE, _WEIGHT, _PUBLIC})
# Labels that look like counts or like marks.
_LABEL_HEADERS: Final = frozenset(
    {"row", "column", "year", "period", "age", "age band", "age group", "quarter", "month", "code"}
)
_NUMBER: Final = re.compile(r"[-+]?[\d,]*\.?\d+%?")
_YES: Final = frozenset({"yes", "true", "1", "y"})
_NO: Final = frozenset({"", "no", "false", "0", "n"})


@dataclass(frozen=True, slots=True)
class Block:
    """One table and where each of its cells stands in the file, as row and column from 0."""

    table: Table
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns hold what."""

    labels: tuple[int, ...]
    counts: tuple[int, ...]
    reserved: dict[str, int]
    is_long: bool


def read_block(
    rows: Sequence[Sequence[str]], start: int, stop: int, *, file: str, name: str
) -> list[Block]:
    """Read one stretch of lines.

    Args:
        rows: All cells of the file.
        start: First line of the stretch.
        stop: Line behind its last.
        file: The file's name, for messages.
        name: The table's name, unless the stretch names it.

    Returns:
        One table, or those that a column "table" parts.

    Raises:
        TableError: The lines are no table.
    """
    title = [cell for cell in rows[start] if cell]
    if len(title) == 1 and rows[start][0] and stop - start > 1:
        name, start = title[0], start + 1
    header = [cell.strip() for cell in rows[start]]
    while header and not header[-1]:
        header.pop()
    body = range(start + 1, stop)
    for line in body:
        if any(rows[line][len(header) :]):
            raise TableError(
                f"{file}, line {line + 1}: the line has more cells than the header above it."
            )
    if len(header) < 2 or not body:  # noqa: PLR2004 - a label and a count
        raise TableError(
            f"{file}, line {start + 1}: a table needs a header with labels and counts, and lines "
            "below it."
        )
    layout = _lay_out(header, [rows[line] for line in body])
    return _cut(rows, body, header, layout, file=file, name=name)


def _lay_out(header: Sequence[str], body: Sequence[Sequence[str]]) -> _Layout:
    named = [cell.lower() for cell in header]
    reserved = {cell: index for index, cell in enumerate(named) if cell in _RESERVED}
    open_columns = [index for index in range(len(header)) if index not in reserved.values()]
    labels: list[int] = []
    for index in open_columns:
        column = [row[index] if index < len(row) else "" for row in body]
        if labels and (named[index] in _COUNT_HEADERS or not _is_label(named[index], column)):
            break
        labels.append(index)
    if len(labels) == len(open_columns):
        labels.pop()
    counts = tuple(index for index in open_columns if index not in labels)
    is_long = len(counts) == 1 and named[counts[0]] in _COUNT_HEADERS
    return _Layout(tuple(labels), counts, reserved, is_long)


def _is_label(header: str, column: Sequence[str]) -> bool:
    if header in _LABEL_HEADERS:
        return True
    cells = [read_cell(text) for text in column]
    words = [
        cell.text
        for cell in cells
        if cell.kind is CellKind.OTHER and not _NUMBER.fullmatch(cell.text)
    ]
    bands = {cell.text for cell in cells if cell.says and cell.text[:1].isdigit()}
    return 2 * len(words) > len(cells) or len(bands) > len(cells) // 2 > 0


def _cut(
    rows: Sequence[Sequence[str]],
    body: range,
    header: Sequence[str],
    layout: _Layout,
    *,
    file: str,
    name: str,
) -> list[Block]:
    found: dict[str, list[tuple[TableCell, tuple[int, int]]]] = {}
    for line in body:
        row = [*rows[line], *[""] * (len(header) - len(rows[line]))]
        extra = {key: row[column] for key, column in layout.reserved.items()}
        for column in layout.counts:
            labels: Labels = tuple(row[label] for label in layout.labels)
            if not layout.is_long:
                labels = (*labels, header[column])
            cell = TableCell(
                labels=labels,
                printed=read_cell(row[column]),
                is_public=_yes_or_no(extra.get(_PUBLIC, ""), f"{file}, line {line + 1}"),
                weight=_weight(extra.get(_WEIGHT, ""), f"{file}, line {line + 1}"),
            )
            kept = found.setdefault(extra.get(_TABLE, "") or name, [])
            if column < len(rows[line]):
                kept.append((cell, (line, column)))
    dimensions = tuple(header[label] or "row" for label in layout.labels)
    if not layout.is_long:
        dimensions = (*dimensions, "column")
    return [
        Block(
            Table(table, dimensions, tuple(cell for cell, _ in kept)),
            tuple(place for _, place in kept),
        )
        for table, kept in found.items()
    ]


def _yes_or_no(text: str, where: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise TableError(f"{where}: {text!r} under 'public' is neither yes nor no.")
    return text.lower() in _YES


def _weight(text: str, where: str) -> float | None:
    if not text:
        return None
    try:
        weight = float(text)
    except ValueError:
        weight = -1.0
    if not 0 < weight < 1e6:  # noqa: PLR2004 - beyond this sums lose their small parts
        raise TableError(f"{where}: {text!r} under 'weight' is no number above 0.")
    return weight
