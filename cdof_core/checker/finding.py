"""What a check found: where, what is printed, what follows, how sure, and what to write."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong or open."""

    WRONG_TOTAL = "wrong total"
    UNRECONCILED = "parts and whole not reconciled"
    WRONG_PERCENTAGE = "wrong percentage"
    WRONG_RATE = "wrong rate"
    WRONG_RATIO = "wrong ratio"
    WRONG_MEAN = "wrong average"
    TRANSPOSITION = "digit transposition"
    ROUNDING = "rounding"
    SWAPPED_DENOMINATORS = "swapped denominators"
    SHIFTED = "shifted rows or labels"
    IMPOSSIBLE = "impossible value"
    INTERVAL = "impossible interval"
    PERIODS = "mixed periods"
    AREA = "area differs"
    TWO_VALUES = "same quantity, two values"
    BASE = "base does not fit"
    TEXT_TABLE = "text against table"
    TEXT = "text against its own numbers"
    CLAIM = "claim against the table"
    SIGNIFICANCE = "significance against the interval"
    NO_INTERVAL = "significance without an interval"
    SMR = "ratio called standardised"
    DISCLOSURE = "disclosure by subtraction"
    COPY = "possible copy error"
    SUSPECT_DENOMINATOR = "suspect denominator"
    PUBLISHED = "differs from the published figure"
    NUMBERING = "numbering"


class Confidence(StrEnum):
    """How sure a finding is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        kind: What is wrong or open.
        location: Table and cell, or line, in words.
        line: Line, paragraph or row of the document, from 1.
        printed: As printed.
        expected: What follows instead, or what is missing.
        confidence: How sure.
        wording: What the author may be told, in one or two sentences.
    """

    kind: Kind
    location: str
    line: int
    printed: str
    expected: str
    confidence: Confidence
    wording: str

    def as_record(self) -> dict[str, str]:
        """Return the finding as texts by name, for JSON."""
        return {
            "location": self.location,
            "kind": str(self.kind),
            "printed": self.printed,
            "expected": self.expected,
            "confidence": str(self.confidence),
            "wording": self.wording,
        }


def digits_words(*, swapped: bool) -> str:
    """Say, to be put behind a wording, that two digits may have changed places; else nothing."""
    return " Two digits seem to have changed places." if swapped else ""
