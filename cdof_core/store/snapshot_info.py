"""Which snapshot is open."""

import pandas as pd

from cdof_core.store.queries import run_query


def snapshot_info() -> pd.DataFrame:
    """Return which snapshot this is.

    Returns:
        content_hash, source_hash, schema_version, built_at; one row.
    """
    return run_query("snapshot_info")
