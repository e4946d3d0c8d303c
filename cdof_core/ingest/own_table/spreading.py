"""Tables with years, measures, groups or sexes across their columns, one row a figure."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.ingest.cells import SOURCE_LINE
from cdof_core.ingest.findings import each
from cdof_core.ingest.own_table.fields import Field
from cdof_core.ingest.own_table.layout import Grid
from cdof_core.ingest.own_table.mapping import TableMapping

_SPREAD: Final = "\x00held "
_AXIS: Final = "\x00of "


def spread(grid: Grid, mapping: TableMapping) -> pd.DataFrame:
    """Return one row a figure: columns whose headings stand for something come below each other."""
    frame = pd.DataFrame(
        {
            heading: cells if isinstance(cells, pd.Series) else pd.Series(cells, dtype="object")
            for heading, cells in zip(grid.headings, grid.columns, strict=True)
        }
    )
    frame.insert(0, SOURCE_LINE, np.asarray(grid.lines, dtype="int64"))
    if mapping.spread:
        kept = [name for name in frame.columns if name not in mapping.spread]
        held: dict[tuple[Field, str], dict[str, pd.Series]] = {}
        for name, one in mapping.spread.items():
            if name in frame.columns:
                held.setdefault((one.axis, one.text), {})[_spread_name(one.held)] = frame[name]
        parts = [
            frame[kept].assign(**{_axis_name(axis): text}, **figures)
            for (axis, text), figures in held.items()
        ]
        frame = pd.concat(parts, ignore_index=True).fillna("")
    used = [name for name in frame.columns if name in mapping.columns or name.startswith(_SPREAD)]
    empty = pd.Series(data=True, index=frame.index)
    for name in used:
        empty &= is_blank_column(frame[name])
        if not empty.any():
            break
    return frame[~empty].reset_index(drop=True) if empty.any() else frame


def is_blank_column(cells: pd.Series) -> pd.Series:
    """Whether each cell holds nothing."""
    return each(cells, lambda cell: isinstance(cell, str) and not cell.strip()).astype("bool")


def column(cells: pd.DataFrame, mapping: TableMapping, wanted: Field) -> pd.Series:
    """Return what a field's column holds, or its constant; empty where there is neither."""
    heading = mapping.heading_of(wanted)
    if _axis_name(wanted) in cells:
        return cells[_axis_name(wanted)]
    if _spread_name(wanted) in cells:
        return cells[_spread_name(wanted)]
    if heading in cells:
        return cells[heading]
    constant = mapping.constants.get(wanted, "")
    return pd.Series(constant, index=cells.index, dtype="str")


def _axis_name(axis: Field) -> str:
    """Return the name of the column of what the headings stood for."""
    return f"{_AXIS}{axis.value}"


def _spread_name(held: Field) -> str:
    """Return the name of a spread column."""
    return f"{_SPREAD}{held.value}"
