"""Ethnic shares of a population against the census that the table names."""

import re
from collections.abc import Iterator

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.ethnic_groups import census_shares, ethnic_group
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Form, show
from cdof_core.checker.periods import census_years
from cdof_core.statistics.printed_numbers import is_transposed

_PEOPLE_SERVED = re.compile(
    r"treatment|client|penetration|admission|death|referral|offence|completion|index|ratio", re.I
)
_FEWEST_GROUPS = 3


def find(context: Context) -> Iterator[Finding]:
    """Yield shares of the population that the census does not give."""
    for grid in context.grids:
        title = grid.table.title
        groups = [ethnic_group(row.text) for row in grid.rows]
        if len({group for group in groups if group}) < _FEWEST_GROUPS:
            continue
        if len(groups) != len(set(groups)):
            # Detailed groups share their broad name and are not what is held.
            continue
        for column in grid.columns:
            named = f"{title} {column.text}"
            if census_years(named) and not _PEOPLE_SERVED.search(named):
                yield from _in_column(context, grid, column)


def _in_column(context: Context, grid: Grid, column: Line) -> Iterator[Finding]:
    area = context.places.area_of(column.label)
    titled = context.places.named_in(grid.table.title)
    area = area or (titled[0] if len(titled) == 1 else "")
    known = context.places.known.get(area)
    shares = census_shares(context, grid, known.code) if known else {}
    for row, cell in zip(grid.rows, column.cells, strict=True):
        share = shares.get(ethnic_group(row.text))
        number = cell.quantity
        if share is None or number is None or cell.form is not Form.PERCENT:
            continue
        if number.low - 1e-6 <= share <= number.high + 1e-6:
            continue
        expected = show(share, like=number)
        swapped = is_transposed(number.text, expected)
        yield at_cell(
            grid,
            cell,
            kind=Kind.PUBLISHED,
            expected=expected,
            confidence=Confidence.HIGH if swapped else Confidence.MEDIUM,
            wording=(
                f"{cell.text} is printed; the census gives {expected} for {row.text}."
                + digits_words(swapped=swapped)
            ),
        )
