"""Runs the queries of `queries/`, one SELECT a file, each named as the function that runs it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from cdof_core.domain import SnapshotError
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.store.snapshot import current_snapshot

QUERIES = Path(__file__).resolve().parents[2] / "queries"

RESULTS_KEPT = 128
"""Answers kept in memory: most questions are asked again for the next area, or the next reader."""

# A page takes small tables apart hundreds of times. Text kept as Python's own is filtered and
# read in a third of the time that Arrow's takes; both are the same `str` to whoever uses it.
pd.set_option("mode.string_storage", "python")


def run_query(name: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Run one query on the current snapshot.

    Args:
        name: Stem of its file.
        parameters: Values of its named parameters; lists where it says `= ANY(...)`.

    Returns:
        Its rows with plain columns: text as `object`, `float64`, `int64`, `bool`,
        `datetime64[us]`. A column of whole numbers with missing ones is `float64`.

    Raises:
        SnapshotError: The snapshot is missing, damaged or of another version.
    """
    asked = tuple(
        (key, tuple(value) if isinstance(value, list) else value)
        for key, value in (parameters or {}).items()
    )
    # Whoever changes a column of the copy leaves what is kept as it is.
    return _answer(name, asked).copy(deep=False)


@kept_by_snapshot(RESULTS_KEPT)
def _answer(name: str, asked: tuple[tuple[str, object], ...]) -> pd.DataFrame:
    snapshot = current_snapshot()
    parameters = {key: list(value) if isinstance(value, tuple) else value for key, value in asked}
    cursor = snapshot.cursor()
    try:
        # Through Arrow, text arrives as pandas keeps it: half the time of `df()`.
        table = cursor.execute(_text_of(name), parameters).to_arrow_table()
    except (duckdb.IOException, duckdb.FatalException, duckdb.InternalException) as error:
        message = f"{snapshot.path} is damaged. Run `python -m cdof_core build`."
        raise SnapshotError(message) from error
    plain = pa.schema([pa.field(field.name, _plain(field.type)) for field in table.schema])
    return taken_apart_quickly(table.cast(plain).to_pandas())


def taken_apart_quickly(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its columns of one kind held together, texts as plain objects.

    Rows are taken out of thirty columns of text at once, then, not out of one after the other:
    worth its while for a wide table that is filtered many times.

    Args:
        rows: Any table.
    """
    texts = rows.columns[rows.dtypes == "str"]
    return rows.astype(dict.fromkeys(texts, object)).copy()


@cache
def _text_of(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _plain(kind: Any) -> Any:  # noqa: ANN401 (pyarrow has no types)
    if pa.types.is_integer(kind):
        return pa.int64()
    if pa.types.is_date(kind) or (pa.types.is_timestamp(kind) and kind.tz is None):
        return pa.timestamp("us")
    return kind
