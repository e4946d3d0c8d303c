"""Intervals and comparisons stated in sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.numbers import read_number, show
from cdof_core.checker.rules.intervals import problem_of
from cdof_core.statistics.printed_numbers import Quantity
from cdof_core.statistics.wilson import proportion_limits

_N = r"\d[\d,]*(?:\.\d+)?"
_CI = r"(?:9[0-9](?:\.\d)?\s?%\s?)?(?:\bCIs?|confidence (?:intervals?|limits?)|(?<=% )interval)"
_INTERVAL = re.compile(
    rf"(?:{_CI}\s*[:,=]?\s*\(?(?:of |from |between |is |was )?|"
    rf"(?P<open>[\[(])\s*)(?P<low>-?{_N})\s?%?\s*(?:to|–|-|—|,|and)\s*(?P<high>{_N})\s?%?"
    rf"(?=\s*[\])]|[\s,.;)]|$)",
    re.I,
)
_NUMBER = re.compile(rf"£?{_N}\s?%?")
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b")
_FRACTION = re.compile(r"(?P<top>\d[\d,]*) (?:of|out of) (?P<bottom>\d[\d,]*)")
_SHARE_BEFORE = re.compile(r"\d\s?(?:%|per cent)\s*$", re.I)
_WIDER = 1.6
_FEWEST_EVENTS = 10


@dataclass(frozen=True, slots=True)
class Stated:
    """An interval in a sentence, with its estimate.

    Attributes:
        value: The estimate.
        low: Lower limit.
        high: Upper limit.
        start: Where it begins in the text.
        end: Where it ends.
        text: As printed.
    """

    value: Quantity | None
    low: Quantity
    high: Quantity
    start: int
    end: int
    text: str


def stated_intervals(text: str) -> list[Stated]:
    """Return the estimates with intervals that a text states."""
    masked = masked_years(text)
    found: list[Stated] = []
    for match in _INTERVAL.finditer(masked):
        one = _as_stated(masked, match)
        if one is not None:
            found.append(one)
    return found


def masked_years(text: str) -> str:
    """Return a text of the same length in which years are no numbers."""
    return _YEARS.sub(lambda match: re.sub(r"\d", "y", match[0]), text)


def _as_stated(text: str, match: re.Match[str]) -> Stated | None:
    low, high = read_number(match["low"]), read_number(match["high"])
    if low is None or high is None:
        return None
    between = text[match.end("low") : match.start("high")]
    # A count with its share (95, 19%), unless a share stands before it: 19% (15, 23%).
    is_pair = match["open"] and "," in between and match[0].count("%") == 1
    if is_pair and not _SHARE_BEFORE.search(text[: match.start()]):
        return None
    is_named = not match["open"]
    has_percent = "%" in match[0][match.start("low") - match.start() :]
    if not is_named and not (low.places and high.places) and not has_percent:
        return None
    value = _value_before(text, match, low, has_percent=has_percent)
    if value is None:
        return None
    number, start = value
    if not is_named and not low.value * 0.2 <= number.value <= high.value * 5:
        return None
    return Stated(number, low, high, start, match.end(), text[start : match.end()])


def _value_before(
    text: str, match: re.Match[str], low: Quantity, *, has_percent: bool
) -> tuple[Quantity, int] | None:
    """Return the nearest number before an interval that is written as its limits are."""
    before = text[: match.start()]
    sentence_start = max(before.rfind(". "), 0)
    rounder: tuple[Quantity, int] | None = None
    for found in reversed(list(_NUMBER.finditer(before, sentence_start))):
        number = read_number(found[0].strip().rstrip(","))
        near = before[max(found.start() - 4, 0) : found.start()].lower()
        if number is None or near.endswith(("per ", "-", "95% ")):
            continue
        if "%" in found[0] and re.match(
            r"\s*(?:CI|confidence|interval)", text[found.end() :], re.I
        ):
            continue
        # Years were masked; counts beside a decimal rate are not the estimate.
        is_alike = number.places == low.places and (("%" in found[0]) or not has_percent)
        if is_alike:
            return number, found.start()
        # 0.8 (0.75 to 0.84): limits may be written to one place more than their estimate.
        is_rounder = number.places == low.places - 1 > 0 and ("%" in found[0]) == has_percent
        if rounder is None and is_rounder and number.high >= low.low:
            rounder = number, found.start()
    return rounder


def find(context: Context) -> Iterator[Finding]:
    """Yield intervals stated in sentences that no estimate could have."""
    for sentence in context.document.sentences:
        for one in stated_intervals(sentence.text):
            problem = problem_of(one.value, one.low, one.high)
            if problem:
                yield at_sentence(
                    sentence,
                    kind=Kind.INTERVAL,
                    printed=one.text,
                    expected="lower limit ≤ estimate ≤ upper limit",
                    wording=f"The interval “{one.text}” {problem}.",
                )
            elif (limits := _computed(sentence.text, one)) is not None:
                yield from _off(sentence, one, limits)


def _computed(text: str, one: Stated) -> tuple[float, float] | None:
    """Return the interval of a share whose counts stand beside it."""
    found = _FRACTION.search(text, one.start, one.end)
    if found is None or one.value is None or "%" not in one.value.text:
        return None
    top, bottom = read_number(found["top"]), read_number(found["bottom"])
    if top is None or bottom is None or not _FEWEST_EVENTS <= top.value < bottom.value:
        return None
    if not top.over(bottom, multiplier=100.0).agrees(one.value):
        return None
    low, high = proportion_limits(top.value, bottom.value, multiplier=100.0)
    return float(low), float(high)


def _off(sentence: Sentence, one: Stated, limits: tuple[float, float]) -> Iterator[Finding]:
    if one.value is None:
        return
    for printed, follows in ((one.low, limits[0]), (one.high, limits[1])):
        arm, own = abs(follows - one.value.value), abs(printed.value - one.value.value)
        slack = 2 * (printed.high - printed.low)
        if own > arm * _WIDER + slack or own * _WIDER + slack < arm:
            yield at_sentence(
                sentence,
                kind=Kind.INTERVAL,
                printed=one.text,
                expected=f"about {show(follows, like=printed)}",
                confidence=Confidence.MEDIUM,
                wording=(
                    f"The limit {printed.text} of {one.value.text} does not go with its counts: "
                    f"the 95% limit is about {show(follows, like=printed)}."
                ),
            )
            return


def not_as_said(
    sentence: Sentence, found: re.Match[str], first: Quantity, second: Quantity
) -> Iterator[Finding]:
    """Find that one number is not higher or lower than another, as the sentence says.

    Args:
        sentence: Where it stands.
        found: The words, with `way`: higher, above, greater or more; any other is lower.
        first: The number that is said to be so.
        second: What it is compared with.
    """
    way = found["way"].lower()
    is_up = way in ("higher", "above", "greater", "more")
    if (first.value < second.value) if is_up else (first.value > second.value):
        yield at_sentence(
            sentence,
            kind=Kind.TEXT,
            printed=found[0],
            expected="lower" if is_up else "higher",
            confidence=Confidence.MEDIUM,
            wording=(
                f"{first.text} is not {way} than {second.text}: the numbers or the word are wrong."
            ),
        )
