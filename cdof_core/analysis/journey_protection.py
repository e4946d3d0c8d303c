"""Small numbers of a treatment journey: the one function that suppresses, called by dataset."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from cdof_core.analysis.journey_shares import PLACE
from cdof_core.disclosure import find_rule, suppress_small_rows
from cdof_core.disclosure.views import SUPPRESSED_COLUMN

_BESIDE: Final = [
    "value",
    "numerator",
    "people_low",
    "people_high",
    "lower95",
    "upper95",
    "lower998",
    "upper998",
]


def protect_small(rows: pd.DataFrame, *, rules: Mapping[str, str]) -> pd.DataFrame:
    """Hide the counts of restricted datasets that their own rule hides, and what shows them.

    Open datasets pass as they are: their publisher has hidden and rounded what had to be, and
    rounding them again would change published figures.

    Where one category of a measure is hidden, the smallest of those shown is hidden too: their
    whole can stand elsewhere on the page, under another measure's name, and give the one away.

    Args:
        rows: Figures with people and dataset_id.
        rules: Name of the publisher's rule by restricted dataset.

    Returns:
        The rows in their order; hidden ones are missing, flagged as suppressed, and without
        limits.
    """
    parts: list[pd.DataFrame] = []
    for name, part in rows.groupby("dataset_id", sort=False):
        if str(name) not in rules:
            parts.append(part)
            continue
        rule = find_rule(rules[str(name)])
        whole = part["people"].isna() | (part["people"] % 1 == 0)
        made = suppress_small_rows(part[whole], rule, count="people", beside=_BESIDE)
        hidden = made[SUPPRESSED_COLUMN].astype(bool)
        beside = _beside_hidden(made, hidden)
        made[["people", *_BESIDE]] = made[["people", *_BESIDE]].mask(beside)
        hidden |= beside
        made = made.assign(
            people=made["people"].astype("float64"),
            flag=made["flag"].where(~hidden, "suppressed"),
            limits_basis=made["limits_basis"].where(~hidden, "none"),
        )
        parts += [made[list(rows.columns)], part[~whole]]
    return pd.concat(parts).sort_index() if parts else rows


def _beside_hidden(rows: pd.DataFrame, hidden: "pd.Series[bool]") -> "pd.Series[bool]":
    """Say of each row whether it is to be hidden for the sake of another category.

    Args:
        rows: Figures, small ones hidden.
        hidden: Which were hidden here.
    """
    answer = pd.Series(data=False, index=rows.index)
    parts = rows[rows["breakdown"] != ""]
    before = parts["people"].isna() & (parts["flag"] == "suppressed")
    for _, group in parts.groupby(PLACE, sort=False):
        shown = group["people"].astype(float)
        shown = shown[shown > 0]
        # Two that came hidden were hidden together, by whoever protected their table.
        is_alone = before.loc[group.index].sum() == 1
        if len(shown) and (hidden.loc[group.index].any() or is_alone):
            answer |= answer.index.isin(shown.nsmallest(1).index)
    return answer
