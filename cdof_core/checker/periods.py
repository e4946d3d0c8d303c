"""Years and spans of years as labels print them."""

import re
from dataclasses import dataclass
from functools import lru_cache

_FINANCIAL = r"(?:19|20)\d\d\s?[/–-]\s?\d\d(?!\d)"
_YEAR = r"(?:19|20)\d\d"
_FULL = re.compile(
    rf"(?P<first>{_FINANCIAL}|{_YEAR})(?:\s*(?:to|-|–|—|and|~)\s*"
    rf"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\s+)?"
    rf"(?P<last>{_FINANCIAL}|{_YEAR}))?"
)
_CENSUS = re.compile(r"census\s+(?P<after>\d{4})|(?P<before>\d{4})\s+census", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Years from the first to the last one, a financial year by the year it begins in.

    Attributes:
        first: First year.
        last: Last year.
        is_financial: Whether the years run from April to March.
    """

    first: int
    last: int
    is_financial: bool = False

    @property
    def years(self) -> int:
        """How many years it spans."""
        return self.last - self.first + 1

    def covers(self, other: "Span") -> bool:
        """Whether another span lies within this one."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a year."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        """Write it as labels do."""
        if self.is_financial:
            one = f"{self.first}/{(self.first + 1) % 100:02d}"
            return one if self.years == 1 else f"{one} to {self.last}/{(self.last + 1) % 100:02d}"
        return str(self.first) if self.years == 1 else f"{self.first} to {self.last}"


@lru_cache(maxsize=8192)
def spans(text: str) -> tuple[Span, ...]:
    """Return the years and spans that a text names, in order.

    ``2011/12`` and ``2011-12`` are one financial year; ``2009-11`` is three calendar years.
    """
    found: list[Span] = []
    for match in _FULL.finditer(text):
        if _is_inside_number(text, match):
            continue
        first = _one(match["first"])
        last = _one(match["last"]) if match["last"] else None
        if last is None:
            found.append(first)
        elif re.search(r"\band\b", match[0]):
            found.extend((first, last))
        elif last.last >= first.first:
            found.append(Span(first.first, last.last, first.is_financial or last.is_financial))
    return tuple(found)


def _is_inside_number(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 2]
    return bool(
        re.match(r"[\d.,£/]", before) or re.match(r"[%\d]|[.,]\d", after) or before.isalpha()
    )


def _one(text: str) -> Span:
    first = int(text[:4])
    if len(text) == 4:  # noqa: PLR2004 - a plain year
        return Span(first, first)
    second = int(text[-2:])
    if second == (first + 1) % 100:
        return Span(first, first, is_financial=True)
    last = first // 100 * 100 + second
    return Span(first, last) if last > first else Span(first, first)


def census_years(text: str) -> list[int]:
    """Return the years of the censuses that a text names."""
    return [int(found["after"] or found["before"]) for found in _CENSUS.finditer(text)]
