"""Spatial clustering in plain words, with what it cannot tell."""

from typing import Final

from cdof_core.domain.map_class import ClusterKind
from cdof_core.domain.selection import Layout
from cdof_core.narrative.names import in_sentence, listed
from cdof_core.narrative.numbers import number_text

CLUSTER_WORDS: Final = {
    ClusterKind.HIGH_AMONG_HIGH: "High, neighbours high",
    ClusterKind.LOW_AMONG_LOW: "Low, neighbours low",
    ClusterKind.HIGH_AMONG_LOW: "High, neighbours low",
    ClusterKind.LOW_AMONG_HIGH: "Low, neighbours high",
    ClusterKind.NO_PATTERN: "No clear pattern",
    ClusterKind.NO_NEIGHBOUR: "No neighbour with a value",
    ClusterKind.NO_VALUE: "No value that may be used",
}
NEIGHBOUR_WORDS: Final = {
    Layout.HEXAGONS: (
        "Neighbours: authorities whose hexagons touch in the hexagon map. About three in four true "
        "neighbours touch there, and a few that touch there are no neighbours on the ground."
    ),
    Layout.BOUNDARIES: (
        "Neighbours: authorities whose real boundaries share a line or a corner; water without a "
        "shared boundary parts them."
    ),
}
_NAMED: Final = 6
_PLACES: Final = 2
_P_PLACES: Final = 3


def clustering_finding(
    *, global_i: float, is_significant: bool, short_name: str, high: int, low: int
) -> str:
    """Title: whether high and low values lie together.

    Args:
        global_i: Moran's I.
        is_significant: Whether it is unlikely by chance.
        short_name: The measure.
        high: Areas high among high.
        low: Areas low among low.
    """
    if not is_significant:
        return f"{short_name}: no clear sign over the country that like values lie together"
    if global_i < 0:
        return f"{short_name}: neighbours differ more than by chance"
    found = [f"{high} high among high" if high else "", f"{low} low among low" if low else ""]
    said = listed([part for part in found if part])
    text = f"{short_name}: high and low values lie together"
    return f"{text}; {said}" if said else text


def global_words(
    *, global_i: float, expected_i: float, p_value: float, tested: int, permutations: int, seed: int
) -> str:
    """Say Moran's I with how it was tested."""
    return (
        f"Moran's I is {number_text(global_i, _PLACES)} over {tested} authorities, where no "
        f"pattern would give {number_text(expected_i, _PLACES)} and perfect likeness 1; "
        f"p = {number_text(p_value, _P_PLACES)}, two-sided, from {permutations} random "
        f"rearrangements of the values (seed {seed}: the same figures give the same answer)."
    )


def group_words(kind: ClusterKind, names: list[str]) -> str:
    """Name the areas of one kind; empty where there are none."""
    if not names:
        return ""
    shown = [in_sentence(name) for name in names[:_NAMED]]
    more = len(names) - len(shown)
    listing = f"{', '.join(shown)} and {more} more" if more else listed(shown)
    return f"{CLUSTER_WORDS[kind]} ({len(names)}): {listing}."


def own_words(area_name: str, kind: str) -> str:
    """Say what the chosen area is among its neighbours."""
    words = CLUSTER_WORDS[ClusterKind(kind)]
    return f"The chosen area, {in_sentence(area_name)}: {words[:1].lower()}{words[1:]}."


def caveat_words(*, tested: int, marked: int, robust: int, is_shared: bool) -> list[str]:
    """Say what must be known before a cluster is believed.

    Args:
        tested: Areas tested.
        marked: Areas with p below 0.05.
        robust: Of these, areas that stay after the correction for many tests.
        is_shared: Whether many neighbours have the very same value.
    """
    by_chance = number_text(tested * 0.05)
    said = [
        (
            f"Many tests: {tested} areas are tested, so about {by_chance} would be marked at "
            f"p below 0.05 by chance alone. {marked} are marked; {robust} of them stay after the "
            "correction of Benjamini and Hochberg (false discovery rate of 5%)."
        ),
        (
            "Small numbers: the test takes every value as exact. Rates of small areas swing by "
            "chance, which can make or hide a cluster; look at the intervals."
        ),
        "A cluster says where, not why: it may follow age, deprivation or recording.",
    ]
    if is_shared:
        said.insert(
            0,
            "Many neighbouring authorities have the very same value, as where a figure of a wider "
            "area stands for each of its authorities: these cluster by construction.",
        )
    return said
