"""Text, pasted or from a file: tables by tabs, bars, commas or columns of spaces."""

import csv
import re
from collections.abc import Callable

from cdof_core.checker.document import Document
from cdof_core.checker.reading.blocks import Cells, Line, assemble

_NUMERIC = re.compile(r"^[(<£]?[-−–]?[£]?\d[\d,.]*\s?(?:%|[mk]|/\s?\d[\d,]*)?\)?$|^[-*–]$|^n/a$|^$")
_RULER = re.compile(r"^[\s|:+=-]*-[\s|:+=-]*$")
_BULLET = re.compile(r"^\s*(?:[-•*–]|\d+[.)])\s")
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_WRAPPED = 50
_FEWEST_ROWS = 2
Splitter = Callable[[str], list[str] | None]


def read_text(text: str, *, name: str = "the text") -> Document:
    """Read pasted text.

    Args:
        text: Any text; tables may be split by tabs, bars, commas or columns of spaces.
        name: What to call it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    blocks: list[Line | Cells] = []
    at = 0
    while at < len(lines):
        found = _table_at(lines, at)
        if found is None:
            blocks.append(Line(" ".join(lines[at].split()), at + 1))
            at += 1
        else:
            cells, at = found
            blocks.append(cells)
    return assemble(name, _unwrap(blocks))


def _table_at(lines: list[str], at: int) -> tuple[Cells, int] | None:
    for splitter in (_by_tabs, _by_bars, _by_commas, _by_spaces):
        rows: list[list[str]] = []
        numbers: list[int] = []
        end = at
        while end < len(lines):
            if rows and splitter is _by_bars and _RULER.match(lines[end]):
                end += 1
                continue
            cells = splitter(lines[end])
            if cells is None or (splitter in (_by_commas, _by_spaces) and not _fits(rows, cells)):
                break
            rows.append(cells)
            numbers.append(end + 1)
            end += 1
        if _is_table(rows, is_sure=splitter in (_by_tabs, _by_bars)):
            return Cells(rows, numbers), end
    return None


def _fits(rows: list[list[str]], cells: list[str]) -> bool:
    return not rows or len(cells) == len(rows[0])


def _is_table(rows: list[list[str]], *, is_sure: bool) -> bool:
    if len(rows) < _FEWEST_ROWS:
        return False
    if is_sure:
        return True
    body = [cell for row in rows[1:] for cell in row[1:]]
    return sum(bool(_NUMERIC.match(cell)) for cell in body) * 2 > len(body)


def _by_tabs(line: str) -> list[str] | None:
    return line.split("\t") if "\t" in line.rstrip("\n") else None


def _by_bars(line: str) -> list[str] | None:
    if "|" not in line or line.strip() == "|":
        return None
    stripped = line.strip()
    inner = stripped.removeprefix("|").removesuffix("|")
    # Asterisks around words are emphasis; alone they hide a number.
    return [cell.strip().strip("*") or cell.strip() for cell in inner.split("|")]


def _by_commas(line: str) -> list[str] | None:
    # A caption "per 1,000" above rows split by tabs has no column that a comma ends.
    if "\t" in line or "," not in _THOUSANDS.sub("", line) or re.search(r"[a-z]\. ", line):
        return None
    try:
        cells = next(csv.reader([line]))
    except csv.Error:
        return None
    cells = [cell.strip() for cell in cells]
    return cells if len(cells) > 1 and max(map(len, cells)) <= _WRAPPED * 2 else None


def _by_spaces(line: str) -> list[str] | None:
    cells = [cell.strip() for cell in re.split(r" {2,}", line.strip())]
    return cells if len(cells) > 1 and all(cells) else None


def _unwrap(blocks: list[Line | Cells]) -> list[Line | Cells]:
    """Join lines that were broken at the margin; short lines and lists stay as they are."""
    joined: list[Line | Cells] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            isinstance(block, Line)
            and isinstance(last, Line)
            and block.text
            and len(last.text) > _WRAPPED
            and not re.search(r"[.:;!?]$", last.text)
            and not _BULLET.match(block.text)
            and not re.match(r"(?i)table \d|figure \d|source", block.text)
            and not re.match(r"(?i)table \d|figure \d|source", last.text)
            and len(last.text) < _WRAPPED * 3
        ):
            joined[-1] = Line(f"{last.text} {block.text}", last.number)
        else:
            joined.append(block)
    return joined
