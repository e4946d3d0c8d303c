"""Values of a group of areas: pooled counts where every member has them, else the median."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.comparison.keys import KEY, IntArray, is_usable, number_rows
from cdof_core.domain.indicator import COMPARABLE, POOLABLE, Polarity
from cdof_core.statistics.byar import rate_limits
from cdof_core.statistics.wilson import proportion_limits

MINIMUM_MEMBERS: Final = 5
"""A group of fewer members with data has no benchmark (Foundation's rule for group benchmarks)."""

_QUARTILES: Final = {"lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75}
_TOP_QUARTILE: Final = {
    Polarity.HIGH_IS_GOOD: "upper_quartile",
    Polarity.LOW_IS_GOOD: "lower_quartile",
}


def pool_groups(members: pd.DataFrame, *, by: list[str] | None = None) -> pd.DataFrame:
    """Combine the members' figures of each key into one value of the group.

    Rates and proportions are pooled: the sum of numerators over the sum of denominators, where
    every member that has a value also has both counts. Other kinds that take size into account
    have the median of the members' values; counts, estimates and money have no value for a
    group. Rows flagged as unusable are left out and not counted.

    Args:
        members: One row a member and key, with the key columns, value, numerator, denominator,
            flag, value_kind, multiplier, polarity and interval_method.
        by: Further columns that tell groups apart (for example a group's name).

    Returns:
        One row a group and key: its columns and those of `pool_numbered`.

    Source:
        Parent values as sum of counts over sum of denominators: the aggregation rule of public
        health profiles for crude rates and proportions, never for standardised rates.
    """
    columns = [*(by or []), *KEY]
    usable = members[is_usable(members)].reset_index(drop=True)
    (group,) = number_rows([usable], columns)
    names = usable[columns].drop_duplicates(ignore_index=True)
    pooled = pool_numbered(usable, position=np.arange(len(usable)), group=group, groups=len(names))
    return pd.concat([names, pooled], axis=1)


def pool_numbered(
    figures: pd.DataFrame, *, position: IntArray, group: IntArray, groups: int
) -> pd.DataFrame:
    """Combine figures by number of their group, as `pool_groups` describes.

    Args:
        figures: Usable figures with value, numerator, denominator, value_kind, multiplier,
            polarity and interval_method; the last four agree within a group.
        position: Row numbers in `figures` that belong to a group, shape (n,); a figure may
            belong to several.
        group: Number of the group of each, shape (n,).
        groups: How many groups there are; some may be empty.

    Returns:
        One row a group: value, lower95, upper95, lower998, upper998 (NaN for medians),
        numerator, denominator (NaN for medians), basis (pooled, median or empty),
        members_with_data, lower_quartile, median, upper_quartile and top_quartile (the better
        quartile by polarity, NaN without one; quantiles by linear interpolation).
    """
    kinds = _of_groups(figures, position=position, group=group, groups=groups)
    size = np.bincount(group, minlength=groups)
    sums = _counts(figures, position=position, group=group, groups=groups)
    counted = kinds["value_kind"].isin([kind.value for kind in POOLABLE]).to_numpy()
    counted = counted & (sums["with_counts"] == size) & (sums["denominator"] > 0)
    comparable = kinds["value_kind"].isin([kind.value for kind in COMPARABLE]).to_numpy()
    spread = spread_of(_floats(figures, "value")[position], group=group, size=size)
    numerator = np.where(counted, sums["numerator"], np.nan)
    denominator = np.where(counted, sums["denominator"], np.nan)
    multiplier = _floats(kinds, "multiplier")
    limits = limits_of_counts(
        numerator=numerator,
        denominator=denominator,
        multiplier=multiplier,
        method=kinds["interval_method"].to_numpy(dtype=object),
    )
    median = np.where(comparable, spread["median"], np.nan)
    top = np.full(groups, np.nan)
    for polarity, quartile in _TOP_QUARTILE.items():
        top = np.where(kinds["polarity"] == polarity.value, spread[quartile], top)
    return pd.DataFrame(
        {
            "value": np.where(counted, numerator / denominator * multiplier, median),
            **limits,
            "numerator": numerator,
            "denominator": denominator,
            "basis": np.where(counted, "pooled", np.where(comparable, "median", "")),
            "members_with_data": size,
            **spread,
            "top_quartile": top,
        }
    )


def spread_of(
    values: NDArray[np.float64], *, group: IntArray, size: IntArray
) -> dict[str, NDArray[np.float64]]:
    """Return minimum, quartiles and maximum of the values of each group.

    Args:
        values: Values without gaps, shape (n,).
        group: Number of the group of each, shape (n,).
        size: How many values each group has, shape (groups,).

    Returns:
        Arrays of shape (groups,) under minimum, lower_quartile, median, upper_quartile and
        maximum, by linear interpolation; NaN for a group without values.
    """
    ordered = np.append(values[np.lexsort((values, group))], np.nan)
    start = np.cumsum(size) - size
    spread: dict[str, NDArray[np.float64]] = {}
    for name, share in {"minimum": 0.0, **_QUARTILES, "maximum": 1.0}.items():
        place = np.maximum(size - 1, 0) * share
        below = np.floor(place).astype(np.int64)
        above = np.ceil(place).astype(np.int64)
        low, high = ordered[start + below], ordered[start + above]
        spread[name] = np.where(size > 0, low + (high - low) * (place - below), np.nan)
    return spread


def _of_groups(
    figures: pd.DataFrame, *, position: IntArray, group: IntArray, groups: int
) -> pd.DataFrame:
    """Return each group's kind of value and the like, from its first figure."""
    first = np.full(groups, -1, dtype=np.int64)
    first[group[::-1]] = position[::-1]
    columns = ["value_kind", "multiplier", "polarity", "interval_method"]
    return figures[columns].reset_index(drop=True).reindex(first).reset_index(drop=True)


def _counts(
    figures: pd.DataFrame, *, position: IntArray, group: IntArray, groups: int
) -> dict[str, NDArray[np.float64]]:
    """Return the sums of both counts, and how many members have both."""
    numerator = _floats(figures, "numerator")[position]
    denominator = _floats(figures, "denominator")[position]
    both = ~np.isnan(numerator) & ~np.isnan(denominator)
    weights = {
        "with_counts": np.ones(int(both.sum())),
        "numerator": numerator[both],
        "denominator": denominator[both],
    }
    return {
        name: np.bincount(group[both], weights=weight, minlength=groups).astype(np.float64)
        for name, weight in weights.items()
    }


def limits_of_counts(
    *,
    numerator: NDArray[np.float64],
    denominator: NDArray[np.float64],
    multiplier: NDArray[np.float64],
    method: NDArray[np.object_],
) -> dict[str, NDArray[np.float64]]:
    """Return 95% and 99.8% limits by each row's own method; NaN where it has none.

    Args:
        numerator: Counts, shape (n,); NaN where unknown.
        denominator: Populations or totals, shape (n,).
        multiplier: Value per unit of numerator over denominator, shape (n,).
        method: wilson, byar or anything else for none, shape (n,).

    Returns:
        Arrays of shape (n,) under lower95, upper95, lower998 and upper998, in units of the value.
    """
    limits = {
        name: np.full(len(numerator), np.nan)
        for name in ("lower95", "upper95", "lower998", "upper998")
    }
    for name, function in (("wilson", proportion_limits), ("byar", rate_limits)):
        chosen = (method == name) & ~np.isnan(numerator) & (denominator > 0)
        if not chosen.any():
            continue
        for suffix, confidence in (("95", 0.95), ("998", 0.998)):
            lower, upper = function(
                numerator[chosen],
                denominator[chosen],
                confidence=confidence,
                multiplier=multiplier[chosen],
            )
            limits[f"lower{suffix}"][chosen] = lower
            limits[f"upper{suffix}"][chosen] = upper
    return limits


def _floats(rows: pd.DataFrame, column: str) -> NDArray[np.float64]:
    return rows[column].to_numpy(dtype=np.float64, na_value=np.nan)
