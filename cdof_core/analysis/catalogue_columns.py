"""What the catalogue says of each figure's measure, beside the figure."""

from typing import Final

import pandas as pd

from cdof_core.analysis.ageing import is_long_ago

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
    "need",
    "part_of",
]
POOLING_METADATA: Final = ["value_kind", "multiplier", "polarity", "interval_method", "need"]
"""What of it the figures of a group's members need."""


def with_metadata(
    rows: pd.DataFrame, catalogue: pd.DataFrame, *, columns: list[str] = METADATA
) -> pd.DataFrame:
    """Add the indicator's columns that judging and showing need, and is_long_ago."""
    # Of the columns wanted only: the catalogue's texts are long and many.
    metadata = catalogue[columns].set_axis(pd.Index(catalogue["indicator_id"]))
    metadata = metadata.reindex(rows["indicator_id"])
    return pd.concat(
        [rows, metadata.set_axis(rows.index), is_long_ago(rows).rename("is_long_ago")], axis=1
    )
