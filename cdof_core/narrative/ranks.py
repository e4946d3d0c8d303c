"""Where an area ranks, in words."""

from typing import Final

from cdof_core.narrative.names import at_start, in_sentence, is_or_are, is_plural

_TEENS: Final = (11, 12, 13)
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """Write a rank: 1st, 2nd, 11th, 23rd."""
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def rank_words(rank: int, of: int) -> str:
    """Say a rank from the nearer end: highest, 2nd highest, lowest, 2nd lowest."""
    if rank == 1:
        return f"highest of {of}"
    if rank == of:
        return f"lowest of {of}"
    if rank <= (of + 1) / 2:
        return f"{ordinal(rank)} highest of {of}"
    return f"{ordinal(of - rank + 1)} lowest of {of}"


def rank_finding(
    *, area_name: str, value: str, rank: int | None, of: int, group_words: str, short_name: str
) -> str:
    """Title of a comparison: the value and its rank among the areas with one.

    Args:
        area_name: The chosen area.
        value: Its value with unit.
        rank: 1 for the highest; None where it has no value.
        of: Areas with a value.
        group_words: Who they are: "in the East of England", "among its neighbours", "authorities
            in England".
        short_name: The measure.
    """
    place = at_start(in_sentence(area_name))
    if rank is None:
        has = "have" if is_plural(area_name) else "has"
        if not of:
            others = f"any other authority {group_words.removeprefix('authorities ')}"
            return f"{short_name}: {place} {has} no figure, neither has {others}"
        return f"{short_name}: {place} {has} no figure to rank with the {of} {group_words}"
    ranked = rank_words(rank, of)
    return f"{short_name}: {place} {is_or_are(area_name)} {ranked} {group_words}, at {value}"


def place_finding(
    *, area_name: str, value: str, rank: int, is_joint: bool, of: int, group_words: str
) -> str:
    """Title of a ranking: the place counted from the highest, never without its value.

    Args:
        area_name: The chosen area.
        value: Its value with unit.
        rank: 1 for the highest.
        is_joint: Whether another area has the same value.
        of: Areas with a value.
        group_words: Who they are: "in the East of England", "authorities with a figure".
    """
    place = at_start(in_sentence(area_name))
    joint = "joint " if is_joint else ""
    verb = is_or_are(area_name)
    return f"{place} {verb} {joint}{ordinal(rank)} of {of} {group_words}, highest first: {value}"
