"""From lines and grids in order to a document: captions, notes and sentences find their place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cdof_core.checker.document import Document, Sentence, Table

_CAPTION = re.compile(r"^\W*(?:table|tab\.)\s+([A-Z]?\d+[a-z]?(?:\.\d+)?)\b", re.IGNORECASE)
_FIGURE = re.compile(r"^\W*(?:figure|fig\.|chart|map)\s+\d", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'’”)]*\s+(?=[\"'‘“(]?[A-Z£0-9])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|v|no|nos|approx|cf|al|Dr|Mr|Mrs|St|p)\.$", re.I)
_LONGEST_CAPTION_LINE = 160
_SEARCHED_ABOVE = 6
_MOST_NOTES = 6
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph of text; empty where the document leaves a gap."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Cells:
    """One block of cells."""

    rows: list[list[str]]
    numbers: list[int]
    name: str = ""
    caption: list[str] = field(default_factory=list[str])


def assemble(name: str, blocks: Sequence[Line | Cells]) -> Document:
    """Give every table its caption and notes, and split the rest into sentences.

    Args:
        name: The document's name.
        blocks: Lines and grids as they follow each other.
    """
    used: set[int] = set()
    tables: list[Table] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Cells):
            above = _caption_above(blocks, place)
            below = _notes_below(blocks, place)
            used.update(above)
            tables.append(_as_table(block, blocks, above, below, order=len(tables) + 1))
    return Document(name, tuple(tables), tuple(_sentences(blocks, used)))


def _as_table(
    block: Cells, blocks: Sequence[Line | Cells], above: list[int], below: list[int], *, order: int
) -> Table:
    caption = [*block.caption, *(_text(blocks[at]) for at in above)]
    numbered = next((found for line in caption if (found := _CAPTION.match(line))), None)
    start = above[0] if above else blocks.index(block)
    name = f"Table {numbered[1]}" if numbered else block.name
    return Table(
        name=name or f"Table at line {block.numbers[0]}" if order else "",
        caption=tuple(caption),
        rows=_rectangle(block.rows),
        lines=tuple(block.numbers),
        notes=tuple(_text(blocks[at]) for at in below),
        lead="" if numbered else _lead(blocks, start),
    )


def _rectangle(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    width = max(len(row) for row in rows)
    tidy = [[" ".join(cell.split()) for cell in row] for row in rows]
    return tuple((*row, *[""] * (width - len(row))) for row in tidy)


def _text(block: Line | Cells) -> str:
    return block.text if isinstance(block, Line) else ""


def _caption_above(blocks: Sequence[Line | Cells], place: int) -> list[int]:
    """Return the lines back to one that says "Table 3", else the one group of lines above."""
    found: list[int] = []
    group: list[int] = []
    is_group_open = True
    for at in range(place - 1, -1, -1):
        text = _text(blocks[at])
        if isinstance(blocks[at], Cells) or len(text) > _LONGEST_CAPTION_LINE:
            break
        if not text:
            is_group_open = is_group_open and not group
            continue
        if _FIGURE.match(text):
            break
        found.insert(0, at)
        if is_group_open:
            group.insert(0, at)
        if _CAPTION.match(text):
            return found
        if len(found) >= _SEARCHED_ABOVE:
            break
    return group[-3:]


def _notes_below(blocks: Sequence[Line | Cells], place: int) -> list[int]:
    notes: list[int] = []
    for at in range(place + 1, len(blocks)):
        text = _text(blocks[at])
        is_end = isinstance(blocks[at], Cells) or _CAPTION.match(text) or _FIGURE.match(text)
        if is_end or len(notes) >= _MOST_NOTES:
            break
        if text:
            notes.append(at)
    return notes


def _lead(blocks: Sequence[Line | Cells], start: int) -> str:
    for at in range(start - 1, max(start - 1 - _SEARCHED_ABOVE, -1), -1):
        text = _text(blocks[at])
        if isinstance(blocks[at], Cells):
            break
        if len(text) > _SHORT:
            return text
    return ""


def _sentences(blocks: Sequence[Line | Cells], used: set[int]) -> list[Sentence]:
    sentences: list[Sentence] = []
    heading = ""
    for at, block in enumerate(blocks):
        if not isinstance(block, Line) or not block.text:
            continue
        if at in used and (_CAPTION.match(block.text) or _FIGURE.match(block.text)):
            continue
        is_heading = len(block.text) <= _SHORT and not re.search(r"[.;,]$|\d", block.text)
        if is_heading and not block.text.startswith(("-", "•", "*")):
            heading = block.text
        sentences.extend(Sentence(text, block.number, heading) for text in split(block.text))
    return sentences


def split(paragraph: str) -> list[str]:
    """Split a paragraph into sentences; full stops of abbreviations do not end one."""
    sentences: list[str] = []
    for piece in _SENTENCE_END.split(" ".join(paragraph.split())):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] += " " + piece
        elif piece:
            sentences.append(piece)
    return sentences
