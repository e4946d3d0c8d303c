"""Statements of what adds up to what, beside the totals that tables name themselves."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cdof_core.disclosure.errors import RelationError

_TOKEN: Final = re.compile(r'\s*("(?:[^"]|"")*"|[=>+])\s*')
_SINGLE_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_WINDOW: Final = re.compile(r"(?P<first>(?:19|20)\d\d)\s*(?:-|–|to)\s*(?P<last>(?:\d\d)?\d\d)")
# Two years written together may as well be one financial year.
_SHORTEST_WINDOW: Final = 3


@dataclass(frozen=True, slots=True)
class Relation:
    """One statement about labels; it holds in every row, column or table that has them.

    Attributes:
        whole: Label of a row, a column or a table.
        parts: Labels of the same dimension, or tables; one that is printed nowhere counts as
            known to exist.
        is_complete: Whether the parts are all of the whole; if not, what is left over counts as
            hidden too.
        is_guessed: Whether nobody stated it, so that numbers may overrule it.
    """

    whole: str
    parts: tuple[str, ...]
    is_complete: bool = True
    is_guessed: bool = False

    def __str__(self) -> str:
        """Write the statement as it is read."""
        parts = " + ".join(_quoted(part) for part in self.parts)
        return f"{_quoted(self.whole)} {'=' if self.is_complete else '>'} {parts}"


def read_relation(line: str) -> Relation:
    """Read one statement.

    Args:
        line: ``whole = part + part`` where the parts are everything, ``whole > part`` where the
            whole holds more than the parts, such as a county and one of its boroughs. A label
            with one of the signs in it stands in double quotes.

    Raises:
        RelationError: It is neither.
    """
    pieces = [piece.strip() for piece in _TOKEN.split(line) if piece.strip()]
    labels, signs = pieces[::2], pieces[1::2]
    is_statement = (
        len(labels) == len(signs) + 1
        and signs[:1] in (["="], [">"])
        and all(sign == "+" for sign in signs[1:])
        and not any(label in {"=", ">", "+"} for label in labels)
    )
    names = [_unquoted(label) for label in labels]
    if not is_statement or len(set(names)) < len(names):
        raise RelationError(
            f"{line.strip()!r} is not a relation. Write: whole = part + part, or: whole > part; "
            "each label once, in double quotes (doubled inside) if it holds =, >, + or a quote."
        )
    return Relation(whole=names[0], parts=tuple(names[1:]), is_complete=signs[0] == "=")


def read_relations(lines: Iterable[str]) -> tuple[Relation, ...]:
    """Read statements, one a line; empty lines and those that start with # are passed over."""
    kept = (line.strip() for line in lines)
    return tuple(read_relation(line) for line in kept if line and not line.startswith("#"))


def concerns(relation: Relation, labels: Sequence[str]) -> bool:
    """Whether labels have the whole and a part; years of a window may be printed nowhere."""
    is_whole_there = relation.whole in labels
    if relation.is_complete:
        return is_whole_there or len(set(relation.parts) & set(labels)) > 1
    return is_whole_there and bool(set(relation.parts) & set(labels))


def guess_windows(labels: Sequence[str]) -> list[Relation]:
    """Find pooled years among labels of one dimension, such as 2009-11 beside 2009, 2010 and 2011.

    Windows of three years and more count, if the labels hold a year of them or another window
    that overlaps; two years may be one financial year.
    """
    years = {int(label) for label in map(str.strip, labels) if _SINGLE_YEAR.fullmatch(label)}
    windows = {label: spanned for label in labels if (spanned := _years_of(label))}
    found: list[Relation] = []
    for label, spanned in windows.items():
        others = [years, *(set(other) for name, other in windows.items() if name != label)]
        if any(set(spanned) & other for other in others):
            parts = tuple(str(year) for year in spanned)
            found.append(Relation(whole=label, parts=parts, is_guessed=True))
    return found


def _years_of(label: str) -> range | None:
    windows = list(_WINDOW.finditer(label))
    if len(windows) != 1:
        return None
    first, last = int(windows[0]["first"]), windows[0]["last"]
    century = "" if len(last) == len("2011") else str(first)[:2]
    years = range(first, int(century + last) + 1)
    return years if len(years) >= _SHORTEST_WINDOW else None


def _quoted(label: str) -> str:
    is_plain = label and label == label.strip() and not set(label) & set('=>+"#')
    return label if is_plain else '"' + label.replace('"', '""') + '"'


def _unquoted(label: str) -> str:
    return label[1:-1].replace('""', '"') if label.startswith('"') else label
