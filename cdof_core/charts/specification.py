"""Charts as plain specifications, with their rows apart: drawn once, fed with new rows cheaply."""

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

Rows = list[dict[str, Any]]
Datasets = dict[str, Any]


def named(name: str) -> alt.NamedData:
    """Return the reference by which a layer reads rows that stand beside the specification."""
    return alt.NamedData(name=name)


def rows_of(frame: pd.DataFrame, columns: Sequence[str]) -> Rows:
    """Return the columns a chart reads as plain rows that JSON can hold.

    Args:
        frame: Any table with these columns; others are left behind.
        columns: What the chart reads.

    Returns:
        One mapping a row; numbers and texts are Python's own and anything missing is None.
    """
    lists = [[_plain(cell) for cell in frame[column].tolist()] for column in columns]
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*lists, strict=True)]


def spec_and_rows(
    chart: alt.LayerChart | alt.VConcatChart,
) -> tuple[dict[str, Any], Datasets]:
    """Part a chart into its specification and its rows.

    The specification depends on the chart's shape and words only. It can be kept, and sent with
    the rows as named datasets: `st.vega_lite_chart(spec={**spec, "datasets": rows})`.

    Args:
        chart: A chart of this package.

    Returns:
        The Vega-Lite specification without data, and the datasets by name: rows, or outlines as
        a GeoJSON feature collection.
    """
    # The schema check of thousands of values costs more than the drawing; tests check the schema.
    bare = chart.copy(deep=False)
    bare["datasets"] = alt.Undefined
    return bare.to_dict(validate=False), dict(chart.datasets)


def _plain(cell: Any) -> Any:  # noqa: ANN401 (a cell may hold anything)
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return None
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
