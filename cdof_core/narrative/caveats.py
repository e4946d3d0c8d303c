"""What must be said beside a value wherever it is judged: the catalogue's own caveats."""

import re
from collections.abc import Iterable
from typing import Final

from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text

_ALL_CRIME: Final = (
    "drug-related and other crime cannot be told apart in {them}, so by {themselves} {they_are} no "
    "evidence of drug harm."
)
_SEVERAL: Final = {"them": "them", "themselves": "themselves", "they_are": "they are"}
_ONE: Final = {"them": "it", "themselves": "itself", "they_are": "it is"}
_COUNTRY: Final = "England"
_END_OF_SENTENCE: Final = re.compile(r"(?<=\.)\s+(?=[A-Z])")


def caveat_sentences(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences of several caveats, each once, in the order they come."""
    parts = (part.strip() for text in texts for part in _END_OF_SENTENCE.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def all_crime_sentence(measures: int, *, of: int, listed: str = "these") -> str:
    """Say of measures just counted or named how many are of crime of all kinds; empty for none.

    Args:
        measures: How many are.
        of: How many were counted or named.
        listed: What those are called.
    """
    if not measures:
        return ""
    words = _ONE if measures == 1 else _SEVERAL
    count = "one counts" if measures == 1 else f"{number_text(measures)} count"
    start = f"Of {listed}, {count}"
    if measures == of:
        start = "This counts" if of == 1 else f"All of {listed} count"
    return f"{start} crime of all kinds: {_ALL_CRIME.format(**words)}"


def sentences_on(
    area_name: str, sentences: Iterable[str], *, authorities: Iterable[str]
) -> tuple[str, ...]:
    """Leave out of caveats what they say of other authorities alone.

    A clause goes with the rest of its sentence, which leans on it. What names the area itself, or
    the country that it is compared with, stays.

    Args:
        area_name: The area.
        sentences: Caveats, a sentence each.
        authorities: Names of all authorities.
    """
    own = {_named(part) for part in area_name.split(" + ")}
    others = {_named(name) for name in authorities} - own
    if not others:
        return tuple(sentences)
    elsewhere, here = _any_of(others), _any_of({*own, _COUNTRY})
    kept: list[str] = []
    for sentence in sentences:
        clauses = sentence.removesuffix(".").split("; ")
        is_of_others = [bool(elsewhere.search(one)) and not here.search(one) for one in clauses]
        until = is_of_others.index(True) if True in is_of_others else len(clauses)
        left = clauses[:until] + [one for one in clauses[until:] if here.search(one)]
        text = "; ".join(left)
        kept += [f"{text[:1].upper()}{text[1:]}."] if text else []
    return tuple(kept)


def _named(name: str) -> str:
    return in_sentence(name).removeprefix("the ")


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    # The longest first: "Westmorland and Furness" is one name.
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
