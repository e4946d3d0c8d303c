"""Runs the queries of `queries/`, one SELECT a file, each named as the function that runs it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from cdof_core.domain import SnapshotError
from cdof_core.store.snapshot import current_snapshot

QUERIES = Path(__file__).resolve().parents[2] / "queries"


def run_query(name: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Run one query on the current snapshot.

    Args:
        name: Stem of its file.
        parameters: Values of its named parameters; lists where it says `= ANY(...)`.

    Returns:
        Its rows with plain columns: `str`, `float64`, `int64`, `bool`, `datetime64[us]`. A column
        of whole numbers with missing ones is `float64`.

    Raises:
        SnapshotError: The snapshot is missing, damaged or of another version.
    """
    snapshot = current_snapshot()
    cursor = snapshot.cursor()
    try:
        # Through Arrow, text arrives as pandas keeps it: half the time of `df()`.
        table = cursor.execute(_text_of(name), dict(parameters or {})).to_arrow_table()
    except (duckdb.IOException, duckdb.FatalException, duckdb.InternalException) as error:
        message = f"{snapshot.path} is damaged. Run `python -m cdof_core build`."
        raise SnapshotError(message) from error
    rows = table.to_pandas(date_as_object=False)
    return rows.assign(**{column: _plain(rows[column]) for column in rows.columns})


@cache
def _text_of(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _plain(column: pd.Series) -> pd.Series:
    if pd.api.types.is_integer_dtype(column.dtype):
        return column.astype("int64")
    if pd.api.types.is_datetime64_dtype(column.dtype):
        return column.astype("datetime64[us]")
    return column
