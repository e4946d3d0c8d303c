"""The judge that shares no code with the program: every table of whole counts, one by one."""

from functools import cache

import numpy as np

from cdof_core.disclosure import make_table


def with_totals(inner):
    """Rows and columns of counts with their totals beside and below."""
    inner = np.asarray(inner)
    rows = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    return np.vstack([rows, rows.sum(axis=0, keepdims=True)])


def cross_table(inner, name="T"):
    """A printed table of counts with totals."""
    counts = with_totals(inner)
    rows = [f"r{index}" for index in range(len(counts) - 1)]
    columns = [f"c{index}" for index in range(counts.shape[1] - 1)]
    return make_table(
        name, rows=[*rows, "Total"], columns=[*columns, "Total"], values=counts.tolist()
    )


@cache
def all_tables(shape, highest):
    """Every table of a shape with cells from 0 to a highest count, with totals."""
    rows, columns = shape
    cells = np.indices([highest + 1] * (rows * columns), dtype=np.int16)
    inner = cells.reshape(rows * columns, -1).T.reshape(-1, rows, columns)
    lines = np.concatenate([inner, inner.sum(axis=2, keepdims=True, dtype=np.int16)], axis=2)
    return np.concatenate([lines, lines.sum(axis=1, keepdims=True, dtype=np.int16)], axis=1)


def printed_grid(table):
    """What is printed, None where a mark stands, in the shape of the table."""
    width = len(dict.fromkeys(cell.labels[1] for cell in table.cells))
    shown = [cell.printed.count for cell in table.cells]
    return [shown[start : start + width] for start in range(0, len(shown), width)]


def could_be_behind(number, base, hidden):
    """Counts that a reader of the rule takes a printed number for."""
    near = range(max(number - base, 0), number + base + 1)
    return {n for n in near if abs(n - number) * 2 < base or n == number} - set(hidden)


def agreeing(grid, shape, highest, *, base, hidden):
    """The tables among all that print as the grid does."""
    found = all_tables(shape, highest)
    for row, line in enumerate(grid):
        for column, number in enumerate(line):
            if number is None:
                continue
            counts = list(could_be_behind(number, base, hidden))
            found = found[np.isin(found[:, row, column], counts)]
    return found
