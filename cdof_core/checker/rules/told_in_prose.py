"""Hidden counts that sentences give away: a whole, and how many of it were elsewhere."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.numbers import COUNT_ALONE as _COUNT
from cdof_core.checker.numbers import UNKNOWN_LIMIT, Form, read_number
from cdof_core.checker.rules.stated import masked_years

_OTHERS: Final = (
    r"(?:elsewhere|outside\b|in (?:the )?(?:other|remaining|rest of|neighbouring)\b|not in [A-Z]|"
    r"(?:from|of) (?:the )?(?:other|remaining) (?:areas|districts|boroughs|wards|towns|localities))"
)
# "46 of 48 services outside the city" answered: the place says of which, not where the 46 were.
_WERE: Final = (
    r"\b(?i:were|was|are|lived?|died|occurred|happened|came|took place|of (?:them|these|whom))\b"
)
_ELSEWHERE: Final = (
    # “20 of the 23 deaths were elsewhere”, “of the 23 deaths, 20 were outside Burton”
    re.compile(rf"(?P<rest>{_COUNT})(?:[^.;:\d]{{0,60}}?{_WERE})? (?i:{_OTHERS})"),
    re.compile(
        rf"(?P<rest>{_COUNT}) (?:of|out of) (?:the |all |these )?{_COUNT}"
        rf"(?:[^.;:\d]{{0,60}}?{_WERE})? (?i:{_OTHERS})"
    ),
    # “the other districts together had 46 young people”
    re.compile(
        r"\b[Tt]he (?:other|remaining|rest of the)(?: \w+)? (?:areas?|districts?|boroughs?|wards?|"
        r"towns?|localit(?:y|ies)|authorit(?:y|ies)|county|councils|partnerships|schools|providers)"
        rf"[^.;:\d]{{0,40}}?\b(?:had|have|were|recorded|account\w* for|saw|treated|total\w*)"
        rf"[^.;:\d]{{0,12}}? (?P<rest>{_COUNT})"
    ),
)
_HIDDEN: Final = re.compile(
    r"\b(?:fewer|less) than (?P<limit>\d+|five|three|ten)\b|\b(?:under|below) "
    r"(?P<below>\d|five|three|ten)\b|<\s?(?P<sign>\d)\b|\bsuppress\w*|"
    r"\b(?:not shown|not disclosed|not published|withheld|hidden|too small to)\b",
    re.I,
)
_WORDS: Final = {"three": 3, "five": 5, "ten": 10}


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences by which a count that the document hides can be worked out."""
    limits = [
        cell.limit for grid in context.grids for cell in grid.cells if cell.form is Form.HIDDEN
    ]
    paragraph: list[Sentence] = []
    for at, sentence in enumerate(context.document.sentences):
        paragraph = [one for one in paragraph if one.line == sentence.line]
        after = context.document.sentences[at + 1 : at + 3]
        beside = [*paragraph, sentence, *(one for one in after if one.line == sentence.line)]
        said = _said_limit(beside)
        limit = said or max(limits, default=0)
        if limit:
            yield from _given_away(sentence, paragraph, limit=limit)
        paragraph.append(sentence)


def _said_limit(sentences: Sequence[Sentence]) -> int:
    """Return what the sentences say that a count is hidden below; 0 where they hide none."""
    for sentence in sentences:
        found = _HIDDEN.search(sentence.text)
        if found is not None:
            text = found["limit"] or found["below"] or found["sign"] or ""
            return _WORDS.get(text.lower()) or int(text or UNKNOWN_LIMIT)
    return 0


def _given_away(sentence: Sentence, before: Sequence[Sentence], *, limit: int) -> Iterator[Finding]:
    text = masked_years(_HIDDEN.sub(lambda match: " " * len(match[0]), sentence.text))
    for pattern in _ELSEWHERE:
        found = pattern.search(text)
        if found is None:
            continue
        own = text[: found.start("rest")] + " " + text[found.end("rest") :]
        wholes = re.findall(_COUNT, own) or _last_counts(before)
        rest = read_number(found["rest"])
        for printed in wholes:
            whole = read_number(printed)
            if rest is None or whole is None or not 0 < whole.value - rest.value < limit:
                continue
            left = f"{whole.value - rest.value:.0f}"
            yield at_sentence(
                sentence,
                kind=Kind.DISCLOSURE,
                printed=f"{rest.text} of {whole.text}",
                expected=left,
                confidence=Confidence.MEDIUM,
                wording=(
                    f"{whole.text} in all less {rest.text} elsewhere shows that the count below "
                    f"{limit} is {left}. Leave out one of the two numbers."
                ),
            )
            return


def _last_counts(before: Sequence[Sentence]) -> list[str]:
    """Return the counts of the nearest sentence before that states any."""
    for sentence in reversed(before):
        if counts := re.findall(_COUNT, masked_years(sentence.text)):
            return counts
    return []
