"""Numbers of two places in a sentence: their difference, their sum, how many times as many."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Finding, Kind, digits_words
from cdof_core.checker.numbers import COUNT_ALONE as _COUNT
from cdof_core.checker.numbers import counted, read_number, show
from cdof_core.checker.rules.stated import masked_years
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_DIFFERENCE: Final = re.compile(
    rf"\ba (?:difference|gap) of (?P<a>{_COUNT})(?! (?:year|month|week|day|hour|point)s?\b)|"
    rf"(?P<b>{_COUNT}) (?:[a-z]+ )?(?:more|fewer|less)(?: [a-z]+)? than (?:the {_COUNT} |in )?"
    rf"(?:[a-z]+ )?(?=[A-Z]|in [A-Z])"
)
_TOGETHER: Final = re.compile(
    rf"\b(?:together|combined|between them|a (?:combined )?total of) (?P<a>{_COUNT})|"
    rf"\b[Bb]etween them\b[^.;]*\bhad (?P<b>{_COUNT})|(?P<c>{_COUNT}) (?:[a-z]+ )?"
    r"(?:together|combined|between them)\b"
)
_TIMES: Final = re.compile(
    r"(?P<hedge>(?:about|around|nearly|almost|over|more than|roughly) )?"
    r"(?:(?P<word>twice|double|half|three times|four times|five times)|(?P<n>\d+(?:\.\d+)?) times)"
    r" as many(?: (?!men\b|women\b)[a-z]+)?(?=[.,;)]|$)"
)
_MULTIPLES: Final = {
    "twice": 2.0,
    "double": 2.0,
    "half": 0.5,
    "three times": 3.0,
    "four times": 4.0,
    "five times": 5.0,
}
_NOT_A_PLACE: Final = re.compile(
    r"^(?:There|Between|In|The|Of|This|These|At|During|Over|From|By|For|Both|Together|January|"
    r"February|March|April|May|June|July|August|September|October|November|December|NHS|GPs?|A)$"
)
_NAME: Final = re.compile(r"\b[A-Z][\w’'-]*(?:(?: (?:and|of|upon) | )[A-Z][\w’'-]*)*")
_SAYS: Final = r"(?:(?:had|has|recorded|reported|saw|counted|with|was|were|at) )?"
_BESIDE: Final = (
    # A number after a name: Northvale had 45 deaths and Eastmere 30.
    re.compile(rf"(?P<name>{_NAME.pattern}) {_SAYS}\(?(?P<n>{_COUNT})"),
    # A number before a name: 45 deaths in Northvale, the 120 in Harrowden.
    re.compile(rf"(?P<n>{_COUNT}) (?:[a-z]+ ){{0,3}}(?:in|for|from) (?P<name>{_NAME.pattern})"),
)
_OTHERWISE: Final = re.compile(
    r"\b(?:as a whole|the whole|county|region|overall|all|average|mean|median|"
    r"previous|before|respectively|last year|year earlier|each|target|"
    r"of whom|of these|of which|including|about \d|around \d|nearly \d|some \d)\b"
)
_NEAR: Final = 1.18
"""Words are rounder than numbers: 61 may pass for twice 30, 60 not for twice 40."""


def find(context: Context) -> Iterator[Finding]:
    """Yield differences, sums and multiples that the numbers of two places do not give."""
    for sentence in context.document.sentences:
        text = masked_years(sentence.text)
        if _OTHERWISE.search(text) or len(_names(text)) != 2:  # noqa: PLR2004 - of two places
            continue
        yield from _times(sentence, text)
        for pattern, sign in ((_DIFFERENCE, -1), (_TOGETHER, 1)):
            found = pattern.search(text)
            if found is not None:
                yield from _against(sentence, text, found, sign)


def _names(text: str) -> set[str]:
    """Return the names of a sentence; the first word of one is a name where it is none else."""
    names: set[str] = set()
    for found in _NAME.finditer(text):
        words = [word for word in found[0].split() if not _NOT_A_PLACE.match(word)]
        if words:
            names.add(" ".join(words))
    return names


def _others(text: str, start: int, end: int) -> list[Quantity]:
    """Return the counts outside of what is said of them, where each has a name beside it.

    A capital alone makes no place: services, staff and substances begin sentences too.
    """
    found = [one for one in re.finditer(_COUNT, text) if not start <= one.start() < end]
    beside = {
        one.start("n"): one["name"]
        for pattern in _BESIDE
        for one in pattern.finditer(text)
        if _names(one["name"])
    }
    if len({beside.get(one.start(), "") for one in found} - {""}) < len(found):
        return []
    return [number for one in found if (number := read_number(one[0])) is not None]


def _against(sentence: Sentence, text: str, found: re.Match[str], sign: int) -> Iterator[Finding]:
    name = next(key for key, value in found.groupdict().items() if value)
    said = read_number(found[name])
    others = _others(text, found.start(name), found.end(name))
    if said is None or len(others) != 2 or re.search(r"\d\.\d|%|\bper\b|£", text):  # noqa: PLR2004
        return
    first, second = (counted(one) for one in others)
    follows = abs(first.value + sign * second.value)
    room = (first.high - first.low + second.high - second.low) / 2
    if abs(follows - said.value) <= room:
        return
    expected = show(follows, like=said)
    swapped = is_transposed(said.text, expected)
    word = "and" if sign > 0 else "against"
    yield at_sentence(
        sentence,
        kind=Kind.TRANSPOSITION if swapped else Kind.TEXT,
        printed=found[0],
        expected=expected,
        wording=(
            f"{first.text} {word} {second.text} is {'a sum' if sign > 0 else 'a difference'} of "
            f"{expected}, not {said.text}.{digits_words(swapped=swapped)}"
        ),
    )


def _times(sentence: Sentence, text: str) -> Iterator[Finding]:
    """Hold so many times as many, and nobody named after it, against both numbers."""
    found = _TIMES.search(text)
    others = _others(text, found.start(), found.end()) if found else []
    if found is None or len(others) != 2 or re.search(r"%|\bper\b|£", text):  # noqa: PLR2004
        return
    first, second = sorted(number.value for number in others)
    if first <= 0:
        return
    ratio = second / first
    if found["word"]:
        factor = _MULTIPLES[found["word"]]
        is_right = 1 / _NEAR <= ratio / max(factor, 1 / factor) <= _NEAR
        said = found["word"]
    else:
        number = read_number(found["n"])
        room = 0.1 * ratio if found["hedge"] else 0.0
        is_right = number is None or number.low - room <= ratio <= number.high + room
        said = f"{found['n']} times"
    if not is_right:
        yield at_sentence(
            sentence,
            kind=Kind.TEXT,
            printed=found[0],
            expected=f"{ratio:.2g} times",
            wording=f"{others[0].text} and {others[1].text} are {ratio:.2g} to 1, not {said}.",
        )
