"""Values of authorities gathered by how deprived the area is: groups of areas, not of people."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.national_series import events_of, with_segments
from cdof_core.comparison.keys import is_usable
from cdof_core.comparison.pooling import MINIMUM_MEMBERS, pool_groups
from cdof_core.domain.indicator import COMPARABLE
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store
from cdof_core.store.panel import figures_of_authorities

DECILES: Final = 10


@dataclass(frozen=True, slots=True)
class DecileValues:
    """One indicator by decile of deprivation.

    Attributes:
        rows: One row a decile, period, age and method: group (its name), line, line_rank,
            segment, members (areas with a figure), missing (areas of the decile without one), and
            the columns of `observation` with metadata. A decile of fewer than five areas with a
            figure has no value.
        own: Decile of the chosen area; empty where it has none.
        own_rows: The chosen area's figures.
    """

    rows: pd.DataFrame
    own: str
    own_rows: pd.DataFrame


def decile_indicators() -> pd.DataFrame:
    """Return the indicators that can be gathered by decile: those that take size into account.

    Returns:
        indicator_id and short_name, in the order of the framework.
    """
    catalogue = indicator_store.indicators()
    kinds = [kind.value for kind in COMPARABLE]
    offered = catalogue[catalogue["profile"] & catalogue["value_kind"].isin(kinds)]
    latest = observation_store.latest_headlines(area_codes=_authorities())
    sizes = latest[is_usable(latest)].groupby("indicator_id")["area_code"].nunique()
    enough = set(sizes[sizes >= DECILES * MINIMUM_MEMBERS].index)
    offered = offered[offered["indicator_id"].isin(enough)]
    return offered.sort_values(["outcome_id", "position"])[["indicator_id", "short_name"]]


def values_by_decile(indicator_id: str, *, scheme: str, sex: str, area_code: str) -> DecileValues:
    """Gather one indicator by decile of deprivation.

    Rates and proportions with counts are pooled over the areas of a decile; other values have the
    median of its areas and no interval.

    Args:
        indicator_id: Indicator.
        scheme: `imd2019` or `imd2025`.
        sex: `Persons`, `Female` or `Male`.
        area_code: The chosen area.
    """
    catalogue = indicator_store.indicators()
    local = with_metadata(figures_of_authorities(indicator_id=indicator_id, sex=sex), catalogue)
    members = area_store.group_members(scheme=scheme)[["area_code", "group_id", "group_name"]]
    figures = local.merge(members, on="area_code")
    if figures.empty:
        return DecileValues(rows=figures.assign(group=""), own="", own_rows=figures)
    pooled = pool_groups(figures, by=["group_id", "group_name"])
    labels = figures.drop_duplicates(["period_start", "period_end"])
    pooled = pooled.merge(
        labels[["period_start", "period_end", "period_label", "period_kind", "dataset_id"]],
        on=["period_start", "period_end"],
    )
    rows = with_metadata(pooled, catalogue)
    rows = rows.assign(**_shown(rows, members))
    own = members.loc[members["area_code"] == area_code, "group_name"]
    rows = with_segments(_main_age(rows), events_of([indicator_id]))
    order = rows["group_id"].astype(int)
    return DecileValues(
        rows=rows.assign(decile=order).sort_values(["decile", "period_start"], ignore_index=True),
        own=_short(str(own.iloc[0])) if len(own) else "",
        own_rows=local[(local["area_code"] == area_code) & is_usable(local)],
    )


def _shown(rows: pd.DataFrame, members: pd.DataFrame) -> dict[str, Any]:
    """Return the columns that make a pooled value look like a published one."""
    enough = rows["members_with_data"] >= MINIMUM_MEMBERS
    sizes = members.groupby("group_id")["area_code"].nunique()
    limits: dict[str, Any] = {
        name: rows[name].where(enough) for name in ("value", "lower95", "upper95")
    }
    return limits | {
        "group": [_short(str(name)) for name in rows["group_name"]],
        "line": np.where(rows["basis"] == "pooled", "Pooled over its areas", "Median of its areas"),
        "line_rank": 0,
        "members": rows["members_with_data"],
        "missing": rows["group_id"].map(sizes) - rows["members_with_data"],
        "flag": np.where(enough, "", "not_published"),
        "limits_basis": np.where(limits["lower95"].notna(), "computed", "none"),
        "value_basis": "computed",
        "area_code": "",
        "note": [
            f"{count} of {size} areas have a figure"
            for count, size in zip(
                rows["members_with_data"], rows["group_id"].map(sizes), strict=True
            )
        ],
    }


def _main_age(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the age group and method with the newest and most figures."""
    if rows.empty:
        return rows
    keys = ["age", "vintage"]
    sizes = rows.groupby(keys, as_index=False).agg(
        newest=("period_end", "max"), figures=("value", "count")
    )
    chosen = sizes.sort_values(["newest", "figures"]).iloc[-1]
    return rows[(rows["age"] == chosen["age"]) & (rows["vintage"] == chosen["vintage"])]


def _short(name: str) -> str:
    """Return "Decile 1 (most deprived)" for "Deprivation decile 1 (most deprived), IMD 2019"."""
    return name.removeprefix("Deprivation ").partition(",")[0].capitalize()


def _authorities() -> list[str]:
    areas = area_store.areas()
    return list(areas.loc[areas["level"] == "upper_tier", "area_code"])
