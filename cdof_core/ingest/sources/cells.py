"""What a published cell says: a number, a mark in its place, or a number with a mark."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cdof_core.ingest.sources.sheets import Cell

WITHHELD: Final = "withheld"
SUPPRESSED: Final = "suppressed"
UNRELIABLE: Final = "unreliable"
NOT_PUBLISHED: Final = "not_published"
NOT_COMPARABLE: Final = "not_comparable"

# Marks that stand in for a number, with the flag of the observation table that they mean.
MARKS: Final = {
    ":": WITHHELD,
    "[u1]": WITHHELD,
    "*": SUPPRESSED,
    "c": SUPPRESSED,
    "[c]": SUPPRESSED,
    "[k]": SUPPRESSED,
    "s": SUPPRESSED,
    "u": WITHHELD,
    "[w]": WITHHELD,
    "x": NOT_PUBLISHED,
    "[x]": NOT_PUBLISHED,
    "[n]": NOT_PUBLISHED,
    "[m]": NOT_PUBLISHED,
    "..": NOT_PUBLISHED,
    ".": NOT_COMPARABLE,
    "-": NOT_PUBLISHED,
    "–": NOT_PUBLISHED,
    "n/a": NOT_PUBLISHED,
    "na": NOT_PUBLISHED,
    "null": NOT_PUBLISHED,
    "z": NOT_COMPARABLE,
    "[z]": NOT_COMPARABLE,
}
_SMALL = re.compile(r"<\s*\d+")
_NUMBER = re.compile(
    r"(?P<sign>[-−+]?)\s*£?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+)?(?P<part>\.\d+)?"
    # Behind a number only what publishers put there: "12x" is a slip, and "3.5m" is not 3.5.
    r"(?P<power>[eE][-+]?\d{1,3})?\s*%?\s*(?P<mark>\*|\[[a-z]{1,3}\]|[bepruy])?",
    re.IGNORECASE | re.ASCII,
)
_NOTE = re.compile(r"\s*\[?note\s*\d+(?:\s*,\s*\d+)*\]?", re.IGNORECASE)
_NOTE_NUMBERS = re.compile(r"(?<=[A-Za-z)])\s+\d{1,2}(?:,\s*\d{1,2})*\s*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says.

    Attributes:
        number: The number, None where there is none.
        mark: What stands in its place or behind it, lower case; empty where nothing does.
        flag: The flag that a mark in place of a number means; empty otherwise.
        is_understood: False where the cell is neither number, mark nor empty.
    """

    number: float | None
    mark: str = ""
    flag: str = ""
    is_understood: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether the cell is empty."""
        return self.number is None and not self.mark and self.is_understood


_EMPTY = Reading(None)


@lru_cache(maxsize=65_536)
def read_cell(cell: Cell) -> Reading:  # noqa: PLR0911 - one return a kind of cell
    """Read one cell.

    Args:
        cell: A number, or text such as "170,002 ", "1.2*", "<5", "[x]" or "NULL".

    Returns:
        What it says; thousands separators, £ and % are taken off.
    """
    if not isinstance(cell, str):
        return Reading(float(cell)) if math.isfinite(cell) else Reading(None, is_understood=False)
    text = cell.strip()
    if not text:
        return _EMPTY
    lower = text.lower()
    if lower in MARKS:
        return Reading(None, lower, MARKS[lower])
    if _SMALL.fullmatch(lower):
        return Reading(None, lower, SUPPRESSED)
    found = _NUMBER.fullmatch(text)
    if found is None or (found["digits"] is None and found["part"] is None):
        return Reading(None, lower, is_understood=False)
    digits = re.sub(r"\D", "", found["digits"] or "0")
    number = float(f"{digits}{found['part'] or ''}{found['power'] or ''}")
    if not math.isfinite(number):
        return Reading(None, lower, is_understood=False)
    negative = found["sign"] in {"-", "−"}
    return Reading(-number if negative else number, (found["mark"] or "").lower())


def label(cell: Cell) -> str:
    """Return a heading or label as one line without notes: "Any drug [note 3]" is "Any drug"."""
    if not isinstance(cell, str):
        return str(int(cell)) if float(cell).is_integer() else str(cell)
    return " ".join(_NOTE.sub("", cell).split())


def without_note_numbers(text: str) -> str:
    """Return a label without the numbers of footnotes at its end: "Rate 1" is "Rate"."""
    return _NOTE_NUMBERS.sub("", text).strip()
