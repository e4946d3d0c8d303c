"""Guesses what each column of an own table holds, to be shown and corrected."""

import re
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from cdof_core.ingest.own_table.decimal_commas import is_decimal_comma
from cdof_core.ingest.own_table.fields import NUMBERS, Field, field_of
from cdof_core.ingest.own_table.layout import Grid
from cdof_core.ingest.own_table.mapping import NewMeasure, TableMapping, split_period
from cdof_core.ingest.own_table.standing import Standing, guess_standings
from cdof_core.ingest.sources.cells import read_cell
from cdof_core.ingest.sources.periods import read_period

_SAMPLE: Final = 200
_FIGURES: Final = frozenset({Field.COUNT, Field.VALUE})
_PER: Final = re.compile(r"\bper (1[, ]?0[0 ,]*0)\b", re.IGNORECASE)
_PERCENT: Final = re.compile(r"%|\bpercent|\bper cent|\bproportion", re.IGNORECASE)
_COUNTS: Final = re.compile(r"\b(number|count)s?\b")


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
    if not spread:
        figures = {
            name: _figure(cells)
            for name, cells in zip(grid.headings, grid.columns, strict=True)
            if name not in columns and name not in dated and _is_numeric(cells)
        }
        if len(figures) == 1 and not _FIGURES.intersection(columns.values()):
            columns.update(figures)
            if Field.INDICATOR not in columns.values():
                (constants[Field.INDICATOR],) = figures
        else:
            spread = guess_standings(columns, figures)
    said = " ".join([*grid.headings, *grid.preamble])
    figures = [name for name in grid.headings if columns.get(name) is Field.VALUE or name in spread]
    if any(_is_percent(cells) for _, cells in _cells_of(grid, figures)):
        said = "%"
    return TableMapping(
        columns=columns, spread=spread, constants=constants, measure=_guess_measure(said)
    )


def _dated(grid: Grid) -> dict[str, tuple[str, str]]:
    """Return period and rest of each heading of numbers that names a period."""
    parted = {
        heading: split_period(heading)
        for heading, cells in zip(grid.headings, grid.columns, strict=True)
        if _is_numeric(cells)
    }
    return {heading: pair for heading, pair in parted.items() if pair[0]}


def _over_time(
    grid: Grid, dated: dict[str, tuple[str, str]]
) -> tuple[dict[str, Standing], dict[Field, str]]:
    """Return the columns of periods, and the measure where their headings name one."""
    plain = Field.COUNT if _COUNTS.search(" ".join(grid.preamble).lower()) else Field.VALUE
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


def _guess_measure(said: str) -> NewMeasure:
    """Guess the unit from headings and title, such as "Rate per 100,000"."""
    if found := _PER.search(said):
        multiplier = float(found[1].replace(",", "").replace(" ", ""))
        return NewMeasure(unit=f"per {multiplier:,.0f}", multiplier=multiplier)
    if _PERCENT.search(said):
        return NewMeasure(unit="%", multiplier=100.0)
    return NewMeasure()


def _guess(
    heading: str, cells: Sequence[Any] | pd.Series, known_areas: frozenset[str]
) -> Field | None:
    guessed = field_of(heading)
    if guessed in NUMBERS and not _is_numeric(cells):
        guessed = None
    if guessed is not None:
        return guessed
    sample = [str(cell).strip() for cell in list(cells[:_SAMPLE]) if str(cell).strip()]
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


def _is_numeric(cells: Sequence[Any] | pd.Series) -> bool:
    sample = _filled(cells)
    understood = sum(read_cell(cell).is_understood or is_decimal_comma(cell) for cell in sample)
    return bool(sample) and understood > 0.6 * len(sample)


def _is_whole(cells: Sequence[Any] | pd.Series) -> bool:
    """Whether a column holds whole numbers and nothing else that is a number."""
    sample = _filled(cells)
    numbers = [read_cell(cell).number for cell in sample]
    return (
        not any(map(is_decimal_comma, sample))
        and not _is_percent(cells)
        and all(number is None or number.is_integer() for number in numbers)
    )


def _figure(cells: Sequence[Any] | pd.Series) -> Field:
    return Field.COUNT if _is_whole(cells) else Field.VALUE


def _is_percent(cells: Sequence[Any] | pd.Series) -> bool:
    """Whether most numbers of a column have a percent sign."""
    sample = [cell for cell in _filled(cells) if re.search(r"\d", str(cell))]
    return sum(str(cell).rstrip().endswith("%") for cell in sample) > len(sample) / 2


def _filled(cells: Sequence[Any] | pd.Series) -> list[Any]:
    return [cell for cell in list(cells[:_SAMPLE]) if str(cell).strip()]
