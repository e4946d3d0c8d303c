"""Area names as English writes them inside a sentence."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

_WITH_ARTICLE: Final = frozenset(
    {
        "Isles of Scilly",
        "Isle of Wight",
        "City of London",
        "East Riding of Yorkshire",
        "North East",
        "North West",
        "East Midlands",
        "West Midlands",
        "South East",
        "South West",
        "East of England",
        "combined authorities",
    }
)
_WITH_ITS: Final = frozenset(
    {
        "region",
        "DfE statistical neighbours",
        "ONS overall neighbours",
        "ONS economic neighbours",
        "ONS demographic neighbours",
        "2019 deprivation decile",
        "2025 deprivation decile",
    }
)
"""Groups that an area has of its own."""
_JOINED: Final = " + "
_INVERTED: Final = (", City of", ", County of")


def in_sentence(name: str) -> str:
    """Return a name as it stands in running text.

    "Bristol, City of" becomes "Bristol", "Isles of Scilly" becomes "the Isles of Scilly",
    "Bedford + Luton" becomes "Bedford and Luton", a group's label "its ... neighbours".
    """
    if _JOINED in name:
        return listed([in_sentence(part) for part in name.split(_JOINED)])
    if name in _WITH_ITS:
        return f"its {name}"
    plain = name
    for suffix in _INVERTED:
        plain = plain.removesuffix(suffix)
    plain = plain.replace(" and The ", " and the ")
    return f"the {plain}" if plain in _WITH_ARTICLE else plain


def is_plural(name: str) -> bool:
    """Whether a name takes a verb in the plural: the Isles of Scilly are, Bedford and Luton are."""
    return _JOINED in name or name.startswith("Isles ")


def is_or_are(name: str) -> str:
    """Return the verb that follows an area's name."""
    return "are" if is_plural(name) else "is"


def possessive(name: str) -> str:
    """Return the possessive of a name in running text: Bedford's, St Helens', the South West's."""
    plain = in_sentence(name)
    return f"{plain}'" if plain.endswith("s") else f"{plain}'s"


def group_of(label: str, *, area_name: str) -> str:
    """Return a benchmark's name where nothing before it says whose group it is.

    "England" stays, a group of the area's own becomes "Bedford's DfE statistical neighbours".

    Args:
        label: The benchmark's label.
        area_name: The area whose group it is.
    """
    return f"{possessive(area_name)} {label}" if label in _WITH_ITS else in_sentence(label)


def in_chart(label: str) -> str:
    """Return a benchmark's name as short as the end of a line in a chart allows."""
    return label.replace("DfE statistical neighbours", "DfE neighbours")


def at_start(text: str) -> str:
    """Capitalise the first letter only, leaving the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str]) -> str:
    """Join items as a sentence does: a, b and c; a comma more before "b and c" as one item."""
    if len(items) <= 1:
        return "".join(items)
    comma = "," if items[-1] == "England and Wales" else ""
    return f"{', '.join(items[:-1])}{comma} and {items[-1]}"


def measures_listed(names: Sequence[str]) -> str:
    """List measures by their noun phrases, what neighbours have in common said once.

    "the rate of robberies", "the rate of burglaries" and "the median delay" become "the rates of
    robberies and burglaries; and the median delay".

    Args:
        names: As the catalogue gives them for sentences, in order.
    """
    said: list[str] = []
    for (kind, base), group in groupby(names, key=_kind_of):
        phrases = list(group)
        if kind and len(phrases) > 1:
            start = f"the {kind}s of {base}"
            said.append(start + listed([_counted(one).removeprefix(base) for one in phrases]))
        else:
            said += phrases
    return "; ".join([*said[:-1], f"and {said[-1]}"]) if len(said) > 1 else "".join(said)


_OF_A_KIND: Final = re.compile(r"the ((?:[a-z-]+ )?(?:rate|share|number)) of (?!.*,)(.+)")
"""A measure that can share its first words; one with a comma of its own would blur the list."""
_BASE: Final = re.compile(r".+? that found ")
"""Those of whom something was found: what was found differs from one measure to the next."""


def _kind_of(name: str) -> tuple[str, str]:
    """Return what kind of figure a measure is, and of whom where that can be said once."""
    found = _OF_A_KIND.fullmatch(name)
    if not found:
        return "", ""
    base = _BASE.match(found[2])
    return found[1], base[0] if base else ""


def _counted(name: str) -> str:
    found = _OF_A_KIND.fullmatch(name)
    return found[2] if found else name
