"""The top quartile of an area's group, for the measures of a journey where high is good."""

import numpy as np
import pandas as pd

from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.comparison.keys import KEY, is_usable, number_rows
from cdof_core.domain.indicator import Polarity, ValueKind
from cdof_core.statistics.completions import top_quartile


def with_top_quartile(
    own: pd.DataFrame, everything: pd.DataFrame, *, group: BenchmarkRequest | None
) -> pd.DataFrame:
    """Add the boundary of the group's top quartile to each share of the area.

    Args:
        own: Figures of the area.
        everything: Figures of every area.
        group: The area's group; None where it has none.

    Returns:
        The area's figures with top_quartile (NaN with fewer than four other areas, or where high
        is not good), quartile_areas (how many other areas have a figure) and quartile_group.
    """
    others = set(group.members) - set(group.own_codes) if group is not None else set[str]()
    members = everything[everything["area_code"].isin(others) & is_usable(everything)]
    own_keys, member_keys = number_rows([own, members], KEY)
    values = members["value"].to_numpy(dtype=float)
    wanted = (
        own["value_kind"].eq(ValueKind.PROPORTION.value)
        & own["polarity"].eq(Polarity.HIGH_IS_GOOD.value)
        & own["breakdown"].eq("")
    ).to_numpy(dtype=bool)
    lines, areas = np.full(len(own), np.nan), np.zeros(len(own), dtype=np.int64)
    for place in np.flatnonzero(wanted):
        target = top_quartile(values[member_keys == own_keys[place]])
        lines[place], areas[place] = target.rate, target.areas
    return own.assign(
        top_quartile=lines,
        quartile_areas=areas,
        quartile_group="" if group is None else group.label,
    )
