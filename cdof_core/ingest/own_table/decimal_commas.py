"""Numbers with a decimal comma: 12,5 for 12.5, and 1.234 for 1,234."""

import re
from collections.abc import Collection, Mapping
from typing import Final

import pandas as pd

from cdof_core.ingest.findings import each
from cdof_core.ingest.own_table.fields import Field

# "1,234" is a thousand and more in English; these can only be decimals.
_COMMA: Final = re.compile(
    r"[-+−]?(?:0,\d+|\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:[. \u00a0\u202f]\d{3})+,\d+)\s*%?"
)
_POINT: Final = re.compile(
    r"[-+−]?\s*£?\s*(?:\d*\.(?:\d{1,2}|\d{4,})|0\.\d+|[\d,]+,\d{3}\.\d+)\s*%?"
)


_EITHER: Final = re.compile(r"[-+−]?(?!0)\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3})+)\s*%?")
_POINTS_OF_THOUSANDS: Final = re.compile(r"(?!0)\d{1,3}(?:\.\d{3})+")
_THOUSANDS: Final = re.compile(r"[-+−]?(?!0)\d{1,3}(?:,\d{3})+")


def is_decimal_comma(cell: object) -> bool:
    """Whether a cell is a number that only a decimal comma explains."""
    return _is(_COMMA, cell)


def may_be_thousands(cell: object) -> bool:
    """Whether a cell such as 1.204 is a number of thousands in much of Europe."""
    return _is(_POINTS_OF_THOUSANDS, cell)


def columns_of_decimal_commas(
    columns: Mapping[Field, pd.Series], *, whole: Collection[Field]
) -> frozenset[Field]:
    """Return the columns of a table that are written with decimal commas.

    A table writes them where no number needs a point and, in some column, more different numbers
    need a comma than could be read either way, as 1,234 could: one slip does not turn a column.
    Columns that show neither follow it, but whole numbers keep their commas of thousands.

    Args:
        columns: Columns of figures as they are written.
        whole: Which of them hold whole numbers only.
    """
    different = {name: cells.drop_duplicates() for name, cells in columns.items()}
    # A million plain numbers are passed over at once.
    odd = {
        name: cells[pd.to_numeric(cells, errors="coerce").isna()]
        for name, cells in different.items()
    }
    needing = {name: sum(map(is_decimal_comma, cells)) for name, cells in odd.items()}
    if not any(needing.values()) or any(
        _is(_POINT, cell) for cells in different.values() for cell in cells
    ):
        return frozenset()
    sure = {
        name
        for name, number in needing.items()
        if number > sum(_is(_EITHER, cell) for cell in different[name])
    }
    following = {
        name
        for name, number in needing.items()
        if not number and not (name in whole and any(_is(_THOUSANDS, one) for one in odd[name]))
    }
    return frozenset(sure | following) if sure else frozenset()


def _is(pattern: re.Pattern[str], cell: object) -> bool:
    return isinstance(cell, str) and pattern.fullmatch(cell.strip()) is not None


def with_decimal_points(cells: pd.Series) -> pd.Series:
    """Return cells of a column of decimal commas as the English write them."""
    return each(cells, _turned)


def _turned(cell: object) -> object:
    if not isinstance(cell, str) or not re.search(r"\d[.,]\d", cell):
        return cell
    return cell.replace(".", "").replace(",", ".")
