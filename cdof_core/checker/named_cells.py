"""How well the words of a sentence name a row, and a cell, of a table."""

import re

from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.periods import spans
from cdof_core.checker.places import Places, canonical
from cdof_core.checker.roles import is_total
from cdof_core.checker.words import content, label_key

_FEWEST_SHARED = 2
_NAMED_BY_AREA_AND_MEASURE = 2
# Words that speak of some of those whom a cell counts.
_NARROWED = re.compile(
    r"\b(?:men|women|males?|females?|boys|girls|of whom|of these|of which|among them|aged|"
    r"under-\d+|first[- ]time|previously|formerly|former|by contrast|per (?:week|month|day))\b",
    re.I,
)
_OF_WHOM = re.compile(r"of whom|of these|of which|among them", re.I)
_SEXES = (("men", "males", "male", "boys"), ("women", "females", "female", "girls"))


def in_words_of(grid: Grid, text: str) -> str:
    """Say men and women as a table's rows do, so that either word finds its row."""
    labels = {row.label.lower() for row in grid.rows}
    for names in _SEXES:
        own = [name for name in names if name in labels]
        if len(own) == 1:
            others = "|".join(name for name in names if name not in own)
            text = re.sub(rf"\b(?:{others})\b", own[0], text, flags=re.I)
    return text


def names_row(places: Places, text: str, row: Line) -> bool:
    """Whether a sentence names a row: every area of its labels, or what it says without any.

    Asked before any cell of the row is looked at: a chapter has thousands of pairs of a sentence
    and a row, and most of them have nothing to do with each other.
    """
    areas = [area for label in row.labels if (area := places.area_of(label))]
    if areas:
        return all(names_area(text, area) for area in areas)
    return _says(text, row.label)


def score_cell(places: Places, text: str, grid: Grid, lines: tuple[Line, Line]) -> float:
    """Return how well a sentence names a cell; 0 where it does not.

    Args:
        places: Areas that the document or the snapshot names.
        text: The sentence, in the table's words.
        grid: The table.
        lines: The cell's row, which the sentence names, and its column.
    """
    row, column = lines
    words = content(text)
    score = 0.0
    rest: list[str] = []
    for label in (*row.labels, *column.labels):
        plain = content(label)
        area = places.area_of(label)
        if area:
            if not names_area(text, area):
                return 0.0
            score += 2
        elif plain and plain <= words:
            score += 1 + (len(plain) > 2)  # noqa: PLR2004 - a long label named in full is telling
        else:
            rest.append(label)
    shared = content(f"{' '.join(rest)} {grid.table.title} {column.text}") & words
    is_named = score > _NAMED_BY_AREA_AND_MEASURE
    if (len(shared) < _FEWEST_SHARED and not is_named) or score < 1:
        return 0.0
    if _is_narrowed(text, row, _labels_of(grid, row, column)):
        return 0.0
    return score + len(shared) / 10


def _is_narrowed(text: str, row: Line, labels: str) -> bool:
    """Whether a sentence speaks of some of those whom a cell counts."""
    found = _NARROWED.search(text)
    if found is None or found[0].lower() in labels:
        return False
    # "600 people, of whom 412 were male" speaks of the very row.
    named = re.compile(
        rf",? [\d.,]*\d ?%? (?:were |was |are )?{re.escape(row.label)}(?![\w-])", re.I
    )
    return not (_OF_WHOM.fullmatch(found[0]) and row.label and named.match(text, found.end()))


def _says(text: str, label: str) -> bool:
    """Whether a sentence names a row; one without words of its own, as an age band, as printed."""
    plain = content(label)
    if plain:
        return plain <= content(text)
    key = label_key(label)
    if is_total(label) and spans(text):
        return True
    return not key or bool(spans(label)) or key in label_key(text)


def _labels_of(grid: Grid, row: Line, column: Line) -> str:
    """Return everything that the labels of a cell say, in lower case."""
    return f"{grid.table.title} {row.text} {column.text}".lower()


def names_area(text: str, area: str) -> bool:
    """Whether a text names an area, by its name or as the nation."""
    if area == "england" and re.search(r"\bnational", text, re.I):
        return True
    return bool(re.search(rf"\b{re.escape(canonical(area))}\b", text.lower()))
