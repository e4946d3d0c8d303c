"""A table to take away as texts to read: on a page without charts, or on a slide."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

from cdof_core.narrative.numbers import MISSING, number_text
from cdof_core.report.tables import Table

_PLACES = 1
"""Decimal places of figures whose column states none, where they are not whole."""


@dataclass(frozen=True, slots=True)
class ReadableTable:
    """A table as texts; columns in which nothing is said are left out.

    Attributes:
        headings: One a column.
        rows: One text a column.
        numbers: Positions of the columns that hold figures.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


def as_texts(table: Table) -> ReadableTable:
    """Return a table as texts, every figure rounded as its column states.

    Args:
        table: What to read.

    Returns:
        The texts; a missing figure is a dash.
    """
    said = [name for name in table.data if not _is_blank(table.data[name])]
    data = table.data[said]
    numbers = tuple(place for place, name in enumerate(said) if is_numeric_dtype(data[name]))
    places = [table.decimals.get(str(name), _PLACES) for name in said]
    rows = tuple(
        tuple(
            _number(value, places[place]) if place in numbers else _words(value)
            for place, value in enumerate(row)
        )
        for row in data.itertuples(index=False, name=None)
    )
    return ReadableTable(tuple(str(name) for name in said), rows, numbers)


def _is_blank(column: "pd.Series[Any]") -> bool:
    return bool((column.isna() | (column.astype(str) == "")).all())


def _number(value: Any, places: int) -> str:  # noqa: ANN401 (a cell of any table)
    if pd.isna(value):
        return MISSING
    return number_text(float(value), 0 if float(value).is_integer() else places)


def _words(value: Any) -> str:  # noqa: ANN401 (a cell of any table)
    return "" if pd.isna(value) else str(value)
