"""One quantity that two sentences of a document give different values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.numbers import read_number
from cdof_core.checker.periods import Span, spans
from cdof_core.checker.rules.stated import masked_years
from cdof_core.checker.words import MEN, WOMEN, content, stem
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_NUMBER: Final = re.compile(
    r"(?<![\w.,£–-])(?P<n>£?\d(?:[\d,]*\d)?(?:\.\d+)?(?:\s?(?:million|m|billion|bn|k)\b)?)"
    r"(?P<unit>\s?%|\s?per cent\b|\s?per [\d,]+)?(?![\d–-])",
    re.I,
)
_OTHERWISE: Final = re.compile(
    r"\b(?:not|no|never|without|revised|provisional|previous\w*|restated|target|forecast|plan\w*|expected|estimat\w*|"
    r"ambition|compared|than|between|rose|fell|increas\w*|decreas\w*|chang\w*|up|down|by|"
    r"interval|CI|other|another|remaining|further|about|around|nearly|almost|over|under|more|"
    r"fewer|less|at least|quarter|month|week|Q[1-4]|standardised|adjusted|method|England|"
    r"national)\b",
    re.I,
)
_NAME_WITHIN: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
# Ways of saying it, which are no part of what is counted.
_NEUTRAL: Final = content(
    "summary overall recorded record records stood stands shows showed seen altogether latest "
    "recent newest share shares again reported reports conclusion short found about figure "
    "people person persons"
)
_ALIKE: Final = {"spent": "spend", "spending": "spend", "died": "death", "treated": "treatment"}
_WHOLE: Final = re.compile(
    r"(?:%|\b(?:per cent|share|proportion|percentage)) of (?:the |all |its |our |those )*"
    r"(?P<what>[a-z]+)",
)
_AMONG: Final = re.compile(
    r"(?:^|, )(?:[Oo]f|[Aa]mong) (?:the |all |its |our |those )*(?P<what>[a-z]+)"
)
# Words without content elsewhere, which tell one quantity from another here.
_WAY: Final = re.compile(r"\b(?:from|into|to|average|mean|median|each)\b", re.I)
_RATE: Final = re.compile(r"\b(?:rates?|ratio)\b", re.I)
_OF_GROUPS: Final = re.compile(
    rf"\b(?:{MEN}|{WOMEN}|young|older|adults?|children|aged?|ages|parents?|opiates?|crack|cannabis|"
    r"cocaine|alcohol|non-opiates?|ethnic\w*|prison\w*|ward|district)\b",
    re.I,
)
_ROUNDED_FROM: Final = 100
_FEWEST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class _Said:
    sentence: Sentence
    number: Quantity
    text: str
    has_place: bool


def find(context: Context) -> Iterator[Finding]:
    """Yield the later of two sentences that say the same of the same place, years and people."""
    held: dict[tuple[str, Span, frozenset[str]], _Said] = {}
    for sentence in context.document.sentences:
        found = _said(context, sentence)
        if found is None:
            continue
        key, said = found
        other = held.setdefault(key, said)
        is_far = said.number.low > other.number.high or other.number.low > said.number.high
        if other.sentence.heading != said.sentence.heading and len(key[2]) <= _FEWEST_WORDS:
            # What is counted may be said by the heading alone.
            continue
        if _groups(other.sentence) != _groups(said.sentence):
            continue
        # "There were 45 deaths in 2023" may be said of each place of a document.
        if other is not said and is_far and (other.has_place or said.has_place):
            yield _as_finding(said, other)


def _groups(sentence: Sentence) -> set[str]:
    """Return the groups that a sentence is of by its heading, beyond those that it names."""
    named = {one.lower() for one in _OF_GROUPS.findall(sentence.text)}
    return {one.lower() for one in _OF_GROUPS.findall(sentence.heading or "")} - named


def _said(
    context: Context, sentence: Sentence
) -> tuple[tuple[str, Span, frozenset[str]], _Said] | None:
    """Return the one number of a sentence on one place and period; None where it says more."""
    years = set(spans(sentence.text))
    places = set(context.places.named_in(sentence.text))
    if len(years) != 1 or len(places) > 1 or _OTHERWISE.search(sentence.text):
        return None
    masked = masked_years(sentence.text)
    numbers = list(_NUMBER.finditer(masked))
    if len(numbers) != 1:
        return None
    found = numbers[0]
    number = read_number(found["n"])
    unit = "".join((found["unit"] or "").split()).replace("percent", "%").lower()
    unit = "£" if found["n"].startswith("£") else unit
    plain = masked[: found.start()] + masked[found.end() :]
    concept = frozenset(_ALIKE.get(word, word) for word in content(plain)) - _NEUTRAL
    concept = frozenset(word for word in concept if "yy" not in word)
    if number is None or len(concept) < _FEWEST_WORDS:
        return None
    has_place = bool(places) or bool(_NAME_WITHIN.search(sentence.text))
    key = (unit, years.pop(), concept | _of_what(masked, unit))
    return key, _Said(sentence, _with_room(number, unit), found[0].strip(), has_place)


def _of_what(text: str, unit: str) -> frozenset[str]:
    """Return what a number is a share of, what it measures and which way: it is no other's."""
    whole = (_WHOLE.search(text) or _AMONG.search(text)) if unit == "%" else None
    found = [f"of {stem(whole['what'].lower())}"] if whole else []
    found += [one[0].lower() for one in _WAY.finditer(text)]
    if not unit and _RATE.search(text):
        found.append("rate")
    return frozenset(found)


def _with_room(number: Quantity, unit: str) -> Quantity:
    """Return a number with the room that its last printed place or its noughts leave."""
    if number.places or re.search(r"[a-z]", number.text, re.I) or (unit and unit != "£"):
        return number
    digits = number.text.replace(",", "")
    noughts = len(digits) - len(digits.rstrip("0"))
    half = 0.5 * 10**noughts if noughts and number.value >= _ROUNDED_FROM else 0.0
    return Quantity(number.value, number.value - half, number.value + half, number.text)


def _as_finding(said: _Said, other: _Said) -> Finding:
    swapped = is_transposed(said.text, other.text)
    return at_sentence(
        said.sentence,
        kind=Kind.TWO_VALUES,
        printed=said.text,
        expected=f"{other.text}, as in line {other.sentence.line}",
        confidence=Confidence.HIGH if swapped else Confidence.MEDIUM,
        wording=(
            f"{said.text} is printed here and {other.text} in line {other.sentence.line} for the "
            f"same quantity, place and period: one of them is wrong.{digits_words(swapped=swapped)}"
        ),
    )
