"""A multiple or a ratio in a sentence against the two numbers beside it."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.numbers import counted, read_number
from cdof_core.checker.rules.stated import masked_years
from cdof_core.statistics.printed_numbers import Quantity

_N: Final = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_TIMES: Final = rf"(?P<hedge>about |around |nearly |almost |over |more than )?(?P<said>{_N}) times"
_UNIT: Final = r"(?:\s?%| per (?:1,000|10,000|100,000|cent))?"
_SAYS: Final = (
    # For example 2.9 times as many from GPs (58) as from hospitals (20).
    re.compile(
        rf"{_TIMES} (?:as (?:many|high|much|large|common|likely)|the)\b[^.;\d()]{{0,60}}"
        rf"\((?P<first>{_N}){_UNIT}\)[^.;\d()]{{1,60}}\((?P<second>{_N}){_UNIT}\)",
        re.I,
    ),
    # Or 3.5 times as high for men as for women (8.3 per 100,000 against 2.4).
    re.compile(
        rf"{_TIMES} (?:as (?:many|high|much|large|common|likely)|the)\b[^.;\d()]{{0,80}}"
        rf"\((?P<first>{_N}){_UNIT} (?:against|compared (?:with|to)|versus|and) "
        rf"(?P<second>{_N}){_UNIT}\)",
        re.I,
    ),
    # Or 58 came from GPs and 20 from hospitals, a ratio of 2.9 to 1.
    re.compile(
        rf"\b(?P<first>{_N}){_UNIT} [^.;\d()]{{1,50}}?(?:\band|\bagainst|\bto|\bcompared with) "
        rf"(?:the )?(?P<second>{_N}){_UNIT}(?: [^.;\d()]{{1,40}})?,? "
        rf"(?:giving |that is )?an? ratio of (?P<hedge>about |around |nearly |over )?"
        rf"(?P<said>{_N})(?:\s?(?:to|:)\s?1)?(?!\d|\s?(?:to|:)\s?\d)",
        re.I,
    ),
)
_HEDGED: Final = 0.1
"""How far "about" may be off, as a share."""


def find(context: Context) -> Iterator[Finding]:
    """Yield multiples that the two numbers named with them do not give."""
    for sentence in context.document.sentences:
        text = masked_years(sentence.text)
        for pattern in _SAYS:
            for found in pattern.finditer(text):
                yield from _against(sentence, found)


def _against(sentence: Sentence, found: re.Match[str]) -> Iterator[Finding]:
    said, first, second = (read_number(found[name]) for name in ("said", "first", "second"))
    if said is None or first is None or second is None or min(first.value, second.value) <= 0:
        return
    first, second = _as_printed(found, "first", first), _as_printed(found, "second", second)
    if min(first.low, second.low) <= 0:
        return
    ratios = first.over(second), second.over(first)
    if any(_holds(said, ratio, found["hedge"] or "") for ratio in ratios):
        return
    ratio = max(ratios, key=lambda one: one.value)
    expected = f"{ratio.value:.{max(said.places, 1)}f}"
    yield at_sentence(
        sentence,
        kind=Kind.TEXT,
        printed=sentence.text[found.start() : found.end()],
        expected=expected,
        confidence=Confidence.MEDIUM,
        wording=f"{first.text} and {second.text} are {expected} to 1, not {said.text}.",
    )


def _as_printed(found: re.Match[str], name: str, number: Quantity) -> Quantity:
    """Return a whole number as a count, but a rate or percentage with its rounding."""
    after = found.string[found.end(name) : found.end(name) + 5].lstrip()
    return number if after.startswith(("%", "per ")) else counted(number)


def _holds(said: Quantity, ratio: Quantity, hedge: str) -> bool:
    """Whether a multiple holds as said; after "about" or "over" it may be a little off."""
    room = _HEDGED * ratio.value if hedge else 0.0
    return ratio.low - room <= said.high and said.low <= ratio.high + room
