"""How many of a group have data, and where its better quarter begins."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cdof_core.domain import ValueKind
from cdof_core.domain.indicator import COMPARABLE
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import value_text


def spread_sentence(row: Mapping[Any, Any], *, label: str) -> str:
    """Return how complete the chosen comparison is and its top quartile.

    Args:
        row: A judged figure: members_with_data, members_total and top_quartile of the chosen
            comparison, and value_kind, unit and decimals of the measure.
        label: What is compared with.

    Returns:
        One sentence; empty for counts, whose quartile would rank the size of areas, and where
        the comparison has no members with data.
    """
    members, total = row["members_with_data"], row["members_total"]
    if ValueKind(str(row["value_kind"])) not in COMPARABLE or pd.isna(members) or not members:
        return ""
    known = f"{int(members)} of {int(total)} authorities with data, {in_sentence(label)}"
    if pd.isna(row["top_quartile"]):
        return f"{known}."
    top = value_text(row["top_quartile"], unit=str(row["unit"]), decimals=int(row["decimals"]))
    return f"Top quartile: {top} ({known})."
