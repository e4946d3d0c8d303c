"""Claims of significance: without an interval, or against the interval that is printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid
from cdof_core.checker.numbers import read_number
from cdof_core.checker.places import canonical
from cdof_core.checker.rules.intervals import interval_columns
from cdof_core.checker.rules.stated import Stated, stated_intervals
from cdof_core.checker.words import content, quoted
from cdof_core.statistics.printed_numbers import Quantity

_COMPARED = (
    r"higher|lower|better|worse|different|greater|fewer|larger|smaller|above|below|more|less|"
    r"increas\w+|decreas\w+|fallen|fell|fall|risen|rose|rise|reduc\w+|declin\w+|improv\w+|grown|"
    r"dropped|exceed\w*|longer|shorter"
)
_CLAIM = re.compile(
    rf"\b(?:statistically )?significantly (?:{_COMPARED})\b|\b(?:{_COMPARED}) significantly\b|"
    rf"\bsignificant(?:ly)? (?:statistical )?(?:difference|increase|decrease|reduction|rise|fall|"
    rf"improvement|decline)\b|\bdifference[^.;]{{0,40}}\bsignificant\b|"
    rf"\bstatistically significant\b",
    re.I,
)
_SIMILAR = re.compile(
    r"\b(?:similar to|in line with|comparable (?:to|with)|no different (?:from|to|than)|"
    r"(?:about )?the same as)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|no|nor|isn't|wasn't|without|neither)\b[^.;,]{0,30}\bsignifican|"
    r"\bsignificant(?:ly)? different\b(?=.*\bnot\b)|\bnon-significant|\binsignifican",
    re.I,
)
_HIGHER = re.compile(
    r"\b(?:higher|above|greater|more|larger|increas\w+|risen|rose|exceed\w*)\b", re.I
)
_LOWER = re.compile(r"\b(?:lower|below|fewer|less|smaller|decreas\w+|fallen|fell|reduc\w+)\b", re.I)
_LEGEND = re.compile(
    r"^\W*(?:red|amber|green|blue|yellow|light|dark|key)\b|\bis called significant\b", re.I
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|shows?|rose|fell|remains?|did|does|[a-z]{4,}ed)\b",
    re.I,
)
_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|trial|et al|meta-analysis|systematic review|treatment effect|"
    r"effect was shown|literature)\b",
    re.I,
)
_NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?\s?%?")
_BACK = re.compile(r"^\W*(?:This|It|These|The (?:rate|share|difference|figure|number))\b")
# Trends are tested by other means than by comparing intervals.
_TREND = re.compile(r"\btrend\b|no significant change|over (?:its|the) (?:latest|last|past)", re.I)
_NEXT = re.compile(r"\W*(?:,|;|\band\b)\s+(?:and )?[A-Z][\w ,&-]{0,40}\(?\s*")
_TWO = 2
_NATIONAL = re.compile(r"\bnational(?:ly)?\b|\bEngland\b")


@dataclass(frozen=True, slots=True)
class _Estimate:
    name: str
    value: Quantity
    low: Quantity | None = None
    high: Quantity | None = None


def find(context: Context) -> Iterator[Finding]:
    """Yield claims of significance that no printed interval bears out."""
    before: list[Sentence] = []
    for sentence in context.document.sentences:
        before = [one for one in before if one.line == sentence.line]
        earlier = " ".join(one.text for one in before[-3:])
        before.append(sentence)
        text = sentence.text
        if _SIMILAR.search(text) and not _CLAIM.search(text) and not _NOT.search(text):
            alike = _from_sentence(text)
            yield from _judge(sentence, alike, denies=True) if len(alike) > 1 else ()
            continue
        if not _CLAIM.search(text) or not _VERB.search(text) or _TREND.search(text):
            continue
        if _LEGEND.search(text) or _STUDY.search(text) or _is_list(text):
            continue
        estimates = _from_sentence(text)
        if len(estimates) < _TWO and earlier and _BACK.match(text):
            # “This is higher than England (8.4)”: its subject stands in the sentence before.
            estimates = _from_sentence(f"{earlier} {text}")
        estimates = estimates or _from_tables(context, sentence)
        if len(estimates) > 1:
            yield from _judge(sentence, estimates, denies=bool(_NOT.search(text)))
        elif not _has_interval(context, sentence):
            yield at_sentence(
                sentence,
                kind=Kind.NO_INTERVAL,
                printed=text,
                expected="a confidence interval or a test",
                confidence=Confidence.MEDIUM,
                wording=(
                    f"“{quoted(text)}” speaks of significance, but neither the sentence nor a "
                    "table beside it gives an interval or a test, so it cannot be checked."
                ),
            )


def _is_list(text: str) -> bool:
    """Whether "higher than England: Ash 12 (...) and Beck 13 (...)" lists, and compares none."""
    stated = stated_intervals(text)
    than = text.find(" than ")
    if len(stated) < _TWO or not 0 <= than < stated[0].start:
        return False
    return bool(_NEXT.fullmatch(text[stated[0].end : stated[1].start]))


def _from_sentence(text: str) -> list[_Estimate]:
    """Read two estimates from a sentence, one at least with its interval."""
    stated = stated_intervals(text)
    estimates = [
        _Estimate("", one.value, one.low, one.high) for one in stated if one.value is not None
    ]
    if not estimates:
        return []
    bare = _bare_numbers(text, stated)
    ordered = [
        (one.start, _Estimate("", one.value, one.low, one.high))
        for one in stated
        if one.value is not None
    ]
    ordered.extend((start, _Estimate("", number)) for start, number in bare)
    return [estimate for _, estimate in sorted(ordered, key=lambda pair: pair[0])][:2]


def _bare_numbers(text: str, stated: list[Stated]) -> list[tuple[int, Quantity]]:
    like = stated[0].value
    found: list[tuple[int, Quantity]] = []
    for match in _NUMBER.finditer(text):
        inside = any(one.start <= match.start() < one.end for one in stated)
        number = read_number(match[0].strip().rstrip("."))
        before = text[max(match.start() - 5, 0) : match.start()].lower()
        after = text[match.end() : match.end() + 4].lower()
        if inside or number is None or like is None or "per " in before or "ci" in after:
            continue
        is_alike = ("%" in number.text) == ("%" in like.text)
        is_year = re.fullmatch(r"(?:19|20)\d\d", match[0].strip()) or re.match(r"[/-]\d", after)
        if is_alike and not is_year and (number.places or not like.places):
            found.append((match.start(), number))
    return found


def _from_tables(context: Context, sentence: Sentence) -> list[_Estimate]:
    """Find the two areas or groups that a sentence compares in a table with intervals."""
    best: list[_Estimate] = []
    for grid in context.grids:
        for oriented in (grid, grid.turned):
            for value, lower, upper in interval_columns(oriented):
                del value
                best = max(
                    best, _in_table(oriented, sentence.text, lower.cells, upper.cells), key=len
                )
    return best if len(best) == 2 else []  # noqa: PLR2004


def _in_table(grid: Grid, text: str, _lower: object, _upper: object) -> list[_Estimate]:
    found: list[tuple[int, _Estimate]] = []
    lowered = text.lower()
    named = re.search(r"\btable\s+(\w+)", text, re.I)
    if named and grid.table.name.lower() != f"table {named[1].lower()}":
        return []
    for value, lower, upper in interval_columns(grid)[:1]:
        for row, middle, low, high in zip(
            grid.rows, value.cells, lower.cells, upper.cells, strict=True
        ):
            name = canonical(row.label)
            at = _place(lowered, name, text)
            if at is None or middle.quantity is None:
                continue
            has = low.quantity is not None and high.quantity is not None
            found.append(
                (
                    at,
                    _Estimate(
                        row.label,
                        middle.quantity,
                        low.quantity if has else None,
                        high.quantity if has else None,
                    ),
                )
            )
    title = content(f"{grid.table.title} {' '.join(c.text for c in grid.columns)}")
    if not title & content(text) and not named:
        return []
    return [estimate for _, estimate in sorted(found, key=lambda pair: pair[0])]


def _place(lowered: str, name: str, text: str) -> int | None:
    if not name or len(name) < 3:  # noqa: PLR2004
        return None
    found = re.search(rf"\b{re.escape(name)}\b", lowered)
    if found:
        return found.start()
    if name == "england" and (national := _NATIONAL.search(text)):
        return national.start()
    return None


def _judge(sentence: Sentence, estimates: list[_Estimate], *, denies: bool) -> Iterator[Finding]:
    first, second = estimates[:2]
    text = sentence.text
    apart = _apart(first, second)
    says_higher, says_lower = bool(_HIGHER.search(text)), bool(_LOWER.search(text))
    wrong_way = (
        not denies
        and says_higher != says_lower
        and (first.value.value < second.value.value) == says_higher
        and first.value.value != second.value.value
        and not re.match(r"\W*(?:compared|relative|unlike)", text, re.I)
    )
    shown = f"{_shown(first)} and {_shown(second)}"
    if apart is not None and apart == denies:
        follows = "significantly different" if apart else "not significantly different"
        yield at_sentence(
            sentence,
            kind=Kind.SIGNIFICANCE,
            printed=text,
            expected=follows,
            confidence=_confidence(first, second, denies=denies),
            wording=(
                f"“{quoted(text)}” goes against the printed intervals: {shown} "
                + (
                    "do not overlap."
                    if apart
                    else "overlap, so the difference is not shown to be significant."
                )
            ),
        )
    elif wrong_way:
        yield at_sentence(
            sentence,
            kind=Kind.SIGNIFICANCE,
            printed=text,
            expected="lower" if says_higher else "higher",
            confidence=Confidence.MEDIUM,
            wording=f"“{quoted(text)}” goes the wrong way: {shown}.",
        )


def _apart(first: _Estimate, second: _Estimate) -> bool | None:
    """Whether two estimates lie apart beyond their intervals.

    Returns:
        None without any interval, and where the rounding of the limits leaves it open.
    """
    if first.low is None and second.low is None:
        return None
    lower, upper = sorted((first, second), key=lambda one: one.value.value)
    top = upper.low if upper.low is not None else upper.value
    bottom = lower.high if lower.high is not None else lower.value
    if top.low > bottom.high:
        return True
    return False if top.high < bottom.low else None


def _confidence(first: _Estimate, second: _Estimate, *, denies: bool) -> Confidence:
    """Two overlapping intervals leave room for a test; one that holds the other figure does not."""
    if denies or first.low is None or second.low is None:
        return Confidence.HIGH
    holds = _holds(first, second.value) or _holds(second, first.value)
    return Confidence.HIGH if holds else Confidence.MEDIUM


def _holds(one: _Estimate, value: Quantity) -> bool:
    if one.low is None or one.high is None:
        return False
    return one.low.value <= value.value <= one.high.value


def _shown(one: _Estimate) -> str:
    name = f"{one.name} " if one.name else ""
    if one.low is None or one.high is None:
        return f"{name}{one.value.text}"
    return f"{name}{one.value.text} ({one.low.text} to {one.high.text})"


def _has_interval(context: Context, sentence: Sentence) -> bool:
    """Whether an interval or a test stands in the sentence or in a table it may rest on."""
    if re.search(r"\bCIs?\b|confidence (?:interval|limit)|\bp\s?[<=>]", sentence.text):
        return True
    near = 40
    for grid in context.grids:
        named = re.search(r"\btable\s+(\w+)", sentence.text, re.I)
        is_near = abs(grid.table.lines[0] - sentence.line) <= near
        is_named = bool(named) and grid.table.name.lower() == f"table {named[1].lower()}"
        has = bool(interval_columns(grid) or interval_columns(grid.turned))
        if has and (is_named or (is_near and not named)):
            return True
    return False
