"""How hard a text is to read."""

import re
from typing import Final

YEARS_BEFORE_SCHOOL: Final = 5
"""A reader in school year N is about N + 5 years old."""
_ASIDE: Final = re.compile(r"\([^)]*\)")
_END: Final = re.compile(r"[.!?]+(?:\s|$)")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def reading_age(text: str) -> float:
    """Return the age at which a text can be read, by the automated readability index.

    4.71 × letters per word + 0.5 × words per sentence − 21.43 gives the school year (Smith and
    Senter, Automated Readability Index, AMRL-TR-66-220, 1967). Numbers and what stands in brackets,
    such as an interval, are no words and are not counted.

    Args:
        text: Sentences that end with a full stop, a question mark or an exclamation mark.

    Returns:
        Years; 0 for a text without words.
    """
    plain = _ASIDE.sub("", text)
    words = _WORD.findall(plain)
    if not words:
        return 0.0
    letters = sum(len(re.findall(r"[A-Za-z]", word)) for word in words)
    sentences = max(len(_END.findall(plain)), 1)
    year = 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43
    return year + YEARS_BEFORE_SCHOOL
