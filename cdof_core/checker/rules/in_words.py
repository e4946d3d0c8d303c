"""Numbers written in words, held to the same rules as numbers in figures."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cdof_core.checker.context import Context, Rule, at_sentence
from cdof_core.checker.document import Document, Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.number_words import UNITS, in_figures
from cdof_core.checker.numbers import COUNT, read_number
from cdof_core.checker.rules import (
    beside_sentences,
    multiples,
    sentences,
    spoken,
    two_places,
    wholes_in_prose,
    worked_out,
)
from cdof_core.checker.rules.stated import masked_years

_RULES: Final[tuple[Rule, ...]] = (
    sentences.find,
    wholes_in_prose.find,
    spoken.find,
    two_places.find,
    multiples.find,
    worked_out.find,
    beside_sentences.find,
)
# A verb before the second number, or another number beside it, and it counts something else.
_PART: Final = re.compile(
    r"(?:\b(?P<hedge>about|around|nearly|almost|roughly|approximately|some|close to|just over|"
    r"just under)|\b(?P<more>(?:well )?over|more than|at least)|"
    r"\b(?P<less>(?:well )?under|less than|fewer than|at most|up to|below)|"
    r"(?<!first)(?<!second)(?<!last)(?<!top)(?<!bottom)(?<!lower)(?<!upper)(?<!and a))"
    r"\s*\b(?:(?P<top>one|two|three|four) (?:in|out of) (?:every )?"
    r"(?P<bottom>two|three|four|five|six|seven|eight|nine|ten)|"
    r"(?:(?P<many>an?|one|two|three|four)[ -](?P<fraction>half|third|quarter|fifth|tenth)s?|"
    r"(?P<half>half))) of (?:the |all |its |our |these )*"
    rf"(?P<whole>{COUNT}) (?P<what>[a-z][a-z -]{{1,40}}?)(?:, |\()(?P<part>{COUNT})"
    r"(?: (?:people|clients|adults|deaths|cases))?(?:,|\))"
    r"(?!,?(?: and| or)? (?!an? |one |two |three |half )[^().]*\(\d)",
    re.I,
)
_VERB: Final = re.compile(
    r"\b(?:came|come|were|was|are|is|had|has|have|live[ds]?|used?|left|said|took|take|need|needed|"
    r"reported|named|cited|received|got|said|gave)\b(?! (?:referred|seen)\b)",
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


def _found(context: Context, near: tuple[Sentence, ...]) -> list[Finding]:
    document = Document(context.document.name, (), near)
    alone = replace(context, document=document, grids=())
    return [one for rule in _RULES for one in rule(alone)]


def _parts(sentence: Sentence) -> Iterator[Finding]:
    """“A third of the 120 referrals (40)”: a share in words of a whole, and how many it is."""
    for found in _PART.finditer(masked_years(sentence.text)):
        whole, part = read_number(found["whole"]), read_number(found["part"])
        if whole is None or part is None or not 0 < part.value <= whole.value:
            continue
        share = _share(found)
        if _VERB.search(found["what"]) or _is_near(found, part.value / whole.value, share):
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


def _is_near(found: re.Match[str], actual: float, share: float) -> bool:
    """Whether a share is as its words say: more, less, about or all but exactly so much."""
    if found["more"] or found["less"]:
        return actual >= share if found["more"] else actual <= share
    return abs(actual - share) * 100 <= (_HEDGED if found["hedge"] else _NEAR)


def _share(found: re.Match[str]) -> float:
    if found["top"]:
        below = UNITS[found["bottom"].lower()]
        return UNITS[found["top"].lower()] / below
    if found["half"]:
        return 1 / 2
    many = found["many"].lower()
    return UNITS.get(many, 1) / _FRACTIONS[found["fraction"].lower()]
