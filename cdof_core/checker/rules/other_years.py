"""A share in a sentence whose part is of one year and whose whole is of another."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.periods import spans

_COUNT: Final = r"(?<![\d.,£/–-])\d[\d,]*(?![\d.,]*\d|\s?%|[/–-]\d)"
_YEAR: Final = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d)?"
_IN: Final = rf"\b(?:in|during|for|of) (?:the year )?(?P<{{}}>{_YEAR})(?![\d/–-])"
_PART_OF_WHOLE: Final = re.compile(
    rf"(?P<top>{_COUNT})\s+[^.;:\d()]{{1,50}}?{_IN.format('one')}[^.;:\d]{{0,30}}?"
    rf"\b(?:out of|of|divided by|as a (?:share|percentage|proportion) of|among|over)\s+"
    rf"(?:the |a total of |all |a population of )?(?P<bottom>{_COUNT})\s+[^.;:\d()]{{0,60}}?"
    rf"{_IN.format('other')}",
    re.I,
)
_SHARE: Final = re.compile(r"%|\bper cent\b|\bper \d|\brates?\b|\bshare\b|\bproportion\b", re.I)
_FOLLOWED: Final = re.compile(
    r"re-?present|return|came back|follow|cohort|within|months|later|subsequent|census|mid-|"
    r"survey|baseline|compared|against|previous|estimate|re-?offend|surviv|since",
    re.I,
)
"""Words of those who are counted in one year and looked at in another, as is right."""


def find(context: Context) -> Iterator[Finding]:
    """Yield shares of a number of one year in a number of another."""
    for sentence in context.document.sentences:
        if not _SHARE.search(sentence.text) or _FOLLOWED.search(sentence.text):
            continue
        for found in _PART_OF_WHOLE.finditer(sentence.text):
            one, other = spans(found["one"]), spans(found["other"])
            if not one or not other or one[0].overlaps(other[0]):
                continue
            if re.fullmatch(r"(?:19|20)\d\d", found["bottom"]):
                continue
            yield _mixed(sentence, found)


def _mixed(sentence: Sentence, found: re.Match[str]) -> Finding:
    return at_sentence(
        sentence,
        kind=Kind.PERIODS,
        printed=found[0],
        expected=f"both of {found['one']}, or both of {found['other']}",
        confidence=Confidence.MEDIUM,
        wording=(
            f"{found['top']} is of {found['one']} and {found['bottom']}, of which it is made a "
            f"share, of {found['other']}: take both of the same year, or say why not."
        ),
    )
