"""What must be said beside a value wherever it is judged: the catalogue's own caveats."""

import re
from collections.abc import Iterable
from typing import Final

from cdof_core.narrative.numbers import number_text

_ALL_CRIME: Final = (
    "drug-related and other crime cannot be told apart in {them}, so by {themselves} {they_are} no "
    "evidence of drug harm."
)
_SEVERAL: Final = {"them": "them", "themselves": "themselves", "they_are": "they are"}
_ONE: Final = {"them": "it", "themselves": "itself", "they_are": "it is"}
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
