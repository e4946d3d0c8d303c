"""Completes observations: values and confidence limits that their own figures imply."""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from cdof_core.disclosure import find_rule
from cdof_core.domain.indicator import POOLABLE, ValueKind
from cdof_core.statistics.byar import rate_limits
from cdof_core.statistics.wilson import proportion_limits

NEVER_COMPUTED = frozenset({"suppressed", "withheld", "not_comparable", "not_published"})
"""Flags whose rows get neither a computed value nor computed limits."""

PRINTED_IN_ERROR = frozenset({"misprint", "suspect"})
"""Flags of figures that contradict themselves; computed limits would lend them weight."""

_DEATHS: Final = find_rule("ons_deaths")
_MEDIAN_WITHHELD: Final = (
    f"Withheld here: a median of fewer than {_DEATHS.withhold_rates_below} deaths comes close to "
    "describing single people."
)

# Printed values are rounded, so the last digit may pass a limit that is as tight as this.
_ROUNDING = 1e-9

FloatArray = npt.NDArray[np.float64]
_LIMITS: dict[str, Callable[..., tuple[object, object]]] = {
    "wilson": proportion_limits,
    "byar": rate_limits,
}


class Completed(NamedTuple):
    """Observations ready to publish.

    Attributes:
        observations: The same rows, completed.
        contradicted: Rows whose published value lies outside the limits that their own numerator
            and denominator give; they stay without limits.
    """

    observations: pd.DataFrame
    contradicted: pd.DataFrame


def complete_observations(observations: pd.DataFrame, indicators: pd.DataFrame) -> Completed:
    """Compute what observations leave out and can honestly be computed.

    A value is numerator / denominator × multiplier where the indicator's kind is a proportion or
    a crude rate. Limits are Wilson's for proportions, exact Poisson or Byar's for rates, at 95%
    and 99.8%, where the indicator names the method. Rows flagged as suppressed, withheld, not
    comparable or not published are left as they are. A median of too few deaths is withheld, by
    the rule for a rate of as few.

    Args:
        observations: Typed rows of the `observation` table.
        indicators: Typed rows of the `indicator` table.

    Returns:
        The completed rows.
    """
    rows = observations.copy()
    rules = _rules_of(rows, indicators)
    _withhold_medians(rows, rules)
    has_parts = (
        (rows["numerator"] >= 0)
        & (rows["denominator"] > 0)
        & ~rows["flag"].isin(NEVER_COMPUTED)
        & rules["value_kind"].isin([str(kind) for kind in POOLABLE])
    )
    _fill_values(rows, rules, has_parts=has_parts)
    contradicted = _fill_limits(rows, rules, has_parts=has_parts)
    _name_bases(rows)
    return Completed(rows, rows[contradicted])


def _rules_of(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    known = indicators.drop_duplicates("indicator_id").set_index("indicator_id")
    wanted = known[["value_kind", "multiplier", "interval_method", "numerator_name"]]
    return wanted.reindex(rows["indicator_id"]).set_index(rows.index)


def _withhold_medians(rows: pd.DataFrame, rules: pd.DataFrame) -> None:
    """Blank medians of so few deaths that they come close to telling of each one."""
    is_of_deaths = (rules["value_kind"] == ValueKind.MEDIAN.value) & (
        rules["numerator_name"] == "deaths"
    )
    few = is_of_deaths & (rows["numerator"] < _DEATHS.withhold_rates_below)
    rows.loc[few, "value"] = np.nan
    rows.loc[few, "flag"] = "withheld"
    rows.loc[few, "note"] = _MEDIAN_WITHHELD


def _fill_values(rows: pd.DataFrame, rules: pd.DataFrame, *, has_parts: pd.Series) -> None:
    computed = has_parts & rows["value"].isna()
    values = rows["numerator"] / rows["denominator"] * rules["multiplier"]
    rows.loc[computed, "value"] = values[computed]
    # Whatever the room says of its other rows, this value was not printed.
    rows.loc[computed, "value_basis"] = "computed"


def _fill_limits(rows: pd.DataFrame, rules: pd.DataFrame, *, has_parts: pd.Series) -> pd.Series:
    wanted = (
        has_parts
        & rows["value"].notna()
        & rows["lower95"].isna()
        & rows["upper95"].isna()
        & rows["limits_basis"].isin(["", "computed"])
        & ~rows["flag"].isin(PRINTED_IN_ERROR)
    )
    contradicted = pd.Series(data=False, index=rows.index)
    for method, limits_of in _LIMITS.items():
        chosen = wanted & (rules["interval_method"] == method)
        if method == "wilson":
            chosen &= rows["numerator"] <= rows["denominator"]
        parts = rows.loc[chosen, ["numerator", "denominator"]].assign(
            multiplier=rules.loc[chosen, "multiplier"]
        )
        limits = _limits(parts, limits_of)
        value = rows.loc[chosen, "value"]
        outside = (value < limits["lower95"] - _ROUNDING) | (value > limits["upper95"] + _ROUNDING)
        contradicted |= outside.reindex(rows.index, fill_value=False)
        kept = limits[~outside]
        rows.loc[kept.index, list(kept.columns)] = kept
        rows.loc[kept.index, "limits_basis"] = "computed"
    return contradicted


def _limits(parts: pd.DataFrame, limits_of: Callable[..., tuple[object, object]]) -> pd.DataFrame:
    lower, upper = limits_of(
        parts["numerator"].to_numpy(),
        parts["denominator"].to_numpy(),
        confidence=(0.95, 0.998),
        multiplier=parts["multiplier"].to_numpy(),
    )
    lowest, highest = np.asarray(lower), np.asarray(upper)
    return pd.DataFrame(
        {
            "lower95": lowest[0],
            "upper95": highest[0],
            "lower998": lowest[1],
            "upper998": highest[1],
        },
        index=parts.index,
    )


def _name_bases(rows: pd.DataFrame) -> None:
    rows.loc[rows["value_basis"] == "", "value_basis"] = "published"
    unnamed = rows["limits_basis"].isin(["", "computed"])
    has_limits = rows["lower95"].notna() | rows["upper95"].notna()
    rows.loc[unnamed & ~has_limits, "limits_basis"] = "none"
    rows.loc[(rows["limits_basis"] == "") & has_limits, "limits_basis"] = "published"
