"""Which figures are of long ago, counted to the day on which the snapshot was published."""

import pandas as pd

from cdof_core.domain.period import long_ago_before
from cdof_core.store.snapshot_info import snapshot_info


def is_long_ago(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return which figures are of long ago.

    Args:
        rows: Figures with column period_end.
    """
    published = pd.Timestamp(str(snapshot_info()["built_at"].iloc[0]))
    return rows["period_end"] < pd.Timestamp(long_ago_before(published.date()))
