"""Words of labels and sentences: what they name, stripped of what every label says."""

import re
from functools import lru_cache
from typing import Final

MEN: Final = "men|males?|boys"
WOMEN: Final = "women|females?|girls"
"""How rows, columns and sentences name the sexes; parts of a pattern."""

_TOKEN = re.compile(r"[a-z][a-z'’-]*")
_GENERIC = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "during",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "out",
        "over",
        "per",
        "than",
        "that",
        "the",
        "their",
        "them",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "was",
        "we",
        "were",
        "which",
        "who",
        "with",
        "within",
        "no",
        "nos",
        "number",
        "numbers",
        "rate",
        "rates",
        "proportion",
        "proportions",
        "percentage",
        "percentages",
        "percent",
        "table",
        "figure",
        "data",
        "total",
        "all",
        "average",
        "value",
        "values",
        "source",
        "area",
        "areas",
        "count",
        "counts",
        "estimate",
        "estimates",
        "estimated",
        "n",
        "year",
        "years",
        "not",
        "also",
        "both",
        "each",
    ]
)
_ENDINGS = ("ies", "ing", "ed", "es", "s")


_OF_EACH: Final = re.compile(
    r"\bper (?:person|head|client|user|adult|capita|place|bed|contact|treatment)\b|"
    r"\bunit costs?\b|\beach\b",
    re.I,
)


def is_of_each(text: str) -> bool:
    """Whether a label is of one person or thing, so that its numbers do not add up."""
    return bool(_OF_EACH.search(text))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


def stem(word: str) -> str:
    """Return a word without the ending that tells one of it from several."""
    plain = word.removesuffix("'s")
    if plain.endswith("ies") and len(plain) > 4:  # noqa: PLR2004
        return plain[:-3] + "y"
    if plain.endswith("s") and not plain.endswith("ss") and len(plain) > 3:  # noqa: PLR2004
        return plain[:-1]
    return plain


@lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """Return what a text names: stems of its words without those that every label has."""
    return frozenset(stem(word) for word in words(text) if word not in _GENERIC and len(word) > 1)


def label_key(text: str) -> str:
    """Return a label without capitals, signs and footnote marks, to compare it with another."""
    return " ".join(re.findall(r"[a-z0-9<>/%+-]+", text.lower().replace("–", "-")))


def quoted(text: str, *, most: int = 90) -> str:
    """Return a text short enough to stand in a sentence."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= most else tidy[: most - 1].rstrip() + "…"
