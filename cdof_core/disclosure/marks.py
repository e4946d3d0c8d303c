"""What stands in a cell: a count, a mark for a hidden one, nothing, or something else."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cdof_core.disclosure.rules import CountRange

HIDDEN_MARK: Final = "*"
# The marks of GSS good practice on symbols, and those of older tables.
_HIDDEN: Final = frozenset({"*", "**", "***", "c", "[c]", "(c)", "s", "[s]", "suppressed"})
_MISSING: Final = frozenset(
    {"", "-", "–", "—", ":", ".", "..", "...", "…", "x", "[x]", "z", "[z]", "n/a", "na", "nan"}
)
# One zero after the point is how a data frame writes whole numbers beside gaps.
_COUNT: Final = re.compile(r"(\d+|\d{1,3}(?:[,\u00a0\u202f ]\d{3})+)(?:\.0)?")
# No count of people is longer than a thousand million with its separators.
_LONGEST_NUMBER: Final = len("1,000,000,000")
_LONGEST_MARK: Final = len("fewer than 10,000")
_BELOW: Final = re.compile(r"(?:<|fewer than |less than |under )\s*(\d+)", re.I)
_AT_MOST: Final = re.compile(r"(?:<=|≤|up to )\s*(\d+)", re.I)
_FROM_TO: Final = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)")


class CellKind(StrEnum):
    """Kinds of cells."""

    COUNT = "count"
    HIDDEN = "hidden"
    MISSING = "missing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in a cell.

    Attributes:
        text: As it stands.
        kind: What that is.
        count: The number; None unless it is a count.
        says: Counts that the mark itself leaves, as "<3" does; None where it says nothing.
    """

    text: str
    kind: CellKind
    count: int | None = None
    says: CountRange | None = None


def read_cell(text: str) -> Printed:
    """Read what stands in a cell.

    Args:
        text: As it stands; spaces around it are passed over.
    """
    stripped = text.strip()
    if stripped.lower() in _HIDDEN:
        return Printed(stripped, CellKind.HIDDEN)
    if stripped.lower() in _MISSING:
        return Printed(stripped, CellKind.MISSING)
    if (found := _COUNT.fullmatch(stripped)) and len(found[1]) <= _LONGEST_NUMBER:
        return Printed(stripped, CellKind.COUNT, count=int(re.sub(r"\D", "", found[1])))
    says = _stated_range(stripped) if len(stripped) <= _LONGEST_MARK else None
    return Printed(stripped, CellKind.OTHER if says is None else CellKind.HIDDEN, says=says)


def write_count(count: int) -> Printed:
    """Return the cell of a count that is shown."""
    return Printed(str(count), CellKind.COUNT, count=count)


def hidden_cell() -> Printed:
    """Return the cell of a count that is hidden, for whichever reason."""
    return Printed(HIDDEN_MARK, CellKind.HIDDEN)


def _stated_range(text: str) -> CountRange | None:
    if found := _BELOW.fullmatch(text):
        return CountRange(0, max(int(found[1]) - 1, 0))
    if found := _AT_MOST.fullmatch(text):
        return CountRange(0, int(found[1]))
    if (found := _FROM_TO.fullmatch(text)) and int(found[1]) <= int(found[2]):
        return CountRange(int(found[1]), int(found[2]))
    return None
