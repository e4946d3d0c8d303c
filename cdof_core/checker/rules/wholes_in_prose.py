"""A whole that a sentence names, and what it says of its parts: shares of it, and what is left."""

import re
from collections.abc import Iterator
from typing import Final

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.numbers import COUNT_NO_SHARE as _COUNT
from cdof_core.checker.numbers import counted, read_number, show
from cdof_core.checker.rules.stated import masked_years
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_N: Final = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_PERCENT: Final = r"\s?(?:%|per cent)"
_OF_WHOLE: Final = re.compile(
    rf"\bof (?:an estimated |the |these |all |its |our |a total of )*(?P<whole>{_COUNT}) [a-z]",
    re.I,
)
_PART: Final = re.compile(
    rf"(?P<part>{_COUNT})(?P<what>[^.;:\d(%]{{0,50}})\((?P<percent>{_N}){_PERCENT}\)", re.I
)
_GOES_ON: Final = re.compile(
    r"\W*(?:a further|another|the (?:other|remaining|rest)|of (?:these|them|whom))\b", re.I
)
_OF_OTHERS: Final = re.compile(
    r"\b(?:of|among) (?:these|them|whom|those)\b|\bwhere\b|\bwhose\b", re.I
)
_ABOUT: Final = re.compile(
    r"\b(?:about|around|approximately|nearly|almost|some|over|under|roughly|than)\s+$", re.I
)
_LEFT: Final = re.compile(
    rf"\b(?:leaving|which leaves|the (?:remaining|other|rest,?)|and the remaining)\s+"
    rf"(?:an estimated |about |around |some )?(?P<left>{_COUNT})\b",
    re.I,
)
_UNMET: Final = re.compile(
    r"\bnot (?:in|receiving|known to|engaged (?:in|with)) (?:drug |alcohol |any )?"
    r"(?:treatment|services)|\bunmet need\b|\buntreated\b|\bwithout treatment\b",
    re.I,
)
_IN_TREATMENT: Final = re.compile(r"(?<!not )\b(?:in|receiving|known to) treatment\b", re.I)
_MONEY: Final = rf"£(?P<{{}}>{_N})\s?(?P<{{}}_scale>million|m|thousand|k|bn|billion)?\b"
_NET: Final = re.compile(
    r"\bnet (?:benefit|gain|saving|return)s?\b[^£.;]{0,40}" + _MONEY.format("net", "net"), re.I
)
_BENEFIT: Final = re.compile(
    r"(?<!net )\b(?:benefit|saving|return)s?\b[^£.;]{0,40}" + _MONEY.format("benefit", "benefit"),
    re.I,
)
_COST: Final = re.compile(
    r"\b(?:invest(?:ment|ed|ing)|costs?|spend(?:ing)?|spent|expenditure)\b[^£.;]{0,40}"
    + _MONEY.format("cost", "cost"),
    re.I,
)
_RATE_OF: Final = re.compile(
    rf"(?P<top>{_COUNT}) [^.;\d]{{3,60}}?(?:(?:in|over) yyyy[^ ]* )?\b(?:in|among|out of) a "
    rf"population of (?P<bottom>{_COUNT})\b(?P<rest>.{{0,90}}?)"
    rf"\brate (?:of|was|is) (?P<rate>{_N}) per (?P<per>1,000|10,000|100,000|million)\b",
    re.I,
)
_PERSON_YEARS: Final = re.compile(rf"person[- ]years,? (?:of |at risk )?(?P<years>{_COUNT})", re.I)
_AVERAGE: Final = re.compile(
    rf"\beach of (?:the |our |its )?(?P<many>{_COUNT})\b[^.;\d]{{0,40}}\b(?:on|an) average"
    rf"\s+(?:of )?(?P<each>{_N})\b[^.;\d]{{0,40}}?(?P<all>{_COUNT}) (?:\w+ )?"
    r"(?:in all|in total|altogether)\b",
    re.I,
)
_THREE: Final = 3
_MOST_YEARS: Final = 5


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences whose parts do not go with the whole that they name."""
    before: Sentence | None = None
    whole: Quantity | None = None
    for sentence in context.document.sentences:
        text = masked_years(sentence.text)
        own = _whole_of(text)
        is_next = before is not None and before.line == sentence.line and _GOES_ON.match(text)
        if own is not None or not is_next:
            whole = own
        elif before is not None and _OF_OTHERS.match(text.lstrip("“ ")):
            whole = _only_count(masked_years(before.text))
        left = list(_left(sentence, text))
        yield from left
        # A wrong remainder with its share is one error: the remainder tells more.
        if whole is not None and not left:
            yield from _shares(sentence, text, whole)
        yield from _unmet(sentence, text)
        yield from _net(sentence)
        yield from _rate(sentence, text)
        yield from _average(sentence, text)
        before = sentence


def _whole_of(text: str) -> Quantity | None:
    """Return the number that a sentence makes its whole; none where it names two."""
    found = list(_OF_WHOLE.finditer(text))
    return read_number(found[0]["whole"]) if len(found) == 1 else None


def _only_count(text: str) -> Quantity | None:
    """Return the number of people that a sentence is about, where it counts nothing else."""
    counts = [read_number(one) for one in re.findall(_COUNT, text)]
    return counts[0] if len(counts) == 1 else None


def _shares(sentence: Sentence, text: str, whole: Quantity) -> Iterator[Finding]:
    """Hold each count with its share against the whole; all on another base is no error."""
    begins = _OF_WHOLE.search(text) or _GOES_ON.match(text)
    start = begins.end() if begins else 0
    for found in _PART.finditer(text, max(start - 2, 0)):
        part, percent = read_number(found["part"]), read_number(found["percent"])
        if part is None or percent is None or not 0 < part.value <= whole.value:
            continue
        is_of_others = _OF_OTHERS.search(text, start, found.end("what"))
        if part.value == whole.value or is_of_others or _ABOUT.search(text[: found.start()]):
            continue
        follows = counted(part).over(counted(whole), multiplier=100.0)
        if not follows.agrees(percent):
            expected = f"{show(follows.value, like=percent)}%"
            yield at_sentence(
                sentence,
                kind=Kind.TEXT,
                printed=found[0],
                expected=expected,
                wording=(
                    f"{percent.text}% is printed; {part.text} of {whole.text} gives {expected}."
                ),
            )


def _left(sentence: Sentence, text: str) -> Iterator[Finding]:
    """“Of 1,468 …, 606 …, leaving 862”: the whole less the one part before."""
    whole, begins, said = _whole_of(text), _OF_WHOLE.search(text), _LEFT.search(text)
    if whole is None or begins is None or said is None:
        return
    between = text[begins.end("whole") : said.start()]
    parts = [read_number(one) for one in re.findall(_COUNT, between)]
    left = read_number(said["left"])
    if left is None or None in parts or _ABOUT.search(text[: said.start("left")]):
        return
    taken = sum(part.value for part in parts if part is not None)
    if 0 < taken < whole.value:
        yield from _remainder(sentence, whole, taken, left)


def _unmet(sentence: Sentence, text: str) -> Iterator[Finding]:
    """Three counts, one in treatment and one not: the largest is the sum of the others."""
    if not _UNMET.search(text) or not _IN_TREATMENT.search(text) or _LEFT.search(text):
        return
    numbers = [read_number(one) for one in re.findall(_COUNT, text)]
    known = [number for number in numbers if number is not None]
    if len(known) != _THREE or known[0].value != max(number.value for number in known):
        return
    places = [text.find(number.text) for number in known]
    if any(_ABOUT.search(text[:place]) for place in places):
        return
    gap = next((at for at in (1, 2) if _is_unmet(text, places, at)), None)
    if gap is not None:
        yield from _remainder(sentence, known[0], known[3 - gap].value, known[gap])


def _is_unmet(text: str, places: list[int], at: int) -> bool:
    end = places[at + 1] if at + 1 < len(places) else len(text)
    return bool(_UNMET.search(text, places[at], end))


def _remainder(
    sentence: Sentence, whole: Quantity, taken: float, left: Quantity
) -> Iterator[Finding]:
    follows = whole.value - taken
    if follows == left.value or _is_rounded(whole) or _is_rounded(left):
        return
    expected = show(follows, like=left)
    wording = f"{whole.text} less {show(taken, like=left)} leaves {expected}, not {left.text}."
    yield _misprinted(sentence, left, expected, wording)


def _is_rounded(number: Quantity) -> bool:
    exact = counted(number)
    return exact.low != exact.high


def _net(sentence: Sentence) -> Iterator[Finding]:
    """Net benefit is benefit less cost."""
    found = [pattern.search(sentence.text) for pattern in (_BENEFIT, _COST, _NET)]
    names = ("benefit", "cost", "net")
    benefit, cost, net = (
        read_number(one[0][one.start(name) - 1 - one.start() :].strip()) if one else None
        for one, name in zip(found, names, strict=True)
    )
    if benefit is None or cost is None or net is None:
        return
    low, high = benefit.low - cost.high, benefit.high - cost.low
    if net.high < low or net.low > high:
        expected = show(benefit.value - cost.value, like=net)
        yield at_sentence(
            sentence,
            kind=Kind.TEXT,
            printed=net.text,
            expected=expected,
            wording=f"{benefit.text} less {cost.text} is {expected}, not {net.text}.",
        )


def _rate(sentence: Sentence, text: str) -> Iterator[Finding]:
    """Events in a population, and the rate that the sentence gives them."""
    for found in _RATE_OF.finditer(text):
        top, bottom, rate = (read_number(found[name]) for name in ("top", "bottom", "rate"))
        if top is None or bottom is None or rate is None or bottom.value <= top.value:
            continue
        per = 1e6 if found["per"].lower() == "million" else float(found["per"].replace(",", ""))
        if years := _PERSON_YEARS.search(found["rest"]):
            bottom = read_number(years["years"]) or bottom
        follows = counted(top).over(counted(bottom), multiplier=per)
        # Events of several years may be given as an average over them.
        spread = range(1, 2 if years else _MOST_YEARS + 1)
        if any(_over(follows, number).agrees(rate) for number in spread):
            continue
        expected = show(follows.value, like=rate)
        gives = f"{top.text} of {bottom.text} gives {expected} per {found['per']}."
        yield _misprinted(sentence, rate, expected, f"{rate.text} is printed; {gives}")


def _over(number: Quantity, years: int) -> Quantity:
    return Quantity(
        number.value / years, number.low / years, number.high / years, number.text, number.places
    )


def _average(sentence: Sentence, text: str) -> Iterator[Finding]:
    """So many of each, and all of them together."""
    for found in _AVERAGE.finditer(text):
        many, each, whole = (read_number(found[name]) for name in ("many", "each", "all"))
        if many is None or each is None or whole is None:
            continue
        if not many.value * each.low <= whole.value <= many.value * each.high:
            expected = show(many.value * each.value, like=whole)
            yield at_sentence(
                sentence,
                kind=Kind.TEXT,
                printed=whole.text,
                expected=expected,
                wording=f"{many.text} times {each.text} is {expected}, not {whole.text}.",
                confidence=Confidence.MEDIUM,
            )


def _misprinted(sentence: Sentence, number: Quantity, expected: str, wording: str) -> Finding:
    swapped = is_transposed(number.text, expected)
    return at_sentence(
        sentence,
        kind=Kind.TRANSPOSITION if swapped else Kind.TEXT,
        printed=number.text,
        expected=expected,
        wording=wording + digits_words(swapped=swapped),
    )
