"""Compares the codes of a boundary file with the authorities that the explorer knows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import geopandas as gpd

from cdof_core.ingest.boundary_errors import BoundaryMismatchError


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """Which codes of a file stand for which authorities.

    Attributes:
        codes: The file's code for each authority, by the explorer's code.
        recoded: Pairs of the file's code and ours, for places with a new code in another year.
        unexpected: English codes of the file that stand for no authority of ours.
        renamed: Authority code, our name and the file's, where they differ.
    """

    codes: Mapping[str, str]
    recoded: tuple[tuple[str, str], ...]
    unexpected: tuple[str, ...]
    renamed: tuple[tuple[str, str, str], ...]


def match_codes(
    outlines: gpd.GeoDataFrame,
    *,
    known_areas: Mapping[str, str],
    code_changes: Collection[tuple[str, str]],
) -> CodeMatch:
    """Find an outline for every authority.

    A place that only got a new code is taken under ours. A place that was divided or merged is not.

    Args:
        outlines: area_code and name as in the file.
        known_areas: Names of all authorities by code.
        code_changes: Pairs of an old code and a new one that followed it.

    Returns:
        The file's codes by ours.

    Raises:
        BoundaryMismatchError: An authority has no outline; the message lists every mismatch.
    """
    present = dict(zip(outlines["area_code"], outlines["name"], strict=True))
    unexpected = sorted(set(present) - set(known_areas))
    missing = sorted(set(known_areas) - set(present))
    links = {*code_changes, *((new, old) for old, new in code_changes)}
    recoded = {
        ours: theirs
        for ours in missing
        for theirs in _linked(ours, unexpected, links)
        if len(_linked(ours, unexpected, links)) == 1
        and len(_linked(theirs, list(known_areas), links)) == 1
    }
    unmatched = [code for code in missing if code not in recoded]
    left_over = tuple(code for code in unexpected if code not in recoded.values())
    if unmatched:
        message = _describe(unmatched, left_over, known_areas, present, links)
        raise BoundaryMismatchError(message, missing=tuple(unmatched), unexpected=left_over)
    renamed = tuple(
        (code, known_areas[code], present[code])
        for code in sorted(set(known_areas) & set(present))
        if present[code] and present[code] != known_areas[code]
    )
    return CodeMatch(
        codes={code: recoded.get(code, code) for code in sorted(known_areas)},
        recoded=tuple((theirs, ours) for ours, theirs in sorted(recoded.items())),
        unexpected=left_over,
        renamed=renamed,
    )


def _linked(code: str, others: Collection[str], links: set[tuple[str, str]]) -> list[str]:
    return [other for other in others if (code, other) in links]


def _describe(
    missing: Collection[str],
    unexpected: Collection[str],
    known_areas: Mapping[str, str],
    present: Mapping[str, str],
    links: set[tuple[str, str]],
) -> str:
    lines = [f"The file lacks {len(missing)} of {len(known_areas)} authorities:"]
    lines += [f"  {code} {known_areas[code]}" for code in missing]
    if unexpected:
        lines.append(f"It has {len(unexpected)} English codes that are not authorities of today:")
    for code in unexpected:
        related = _linked(code, known_areas, links)
        became = f" (related to {', '.join(related)})" if related else ""
        lines.append(f"  {code} {present[code]}{became}")
    lines.append("Use Counties and Unitary Authorities of December 2023.")
    return "\n".join(lines)
