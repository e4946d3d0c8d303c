"""In what the figures of an own table are: what was said, and what units say."""

import re
from dataclasses import dataclass, replace
from typing import Final

_PER: Final = re.compile(r"\bper (1[, ]?0[0 ,]*0)\b", re.IGNORECASE)
_PERCENT: Final = re.compile(r"%|\bpercent|\bper cent|\bproportion", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\b(number|count)s?\b", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"(£|pounds|people|persons|individuals|events|deaths|days|weeks|months|years|rates?|ratio|score|"
    r"index|mean|median)\b.*|£.*",
    re.IGNORECASE,
)

PERCENT: Final = "%"
HUNDRED: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeasure:
    """What the user says of a measure that the explorer does not know.

    Attributes:
        unit: Shown after a value, such as "%" or "per 100,000".
        multiplier: 100 for percentages, 100000 for rates per 100,000, 1 for counts.
        value_kind: count, proportion, crude_rate, ratio, ...
        polarity: low_is_good, high_is_good, no_judgement, not_applicable; empty where nobody said.
        decimals: Decimal places shown.
        definition: What it counts, in a sentence.
    """

    unit: str = ""
    multiplier: float = 1.0
    value_kind: str = ""
    polarity: str = ""
    decimals: int = 1
    definition: str = ""

    @property
    def has_unit(self) -> bool:
        """Whether anything says in what the figures are."""
        return bool(self.unit or self.value_kind) or self.multiplier != 1.0

    def read_in(self, text: str) -> "NewMeasure":
        """Return the same in the unit that a text such as "Rate per 1,000" names, if it does."""
        found = unit_of(text)
        return self if found is None else replace(self, unit=found[0], multiplier=found[1])


def unit_of(text: str) -> tuple[str, float] | None:
    """Return the unit that a text names, and by what it multiplies.

    Args:
        text: A heading, a title, the name of a measure or a cell of a column of units.

    Returns:
        Such as "per 1,000" and 1000, or "%" and 100; None where it names neither.
    """
    if found := _PER.search(text):
        multiplier = float(found[1].replace(",", "").replace(" ", ""))
        return f"per {multiplier:,.0f}", multiplier
    return (PERCENT, HUNDRED) if _PERCENT.search(text) else None


def says_counts(text: str) -> bool:
    """Whether a text says that what it is about is counted."""
    return _COUNTED.search(text) is not None


def names_unit(text: str) -> bool:
    """Whether a cell says in what a figure is, as those of a column of units do."""
    return unit_of(text) is not None or says_counts(text) or _OTHER.fullmatch(text) is not None


def measure_of(name: str, said: NewMeasure, *, unit: str, is_percent: bool) -> NewMeasure:
    """Decide in what the figures of one new measure are.

    What a column of units says comes first, then what was said of the whole table, then the
    measure's own name; the signs of its cells decide only where all of these are silent.

    Args:
        name: Name of the measure.
        said: What headings, title and user say of the new measures of the table.
        unit: What its rows have in a column of units; empty where there is none.
        is_percent: Whether most of its figures have a percent sign.

    Returns:
        What was said, with the unit.
    """
    if unit:
        if unit_of(unit) is None:
            kind = "count" if says_counts(unit) else said.value_kind
            return replace(said, unit="" if kind == "count" else unit, value_kind=kind)
        return said.read_in(unit)
    if said.has_unit:
        return said
    named = said.read_in(name)
    return named if named.has_unit or not is_percent else said.read_in(PERCENT)
