"""Rows of percentages with their counts in the row below."""

from collections.abc import Iterator, Sequence

from cdof_core.checker.context import Context, at_table
from cdof_core.checker.finding import Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form
from cdof_core.checker.roles import Role
from cdof_core.checker.rules.ratios import as_wrong
from cdof_core.statistics.printed_numbers import Quantity, exact, total


def find(context: Context) -> Iterator[Finding]:
    """Yield percentages that the counts below them do not give, and labels between the two."""
    for grid in context.grids:
        pairs = _pairs(grid)
        for at in pairs:
            yield from _wrong(grid, at)
        yield from _shifted_labels(grid, pairs)


def has_pairs(grid: Grid) -> bool:
    """Whether percentages of a table have their counts in the row below."""
    return bool(_pairs(grid))


def _pairs(grid: Grid) -> list[int]:
    return [at for at in range(len(grid.rows) - 1) if _is_pair(grid.rows, at)]


def _is_pair(rows: Sequence[Line], at: int) -> bool:
    return _most(rows[at], {Form.PERCENT}) and _most(rows[at + 1], {Form.NUMBER, Form.FRACTION})


def _most(row: Line, forms: set[Form]) -> bool:
    cells = [cell for cell in row.cells if cell.form is not Form.BLANK]
    return bool(cells) and sum(_form(cell) in forms for cell in cells) * 2 > len(cells)


def _form(cell: Cell) -> Form:
    return Form.FRACTION if cell.parts is not None and cell.quantity is None else cell.form


def _wrong(grid: Grid, at: int) -> Iterator[Finding]:
    for column, (share, count) in enumerate(
        zip(grid.rows[at].cells, grid.rows[at + 1].cells, strict=True)
    ):
        if share.quantity is None or share.form is not Form.PERCENT:
            continue
        base = _base(grid, at + 1, column)
        if base is None:
            continue
        top, bottom = base
        if bottom.low <= 0:
            continue
        follows = top.over(bottom, multiplier=100.0)
        if not follows.agrees(share.quantity):
            words = f"{count.text}" if count.parts else f"{count.text} of {bottom.value:,.0f}"
            yield as_wrong(grid, share, follows, Role.PERCENT, words)


def _base(grid: Grid, row: int, column: int) -> tuple[Quantity, Quantity] | None:
    cell = grid.rows[row].cells[column]
    if cell.parts is not None:
        return cell.parts
    if cell.quantity is None or grid.columns[column].labels[:-1] == ():
        return None
    group = [
        other
        for other, line in zip(grid.rows[row].cells, grid.columns, strict=True)
        if line.labels[:-1] == grid.columns[column].labels[:-1]
    ]
    values = [other.quantity for other in group if other.quantity is not None]
    if len(values) < 2 or len(values) != len(group):  # noqa: PLR2004
        return None
    return exact(cell.quantity.value), total(exact(value.value) for value in values)


def _shifted_labels(grid: Grid, pairs: Sequence[int]) -> Iterator[Finding]:
    """Labels that stand on the second row of a pair while others stand on the first."""
    if len(pairs) < 2:  # noqa: PLR2004
        return
    on_first = [at for at in pairs if not grid.rows[at].is_continued]
    on_second = [at + 1 for at in pairs if not grid.rows[at + 1].is_continued]
    if not on_first or not on_second or len(on_first) == len(pairs):
        return
    names = ", ".join(f"“{grid.rows[at].text}”" for at in on_second)
    yield at_table(
        grid,
        kind=Kind.SHIFTED,
        printed=f"labels {names}",
        expected="each label on the first of the two rows it belongs to",
        wording=(
            f"Rows come in pairs, percentages above their counts, but {names} stands on the "
            "second row of a pair: the labels are shifted, and it is not clear which figures "
            "belong to which label."
        ),
    )
