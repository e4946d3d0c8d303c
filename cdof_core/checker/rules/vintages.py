"""Rates of one year on the population of a year long before or after."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence, at_table
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.periods import Span, spans

_BASE: Final = re.compile(
    r"\b(?:uses?|using|used|based on|calculated (?:with|on|from)|denominators?|on|per [\d,]+ of|"
    r"population:?)\b[^.;]{0,40}?\b(?:mid[- ]?(?P<mid>20\d\d)|(?P<before>20\d\d)[- ]"
    r"(?:based|census)|census (?:of )?(?P<after>20\d\d))",
    re.I,
)
_RATE: Final = re.compile(r"\brates?\b|\bper (?:1,?000|10,?000|100,?000|million)\b", re.I)
_POPULATION: Final = re.compile(r"\bpopulations?\b|\bdenominators?\b", re.I)
_SAID: Final = re.compile(
    r"\b(?:no longer|not|never|until|before|revis\w*|rebased|instead|rather than|because|latest|"
    r"most recent|caution|counted|between)\b",
    re.I,
)
_FARTHEST: Final = 4
"""So many years apart, a population has changed by more than its estimates are uncertain."""


def find(context: Context) -> Iterator[Finding]:
    """Yield rates whose population is of other years than their events, unless that is said."""
    for sentence in context.document.sentences:
        text = sentence.text
        if not _RATE.search(text) or not _POPULATION.search(text) or _SAID.search(text):
            continue
        if (both := _apart(text)) is not None:
            yield at_sentence(
                sentence,
                kind=Kind.PERIODS,
                printed=text,
                expected=f"the population of {both[0]}",
                confidence=Confidence.MEDIUM,
                wording=_words(*both),
            )
    for grid in context.grids:
        text = " ".join((grid.table.title, *grid.table.notes))
        labels = " ".join(column.text for column in grid.columns)
        if not _RATE.search(f"{text} {labels}") or not _POPULATION.search(text):
            continue
        both = None if _SAID.search(text) or spans(labels) else _apart(text)
        if both is not None:
            yield at_table(
                grid,
                kind=Kind.PERIODS,
                printed=grid.table.title,
                expected=f"the population of {both[0]}",
                confidence=Confidence.MEDIUM,
                wording=_words(*both),
            )


def _apart(text: str) -> tuple[Span, int] | None:
    """Return the period of the rate and the year of its population, where they are far apart."""
    found = _BASE.search(text)
    if found is None:
        return None
    year = int(found["mid"] or found["before"] or found["after"])
    periods = set(spans(text[: found.start()] + " " + text[found.end() :]))
    if len(periods) != 1:
        return None
    period = periods.pop()
    is_far = year <= period.first - _FARTHEST or year >= period.last + _FARTHEST
    return (period, year) if is_far else None


def _words(period: Span, year: int) -> str:
    return (
        f"The rate is of {period} and its population of {year}. Use the population of the same "
        "years, or say why not."
    )
