"""Years of one sentence that do not go together: two places at two times, need and caseload."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.periods import Span, spans

_THAN: Final = re.compile(
    r"\b(?:(?:higher|lower|better|worse|greater|more|less|fewer) than|similar to|"
    r"compared (?:with|to)|against)\b",
    re.I,
)
_NUMBER: Final = re.compile(r"(?<![\d/–-])\d+(?:\.\d+)?\s?(?:%|per\b)")
_ESTIMATE: Final = re.compile(r"\b(?:prevalence|estimated?s?|estimates?)\b", re.I)
_TREATED: Final = re.compile(
    r"\b(?:in treatment|treatment (?:numbers?|figures?|data)|treated)\b", re.I
)
_SHARE_OF_NEED: Final = re.compile(
    r"\bunmet need\b|\bnot in treatment\b|\bpenetration\b|\b(?:treatment )?coverage\b", re.I
)
_SAID: Final = re.compile(
    r"\b(?:different|earlier|later|older|newer|latest available|not (?:directly )?comparable|"
    r"caution|change[ds]?|trend|since|rose|fell|increase[ds]?|decrease[ds]?)\b",
    re.I,
)


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences that hold figures of different years against each other in silence."""
    for sentence in context.document.sentences:
        if not _SAID.search(sentence.text):
            yield from _two_places(context, sentence)
            yield from _need_and_reached(sentence)


def _two_places(context: Context, sentence: Sentence) -> Iterator[Finding]:
    """A place in one period held against another place in another."""
    said = _THAN.search(sentence.text)
    if said is None:
        return
    sides = sentence.text[: said.start()], sentence.text[said.end() :]
    first, second = (_only(side) for side in sides)
    here, there = (set(context.places.named_in(side)) for side in sides)
    is_other_place = bool(there) and not here & there
    numbers = [_NUMBER.search(side) for side in sides]
    if first and second and first != second and is_other_place and all(numbers):
        yield _mixed(sentence, first, second, "Two places are compared", Confidence.HIGH)


def _need_and_reached(sentence: Sentence) -> Iterator[Finding]:
    """An estimate of need of one year, and people in treatment of another."""
    if not _SHARE_OF_NEED.search(sentence.text):
        return
    need, reached = (_year_near(sentence.text, words) for words in (_ESTIMATE, _TREATED))
    if need and reached and need != reached and not need.overlaps(reached):
        words = "An estimate of need is held against a caseload"
        yield _mixed(sentence, need, reached, words, Confidence.MEDIUM)


def _only(text: str) -> Span | None:
    found = spans(text)
    return found[0] if len(found) == 1 else None


def _year_near(text: str, words: re.Pattern[str]) -> Span | None:
    """Return the one period of the part of a sentence that has these words and no other period."""
    for part in re.split(r"[,;]| and ", text):
        if words.search(part) and (found := _only(part)):
            return found
    return None


def _mixed(
    sentence: Sentence, first: Span, second: Span, words: str, confidence: Confidence
) -> Finding:
    return at_sentence(
        sentence,
        kind=Kind.PERIODS,
        printed=sentence.text,
        expected="one period, or the difference said",
        confidence=confidence,
        wording=f"{words}, one of {first} and the other of {second}. Say so, or use one period.",
    )
