"""Values of a group of areas: pooled counts where every member has them, else the median."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.comparison.keys import KEY, UNUSABLE_FLAGS
from cdof_core.domain.indicator import COMPARABLE, POOLABLE, Polarity
from cdof_core.statistics.byar import rate_limits
from cdof_core.statistics.wilson import proportion_limits

MINIMUM_MEMBERS: Final = 5
"""A group of fewer members with data has no benchmark (Foundation's rule for group benchmarks)."""

_TOP_QUARTILE: Final = {Polarity.HIGH_IS_GOOD.value: 0.75, Polarity.LOW_IS_GOOD.value: 0.25}


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
        One row a group and key: value, lower95, upper95, lower998, upper998 (NaN for medians),
        numerator, denominator (NaN for medians), basis (pooled, median or empty),
        members_with_data, lower_quartile, median, upper_quartile and top_quartile (the better
        quartile by polarity, NaN without one; quantiles by linear interpolation).

    Source:
        Parent values as sum of counts over sum of denominators: the aggregation rule of public
        health profiles for crude rates and proportions, never for standardised rates.
    """
    group_by = [*(by or []), *KEY]
    usable = members[members["value"].notna() & ~members["flag"].isin(UNUSABLE_FLAGS)]
    with_counts = usable["numerator"].notna() & usable["denominator"].notna()
    prepared = usable.assign(
        counted=with_counts & usable["value_kind"].isin([k.value for k in POOLABLE]),
    )
    groups = prepared.groupby(group_by, sort=False, observed=True)
    pooled = groups.agg(
        members_with_data=("value", "size"),
        counted=("counted", "all"),
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        value_kind=("value_kind", "first"),
        multiplier=("multiplier", "first"),
        polarity=("polarity", "first"),
        interval_method=("interval_method", "first"),
    )
    for name, share in (("lower_quartile", 0.25), ("median", 0.5), ("upper_quartile", 0.75)):
        pooled[name] = groups["value"].quantile(share)
    return _with_values(pooled.reset_index())


def _with_values(pooled: pd.DataFrame) -> pd.DataFrame:
    """Add the group's value and limits, and drop counts where the value is a median."""
    counted = pooled["counted"].to_numpy(dtype=bool) & (pooled["denominator"].to_numpy() > 0)
    numerator = np.where(counted, pooled["numerator"].to_numpy(dtype=float), np.nan)
    denominator = np.where(counted, pooled["denominator"].to_numpy(dtype=float), np.nan)
    multiplier = pooled["multiplier"].to_numpy(dtype=float)
    ratio = np.divide(numerator, denominator, out=np.full(len(pooled), np.nan), where=counted)
    comparable = pooled["value_kind"].isin([kind.value for kind in COMPARABLE]).to_numpy()
    value = np.where(counted, ratio * multiplier, pooled["median"].where(comparable))
    method = pooled["interval_method"].to_numpy(dtype=object)
    limits = limits_of_counts(
        numerator=numerator, denominator=denominator, multiplier=multiplier, method=method
    )
    quartile = pooled["polarity"].map(_TOP_QUARTILE)
    top = np.where(quartile == 0.75, pooled["upper_quartile"], np.nan)  # noqa: PLR2004
    top = np.where(quartile == 0.25, pooled["lower_quartile"], top)  # noqa: PLR2004
    return pooled.assign(
        value=value,
        numerator=numerator,
        denominator=denominator,
        basis=np.where(counted, "pooled", np.where(comparable, "median", "")),
        top_quartile=top,
        **limits,
    ).drop(columns="counted")


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
