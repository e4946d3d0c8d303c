"""Intervals and comparisons stated in sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.finding import Finding, Kind
from cdof_core.checker.numbers import read_number
from cdof_core.checker.rules.intervals import problem_of
from cdof_core.statistics.printed_numbers import Quantity

_N = r"\d[\d,]*(?:\.\d+)?"
_CI = r"(?:9[0-9](?:\.\d)?\s?%\s?)?(?:CIs?|confidence (?:interval|limits?))"
_STATED = re.compile(
    rf"(?P<value>£?{_N}\s?%?)(?P<unit>(?: per [\d,]+(?: \w+){{0,3}}| \w+){{0,3}}?)?"
    rf"[,\s]*[\[(]\s*(?:{_CI}\s*[:,=]?\s*(?:of |from |between )?)?"
    rf"(?P<low>{_N})\s?%?\s*(?:to|–|-|—|,|and)\s*(?P<high>{_N})\s?%?"
    rf"(?P<after>[^)\]]{{0,30}})[\])]",
    re.I,
)
_STATED_OPEN = re.compile(
    rf"(?P<value>£?{_N}\s?%?)(?P<unit>(?: per [\d,]+(?: \w+){{0,3}})?)?[,\s]*\(?\s*{_CI}"
    rf"\s*[:,=]?\s*(?:of |from |between |is |was )?(?P<low>{_N})\s?%?\s*(?:to|–|-|—|,|and)\s*"
    rf"(?P<high>{_N})\s?%?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """An interval in a sentence, with its estimate.

    Attributes:
        value: The estimate.
        low: Lower limit.
        high: Upper limit.
        start: Where it begins in the text.
        end: Where it ends.
        text: As printed.
    """

    value: Quantity | None
    low: Quantity
    high: Quantity
    start: int
    end: int
    text: str


def stated_intervals(text: str) -> list[Stated]:
    """Return the estimates with intervals that a text states."""
    found: list[Stated] = []
    for pattern in (_STATED_OPEN, _STATED):
        for match in pattern.finditer(text):
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            one = _as_stated(match)
            if one is not None:
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _as_stated(match: re.Match[str]) -> Stated | None:
    value, low, high = (read_number(match[name].strip()) for name in ("value", "low", "high"))
    if low is None or high is None or value is None:
        return None
    is_named = re.search(r"\bCI|confidence", match[0], re.I)
    is_years = re.fullmatch(r"(?:19|20)\d\d", match["low"]) and not low.places
    has_decimals = bool(low.places or high.places or "%" in match[0])
    if not is_named and (is_years or not has_decimals):
        return None
    if not is_named and not low.value * 0.2 <= value.value <= high.value * 5:
        return None
    return Stated(value, low, high, match.start(), match.end(), match[0])


def find(context: Context) -> Iterator[Finding]:
    """Yield intervals stated in sentences that no estimate could have."""
    for sentence in context.document.sentences:
        for one in stated_intervals(sentence.text):
            problem = problem_of(one.value, one.low, one.high)
            if problem:
                yield at_sentence(
                    sentence,
                    kind=Kind.INTERVAL,
                    printed=one.text,
                    expected="lower limit ≤ estimate ≤ upper limit",
                    wording=f"The interval “{one.text}” {problem}.",
                )
