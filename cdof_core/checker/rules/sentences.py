"""Numbers of one sentence against each other: shares, changes, directions, comparisons."""

import re
from collections.abc import Iterator

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.numbers import counted, read_number, show
from cdof_core.checker.rules.stated import masked_years, not_as_said
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_N = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_SHARE = re.compile(
    rf"(?P<percent>{_N})\s?(?:%|per cent)[^.;%\d(]{{0,90}}\(\s*(?:n\s?=\s?)?(?P<top>\d[\d,]*)\s*"
    rf"(?:of|out of|/)\s*(?P<bottom>\d[\d,]*)",
    re.I,
)
_SHARE_AFTER = re.compile(
    rf"(?P<top>\d[\d,]*)\s+(?:\w+\s+){{0,4}}?(?:out of|of)\s+(?:the |a total of |all |its )?"
    rf"(?P<bottom>\d[\d,]*)(?![\d.]*\s?%)[^.;%\d]{{0,60}}?[(,–-]?\s*(?:or |about |that is |is )?"
    rf"(?P<percent>{_N})\s?(?:%|per cent)",
    re.I,
)
_OF_WHOM = re.compile(
    rf"(?P<bottom>\d[\d,]*)\s+(?:[^\d.;%]|(?:19|20)\d\d(?:[/–-]\d\d)?){{1,90}}?"
    rf"\bof (?:whom|these|them|which),? (?P<top>\d[\d,]*)\s*[^.;%\d(]{{0,40}}"
    rf"\((?P<percent>{_N})\s?(?:%|per cent)\)",
    re.I,
)
_SLASH = re.compile(
    rf"(?P<percent>{_N})\s?%\s*\(?\s*(?P<top>\d[\d,]*)\s?/\s?(?P<bottom>\d[\d,]*)\)?"
)
_RATE = re.compile(
    rf"(?P<rate>{_N}) per (?P<per>1,000|10,000|100,000|1000|10000|100000|million)\b[^.;\d]{{0,60}}"
    rf"\(?(?P<top>\d[\d,]*)\s+(?:\w+\s+){{0,4}}(?:in a population of|out of|among|of)\s+(?:\w+ )?"
    rf"(?P<bottom>\d[\d,]*)",
    re.I,
)
_FROM_TO = re.compile(
    rf"\bfrom\s+(?:(?!\bto\b)[^\d.;]){{0,40}}?(?P<first>£?{_N}\s?%?)(?P<mid>[^;]{{0,60}}?)"
    rf"\bto\s+(?:(?:just|only|about|around|a|an|peak of|the) )*(?P<second>£?{_N}\s?%?)",
    re.I,
)
_NOUN = "increase|rise|growth|fall|decrease|drop|reduction|decline"
_VERB = "increased|rose|risen|grew|fell|fallen|decreased|dropped|declined|reduced"
_HEDGE = "(?:about |around |nearly |over )?"
_CHANGE = re.compile(
    rf"(?:(?:an?|the|this)\s+(?:\w+ )?(?P<noun>{_NOUN})\s+(?:of|is|was)\s+{_HEDGE}"
    rf"(?P<a>{_N})\s?(?:%|per cent))|"
    rf"(?:\(?(?:up|down|\+|-|−)?\s?(?:by )?(?P<b>{_N})\s?(?:%|per cent)\s+(?P<noun2>{_NOUN}))|"
    rf"(?:(?P<noun3>{_VERB})\s+by\s+{_HEDGE}(?P<c>{_N})\s?(?:%(?! points?)|per cent(?!age)))",
    re.I,
)
# Whole numbers of these are rounded; whole numbers of anything else were counted.
_MEASURED = re.compile(r"\brates?\b|\bper\b|%|£|\bcosts?\b|\b(?:average|mean|median)\b", re.I)
_GOES_ON = re.compile(rf"\W*(?:the|this|that is an?) (?:\w+ )?(?:{_NOUN})\b", re.I)
_UP = re.compile(r"\b(?:increas|ris(?:e|en|ing)|rose|grew|grown|growth|climb|up\b|higher)", re.I)
_DOWN = re.compile(r"\b(?:decreas|fall|fell|declin|reduc|drop|down\b|lower|shrank|shrunk)", re.I)
_TIMES = re.compile(
    r"(?P<hedge>(?:more|less) than |nearly |almost |about |roughly )?"
    r"\b(?P<word>doubled|halved|trebled|tripled|quadrupled)\b",
    re.I,
)
_NEAR_TIMES = 1.18
"""Words are rounder than numbers: 12 to 20 is not doubled, 12 to 21 may pass for it."""
_FACTORS = {"doubled": 2.0, "halved": 0.5, "trebled": 3.0, "tripled": 3.0, "quadrupled": 4.0}
_COMPARE = re.compile(
    rf"(?P<first>£?{_N}\s?%?)(?P<between>[^.;]{{0,90}}?)\b(?P<way>higher|lower|above|below|greater|"
    rf"more|less|fewer)\s+than\b(?P<other>[^.;\d]{{0,60}}?)(?P<second>£?{_N}\s?%?)",
    re.I,
)


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences whose own numbers do not agree."""
    before: Sentence | None = None
    for sentence in context.document.sentences:
        yield from _shares(sentence)
        yield from _changes(sentence, sentence.text)
        if before is not None and before.line == sentence.line and _GOES_ON.match(sentence.text):
            yield from _changes(sentence, before.text)
        yield from _comparisons(sentence)
        before = sentence


def _shares(sentence: Sentence) -> Iterator[Finding]:
    seen: set[str] = set()
    for pattern in (_SLASH, _SHARE, _SHARE_AFTER, _OF_WHOM):
        for found in pattern.finditer(masked_years(sentence.text)):
            percent, top, bottom = (read_number(found[n]) for n in ("percent", "top", "bottom"))
            key = f"{found['top']}/{found['bottom']}"
            if not percent or not top or not bottom or bottom.value <= 0 or key in seen:
                continue
            seen.add(key)
            if _is_year(found["bottom"]) or _is_year(found["top"]) or top.value > bottom.value:
                continue
            follows = counted(top).over(counted(bottom), multiplier=100.0)
            if not follows.agrees(percent):
                yield _wrong(sentence, found[0], percent, follows, f"{key.replace('/', ' of ')}")
    for found in _RATE.finditer(sentence.text):
        rate, top, bottom = (read_number(found[n]) for n in ("rate", "top", "bottom"))
        per = 1e6 if found["per"].lower() == "million" else float(found["per"].replace(",", ""))
        if rate and top and bottom and bottom.value > 0:
            follows = counted(top).over(counted(bottom), multiplier=per)
            if not follows.agrees(rate):
                words = f"{found['top']} of {found['bottom']}"
                yield _wrong(sentence, found[0], rate, follows, words)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _wrong(
    sentence: Sentence, printed: str, number: Quantity, follows: Quantity, words: str
) -> Finding:
    sign = "%" if re.search(r"%|per cent", printed) else ""
    expected = show(follows.value, like=number) + sign
    kind = Kind.TRANSPOSITION if is_transposed(number.text, expected) else Kind.TEXT
    extra = digits_words(swapped=kind is Kind.TRANSPOSITION)
    return at_sentence(
        sentence,
        kind=kind,
        printed=printed,
        expected=expected,
        wording=f"{number.text}{sign} is printed; {words} gives {expected}.{extra}",
    )


def _changes(sentence: Sentence, moved: str) -> Iterator[Finding]:
    """Hold the change that a sentence names against the two ends in it, or in the one before."""
    text = sentence.text
    is_own = moved is text
    moves = [found for found in _FROM_TO.finditer(moved) if _are_alike(found)]
    if len(moves) != 1:
        return
    found = moves[0]
    first, second = read_number(found["first"].strip()), read_number(found["second"].strip())
    if not first or not second or first.value <= 0:
        return
    if not _MEASURED.search(moved):
        first, second = counted(first), counted(second)
    if is_own:
        yield from _direction(sentence, found, first, second)
    for change in _CHANGE.finditer(text):
        noun = change["noun"] or change["noun2"] or change["noun3"]
        said = read_number(change["a"] or change["b"] or change["c"])
        overlaps = is_own and change.start() < found.end() - 1 and change.end() > found.start()
        if said is None or overlaps:
            continue
        if "%" in found["first"] and "%" in found["second"] and "point" in text.lower():
            continue
        ends = [
            100 * (b / a - 1)
            for a, b in ((first.low or first.value, second.high), (first.high, second.low))
        ]
        sign = -1 if _DOWN.search(noun) else 1
        low, high = sorted(sign * end for end in ends)
        points = sign * (second.value - first.value)
        is_points = "%" in found["first"] and said.low <= points <= said.high
        hedge = 1.0 if re.search(r"about|around|nearly|over|almost", change[0], re.I) else 0.0
        if not (low - hedge <= said.high and said.low <= high + hedge):
            percent = f"{show(100 * abs(second.value / first.value - 1), like=said)}%"
            moved_by = f"{said.text} percentage points, which is {percent}"
            yield at_sentence(
                sentence,
                kind=Kind.TEXT,
                printed=change[0],
                expected=f"{said.text} percentage points, or {percent}" if is_points else percent,
                wording=(
                    f"From {first.text} to {second.text} is a change of "
                    f"{moved_by if is_points else percent}, not {said.text}%."
                ),
            )


def _are_alike(found: re.Match[str]) -> bool:
    first, second = found["first"].strip(), found["second"].strip()
    for text, after in (
        (first, found["mid"]),
        (second, found.string[found.end() : found.end() + 3]),
    ):
        if re.fullmatch(r"(?:19|20)\d\d", text) or re.match(r"[/-]\d", after):
            return False
    same = ("%" in first) == ("%" in second) and ("£" in first) == ("£" in second)
    is_range = bool(
        re.search(r"\b(?:rang|vari|between|aged?)\w*", found.string[: found.start()][-30:], re.I)
    )
    return same and not is_range


def _direction(
    sentence: Sentence, found: re.Match[str], first: Quantity, second: Quantity
) -> Iterator[Finding]:
    before = sentence.text[max(0, found.start() - 60) : found.start()]
    before = re.split(r"[,;:]| (?:but|while|whereas) ", before)[-1] or before
    up, down = bool(_UP.search(before)), bool(_DOWN.search(before))
    rose, fell = second.value > first.value, second.value < first.value
    if up != down and ((up and fell) or (down and rose)):
        yield at_sentence(
            sentence,
            kind=Kind.TEXT,
            printed=found[0],
            expected="a rise" if rose else "a fall",
            wording=(
                f"From {first.text} to {second.text} is a {'rise' if rose else 'fall'}, not what "
                "the sentence says."
            ),
        )
    for times in _TIMES.finditer(sentence.text):
        factor = _FACTORS[times["word"].lower()]
        ratio = second.value / first.value
        if not _is_said(times["hedge"] or "", ratio / factor, is_less=factor < 1):
            yield at_sentence(
                sentence,
                kind=Kind.TEXT,
                printed=f"{times[0]} … {found[0]}",
                expected=f"{ratio:.2g} times",
                confidence=Confidence.MEDIUM,
                wording=f"From {first.text} to {second.text} is {ratio:.2g} times, not {times[0]}.",
            )


def _is_said(hedge: str, ratio: float, *, is_less: bool) -> bool:
    """Whether a multiple in words holds; "more than doubled" may be any more."""
    past = 1 / ratio if is_less else ratio
    if hedge.lower().startswith("more"):
        return past >= 1
    widest = _NEAR_TIMES * (1.06 if hedge else 1.0)
    return 1 / widest <= ratio <= widest


def _comparisons(sentence: Sentence) -> Iterator[Finding]:
    found = _COMPARE.search(sentence.text)
    if found is None or re.match(
        r"\W*(?:compared|relative|unlike|whereas|while)", sentence.text, re.I
    ):
        return
    first, second = read_number(found["first"].strip()), read_number(found["second"].strip())
    if not first or not second or ("%" in first.text) != ("%" in second.text):
        return
    if any(_is_year(number.text) or number.value == 0 for number in (first, second)):
        return
    # "12% higher than the 9.3" names a difference first, and "more than 5" only one number.
    middle = found["between"].strip()
    is_difference = not middle or re.fullmatch(
        r"(?:times|points?|percentage points?)", middle, re.I
    )
    are_alike = bool(first.places) == bool(second.places) and (first.places or "%" in first.text)
    if is_difference or not are_alike or re.search(r"\d|\bthan\b|\bnot\b|\bno\b", middle):
        return
    yield from not_as_said(sentence, found, first, second)
