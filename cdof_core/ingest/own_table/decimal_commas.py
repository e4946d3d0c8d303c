"""Numbers with a decimal comma: 12,5 for 12.5, and 1.234 for 1,234."""

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from cdof_core.ingest.findings import each

# "1,234" is a thousand and more in English; these can only be decimals.
_COMMA: Final = re.compile(
    r"[-+−]?(?:0,\d+|\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:[. \u00a0\u202f]\d{3})+,\d+)\s*%?"
)
_POINT: Final = re.compile(
    r"[-+−]?\s*£?\s*(?:\d*\.(?:\d{1,2}|\d{4,})|0\.\d+|[\d,]+,\d{3}\.\d+)\s*%?"
)


def is_decimal_comma(cell: object) -> bool:
    """Whether a cell is a number that only a decimal comma explains."""
    return isinstance(cell, str) and _COMMA.fullmatch(cell.strip()) is not None


def uses_decimal_commas(columns: Iterable[pd.Series]) -> bool:
    """Whether a table writes decimal commas: some number needs one, and none needs a point.

    Args:
        columns: Columns of figures as they are written.
    """
    different = [column.drop_duplicates() for column in columns]
    # A million plain numbers are passed over at once.
    odd = [cells[pd.to_numeric(cells, errors="coerce").isna()] for cells in different]
    if not any(any(map(is_decimal_comma, cells)) for cells in odd):
        return False
    return not any(
        isinstance(cell, str) and _POINT.fullmatch(cell.strip())
        for cells in different
        for cell in cells
    )


def with_decimal_points(cells: pd.Series) -> pd.Series:
    """Return cells of a table of decimal commas as the English write them."""
    return each(cells, _turned)


def _turned(cell: object) -> object:
    if not isinstance(cell, str) or not re.search(r"\d[.,]\d", cell):
        return cell
    return cell.replace(".", "").replace(",", ".")
