"""Populations that sentences state, against the estimates and counts of the snapshot."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.numbers import counted, read_number, show
from cdof_core.checker.periods import spans
from cdof_core.checker.rules.stated import masked_years
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_N: Final = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)? million|\d{5,}"
_HEDGE: Final = r"(?:(?P<hedge>about|around|approximately|nearly|almost|over|more than|some) )?"
_POPULATION: Final = re.compile(
    rf"\bpopulation\b(?:[^.;:\d]{{0,50}}?)\b(?:of|was|is|were|at|had|reached|:)\s+"
    rf"(?:an estimated |estimated at )?{_HEDGE}(?P<n>{_N})\b",
    re.I,
)
_LIVED: Final = re.compile(
    rf"{_HEDGE}\b(?P<n>{_N}) (?:people|residents|inhabitants|persons|adults)\b"
    r"(?=(?:[^.;:\d]|18|15|16|64|59|\+){0,40}\b(?:liv(?:e|es|ed|ing)|resident|resided)\b)",
    re.I,
)
_HAS: Final = re.compile(
    rf"\b(?:has|had|is home to|with)\s+{_HEDGE}(?P<n>{_N}) "
    r"(?:residents|inhabitants|people(?! who\b| in)|adults(?! who\b| in))\b",
    re.I,
)
# Some of the people, another place than the one named, or another time than that of an estimate.
_NARROWED: Final = re.compile(
    r"\bwards?\b|\btowns?\b|\bvillages?\b|\bparish|\burban|\brural (?:area|part)|\bdistrict\b|"
    r"\bneighbour|\bcity (?:region|centre)|\bworking[- ]age|\bregistered\b|\bpractices?\b|"
    r"\bGPs?\b|project|forecast|expected|\bwill\b|treatment|\bclients?\b|\b(?:fe)?males?\b|"
    r"\b(?:wo)?men\b|\bboys\b|\bgirls\b|househ|student|pupil|prison|older|younger|young|child|"
    r"\bunder\b|\bdeprived\b|ethnic|\bborn\b|\bexclud|\bapart from\b|\boutside\b|\bper\b|\brate\b|"
    r"\bhelped\b|\bus(?:e|es|ed|ing)\b|\bdrink|\bdisab|\bdensity\b|\bcombined\b|\btogether\b|"
    r"\bgr[eo]w|\brose\b|\bincreas|\bfell\b|\bdecreas|\bmore than in\b|\bfootfall\b|\bvisit",
    re.I,
)
_BANDS: Final = (
    ("18+", re.compile(r"\badults?\b|\baged 18 (?:and|or) over\b|\b18\+|\b18 and older\b", re.I)),
    ("15-64", re.compile(r"\b15 ?(?:-|–|to) ?64\b")),
    ("16-59", re.compile(r"\b16 ?(?:-|–|to) ?59\b")),
)
_AGED: Final = re.compile(r"\baged?\b|\bages\b|\byears old\b|\d\+", re.I)
_ALL_AGES: Final = "All ages"
_CENSUS: Final = re.compile(r"\bcensus\b", re.I)
_REVISED: Final = 0.01
"""By less than this, a revised edition of an estimate is as likely as an error."""
_HEDGED: Final = 0.05
_OTHER_PLACE: Final = 1.5
"""So many times more or fewer people are those of another place or group, not a misprint."""


def find(context: Context) -> Iterator[Finding]:
    """Yield stated populations of one known area that no held figure of that year agrees with."""
    if not context.published.populations:
        return
    for sentence in context.document.sentences:
        areas = {
            name for name in context.places.named_in(sentence.text) if name in context.places.known
        }
        if len(areas) == 1 and not _NARROWED.search(sentence.text):
            area = context.places.known[areas.pop()]
            held = context.published.populations.get(area.code, {})
            yield from _in(sentence, area.name, held)


def _in(sentence: Sentence, name: str, held: Mapping[tuple[int, str], float]) -> Iterator[Finding]:
    text = sentence.text
    age, years = _age(text), [span.first for span in spans(text) if not span.is_financial]
    if age is None or len(set(years)) > 1:
        return
    known = {
        year: persons
        for (year, band), persons in held.items()
        if band == age and (not years or year == years[0])
    }
    masked = masked_years(text)
    found = next(
        (match for one in (_POPULATION, _LIVED, _HAS) if (match := one.search(masked))), None
    )
    number = read_number(found["n"]) if found else None
    if found is None or number is None or not known:
        return
    exact = counted(number)
    if not all(_is_wrong(text, exact, persons, found["hedge"]) for persons in known.values()):
        return
    likely = {
        year: persons
        for year, persons in known.items()
        if is_transposed(number.text, show(persons, like=number))
    }
    if not (likely or years):
        # Without a year, a number of about that size may be of a year that is not held.
        return
    year, persons = next(iter((likely or known).items()))
    expected = show(persons, like=number)
    yield at_sentence(
        sentence,
        kind=Kind.PUBLISHED,
        printed=number.text,
        expected=expected,
        confidence=Confidence.HIGH if likely else Confidence.MEDIUM,
        wording=(
            f"{number.text} is printed; the Office for National Statistics gives {name} {expected} "
            f"people ({'all ages' if age == _ALL_AGES else age}) in {year}."
            + digits_words(swapped=bool(likely))
        ),
    )


def _age(text: str) -> str | None:
    """Return the band of ages a sentence is about; None where none such is held."""
    for band, pattern in _BANDS:
        if pattern.search(text):
            return band
    return None if _AGED.search(text) else _ALL_AGES


def _is_wrong(text: str, number: Quantity, persons: float, hedge: str | None) -> bool:
    """Whether a number is neither a held one as printed nor of another edition, group or place."""
    if number.low <= persons <= number.high:
        return False
    if not 1 / _OTHER_PLACE < number.value / persons < _OTHER_PLACE:
        return False
    if is_transposed(number.text, show(persons, like=number)) and not hedge:
        return True
    slack = _HEDGED if hedge else 0.0 if _CENSUS.search(text) else _REVISED
    off = min(abs(number.low - persons), abs(number.high - persons))
    return off > slack * persons
