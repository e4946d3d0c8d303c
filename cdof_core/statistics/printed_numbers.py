"""Printed numbers as intervals: what a rounded figure may stand for, and what follows from it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cdof_core.statistics.errors import StatisticsInputError

# Binary floating point keeps decimals to about this; far below any printed place.
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number known to within the rounding it was printed with.

    Attributes:
        value: As printed or computed.
        low: Smallest value it may stand for.
        high: Largest value it may stand for.
        text: The cell as printed; empty for a computed number.
        places: Decimal places printed.
    """

    value: float
    low: float
    high: float
    text: str = ""
    places: int = 0

    def __add__(self, other: "Quantity") -> "Quantity":
        """Add two, and what their rounding leaves open."""
        return Quantity(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Quantity") -> "Quantity":
        """Subtract one from the other, and what their rounding leaves open."""
        return Quantity(self.value - other.value, self.low - other.high, self.high - other.low)

    def over(self, other: "Quantity", *, multiplier: float = 1.0) -> "Quantity":
        """Divide by a number above zero, and what the rounding of both leaves open.

        Raises:
            StatisticsInputError: A number below zero is divided, or one not above zero divides.
        """
        if self.low < 0:
            raise StatisticsInputError(
                parameter="numerator", value=self.low, rule="must not be below zero"
            )
        if other.low <= 0:
            raise StatisticsInputError(
                parameter="denominator", value=other.low, rule="must be above zero"
            )
        return Quantity(
            self.value / other.value * multiplier,
            self.low / other.high * multiplier,
            self.high / other.low * multiplier,
        )

    def agrees(self, printed: "Quantity") -> bool:
        """Whether inputs within their rounding could give a printed figure."""
        return self.low <= printed.high + TOLERANCE and printed.low - TOLERANCE <= self.high

    def gives(self, printed: "Quantity") -> bool:
        """Whether the inputs exactly as printed give a printed figure."""
        return printed.low - TOLERANCE <= self.value <= printed.high + TOLERANCE


def exact(value: float) -> Quantity:
    """Return a number that stands for itself alone."""
    return Quantity(float(value), float(value), float(value))


def rounded(value: float, *, places: int, text: str = "") -> Quantity:
    """Return a number printed to so many decimal places, half a unit to either side."""
    half = 0.5 * 10**-places
    return Quantity(value, value - half, value + half, text, places)


def total(quantities: Iterable[Quantity]) -> Quantity:
    """Add numbers up, and what their rounding leaves open."""
    added = exact(0)
    for quantity in quantities:
        added += quantity
    return added


def whole_counts(share: Quantity, base: int) -> list[int]:
    """Return the whole numbers out of a base that round to a printed percentage."""
    lowest = math.ceil(share.low / 100 * base - TOLERANCE)
    highest = math.floor(share.high / 100 * base + TOLERANCE)
    return list(range(max(lowest, 0), min(highest, base) + 1))


def implied_bases(count: float, share: Quantity) -> range:
    """Return the whole bases of which a count is a printed percentage."""
    lowest = math.ceil(count / share.high * 100 - TOLERANCE)
    highest = math.floor(count / share.low * 100 + TOLERANCE)
    return range(lowest, highest + 1)


def gives_away(residual: float, limits: Sequence[int]) -> bool:
    """Whether a total less its visible parts says more of the hidden ones than was meant.

    A cell hidden as below a limit may be anything from 0 up to it. The residual gives something
    away where it leaves a cell less room than that, or where there is too little to go round, so
    that some cell must be 0.

    Args:
        residual: Total less the visible parts.
        limits: For each hidden cell the limit that it is below.
    """
    if not limits:
        return False
    largest = [limit - 1 for limit in limits]
    room = sum(largest)
    narrowed = any(residual < most or residual > room - most for most in largest)
    return narrowed or residual < len(limits)


def is_transposed(printed: str, follows: str) -> bool:
    """Whether two numbers differ by two neighbouring digits that changed places.

    Args:
        printed: Digits as printed; other signs are passed over.
        follows: Digits as they follow, rounded alike.
    """
    one = [sign for sign in printed if sign.isdigit()]
    other = [sign for sign in follows if sign.isdigit()]
    if len(one) != len(other) or one == other:
        return False
    apart = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(apart) != 2 or apart[1] != apart[0] + 1:  # noqa: PLR2004 - two neighbours
        return False
    first, second = apart
    return one[first] == other[second] and one[second] == other[first]
