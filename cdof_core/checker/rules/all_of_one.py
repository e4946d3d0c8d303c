"""Shares of one whole in a sentence that add up to more than all of it, or leave another rest."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.numbers import read_number, show
from cdof_core.checker.periods import spans
from cdof_core.statistics.printed_numbers import Quantity, total

_SHARE: Final = re.compile(r"(?<![\d.,–-])(?P<n>\d{1,3}(?:\.\d+)?)\s?(?:%|per cent\b)")
_MADE_OF: Final = re.compile(
    r"(?:\bma(?:d|k)e(?:s)? up of\b|\bconsist(?:s|ed|ing)? of\b|\bcompris(?:e|es|ed|ing)\b|"
    r"\b(?:split|divided?s?|broken down|breaks? down) (?:as|by|into|between)\b|\bbreakdown by\b|"
    r"\b(?:age|ethnic|gender|sex) distribution\b|\bdistributed as follows\b|"
    r"\b(?:by|their) (?:main|primary) (?:substance|drug)\b)(?=[^.;:%]{0,60}:?[^.;:%]{0,40}%)",
    re.I,
)
# What is left of all; "of the remaining" begins another whole.
_REST: Final = re.compile(
    r"(?<!\bof )(?<!\bamong )\b(?:(?:the|a) (?:remaining|rest|remainder)\b[^.;:%]{0,30}?|"
    r"the others? \(?)(?P<n>\d{1,3}(?:\.\d+)?)\s?(?:%|per cent\b)",
    re.I,
)
_BAND: Final = re.compile(
    r"\b(?:aged?|ages) (?:(?P<low>\d\d?) ?(?:to|-|–) ?(?P<high>\d\d?)|under (?P<under>\d\d?)|"
    r"(?P<from>\d\d?) (?:and|or) over|(?P<plus>\d\d?)\+)",
    re.I,
)
# Another whole, another time, another place, or groups that one person may be in twice.
_OTHERWISE: Final = re.compile(
    r"\b(?:from|than|compared|against|versus|while|whereas|England|Wales|nationally|national|"
    r"regional|region|also|cit(?:e|es|ed|ing)|any|either|both|overlap\w*|multiple|more than one|"
    r"respectively|increas\w*|decreas\w*|rose|fell|complet\w*|success rate|penetration|met|"
    r"of (?:these|those|whom|them)|interval|CI|target|drop|previous\w*)\b|"
    r"\b(?:of|among) the \d+(?:\.\d+)?\s?(?:%|per cent)",
    re.I,
)
# "40% were aged 16 to 24", where "40% of people aged 16 to 24" is a share of that band.
_WERE: Final = re.compile(
    r"(?:%|per cent)(?: of (?:the |all |its |our )?[a-z][a-z ]{1,30}?)?(?<!who) "
    r"(?:were|are|was|is) (?:aged?|under|\d)",
    re.I,
)
_HEDGED: Final = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|approximately|just|over|under|more than|"
    r"less than) \d+(?:\.\d+)?\s?(?:%|per cent)|\bjust (?:over|under)\b",
    re.I,
)
_OF_WHAT: Final = re.compile(r"(?:%|per cent) of (?:all |the |its |our )*(?P<what>[a-z]+)", re.I)
_ALL: Final = 100.0
_FEWEST: Final = 3


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences whose shares of one whole are more than all, or whose rest is another."""
    for sentence in context.document.sentences:
        shares = list(_SHARE.finditer(sentence.text))
        wholes = {found["what"].lower() for found in _OF_WHAT.finditer(sentence.text)}
        is_one = len(wholes) <= 1 and len(set(spans(sentence.text))) <= 1
        if len(shares) < _FEWEST - 1 or not is_one or _OTHERWISE.search(sentence.text):
            continue
        if len(set(context.places.named_in(sentence.text))) > 1:
            continue
        rest = _REST.search(sentence.text)
        if rest is not None and not _HEDGED.search(sentence.text):
            yield from _rest(sentence, shares, rest)
        elif (
            rest is None
            and len(shares) >= _FEWEST
            and (_MADE_OF.search(sentence.text) or _are_bands(sentence.text, len(shares)))
        ):
            yield from _too_much(sentence, shares)


def _quantities(shares: Sequence[re.Match[str]]) -> list[Quantity]:
    read = (read_number(found["n"]) for found in shares)
    return [number for number in read if number is not None]


def _rest(
    sentence: Sentence, shares: Sequence[re.Match[str]], rest: re.Match[str]
) -> Iterator[Finding]:
    """What remains is what the shares before it leave of all."""
    upto = [found for found in shares if found.start("n") <= rest.start("n")]
    numbers = _quantities(upto)
    if len(numbers) < _FEWEST - 1 or len(upto) < len(shares):
        return
    # The sentence may say other things too: some of the shares before it and the rest will do.
    for many in range(1, len(numbers)):
        for some in combinations(numbers[:-1], many):
            added = total((*some, numbers[-1]))
            if added.low <= _ALL <= added.high:
                return
    left = _ALL - total(numbers[:-1]).value
    if left <= 0:
        yield from _too_much(sentence, shares)
        return
    expected = f"{show(left, like=numbers[-1])}%"
    before = " + ".join(f"{number.text}%" for number in numbers[:-1])
    yield at_sentence(
        sentence,
        kind=Kind.TEXT,
        printed=rest[0],
        expected=expected,
        confidence=Confidence.MEDIUM,
        wording=f"{before} leaves {expected} of the whole, not {numbers[-1].text}%.",
    )


def _too_much(sentence: Sentence, shares: Sequence[re.Match[str]]) -> Iterator[Finding]:
    numbers = _quantities(shares)
    added = total(numbers)
    # Where one misprint does not explain it, the shares are of no one whole.
    if added.low > _ALL >= added.value - max(number.value for number in numbers):
        yield at_sentence(
            sentence,
            kind=Kind.TEXT,
            printed=", ".join(f"{number.text}%" for number in numbers),
            expected=f"100% at most (now {added.value:.4g}%)",
            confidence=Confidence.MEDIUM,
            wording=(
                f"{' + '.join(number.text for number in numbers)} is {added.value:.4g}%, more than "
                "all: a share is misprinted, or the groups overlap and the sentence should say so."
            ),
        )


def _are_bands(text: str, shares: int) -> bool:
    """Whether each share is said to be in a band of ages that no other shares a year with."""
    if not _WERE.search(text):
        return False
    bands = sorted(_ends(found) for found in _BAND.finditer(text))
    return len(bands) == shares and all(one[1] < two[0] for one, two in pairwise(bands))


def _ends(found: re.Match[str]) -> tuple[int, int]:
    if found["low"]:
        return int(found["low"]), int(found["high"])
    if found["under"]:
        return 0, int(found["under"]) - 1
    return int(found["from"] or found["plus"]), 200
