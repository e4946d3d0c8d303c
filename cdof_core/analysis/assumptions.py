"""Numbers that a user states, with their range and source, as a link carries them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import isinf, isnan, nan
from typing import Final, TypeVar

LONGEST_SOURCE: Final = 160
_PARTS: Final = 3

Name = TypeVar("Name", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption as typed: per cent for shares.

    Attributes:
        value: The number; NaN where blank.
        lower: Lower end of its range; NaN for exact.
        upper: Upper end.
        source: Where it comes from, in the user's words.
    """

    value: float = nan
    lower: float = nan
    upper: float = nan
    source: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether there is a number."""
        return not isnan(self.value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was typed."""
        return isnan(self.value) and isnan(self.lower) and isnan(self.upper) and not self.source

    @property
    def has_half_a_range(self) -> bool:
        """Whether one end of the range is still missing."""
        return isnan(self.lower) != isnan(self.upper)

    @property
    def finished(self) -> "Assumed":
        """The same without a range of which one end is missing."""
        return replace(self, lower=nan, upper=nan) if self.has_half_a_range else self


def read_assumptions(text: str, names: Iterable[Name]) -> dict[Name, Assumed]:
    """Read assumptions from a link: ``caseload:45_40_50@Local model;unit_cost:3000``.

    What cannot be read is left out.

    Args:
        text: Name, number, the ends of its range and its source, one after another.
        names: Names that may occur.
    """
    by_text = {name.value: name for name in names}
    found: dict[Name, Assumed] = {}
    for part in text.split(";"):
        name, _, rest = part.partition(":")
        numbers, _, source = rest.partition("@")
        values = [_read_number(number) for number in numbers.split("_")][:_PARTS]
        if name not in by_text:
            continue
        value, lower, upper = values + [nan] * (_PARTS - len(values))
        given = Assumed(value, lower, upper, source[:LONGEST_SOURCE])
        if not given.is_empty:
            found[by_text[name]] = given
    return found


def write_assumptions(assumed: Mapping[Name, Assumed]) -> str:
    """Write assumptions as a link carries them; the opposite of `read_assumptions`."""
    parts: list[str] = []
    for name, given in assumed.items():
        if given.is_empty:
            continue
        numbers = "_".join(map(_write_number, (given.value, given.lower, given.upper))).rstrip("_")
        source = "".join(sign for sign in given.source if sign not in ";@")[:LONGEST_SOURCE]
        parts.append(f"{name.value}:{numbers}" + (f"@{source}" if source else ""))
    return ";".join(parts)


def _read_number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return nan
    return nan if value < 0 or isinf(value) else value


def _write_number(value: float) -> str:
    return "" if isnan(value) else f"{value:.10g}"
