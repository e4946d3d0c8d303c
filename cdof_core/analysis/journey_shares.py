"""Counts of a treatment journey as shares, with what rounding and chance leave open."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from cdof_core.analysis.journey_steps import (
    OF_ALL_IN_TREATMENT,
    OF_AN_ESTIMATE,
    PARTS_OF_BASE,
)
from cdof_core.disclosure import find_rule
from cdof_core.domain.indicator import Polarity, ValueKind
from cdof_core.domain.sex import PERSONS
from cdof_core.statistics.wilson import proportion_limits

PER_CENT: Final = 100.0
PLACE: Final = ["indicator_id", "area_code", "period_start", "period_end", "sex", "age", "vintage"]
"""Figures that agree in these are the categories of one whole, and that whole."""
_TOTAL_KEY: Final = ["area_code", "period_start", "period_end"]
_FAR: Final = 0.998


def with_ranges(rows: pd.DataFrame, *, rules: Mapping[str, str]) -> pd.DataFrame:
    """Add what each printed count can stand for under its publisher's rule.

    Args:
        rows: Figures with numerator, denominator, value, value_kind and dataset_id.
        rules: Name of the publisher's rule by dataset.

    Returns:
        The rows with people (the count: the numerator, or the value of a count), people_low and
        people_high, and of the printed denominator base_low and base_high.
    """
    is_count = rows["value_kind"].isin([ValueKind.COUNT.value])
    people = rows["numerator"].where(rows["numerator"].notna() | ~is_count, rows["value"])
    names = pd.Series(
        [rules.get(str(name), "none") for name in rows["dataset_id"]], index=rows.index, dtype=str
    )
    low, high = _range_of(people, names)
    base_low, base_high = _range_of(rows["denominator"], names)
    parts = rows["indicator_id"].map(PARTS_OF_BASE).fillna(1)
    base = rows["denominator"]
    return rows.assign(
        people=people,
        people_low=low,
        people_high=high,
        base_low=base - (base - base_low) * parts,
        base_high=base + (base_high - base) * parts,
    )


def with_shares(rows: pd.DataFrame, *, totals: pd.DataFrame) -> pd.DataFrame:
    """Turn counts by category into shares, and give shares their intervals.

    A count by category becomes a share of its own headline where one is printed, else of all
    people in treatment where its categories overlap, else of the sum of its categories. The
    interval is Wilson's, from the lowest count over the highest base to the highest over the
    lowest, so that a share of rounded counts carries both chance and rounding. A share that is
    printed without its counts has no interval, nor has a share of an estimate.

    Args:
        rows: Figures with the columns of `with_ranges` and of the catalogue.
        totals: Headline figures of `TOTALS` with those columns.

    Returns:
        The rows with base, share_is_made (a count that became a share), and, for those, value,
        unit, decimals, value_kind and polarity of a described share; lower95, upper95, lower998
        and upper998 wherever counts allow.
    """
    is_part = (rows["value_kind"] == ValueKind.COUNT.value) & (rows["breakdown"] != "")
    base, low, high = _bases(rows, totals)
    known = is_part & base.gt(0) & rows["people"].notna() & (rows["people"] <= base)
    made = rows.assign(
        base=base.where(is_part, rows["denominator"]),
        base_low=low.where(is_part, rows["base_low"]),
        base_high=high.where(is_part, rows["base_high"]),
        share_is_made=known,
        multiplier=rows["multiplier"].where(~known, PER_CENT),
        value=rows["value"].where(~known, rows["people"] / base * PER_CENT),
        value_kind=rows["value_kind"].where(~known, ValueKind.PROPORTION.value),
        polarity=rows["polarity"].where(~known, Polarity.NO_JUDGEMENT.value),
        unit=rows["unit"].where(~known, "%"),
        decimals=rows["decimals"].where(~known, 1),
        interval_method=rows["interval_method"].where(~known, "none"),
        numerator=rows["numerator"].where(~known, rows["people"]),
        denominator=rows["denominator"].where(~known, base),
    )
    return _with_limits(made)


def _bases(rows: pd.DataFrame, totals: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return what each category is a share of, as printed, at least and at most."""
    parts = rows[rows["breakdown"] != ""]
    # Without one of its categories a sum is no whole: a share of it would be too large.
    sums = parts.groupby(PLACE)[["people", "people_low", "people_high"]].sum(skipna=False)
    whole = rows[rows["breakdown"] == ""].drop_duplicates(PLACE).set_index(PLACE)
    keys = pd.MultiIndex.from_frame(rows[PLACE])
    persons = totals[(totals["sex"] == PERSONS) & (totals["breakdown"] == "")]
    treated = persons.drop_duplicates(_TOTAL_KEY).set_index(_TOTAL_KEY)
    treated_keys = pd.MultiIndex.from_frame(rows[_TOTAL_KEY])
    overlap = rows["indicator_id"].isin(OF_ALL_IN_TREATMENT).to_numpy()
    found: list[pd.Series] = []
    for column in ("people", "people_low", "people_high"):
        own = whole[column].reindex(keys).to_numpy(dtype=float)
        other = np.where(
            overlap,
            treated[column].reindex(treated_keys).to_numpy(dtype=float),
            sums[column].reindex(keys).to_numpy(dtype=float),
        )
        found.append(pd.Series(np.where(np.isnan(own), other, own), index=rows.index))
    return found[0], found[1], found[2]


def _with_limits(rows: pd.DataFrame) -> pd.DataFrame:
    """Give proportions limits from their counts where the row has none."""
    wanted = (
        rows["value_kind"].eq(ValueKind.PROPORTION.value)
        & rows["lower95"].isna()
        & rows["people"].notna()
        & rows["base"].gt(0)
        & (rows["people"] <= rows["base"])
        & ~rows["indicator_id"].isin(OF_AN_ESTIMATE)
    )
    if not wanted.any():
        return rows
    part = rows[wanted]
    low = _limits(np.minimum(part["people_low"], part["base_high"]), part["base_high"], side=0)
    high = _limits(np.minimum(part["people_high"], part["base_low"]), part["base_low"], side=1)
    made = rows.copy()
    for name, values in (
        ("lower95", low[0]),
        ("upper95", high[0]),
        ("lower998", low[1]),
        ("upper998", high[1]),
    ):
        made.loc[wanted, name] = values * PER_CENT
    made.loc[wanted, "limits_basis"] = "computed"
    return made


def _limits(count: npt.ArrayLike, base: npt.ArrayLike, *, side: int) -> npt.NDArray[np.float64]:
    """Return Wilson's lower (0) or upper (1) limits at 95% and 99.8%, shape (2, rows)."""
    limits = proportion_limits(
        np.asarray(count, dtype=float), np.asarray(base, dtype=float), confidence=(0.95, _FAR)
    )
    return np.asarray(limits[side])


def _range_of(people: pd.Series, rules: pd.Series) -> tuple[pd.Series, pd.Series]:
    low, high = people.copy(), people.copy()
    for name in rules.unique():
        rule = find_rule(str(name))
        if rule.round_to == 1:
            continue
        own = rules.eq(name) & people.notna()
        spans = {count: rule.behind(int(count)) for count in people[own].unique()}
        low[own] = people[own].map({count: span.lowest for count, span in spans.items()})
        high[own] = people[own].map({count: span.highest for count, span in spans.items()})
    return low, high
