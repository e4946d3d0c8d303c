"""Rows of charts as the browser is sent them, packed once for all who see the same picture."""

from typing import Any

import pyarrow as pa

from cdof_core.charts.specification import Datasets


def packed(datasets: Datasets) -> Datasets:
    """Return the rows as Arrow's bytes, which Streamlit passes on as they are.

    Left to itself it makes a table of them anew in every run. What is no list of rows, such as
    outlines of areas, stays as it is; so do rows whose columns are of mixed types.

    Args:
        datasets: Rows by name.
    """
    return {name: _bytes_of(rows) if _are_rows(rows) else rows for name, rows in datasets.items()}


def _are_rows(rows: Any) -> bool:  # noqa: ANN401 (a dataset may be anything)
    return isinstance(rows, list) and all(
        isinstance(row, dict) and not any(isinstance(cell, dict | list) for cell in row.values())
        for row in rows
    )


def _bytes_of(rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401 (as it was, where it cannot be)
    try:
        table = pa.Table.from_pylist(rows)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return rows
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()
