"""Tables of one's own on the command line: columns guessed, and corrected by choices."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from cdof_core.domain import CdofError
from cdof_core.ingest.imported import Imported
from cdof_core.ingest.known import read_known
from cdof_core.ingest.own_table.fields import NUMBERS, Field
from cdof_core.ingest.own_table.layout import Grid
from cdof_core.ingest.own_table.mapping import TableMapping, split_period
from cdof_core.ingest.own_table.opening import guess, open_own_file
from cdof_core.ingest.own_table.reading import read_own_table
from cdof_core.ingest.own_table.standing import Standing, as_group, stand_for
from cdof_core.store.snapshot import current_snapshot

_CONSTANTS = (Field.INDICATOR, Field.AREA, Field.PERIOD)
_ABOUT = ("publication", "publisher", "sensitivity")
_UNUSED = "-"
_AXES = {
    "measure": Field.INDICATOR,
    "group": Field.BREAKDOWN,
    "sex": Field.SEX,
    "age": Field.AGE,
    "area": Field.AREA,
}


class ColumnError(CdofError):
    """A column was told that the table does not have, or to hold what no column can."""


def add_own_choices_to(parser: argparse.ArgumentParser) -> None:
    """Declare what may be said of an own table."""
    own = parser.add_argument_group("tables of your own")
    own.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADING=FIELD",
        help=f"what a column holds: {', '.join(Field)}; {_UNUSED} to leave it out; with "
        f"{', '.join(_AXES)} before count or value, its heading says of what",
    )
    for field in _CONSTANTS:
        own.add_argument(f"--{field.value}", default="", help=f"the {field.value} of all rows")
    own.add_argument("--groups", default="", help="what the groups are, such as ethnicity")
    own.add_argument("--sheet", default="", help="the sheet (default: the first)")
    own.add_argument("--publication", default="", help="name of the dataset")
    own.add_argument("--publisher", default="", help="who made it")
    own.add_argument("--rule", default="", help="rule for small numbers: ndtms, own-hide-1-6 ...")
    own.add_argument("--sensitivity", choices=["restricted", "open"], default="restricted")
    own.add_argument("--unit", default="", help="unit of a new measure")
    own.add_argument(
        "--polarity", choices=["low_is_good", "high_is_good", "no_judgement"], default=""
    )


def read_own(path: Path, chosen: argparse.Namespace) -> Imported:
    """Read a table as it was told, and print how each column was taken.

    Raises:
        ColumnError: A column was told that there is not.
        ImportRefusedError: The file holds no table, or says too little to read one row.
    """
    known = read_known(current_snapshot().path)
    file = open_own_file(path)
    grid = file.grid(chosen.sheet)
    mapping = _corrected(guess(grid, known), grid, chosen)
    for heading in grid.headings:
        print(f"{heading}: {_taken_as(mapping, heading)}", file=sys.stderr)
    return read_own_table(grid, mapping, known, sources=[file.source])


def _taken_as(mapping: TableMapping, heading: str) -> str:
    """Say what a column is read as."""
    standing = mapping.spread.get(heading)
    return standing.said() if standing else mapping.columns.get(heading, "not read")


def _corrected(mapping: TableMapping, grid: Grid, chosen: argparse.Namespace) -> TableMapping:
    columns, spread = dict(mapping.columns), dict(mapping.spread)
    for told in chosen.column:
        heading, _, name = told.rpartition("=")
        if heading not in grid.headings:
            raise ColumnError(f"There is no column {heading!r}. There are {list(grid.headings)}.")
        columns.pop(heading, None)
        spread.pop(heading, None)
        if name.strip() == _UNUSED:
            continue
        read = _told(heading, name)
        if isinstance(read, Standing):
            spread[heading] = read
        else:
            columns[heading] = read
    if chosen.indicator:
        # One measure for all rows: what the columns were taken for are its groups.
        spread = {name: as_group(one) for name, one in spread.items()}
    constants = {field: getattr(chosen, field.value) for field in _CONSTANTS}
    for field in _CONSTANTS:
        if constants[field]:
            columns = _told_of_all(field, columns, spread)
    constants[Field.BREAKDOWN_TYPE] = chosen.groups
    measure = replace(
        mapping.measure,
        unit=chosen.unit or mapping.measure.unit,
        polarity=chosen.polarity or mapping.measure.polarity,
    )
    given = {key: getattr(chosen, key) for key in _ABOUT if getattr(chosen, key)}
    return replace(
        mapping,
        columns=columns,
        spread=spread,
        constants={**mapping.constants, **{key: text for key, text in constants.items() if text}},
        measure=measure,
    ).with_dataset(**given, disclosure_rule=chosen.rule or "none")


def _told_of_all(
    field: Field, columns: dict[str, Field], spread: dict[str, Standing]
) -> dict[str, Field]:
    """Let what is said of all rows stand for the columns that would say otherwise.

    Raises:
        ColumnError: The columns of figures are told apart by what is said to be one.
    """
    across = [name for name, one in spread.items() if one.axis is field]
    if across:
        raise ColumnError(
            f"--{field} says one for all rows, and {across[0]!r} has its own. Leave out --{field}, "
            f"or the columns: --column {across[0]!r}={_UNUSED}."
        )
    return {name: held for name, held in columns.items() if held is not field}


def _told(heading: str, name: str) -> Field | Standing:
    """Read what a column is told to hold: a field, or count or value of what its heading says."""
    first, _, rest = name.strip().lower().partition(" ")
    if first in _AXES and rest:
        return stand_for(_AXES[first], heading, _field(rest))
    period, _ = split_period(heading)
    field = _field(name)
    return Standing(Field.PERIOD, period, field) if period and field in NUMBERS else field


def _field(name: str) -> Field:
    try:
        return Field(name.strip().lower())
    except ValueError:
        raise ColumnError(f"{name!r} is no field. Fields: {', '.join(Field)}.") from None
