"""Numbers in words beside numbers in figures: shares, points, multiples, sums, a head."""

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.numbers import COUNT, counted, read_number, show
from cdof_core.checker.rules.stated import masked_years
from cdof_core.statistics.printed_numbers import Quantity

_N: Final = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_PERCENT: Final = r"\s?(?:%|per cent)"
_UNITS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_UNITS_UP: Final = {**_UNITS, "one": 1, "nine": 9, "ten": 10}
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_ONE_OF: Final = "one|two|three|four|five|six|seven|eight|nine|ten"
_WORDED: Final = re.compile(
    rf"(?P<hedge>more than|over|less than|fewer than|under|nearly|almost|just over|just under|"
    rf"about|around)?\s*\b(?:(?P<top>{_ONE_OF})\s+(?:in|out of)\s+(?:every )?(?P<bottom>{_ONE_OF})|"
    r"(?P<many>a|one|two|three|four)?[ -]?"
    # "The best quarter of its neighbours (34.2%)" is a figure of theirs, not a share.
    r"(?<!best )(?<!top )(?<!worst )(?<!first )(?<!last )"
    r"(?P<fraction>half|third|quarter|fifth|tenth)s?)\b"
    rf"(?P<gap>[^.;:,\d()]{{0,40}})\((?:(?P<percent>{_N}){_PERCENT}|"
    rf"(?P<part>{COUNT}) (?:of|out of) (?P<whole>{COUNT}))\)",
    re.I,
)
_MOST: Final = re.compile(
    # "The most common source (41%)" is the largest of several, not more than half.
    rf"(?<!the )\b(?P<word>most(?! (?:common|frequent|often|likely|used|recent|important)\w*)|"
    rf"(?:the|a) majority|(?:the|a) minority)\b[^.;:,\d()]{{0,40}}"
    rf"\((?P<percent>{_N}){_PERCENT}\)",
    re.I,
)
_POINTS_FIRST: Final = re.compile(
    rf"\bby (?P<said>{_N}) percentage points?,?(?:[^.;\d]{{0,25}})\bfrom (?P<first>{_N}){_PERCENT}"
    rf"[^.;\d]{{0,40}}\bto (?P<second>{_N}){_PERCENT}",
    re.I,
)
_POINTS: Final = re.compile(
    rf"\bfrom (?P<first>{_N}){_PERCENT}(?:[^.;\d]{{0,40}})\bto (?P<second>{_N}){_PERCENT}"
    rf"[^.;\d]{{0,40}}?(?P<said>{_N}) percentage points?",
    re.I,
)
_MULTIPLE: Final = re.compile(
    rf"\b(?P<word>twice|double|half|three times|four times)\b[^.;\d]{{0,60}}?(?P<first>{_N})"
    rf"(?P<sign>{_PERCENT})?(?:[^.;\d]{{0,25}})\b(?:against|compared (?:with|to)|versus)\s+"
    rf"(?P<second>{_N})(?:{_PERCENT})?",
    re.I,
)
_MULTIPLES: Final = {
    "twice": 2.0,
    "double": 2.0,
    "half": 0.5,
    "three times": 3.0,
    "four times": 4.0,
}
_IN_ALL: Final = re.compile(rf"(?P<sum>{COUNT})\s+(?:\w+ )?(?:in all|in total|altogether)\b", re.I)
_AGES: Final = re.compile(
    r"\b(?:aged?|ages)\s+[\d–-]+(?: (?:to|and over|or over) ?\d*)?|\d+\s?[-–]\s?\d+|\d+\+|"
    r"\d+ (?:and|or) over|under[- ]\d+s?|\([^)]*\)",
    re.I,
)
_AVERAGED: Final = re.compile(r"\b(?:average|mean|median|each of)\b", re.I)
_HEAD: Final = re.compile(
    rf"£(?P<amount>{_N})\s?(?P<scale>million|m|thousand|k)?\b[^.;£\d]{{0,40}}?(?P<people>{COUNT}) "
    rf"(?:people|adults|clients|persons|residents)[^.;£\d]{{0,30}}£(?P<each>{_N})\s?"
    r"(?:a head|per head|each|a person|per person|a client|per client)",
    re.I,
)
_SCALES: Final = {"million": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3, "": 1.0}
_ROUND_WORD: Final = 5.0
"""Percentage points that a share in words may be off: a third may be 30% or 38%."""
_ABOVE: Final = ("more than", "over", "just over")
_BELOW: Final = ("less than", "fewer than", "under", "just under", "nearly", "almost")
_NEAR: Final = 1.25
_FEWEST: Final = 2
_HALF: Final = 50.0


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences whose words and numbers do not agree."""
    rules: tuple[Callable[[Sentence], Iterator[Finding]], ...] = (
        _shares,
        _points,
        _multiples,
        _sums,
        _a_head,
    )
    for sentence in context.document.sentences:
        for rule in rules:
            yield from rule(sentence)


def _shares(sentence: Sentence) -> Iterator[Finding]:
    for found in _WORDED.finditer(sentence.text):
        percent = _percent_of(found)
        if percent is None:
            continue
        share = _share_of(found)
        hedge = (found["hedge"] or "").lower()
        is_right = abs(percent.value - share) <= _ROUND_WORD
        if hedge in _ABOVE:
            is_right = percent.high > share and (is_right or hedge != "just over")
        elif hedge in _BELOW:
            is_close = is_right or hedge in ("less than", "fewer than", "under")
            is_right = percent.low < share and is_close
        if not is_right:
            words = found[0].partition("(")[0].removesuffix(found["gap"]).strip()
            yield _said(sentence, found[0], f"{percent.text}%", f"{percent.text}% is not {words}.")
    for found in _MOST.finditer(sentence.text):
        percent = read_number(found["percent"])
        wants_more = "minority" not in found["word"].lower()
        if percent and ((percent.high <= _HALF) if wants_more else (percent.low >= _HALF)):
            wording = f"{percent.text}% is not {found['word'].lower()}."
            yield _said(sentence, found[0], f"{percent.text}%", wording)


def _percent_of(found: re.Match[str]) -> Quantity | None:
    """Return the per cent in brackets, or what the counts in brackets give."""
    if found["percent"]:
        return read_number(found["percent"])
    part, whole = read_number(found["part"]), read_number(found["whole"])
    if part is None or whole is None or whole.value < part.value:
        return None
    share = 100 * part.value / whole.value
    return Quantity(share, share, share, f"{share:.0f}")


def _share_of(found: re.Match[str]) -> float:
    if found["top"]:
        return 100 * _UNITS_UP[found["top"].lower()] / _UNITS_UP[found["bottom"].lower()]
    return 100 * _UNITS.get((found["many"] or "").lower(), 1) / _PARTS[found["fraction"].lower()]


def _points(sentence: Sentence) -> Iterator[Finding]:
    every = (_POINTS.finditer(sentence.text), _POINTS_FIRST.finditer(sentence.text))
    for found in chain(*every):
        first, second, said = (read_number(found[name]) for name in ("first", "second", "said"))
        if not first or not second or not said:
            continue
        low, high = second.low - first.high, second.high - first.low
        low, high = (-high, -low) if second.value < first.value else (low, high)
        if said.high < low or said.low > high:
            expected = show(abs(second.value - first.value), like=said)
            wording = (
                f"From {first.text}% to {second.text}% is {expected} percentage points, not "
                f"{said.text}."
            )
            yield _said(sentence, found[0], expected, wording, Confidence.HIGH)


def _multiples(sentence: Sentence) -> Iterator[Finding]:
    for found in _MULTIPLE.finditer(sentence.text):
        first, second = read_number(found["first"]), read_number(found["second"])
        if not first or not second or second.value <= 0:
            continue
        ratio, factor = first.value / second.value, _MULTIPLES[found["word"].lower()]
        if not 1 / _NEAR <= ratio / factor <= _NEAR:
            expected = f"{ratio:.2g} times"
            wording = (
                f"{first.text} against {second.text} is {expected}, not {found['word'].lower()}."
            )
            yield _said(sentence, found[0], expected, wording)


def _sums(sentence: Sentence) -> Iterator[Finding]:
    plain = _AGES.sub(" ", masked_years(sentence.text))
    said = _IN_ALL.search(plain)
    if said is None or "%" in plain or "£" in plain or _AVERAGED.search(plain):
        return
    parts = [read_number(one) for one in re.findall(rf"(?<![\d.]){_N}", plain[: said.start()])]
    whole = read_number(said["sum"])
    numbers = [part for part in parts if part is not None]
    if whole is None or len(numbers) < _FEWEST or any(part.places for part in numbers):
        return
    total = sum(part.value for part in numbers)
    if total != whole.value:
        expected = show(total, like=whole)
        added = " + ".join(part.text for part in numbers)
        yield _said(sentence, said[0], expected, f"{added} is {expected}, not {whole.text}.")


def _a_head(sentence: Sentence) -> Iterator[Finding]:
    for found in _HEAD.finditer(sentence.text):
        amount, people, each = (read_number(found[name]) for name in ("amount", "people", "each"))
        if not amount or not people or not each or people.value <= 0:
            continue
        scale = _SCALES[(found["scale"] or "").lower()]
        follows = amount.over(counted(people), multiplier=scale)
        if not follows.agrees(each):
            expected = f"£{show(follows.value, like=each)}"
            wording = (
                f"£{each.text} is printed; £{found['amount']} {found['scale'] or ''}".rstrip()
                + f" over {people.text} gives {expected}."
            )
            yield _said(sentence, found[0], expected, wording)


def _said(
    sentence: Sentence,
    printed: str,
    expected: str,
    wording: str,
    confidence: Confidence = Confidence.MEDIUM,
) -> Finding:
    return at_sentence(
        sentence,
        kind=Kind.TEXT,
        printed=printed,
        expected=expected,
        confidence=confidence,
        wording=wording,
    )
