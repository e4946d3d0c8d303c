"""Terms of the glossary that a chapter uses, for readers who do not know them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

TERMS: Final = "Terms used"
"""Heading above the terms, the same in every form."""
_SAID_AS: Final = {
    "Byar's method": r"\bByar",
    "CDP": r"\bCombating Drugs Partnership|\bCDPs?\b",
    "Confidence interval": r"\b95% intervals?\b",
    "Content hash": r"\bcontent hash\b",
    "Crude rate": r"\bcrude rate",
    "Deprivation quintile": r"\bdeprivation quintile",
    "DfE": r"\bDfE\b",
    "Directly standardised rate": r"\bstandardised rate",
    "Drug misuse death": r"\bdeaths? from drug misuse\b",
    "Drug poisoning death": r"\bdeaths? from drug poisoning\b",
    "Dual diagnosis": r"\bdual diagnosis\b",
    "Fingertips": r"\bFingertips\b",
    "IMD": r"\bIMD\b|\bIndex of Multiple Deprivation\b",
    "NDTMS": r"\bNDTMS\b",
    "Neighbours (statistical)": r"\bneighbours\b",
    "Non-opiate": r"\bnon-opiate",
    "OHID": r"\bOHID\b",
    "ONS": r"\bONS\b",
    "Penetration": r"\bpenetration rate",
    "Pooled": r"\bpooled\b",
    "Recent trend": r"\brecent trend\b",
    "ViewIt": r"\bViewIt\b",
    "Wilson method": r"\bWilson",
    "YE": r"\bYE\b",
}
"""Terms that a public reader cannot be expected to know, and how a chapter says them."""
_AS_WRITTEN: Final = frozenset({"CDP", "DfE", "IMD", "NDTMS", "OHID", "ONS", "YE"})
"""Capitals tell these from words."""
_IN_SHORT: Final = frozenset(
    {"Byar's method", "NDTMS", "OHID", "Penetration", "Wilson method", "YE"}
)
"""A briefing has room for what its own words do not explain."""


def terms_used(
    texts: Iterable[str], glossary: Mapping[str, str], *, is_short: bool = False
) -> tuple[str, ...]:
    """Return the terms that stand in some texts, each with its meaning, in their order.

    Args:
        texts: Everything that a reader sees of a chapter.
        glossary: Meaning of each term.
        is_short: Whether the chapter is a briefing of two pages: the first sentence of each
            meaning, all in one paragraph.

    Returns:
        One line a term, "NDTMS: National Drug Treatment Monitoring System: the records ...".
    """
    together = "\n".join(texts)
    used = [
        term
        for term in sorted(_SAID_AS, key=str.casefold)
        if term in glossary
        and (not is_short or term in _IN_SHORT)
        and re.search(_SAID_AS[term], together, 0 if term in _AS_WRITTEN else re.IGNORECASE)
    ]
    if is_short and used:
        return (" ".join(f"{term}: {_first_sentence(glossary[term])}" for term in used),)
    return tuple(f"{term}: {glossary[term]}" for term in used)


def _first_sentence(meaning: str) -> str:
    return re.split(r"(?<=\.) ", meaning, maxsplit=1)[0]
