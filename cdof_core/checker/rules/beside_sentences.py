"""A rate whose count and population stand in the sentences beside it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Finding, Kind, digits_words
from cdof_core.checker.numbers import COUNT_NO_SHARE as _COUNT
from cdof_core.checker.numbers import counted, read_number, show
from cdof_core.checker.periods import spans
from cdof_core.checker.rules.stated import masked_years
from cdof_core.checker.words import MEN, WOMEN
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_N: Final = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
# "The rate of burglaries" has a subject of its own; "a rate of" and "the rate is" go on.
_RATE: Final = re.compile(
    rf"\b(?:a|the|this) (?:(?:crude|annual|overall|resulting|average) )*(?:rate|prevalence) "
    rf"(?:of|is|was|:) (?P<rate>{_N}) per (?P<per>1,?000|10,?000|100,?000|million)\b"
    r"(?P<after>[^.;,]{0,40})",
    re.I,
)
_POPULATION: Final = re.compile(
    rf"\bpopulation (?:of|is|was|stood at|:) (?P<n>{_COUNT})|"
    rf"(?P<m>{_COUNT}) (?:residents|inhabitants)\b|(?P<l>{_COUNT}) (?:people|adults) live\b",
    re.I,
)
_EVENTS: Final = re.compile(
    rf"(?P<n>{_COUNT}) (?:[a-z-]+ ){{0,4}}?(?:deaths?|died|admissions?|attendances?|offences?|"
    r"crimes?|incidents?|referrals?|presentations?|cases?|people|adults|clients|users|"
    r"homicides?|robberies|burglaries)\b",
    re.I,
)
_EXCUSED: Final = re.compile(
    rf"standardis|adjusted|\b(?:{MEN}|{WOMEN}|aged?|about|around|approximately|nearly|almost|"
    r"roughly|target|average of|over|under|more than|fewer than|less than)\b",
    re.I,
)
_SENTENCES: Final = 3
_MOST_YEARS: Final = 5


def find(context: Context) -> Iterator[Finding]:
    """Yield rates that the only count and the only population around them do not give."""
    paragraph: list[Sentence] = []
    for sentence in context.document.sentences:
        paragraph = [one for one in paragraph if one.line == sentence.line]
        paragraph.append(sentence)
        yield from _against(context, paragraph[-_SENTENCES:])


def _against(context: Context, near: Sequence[Sentence]) -> Iterator[Finding]:
    last = near[-1]
    if not _RATE.search(last.text) or _names_others(context, near):
        return
    # The fewest sentences that hold all three.
    for first in range(len(near) - 1, -1, -1):
        text = masked_years(" ".join(one.text for one in near[first:]))
        population = _only(list(_POPULATION.finditer(text)))
        if population is None or not _EVENTS.search(text):
            continue
        if first < len(near) - 1 and not _EXCUSED.search(text):
            yield from _held(last, text, population, most=_years(near[first:]))
        return


def _names_others(context: Context, near: Sequence[Sentence]) -> bool:
    """Whether the rate is of a place or of a year that the sentences before do not name."""
    before = " ".join(one.text for one in near[:-1])
    own = near[-1].text
    places = set(context.places.named_in(own)) - set(context.places.named_in(before))
    has_places = bool(context.places.named_in(before))
    years = set(spans(own)) - set(spans(before))
    return (bool(places) and has_places) or (bool(years) and bool(spans(before)))


def _held(
    sentence: Sentence, text: str, population: re.Match[str], *, most: int
) -> Iterator[Finding]:
    """Hold the rate of a text against its one count and its population, a year or several."""
    found = _only(list(_RATE.finditer(text)))
    if found is None or ("adult" in found["after"] and "adult" not in text[: found.start()]):
        return
    plain = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    base = population.start("n") if population["n"] else population.start()
    counts = [one for one in re.finditer(_COUNT, plain) if one.start() != base]
    events = _only([one for one in _EVENTS.finditer(plain) if one.start() != base])
    if events is None or len(counts) != 1 or counts[0].start() != events.start():
        return
    top = read_number(events["n"])
    bottom = read_number(next(one for one in population.groups() if one))
    said = read_number(found["rate"])
    if top is None or bottom is None or said is None or not 0 < top.value < bottom.value:
        return
    per = 1e6 if found["per"].lower() == "million" else float(found["per"].replace(",", ""))
    follows = counted(top).over(counted(bottom), multiplier=per)
    if any(_over(follows, years).agrees(said) for years in range(1, most + 1)):
        return
    expected = show(follows.value, like=said)
    swapped = is_transposed(said.text, expected)
    yield at_sentence(
        sentence,
        kind=Kind.TRANSPOSITION if swapped else Kind.TEXT,
        printed=f"{said.text} per {found['per']}",
        expected=expected,
        wording=(
            f"{said.text} is printed; {top.text} of {bottom.text} gives {expected} per "
            f"{found['per']}.{digits_words(swapped=swapped)}"
        ),
    )


def _years(near: Sequence[Sentence]) -> int:
    """Return how many years sentences span at most; several where they name none."""
    named = [span for one in near for span in spans(one.text)]
    if not named:
        return _MOST_YEARS
    return max(span.last for span in named) - min(span.first for span in named) + 1


def _only(found: Sequence[re.Match[str]]) -> re.Match[str] | None:
    return found[0] if len(found) == 1 else None


def _over(number: Quantity, years: int) -> Quantity:
    return Quantity(number.value / years, number.low / years, number.high / years)
