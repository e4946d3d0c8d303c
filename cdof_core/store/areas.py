"""Areas, how they changed, who lives there and the groups they are compared in."""

from collections.abc import Sequence

import pandas as pd

from cdof_core.store.queries import run_query


def areas() -> pd.DataFrame:
    """Return every area of the snapshot.

    Returns:
        area_code, name, level, authority_type, region_code, police_force_code, valid_from,
        valid_to, latitude, longitude, easting, northing, imd2019_score, imd2025_score,
        note; one row per area.
    """
    return run_query("areas")


def area_changes() -> pd.DataFrame:
    """Return how area codes changed.

    Returns:
        old_code, old_name, new_code, new_name, change, effective, combining_rule, note,
        dataset_id; one row per old code, new code and change.
    """
    return run_query("area_changes")


def area_populations(*, area_codes: Sequence[str]) -> pd.DataFrame:
    """Return populations of chosen areas.

    Args:
        area_codes: GSS codes.

    Returns:
        area_code, reference, year, age, persons, dataset_id; one row per area, reference
        and age.
    """
    return run_query("area_populations", {"area_codes": list(area_codes)})


def area_ages_by_sex(*, area_codes: Sequence[str]) -> pd.DataFrame:
    """Return how many women and men of each band of age live in chosen areas.

    Args:
        area_codes: GSS codes.

    Returns:
        area_code, reference, year, sex, age_from, age_to (missing for the oldest band, which has
        no end), people, dataset_id; one row per area, reference, sex and band.
    """
    return run_query("area_ages_by_sex", {"area_codes": list(area_codes)})


def area_ethnicities(*, area_codes: Sequence[str]) -> pd.DataFrame:
    """Return ethnic groups of chosen areas.

    Args:
        area_codes: GSS codes.

    Returns:
        area_code, reference, ethnic_group, people, share_percent, dataset_id; one row per
        area, reference and ethnic group.
    """
    return run_query("area_ethnicities", {"area_codes": list(area_codes)})


def group_schemes() -> pd.DataFrame:
    """Return the ways in which areas are grouped, with their publishers' warnings.

    Returns:
        scheme, name, description, warning, dataset_id; one row per scheme.
    """
    return run_query("group_schemes")


def group_members(*, scheme: str = "") -> pd.DataFrame:
    """Return members of the groups of one scheme, or of all schemes where none is named.

    Args:
        scheme: Scheme to read; empty for all.

    Returns:
        scheme, group_id, group_name, owner_code, area_code, rank, closeness; one row per
        scheme, group and member.
    """
    return run_query("group_members", {"scheme": scheme})


def groups_of_area(*, area_code: str) -> pd.DataFrame:
    """Return members of every group that is an area's own or that it shares.

    Args:
        area_code: GSS code.

    Returns:
        scheme, group_id, group_name, owner_code, area_code, rank, closeness; one row per
        scheme, group and member.
    """
    return run_query("groups_of_area", {"area_code": area_code})


def hexagons() -> pd.DataFrame:
    """Return the cell of each authority in the hexagon map.

    Returns:
        area_code, q, r, x, y; one row per authority.
    """
    return run_query("hexagons")
