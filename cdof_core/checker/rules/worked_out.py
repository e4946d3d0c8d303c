"""What a sentence says it worked out from its own numbers: rates, multiples, costs, averages."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.numbers import COUNT_ALONE as _COUNT
from cdof_core.checker.numbers import counted, read_number, show
from cdof_core.checker.rules.stated import masked_years, not_as_said
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_N: Final = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_PER: Final = r"per (?P<per>1,000|10,000|100,000|million)\b"
_RATE: Final = re.compile(
    rf"(?P<top>{_COUNT}) [^.;\d]{{2,60}}?\b(?:out of|among|in a population of|from) "
    rf"(?:the |a |all )?(?:(?:\w+ )?population of )?(?P<bottom>{_COUNT})"
    r"(?:[^.;\d]|\d\d? ?(?:to|-|–|and) ?\d*){1,70}?"
    r"\b(?:equal to|equivalent to|rate of|which is|that is|or|gives|giving|is|was) (?:a rate of )?"
    rf"(?P<rate>{_N}) {_PER}",
    re.I,
)
_TIMES: Final = re.compile(
    rf"(?P<hedge>\b(?:about|around|nearly|almost|over|more than|roughly|some) )?\b(?P<said>{_N}) "
    r"times (?:as|more|higher|the)\b",
    re.I,
)
_EACH: Final = re.compile(
    rf"£(?P<amount>{_N})\s?(?P<scale>million|m|thousand|k)?\b[^;£]{{0,60}}?"
    r"\b(?:or|that is|which is|equal to|equivalent to|averaging),? "
    r"(?P<hedge>about |around |some )?"
    rf"£(?P<each>{_N}) (?:for |to )?(?:each|every one|every) of (?:the |its )?(?P<people>{_COUNT})",
    re.I,
)
_SCALED: Final = r"£(?P<{0}>" + _N + r")\s?(?P<{0}_scale>million|m|thousand|k|bn|billion)?\b"
_RETURNED: Final = re.compile(
    rf"\b(?:for )?(?:every|each) £1\b[^.;£]{{0,40}}£(?P<said>{_N})\b|"
    rf"£(?P<said_first>{_N}) (?:is |was |are )?(?:returned|saved|gained|back)? ?"
    r"for (?:every|each) £1\b",
    re.I,
)
_BENEFIT: Final = re.compile(
    r"(?<!net )\b(?:benefit|saving|return)s?\b(?: \w+)? " + _SCALED.format("amount"), re.I
)
_SPENT: Final = re.compile(
    r"\b(?:spend(?:ing)?|spent|investment|invested|costs?|expenditure)\b"
    r"(?: (?:of|was|were|on|is))? " + _SCALED.format("amount"),
    re.I,
)
_SCALES: Final = {
    "million": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3, "bn": 1e9, "billion": 1e9, "": 1.0,
}  # fmt: skip
_AVERAGE: Final = re.compile(
    rf"\b(?:average|mean|median)\b[^.;\d]{{0,40}}\b(?:was|is|of|were) (?P<mean>{_N})\b"
    rf"[^;\d]{{0,60}}\b(?:rang\w+|var\w+) (?:from |between )(?P<low>{_N}) ?"
    rf"(?:[a-z%]+ )?(?:to|and|–|-) ?(?P<high>{_N})\b",
    re.I,
)
_COMPARED: Final = re.compile(
    rf"(?P<first>{_N}) per (?P<per>1,000|10,000|100,000|million)\b[^.;\d]{{0,40}}?"
    r"\b(?P<way>higher|lower|above|below)(?: than)?\b(?P<other>[^.;\d]{0,60}?)"
    rf"(?P<second>{_N}) per (?P=per)\b",
    re.I,
)
_NOT: Final = re.compile(r"\bnot\b|\bno\b|\bneither\b|n't\b", re.I)
_MOST_YEARS: Final = 5
_HEDGED: Final = 0.1
_BOTH: Final = 2


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences whose result does not follow from the numbers they give for it."""
    rules: tuple[Callable[[Sentence, str], Iterator[Finding]], ...] = (
        _rates,
        _multiples,
        _costs,
        _returns,
        _averages,
        _comparisons,
    )
    for sentence in context.document.sentences:
        text = masked_years(sentence.text)
        for rule in rules:
            yield from rule(sentence, text)


def _rates(sentence: Sentence, text: str) -> Iterator[Finding]:
    """“318 out of 52,400 children, equal to 60.7 per 10,000”."""
    for found in _RATE.finditer(text):
        top, bottom, rate = _read(found, "top", "bottom", "rate")
        if top is None or bottom is None or rate is None or not 0 < top.value < bottom.value:
            continue
        per = 1e6 if found["per"].lower() == "million" else float(found["per"].replace(",", ""))
        follows = counted(top).over(counted(bottom), multiplier=per)
        years = range(1, _MOST_YEARS + 1)
        if not any(
            follows.low / one <= rate.high and rate.low <= follows.high / one for one in years
        ):
            yield _said(
                sentence, rate, follows.value, f"{top.text} of {bottom.text} per {found['per']}"
            )


def _multiples(sentence: Sentence, text: str) -> Iterator[Finding]:
    """“87 from GPs and 30 from hospitals: 2.9 times as many”, where those are its only numbers."""
    every = list(_TIMES.finditer(text))
    if len(every) != 1 or "%" in text or "£" in text:
        return
    found = every[0]
    said = read_number(found["said"])
    rest = text[: found.start()]
    # A multiple of something else that is not printed has no two numbers before it.
    if re.search(r"\d", text[found.end() :]) or re.search(r"\d (?:out )?of (?:the )?\d", rest):
        return
    numbers = [read_number(one) for one in re.findall(rf"(?<![\d.–-]){_N}(?![–+-]?\d)", rest)]
    known = [one for one in numbers if one is not None and one.value > 0]
    if said is None or len(known) != _BOTH or len(numbers) != _BOTH:
        return
    first, second = sorted(map(counted, known), key=lambda one: -one.value)
    if re.search(r"\d (?:per|times|years?|months?|weeks?|days?)\b", rest) or second.low <= 0:
        return
    ratio = first.over(second)
    room = _HEDGED * ratio.value if found["hedge"] else 0.0
    # "1.9 times more" may mean 2.9 times as many.
    more = 1.0 if re.search(r"times (?:more|higher)", found[0], re.I) else 0.0
    if not any(
        ratio.low - room <= said.high + extra and said.low + extra <= ratio.high + room
        for extra in (0.0, more)
    ):
        yield _said(sentence, said, ratio.value, f"{first.text} over {second.text}")


def _costs(sentence: Sentence, text: str) -> Iterator[Finding]:
    """“£1.95 million, or £2,600 for each of 750 people”."""
    for found in _EACH.finditer(text):
        amount, each, people = _read(found, "amount", "each", "people")
        if amount is None or each is None or people is None or people.value <= 0:
            continue
        scale = _SCALES[(found["scale"] or "").lower()]
        follows = amount.over(counted(people), multiplier=scale)
        room = _HEDGED * follows.value if found["hedge"] else 0.0
        # What is spent on each is often rounded to hundreds.
        low, high = counted(each).low - _rounding(each), counted(each).high + _rounding(each)
        if follows.high + room < low or follows.low - room > high:
            yield _said(
                sentence,
                each,
                follows.value,
                f"£{amount.text} {found['scale'] or ''} over {people.text}",
            )


def _rounding(number: Quantity) -> float:
    plain = number.text.replace(",", "")
    return 0.0 if number.places else 0.5 * 10.0 ** (len(plain) - len(plain.rstrip("0")))


def _returns(sentence: Sentence, text: str) -> Iterator[Finding]:
    """“For every £1, £2.47: benefits of £8.4 million on spending of £3.4 million”."""
    found, benefit, spent = (one.search(text) for one in (_RETURNED, _BENEFIT, _SPENT))
    if found is None or benefit is None or spent is None:
        return
    said = read_number(found["said"] or found["said_first"])
    top, bottom = read_number(benefit["amount"]), read_number(spent["amount"])
    if said is None or top is None or bottom is None or bottom.low <= 0:
        return
    scales = [_SCALES[(one["amount_scale"] or "").lower()] for one in (benefit, spent)]
    if max(scales) != min(scales):
        return
    follows = top.over(bottom)
    if not follows.agrees(said):
        yield _said(sentence, said, follows.value, f"£{top.text} over £{bottom.text}")


def _averages(sentence: Sentence, text: str) -> Iterator[Finding]:
    """An average lies within the range that its sentence gives."""
    for found in _AVERAGE.finditer(text):
        mean, low, high = _read(found, "mean", "low", "high")
        if mean is None or low is None or high is None or low.value >= high.value:
            continue
        if mean.low > high.high or mean.high < low.low:
            yield at_sentence(
                sentence,
                kind=Kind.TEXT,
                printed=mean.text,
                expected=f"between {low.text} and {high.text}",
                wording=f"An average of {mean.text} cannot come from {low.text} to {high.text}.",
            )


def _comparisons(sentence: Sentence, text: str) -> Iterator[Finding]:
    """“142 per 100,000, higher than 150 per 100,000”."""
    for found in _COMPARED.finditer(text):
        first, second = _read(found, "first", "second")
        if first is None or second is None or _NOT.search(found[0]):
            continue
        yield from not_as_said(sentence, found, first, second)


def _read(found: re.Match[str], *names: str) -> list[Quantity | None]:
    return [read_number(found[name]) for name in names]


def _said(sentence: Sentence, number: Quantity, follows: float, words: str) -> Finding:
    expected = show(follows, like=number)
    swapped = is_transposed(number.text, expected)
    return at_sentence(
        sentence,
        kind=Kind.TRANSPOSITION if swapped else Kind.TEXT,
        printed=number.text,
        expected=expected,
        confidence=Confidence.MEDIUM,
        wording=f"{number.text} is printed; {words} gives {expected}."
        + digits_words(swapped=swapped),
    )
