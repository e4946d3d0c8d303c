"""What the catalogue says of each figure's measure, beside the figure."""

from typing import Final

import pandas as pd

METADATA: Final = [
    "name",
    "short_name",
    "outcome_id",
    "position",
    "role",
    "profile",
    "unit",
    "multiplier",
    "value_kind",
    "polarity",
    "interval_method",
    "decimals",
    "numerator_name",
    "denominator_name",
    "sentence_name",
]
POOLING_METADATA: Final = ["value_kind", "multiplier", "polarity", "interval_method"]
"""What of it the figures of a group's members need."""


def with_metadata(
    rows: pd.DataFrame, catalogue: pd.DataFrame, *, columns: list[str] = METADATA
) -> pd.DataFrame:
    """Add the indicator's columns that judging and showing need."""
    # Of the columns wanted only: the catalogue's texts are long and many.
    metadata = catalogue[columns].set_axis(pd.Index(catalogue["indicator_id"]))
    metadata = metadata.reindex(rows["indicator_id"])
    return pd.concat([rows, metadata.set_axis(rows.index)], axis=1)
