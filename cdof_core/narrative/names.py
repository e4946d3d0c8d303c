"""Area names as English writes them inside a sentence."""

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


def listed(items: list[str]) -> str:
    """Join items as a sentence does: a, b and c."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
