"""Measures of the snapshot as texts name them, with the periods they are published for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cdof_core.checker.numbers import show
from cdof_core.checker.published import KnownIndicator, Published, PublishedValue
from cdof_core.statistics.printed_numbers import Quantity

_SHORTEST_NAME = 14
_NUMBER_OF = "the number of "
_MONTHS = {
    "january": "jan", "february": "feb", "march": "mar", "april": "apr", "may": "may",
    "june": "jun", "july": "jul", "august": "aug", "september": "sep", "october": "oct",
    "november": "nov", "december": "dec",
}  # fmt: skip
_WORKED_OUT = re.compile(r"\b(?:(?:age-|directly )?standardised|crude|police recorded) ")
_DEATHS = re.compile(r"(?P<how>.*\brate) of deaths from (?P<what>[a-z ]+)")
_PER = re.compile(r"\bper (?:1,000|10,000|100,000|million)\b")
_YEAR_TO = re.compile(
    r"\b(?:year (?:to|ending)|YE)\s+(?:the end of )?(?:\d{1,2} )?(?P<month>[A-Z][a-z]{2,8})\s+"
    r"(?P<year>20\d\d)",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(?P<a>(?:19|20)\d\d)\s?(?:-|–|/|to)\s?(?P<b>(?:19|20)?\d\d)\b")
_YEAR = re.compile(r"(?<![\d/–-])\b(?:19|20)\d\d\b(?!\s?[/–-]\s?\d)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that a text names.

    Attributes:
        indicator: The indicator.
        end: Where its name ends in the text.
        others: Indicators that the same words name; the period tells which is meant.
    """

    indicator: KnownIndicator
    end: int
    others: tuple[KnownIndicator, ...] = ()


def measure_in(
    text: str,
    indicators: Sequence[KnownIndicator],
    *,
    whole: bool = False,
    is_title: bool = False,
) -> Measure | None:
    """Find the measure that a text names; the longest name wins.

    Args:
        text: A sentence, a caption or a label.
        indicators: Indicators of the snapshot.
        whole: Whether the name has to be all of the text, as in a label.
        is_title: Whether the text is a caption, which may name the events and the rate apart.
    """
    lowered = text.lower()
    best: tuple[int, Measure] | None = None
    tied: list[KnownIndicator] = []
    for indicator in indicators:
        names = _spoken(indicator.names)
        if is_title and "rate" in lowered:
            names = [*names, *_events(names)]
        for plain in names:
            at = lowered.find(plain)
            if at < 0 or len(plain) < _SHORTEST_NAME:
                continue
            if whole and len(lowered.strip(" .:*†")) > len(plain) + 2:
                continue
            found = Measure(indicator, at + len(plain))
            if best is None or len(plain) > best[0]:
                best, tied = (len(plain), found), []
            elif len(plain) == best[0] and best[1].indicator is not indicator:
                tied.append(indicator)
    return None if best is None else _of_unit(lowered, replace(best[1], others=tuple(tied)))


def events_in(text: str, indicators: Sequence[KnownIndicator]) -> Measure | None:
    """Find the count of events that a text names: “deaths from drug misuse” is a number of them.

    Args:
        text: A sentence.
        indicators: Indicators of the snapshot.
    """
    lowered = text.lower()
    best: tuple[int, Measure] | None = None
    for indicator in indicators:
        for name in indicator.names:
            if not name.lower().startswith(_NUMBER_OF):
                continue
            for plain in _events_spoken(name.lower().removeprefix(_NUMBER_OF)):
                at = lowered.find(plain)
                if at >= 0 and len(plain) >= _SHORTEST_NAME and (not best or len(plain) > best[0]):
                    best = len(plain), Measure(indicator, at + len(plain))
    return None if best is None else best[1]


def _events_spoken(name: str) -> list[str]:
    found = [name]
    if of := re.fullmatch(r"deaths from (?P<what>[a-z ]+)", name):
        found += [
            f"{of['what']} deaths",
            f"deaths related to {of['what']}",
            f"died from {of['what']}",
        ]
    return found


def _events(names: Sequence[str]) -> list[str]:
    """Return what rates are of: “deaths from drug misuse”, which a caption calls a rate later."""
    return [name.partition(" of ")[2] for name in names if _DEATHS.fullmatch(name)]


def _of_unit(text: str, measure: Measure) -> Measure | None:
    """Keep of the indicators with one name those whose rate is per as many as the text says."""
    said = set(_PER.findall(text))
    every = (measure.indicator, *measure.others)
    if not measure.others or not said:
        return measure
    kept = [one for one in every if not (per := _PER.search(one.unit)) or per[0] in said]
    return replace(measure, indicator=kept[0], others=tuple(kept[1:])) if kept else None


@lru_cache(maxsize=4096)
def _spoken(names: tuple[str, ...]) -> list[str]:
    """Return names as sentences say them, also without how they were worked out."""
    found: dict[str, None] = {}
    for name in names:
        plain = name.lower().removeprefix("the ")
        for one in (plain, _WORKED_OUT.sub("", plain)):
            found[one] = None
            if deaths := _DEATHS.fullmatch(one):
                found[f"{deaths['how']} of {deaths['what']} deaths"] = None
                found[f"{deaths['how']} of deaths related to {deaths['what']}"] = None
                found[f"{deaths['what']} death rate"] = None
    return list(found)


def periods_in(text: str) -> frozenset[str]:
    """Return the periods a text names, written alike however they are printed."""
    found: set[str] = set()
    rest = text
    for match in _YEAR_TO.finditer(text):
        found.add(
            f"ye {_MONTHS.get(match['month'].lower(), match['month'].lower()[:3])} {match['year']}"
        )
        rest = rest.replace(match[0], " ")
    for match in _SPAN.finditer(rest):
        first = int(match["a"])
        last = int(match["b"]) if len(match["b"]) == 4 else first // 100 * 100 + int(match["b"])  # noqa: PLR2004
        if last >= first:
            found.add(f"{first} to {last}")
        rest = rest.replace(match[0], " ")
    found.update(match[0] for match in _YEAR.finditer(rest))
    return frozenset(found)


def values_of(
    published: Published, measure: Measure, code: str, periods: frozenset[str]
) -> list[PublishedValue]:
    """Return what is published of a measure and area for named periods.

    Without a period the newest figure counts only where there is no older one to confuse it with.
    """
    every = [
        value
        for indicator in (measure.indicator, *measure.others)
        for value in published.values(indicator.indicator_id, code)
    ]
    if not periods:
        return []
    return [one for one in every if periods_in(one.period) & periods]


def agrees(one: PublishedValue, number: Quantity) -> bool:
    """Whether a published figure rounds to a printed one; halves may go either way."""
    half = (number.high - number.value) * 1.000001
    if not number.places and number.value >= 1000 and number.value % 10 == 0:  # noqa: PLR2004
        half = max(half, 50.0 if number.value % 100 == 0 else 5.0)
    return abs(one.value - number.value) <= half + 1e-9


def shown_values(held: Sequence[PublishedValue], number: Quantity) -> str:
    """Write published figures as the printed one beside them is written."""
    return " or ".join(dict.fromkeys(show(one.value, like=number) for one in held))
