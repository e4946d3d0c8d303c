"""What the first cells of a column hold."""

import re
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from cdof_core.ingest.own_table.decimal_commas import is_decimal_comma
from cdof_core.ingest.sources.cells import read_cell

_SAMPLE: Final = 200
_DIALLED: Final = re.compile(r"\s*0\d[\d ]*")


def is_numeric(cells: Sequence[Any] | pd.Series) -> bool:
    """Whether most cells are numbers or marks in their places; 01234 567890 is dialled."""
    sample = first_cells(cells)
    understood = sum(
        (read_cell(cell).is_understood or is_decimal_comma(cell)) and not _is_dialled(cell)
        for cell in sample
    )
    return bool(sample) and understood > 0.6 * len(sample)


def is_whole(cells: Sequence[Any] | pd.Series) -> bool:
    """Whether a column holds whole numbers and nothing else that is a number."""
    sample = first_cells(cells)
    numbers = [read_cell(cell).number for cell in sample]
    return (
        not any(map(is_decimal_comma, sample))
        and not is_percent(cells)
        and all(number is None or number.is_integer() for number in numbers)
    )


def is_percent(cells: Sequence[Any] | pd.Series) -> bool:
    """Whether most numbers of a column have a percent sign."""
    sample = [cell for cell in first_cells(cells) if re.search(r"\d", str(cell))]
    return sum(str(cell).rstrip().endswith("%") for cell in sample) > len(sample) / 2


def first_cells(cells: Sequence[Any] | pd.Series) -> list[Any]:
    """Return the first cells that hold anything."""
    return [cell for cell in list(cells[:_SAMPLE]) if str(cell).strip()]


def _is_dialled(cell: object) -> bool:
    """Whether a cell is written with a zero in front, as numbers that count nothing are."""
    return isinstance(cell, str) and _DIALLED.fullmatch(cell) is not None
