"""Guesses what each column of an own table holds, to be shown and corrected."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from cdof_core.ingest.own_table.fields import NUMBERS, Field, field_of, names_identifiers
from cdof_core.ingest.own_table.layout import Grid
from cdof_core.ingest.own_table.mapping import TableMapping, split_period
from cdof_core.ingest.own_table.samples import first_cells, is_numeric, is_percent, is_whole
from cdof_core.ingest.own_table.standing import (
    Standing,
    guess_standings,
    is_age_group,
    is_part_of_a_year,
)
from cdof_core.ingest.own_table.units import PERCENT, NewMeasure, names_unit, says_counts, unit_of
from cdof_core.ingest.sources.periods import read_period

_FIGURES: Final = frozenset({Field.COUNT, Field.VALUE})


def guess_mapping(grid: Grid, *, known_areas: frozenset[str] = frozenset()) -> TableMapping:
    """Guess what each column holds, from its heading and its first cells.

    Args:
        grid: The table.
        known_areas: Codes and lower-case names of areas, to know a column of areas by its cells.

    Returns:
        A guess to be shown and corrected; what cannot be guessed is left out.
    """
    dated = _dated(grid)
    spread, constants = _over_time(grid, dated)
    columns = _named(grid, dated, known_areas)
    if spread:
        columns = _beside(spread, columns)
    else:
        figures = {
            name: _figure(cells)
            for name, cells in zip(grid.headings, grid.columns, strict=True)
            if name not in columns
            and name not in dated
            and not names_identifiers(name)
            and not is_part_of_a_year(name)
            and is_numeric(cells)
        }
        if len(figures) == 1 and not _FIGURES.intersection(columns.values()):
            columns.update(figures)
            if Field.INDICATOR not in columns.values():
                (constants[Field.INDICATOR],) = figures
        else:
            spread = guess_standings(columns, figures, known_areas=known_areas)
    measure = _guess_measure(grid, columns, spread)
    return TableMapping(columns=columns, spread=spread, constants=constants, measure=measure)


def _guess_measure(
    grid: Grid, columns: dict[str, Field], spread: dict[str, Standing]
) -> NewMeasure:
    """Guess the unit from headings and title, such as "Rate per 100,000", then from the cells."""
    measures = [name for name, one in spread.items() if one.axis is Field.INDICATOR]
    read = [
        one for one in grid.headings if (one in columns or one in spread) and one not in measures
    ]
    said = " ".join([*read, *grid.preamble])
    measure = NewMeasure().read_in(said)
    # Where there are several measures each is decided by its own name and cells, see `measure_of`.
    if measure.has_unit or measures or Field.INDICATOR in columns.values():
        return measure
    figures = [name for name in grid.headings if columns.get(name) is Field.VALUE or name in spread]
    is_percents = any(is_percent(cells) for _, cells in _cells_of(grid, figures))
    return measure.read_in(PERCENT) if is_percents else measure


def _dated(grid: Grid) -> dict[str, tuple[str, str]]:
    """Return period and rest of each heading of numbers that names a period."""
    parted = {
        heading: split_period(heading)
        for heading, cells in zip(grid.headings, grid.columns, strict=True)
        if is_numeric(cells)
    }
    return {heading: pair for heading, pair in parted.items() if pair[0]}


def _over_time(
    grid: Grid, dated: dict[str, tuple[str, str]]
) -> tuple[dict[str, Standing], dict[Field, str]]:
    """Return the columns of periods, and the measure where their headings name one."""
    plain = _plain_figure(grid, [name for name, (_, rest) in dated.items() if not rest])
    spread: dict[str, Standing] = {}
    for heading, (period, rest) in dated.items():
        held = field_of(rest) if rest else plain
        standing = None if held is None else Standing(Field.PERIOD, period, held)
        if standing is not None and standing not in spread.values():
            spread[heading] = standing
    measures = {rest for _, rest in dated.values()}
    if spread or len(measures) != 1:
        return spread, {}
    cells = dict(zip(grid.headings, grid.columns, strict=True))
    spread = {
        heading: Standing(Field.PERIOD, period, _figure(cells[heading]))
        for heading, (period, _) in dated.items()
    }
    return spread, {Field.INDICATOR: measures.pop()}


def _named(
    grid: Grid, dated: dict[str, tuple[str, str]], known_areas: frozenset[str]
) -> dict[str, Field]:
    """Return the field of each column whose heading or cells name one."""
    columns: dict[str, Field] = {}
    for heading, cells in zip(grid.headings, grid.columns, strict=True):
        if heading in dated:
            continue
        guessed = _guess(heading, cells, known_areas)
        if guessed in columns.values():
            guessed = _second(guessed, heading, columns)
        if guessed is not None:
            columns[heading] = guessed
    return columns


def _cells_of(grid: Grid, names: Sequence[str]) -> list[tuple[str, Sequence[Any] | pd.Series]]:
    return [
        (name, cells)
        for name, cells in zip(grid.headings, grid.columns, strict=True)
        if name in names
    ]


def _guess(
    heading: str, cells: Sequence[Any] | pd.Series, known_areas: frozenset[str]
) -> Field | None:
    guessed = field_of(heading)
    if guessed in NUMBERS and not is_numeric(cells):
        guessed = None
    if guessed is Field.AGE and is_age_group(heading):
        guessed = None
    sample = [str(cell).strip() for cell in first_cells(cells)]
    # A unit may also be a ward or a team.
    if guessed is Field.UNIT and sum(map(names_unit, sample)) <= len(sample) / 2:
        guessed = None
    if guessed is not None:
        return guessed
    if not sample:
        return None
    if sum(text.lower() in known_areas for text in sample) > len(sample) / 2:
        return Field.AREA
    if sum(read_period(text) is not None for text in sample) > len(sample) / 2:
        return Field.PERIOD
    if {text.lower() for text in sample} <= {"persons", "male", "female", "all", "m", "f"}:
        return Field.SEX
    return None


def _second(guessed: Field | None, heading: str, columns: dict[str, Field]) -> Field | None:
    """Decide between two columns of one field: codes are better areas than names."""
    holder = next(name for name, held in columns.items() if held is guessed)
    if guessed is Field.AREA and "code" in heading.lower() and "code" not in holder.lower():
        del columns[holder]
        return guessed
    return None


def _beside(spread: dict[str, Standing], columns: dict[str, Field]) -> dict[str, Field]:
    """Return the columns that can be read beside those of periods.

    A further figure, such as a total of the years, would be repeated in each of them.
    """
    is_one_period = len({one.text for one in spread.values()}) == 1
    held = {one.held for one in spread.values()}
    kept = {*NUMBERS} - held if is_one_period else {Field.DENOMINATOR} - held
    return {name: one for name, one in columns.items() if one not in NUMBERS or one in kept}


def _plain_figure(grid: Grid, names: Sequence[str]) -> Field:
    """Decide what columns hold whose headings are periods and nothing else."""
    title = " ".join(grid.preamble)
    if says_counts(title):
        return Field.COUNT
    said = [title]
    for heading, cells in zip(grid.headings, grid.columns, strict=True):
        if not is_numeric(cells):
            said += [heading, *dict.fromkeys(str(cell).strip() for cell in first_cells(cells))]
    is_counted = all(is_whole(cells) for _, cells in _cells_of(grid, names))
    return Field.VALUE if any(map(_says_rate, said)) or not is_counted else Field.COUNT


def _says_rate(text: str) -> bool:
    """Whether a text says that figures are rates, money, days and other than what is counted."""
    return (
        unit_of(text) is not None
        or field_of(text) is Field.VALUE
        or (names_unit(text) and not says_counts(text))
    )


def _figure(cells: Sequence[Any] | pd.Series) -> Field:
    return Field.COUNT if is_whole(cells) else Field.VALUE
