"""How far authorities spread at the period of each figure: what a spine draws."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.comparison.keys import KEY, is_usable, number_rows
from cdof_core.comparison.pooling import spread_of

SPINE_MINIMUM: Final = 4
"""Fewer authorities than this draw no spine (the rule of Fingertips)."""

SPINE_COLUMNS: Final = {
    "minimum": "minimum",
    "lower_quartile": "spine_lower_quartile",
    "median": "spine_median",
    "upper_quartile": "spine_upper_quartile",
    "maximum": "maximum",
}
"""Names of the spread of all authorities, apart from those of a group's members."""


def spine(rows: pd.DataFrame, *, candidates: pd.DataFrame) -> pd.DataFrame:
    """Return the spread of authorities at the key of each figure.

    Args:
        rows: Figures with the key columns.
        candidates: Authorities' figures.

    Returns:
        One row a figure: minimum, spine_lower_quartile, spine_median, spine_upper_quartile,
        maximum (NaN with fewer than four authorities) and authorities_with_data.
    """
    usable = candidates[is_usable(candidates)]
    key, their_key = number_rows([rows, usable], KEY)
    group = pd.Index(key).get_indexer(pd.Index(their_key))
    shown = group >= 0
    size = np.bincount(group[shown], minlength=len(rows))
    values = usable["value"].to_numpy(dtype=float)[shown]
    spread = spread_of(values, group=group[shown], size=size)
    enough = size >= SPINE_MINIMUM
    return pd.DataFrame(
        {SPINE_COLUMNS[name]: np.where(enough, numbers, np.nan) for name, numbers in spread.items()}
        | {"authorities_with_data": size},
        index=rows.index,
    )
