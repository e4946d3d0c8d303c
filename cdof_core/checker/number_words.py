"""Numbers written in words, read as figures or left as they are."""

import re
from typing import Final

_ONES: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
UNITS: Final = {word: at for at, word in enumerate(_ONES, start=1)}
"""Numbers up to ten by their words."""

_TEEN: Final = ("thir", "four", "fif", "six", "seven", "eigh", "nine")
_TEENS: Final = {
    "eleven": 11,
    "twelve": 12,
    **{f"{word}teen": at for at, word in enumerate(_TEEN, start=13)},
}
_TENS: Final = {
    word: 10 * at
    for at, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_VALUES: Final = {"a": 1, **UNITS, **_TEENS, **_TENS}
_UNIT: Final = "|".join(_ONES)
_FROM_ELEVEN: Final = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:-1])}))?|{'|'.join(_TEENS)})"
)
_BELOW_HUNDRED: Final = rf"(?:{_FROM_ELEVEN}|{_UNIT})"
_HUNDREDS: Final = rf"(?:a|{_UNIT}) hundred(?: and {_BELOW_HUNDRED})?"
# Numbers up to ten are words in good style and count other things than people.
_WORDED: Final = re.compile(
    rf"\b(?:(?P<thousands>{_HUNDREDS}|a|{_BELOW_HUNDRED}) thousand"
    rf"(?:,? (?P<over>{_HUNDREDS})| and (?P<few>{_BELOW_HUNDRED}))?|"
    rf"(?P<hundreds>{_HUNDREDS})|(?P<alone>{_FROM_ELEVEN}))\b",
    re.I,
)
_SCALE: Final = "hundred|thousand|million|billion|dozen"
# Part of a longer number, of an age or of a name: nothing that these words say alone.
_BEFORE: Final = re.compile(
    rf"(?:\b(?:{_SCALE}|point|half|quarter|many|{'|'.join(_VALUES.keys() - {'a'})})"
    r"(?:,? and)?[ -]|[\d-])$",
    re.I,
)
_AFTER: Final = re.compile(
    rf"(?:[ -](?:{_SCALE}|{'|'.join(_VALUES.keys() - {'a'})}|point|first|second|third|fourth|fifth)"
    rf"\b| and (?:a|an|one|three)[ -](?:half|third|quarter)|,? and {_BELOW_HUNDRED} "
    rf"(?:{_SCALE})|(?: (?:to|and|or) [a-z-]+?)?[- ]years?\b|-[a-z])",
    re.I,
)


def in_figures(text: str) -> str:
    """Return a text with its numbers above ten in figures, those of doubtful reading untouched."""
    return _WORDED.sub(_as_figures, text)


def _as_figures(found: re.Match[str]) -> str:
    if _BEFORE.search(found.string[: found.start()]) or _AFTER.match(found.string, found.end()):
        return found[0]
    if not found["thousands"]:
        return str(_value(found["hundreds"] or found["alone"]))
    rest = found["over"] or found["few"]
    return f"{1000 * _value(found['thousands']) + (_value(rest) if rest else 0):,}"


def _value(words: str) -> int:
    """Return a number below a thousand."""
    many, hundred, rest = words.lower().rpartition("hundred")
    below = sum(_VALUES[word] for word in re.findall(r"[a-z]+", rest) if word != "and")
    return (100 * _VALUES[many.strip()] if hundred else 0) + below
