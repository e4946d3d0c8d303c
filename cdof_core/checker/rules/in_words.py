"""Numbers written in words, held to the same rules as numbers in figures."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cdof_core.checker.context import Context, Rule, at_sentence
from cdof_core.checker.document import Document, Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.numbers import read_number
from cdof_core.checker.rules import (
    beside_sentences,
    multiples,
    sentences,
    spoken,
    two_places,
    wholes_in_prose,
    worked_out,
)

_RULES: Final[tuple[Rule, ...]] = (
    sentences.find,
    wholes_in_prose.find,
    spoken.find,
    two_places.find,
    multiples.find,
    worked_out.find,
    beside_sentences.find,
)
_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UNITS: Final = {word: at for at, word in enumerate(_ONES, start=1)}
_TEENS: Final = {
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS: Final = {
    word: 10 * at
    for at, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_BELOW_HUNDRED: Final = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|{'|'.join(_TEENS)})"
)
# Numbers up to ten are words in good style and count other things than people.
_WORDED: Final = re.compile(
    rf"\b(?:(?P<hundreds>a|{'|'.join(_UNITS)}) hundred(?: and (?P<more>{_BELOW_HUNDRED}|"
    rf"{'|'.join(_UNITS)}))?|(?P<alone>{_BELOW_HUNDRED}))\b(?![- ](?:year|one|first|second))",
    re.I,
)
_COUNT: Final = r"\d(?:[\d,]*\d)?"
_PART: Final = re.compile(
    r"(?P<hedge>about|around|nearly|almost|over|more than|less than|just over|just under|roughly)?"
    r"\s*\b(?:(?P<top>one|two|three|four) (?:in|out of) (?:every )?"
    r"(?P<bottom>two|three|four|five|six|seven|eight|nine|ten)|(?P<many>a|one|two|three|four)?[ -]?"
    r"(?P<fraction>half|third|quarter|fifth|tenth)s?) of (?:the |all |its |our |these )*"
    rf"(?P<whole>{_COUNT}) [a-z][a-z -]{{1,40}}?(?:, |\()(?P<part>{_COUNT})"
    r"(?: (?:people|clients|adults|deaths|cases|of them))?(?:,|\))",
    re.I,
)
_FRACTIONS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_NEAR: Final = 4.0
_HEDGED: Final = 7.0
"""Percentage points that a share in words may be off, said plainly and with "about"."""


def find(context: Context) -> Iterator[Finding]:
    """Yield what the rules find once the words of a sentence are figures, and shares in words."""
    every = context.document.sentences
    for at, sentence in enumerate(every):
        yield from _parts(sentence)
        figures = in_figures(sentence.text)
        if figures == sentence.text:
            continue
        written = replace(sentence, text=figures)
        before = every[max(at - 2, 0) : at]
        plain = _found(context, (*before, sentence))
        known = {(one.kind, one.expected) for one in plain}
        own = at_sentence(written, kind=Kind.TEXT, printed="", expected="", wording="").location
        where = at_sentence(sentence, kind=Kind.TEXT, printed="", expected="", wording="").location
        for one in _found(context, (*before, written)):
            if one.location == own and (one.kind, one.expected) not in known:
                yield replace(one, location=where)


def in_figures(text: str) -> str:
    """Return a text with its numbers above ten in figures."""
    return _WORDED.sub(_as_figures, text)


def _as_figures(found: re.Match[str]) -> str:
    if found["alone"]:
        return str(_value(found["alone"]))
    hundreds = 1 if found["hundreds"].lower() == "a" else _UNITS[found["hundreds"].lower()]
    return str(100 * hundreds + (_value(found["more"]) if found["more"] else 0))


def _value(words: str) -> int:
    known = {**_UNITS, **_TEENS, **_TENS}
    return sum(known[word] for word in re.split(r"[- ]", words.lower()))


def _found(context: Context, near: tuple[Sentence, ...]) -> list[Finding]:
    document = Document(context.document.name, (), near)
    alone = replace(context, document=document, grids=())
    return [one for rule in _RULES for one in rule(alone)]


def _parts(sentence: Sentence) -> Iterator[Finding]:
    """“A third of the 120 referrals (40)”: a share in words of a whole, and how many it is."""
    for found in _PART.finditer(sentence.text):
        whole, part = read_number(found["whole"]), read_number(found["part"])
        if whole is None or part is None or not 0 < part.value <= whole.value:
            continue
        share = _share(found)
        points = abs(part.value / whole.value - share) * 100
        if points <= (_HEDGED if found["hedge"] else _NEAR):
            continue
        expected = f"{share * whole.value:,.0f}"
        words = found[0].partition(" of ")[0].strip()
        yield at_sentence(
            sentence,
            kind=Kind.TEXT,
            printed=found[0],
            expected=expected,
            confidence=Confidence.MEDIUM,
            wording=f"{words} of {whole.text} is {expected}, not {part.text}.",
        )


def _share(found: re.Match[str]) -> float:
    if found["top"]:
        below = {**_UNITS, "ten": 10}[found["bottom"].lower()]
        return _UNITS[found["top"].lower()] / below
    many = (found["many"] or "a").lower()
    return _UNITS.get(many, 1) / _FRACTIONS[found["fraction"].lower()]
