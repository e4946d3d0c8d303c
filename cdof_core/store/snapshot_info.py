"""Which snapshot is open."""

from datetime import date

import pandas as pd

from cdof_core.store.queries import run_query


def snapshot_info() -> pd.DataFrame:
    """Return which snapshot this is.

    Returns:
        content_hash, source_hash, schema_version, built_at; one row.
    """
    return run_query("snapshot_info")


def published_on() -> date:
    """Return the day on which the open snapshot was published: what its figures' age counts to."""
    return pd.Timestamp(str(snapshot_info()["built_at"].iloc[0])).date()
