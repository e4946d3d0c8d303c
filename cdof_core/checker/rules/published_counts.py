"""Counts of events that a sentence states, against the count published for the area and year."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.measures import (
    agrees,
    events_in,
    measure_in,
    periods_in,
    shown_values,
    values_of,
)
from cdof_core.checker.numbers import read_number
from cdof_core.checker.places import canonical
from cdof_core.checker.rules.stated import masked_years
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_COUNT: Final = re.compile(
    r"(?<![\d.,£<–-])\d{1,3}(?:,\d{3})+(?![\d.,]*\d|\s?%)|(?<![\d.,£<–-])\d+(?![\d.,]*\d|\s?%|,\d)"
)
_NUMBER: Final = re.compile(r"\d[\d.,]*\d|\d")
# Some of the events, another way to count them, or a difference between two counts.
_NARROWED: Final = re.compile(
    r"\b(?:men|women|males?|females?|aged?|under|over|of (?:whom|these|which|those)|involv\w+|"
    r"opiates?|opioids?|heroin|cocaine|average|mean|median|per|rates?|percent\w*|share|proportion|"
    r"occurr\w+|inquests?|more|fewer|less|extra|additional|rise|rose|risen|fell|fall|increas\w+|"
    r"decreas\w+|target|forecast|estimat\w+|provisional|wards?|towns?|districts?|elsewhere|outside|"
    r"suicides?|accident\w*|alcohol|prison\w*|homeless\w*|clients|treatment|about|around|nearly|"
    r"fewer than|first|quarter|months?|reported|suspected|local(?:ly)?|audit)\b|%",
    re.I,
)
_RATE_AFTER: Final = re.compile(r"\s*(?:[’']s)?(?: average| rate| figure)?\s*\(\s*(?P<n>\d+\.\d+)")
_RATE: Final = re.compile(r"\brates?\b", re.I)
_OTHER: Final = re.compile(
    r"\bcrude\b|\bmen\b|\bwomen\b|\bmales?\b|\bfemales?\b|\baged\b|pooled|neighbour|target", re.I
)
_ALIKE: Final = 3.0


def find(context: Context) -> Iterator[Finding]:
    """Yield stated counts, and rates in brackets, that differ from the published ones."""
    if not context.published.indicators:
        return
    for sentence in context.document.sentences:
        text, periods = sentence.text, periods_in(sentence.text)
        areas = [name for name in context.places.named_in(text) if name in context.places.known]
        if len(periods) != 1 or not areas:
            continue
        for area, number in (*_count(text, areas), *_rates(text, areas)):
            is_rate = bool(number.places)
            measure = (
                measure_in(text, context.published.indicators, is_title=True)
                if is_rate
                else events_in(text, context.published.indicators)
            )
            if measure is None:
                continue
            known = context.places.known[area]
            held = values_of(context.published, measure, known.code, periods)
            is_alike = any(
                1 / _ALIKE < number.value / one.value < _ALIKE for one in held if one.value > 0
            )
            if not is_alike or any(agrees(one, number) for one in held):
                continue
            expected = shown_values(held, number)
            swapped = any(is_transposed(number.text, one) for one in expected.split(" or "))
            yield at_sentence(
                sentence,
                kind=Kind.PUBLISHED,
                printed=number.text,
                expected=expected,
                confidence=Confidence.HIGH if swapped else Confidence.MEDIUM,
                wording=(
                    f"{number.text} is printed; the published figure for {known.name} is "
                    f"{expected} ({held[0].period}).{digits_words(swapped=swapped)}"
                ),
            )


def _count(text: str, areas: list[str]) -> Iterator[tuple[str, Quantity]]:
    """Yield the area and the count of a sentence that names one of each."""
    plain = masked_years(text)
    counts = _COUNT.findall(plain)
    if len(set(areas)) != 1 or len(counts) != 1 or len(_NUMBER.findall(plain)) != 1:
        return
    number = read_number(counts[0])
    if number is not None and not _NARROWED.search(plain):
        yield areas[0], number


def _rates(text: str, areas: list[str]) -> Iterator[tuple[str, Quantity]]:
    """Yield each area with the rate in brackets behind its name."""
    if not _RATE.search(text) or "%" in text or _OTHER.search(text):
        return
    for name in areas:
        for match in re.finditer(re.escape(canonical(name)), text.lower()):
            found = _RATE_AFTER.match(text, match.end())
            number = read_number(found["n"]) if found else None
            if number is not None:
                yield name, number
