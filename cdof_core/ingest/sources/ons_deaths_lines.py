"""Lines of the national tables of deaths: what they hold and where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.sources.cells import label, read_cell
from cdof_core.ingest.sources.deaths_blocks import Block, find_blocks, read_block
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.headings import (
    cell_at,
    find_column,
    find_row,
    heading,
)
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.sheets import Sheet

SEXES: Final = {
    "persons": "Persons",
    "people": "Persons",
    "males": "Male",
    "male": "Male",
    "men": "Male",
    "females": "Female",
    "female": "Female",
    "women": "Female",
}


YEAR_HEADING = r"year.*"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a table by sex and year."""

    index: int
    sex: str
    period: Period


def lines(sheet: Sheet, row: int, years: int, sexes: int | None) -> Iterator[_Line]:
    """Yield the rows below the headings that have a year, with the sex named last above them."""
    sex = "Persons"
    for index in range(row + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        if sexes is not None:
            sex = SEXES.get(heading(cell_at(cells, sexes)), sex)
        period = read_period(label(cell_at(cells, years)))
        if period is not None:
            yield _Line(index, sex, period)


def deaths_row(sheet: Sheet) -> tuple[int, int, int | None] | None:
    """Return the row of headings, the column of years and that of sexes."""
    row = find_row(sheet, lambda names: any(name.startswith("deaths") for name in names))
    if row is None:
        return None
    names = [heading(cell) for cell in sheet.rows[row]]
    years = find_column(names, YEAR_HEADING)
    return None if years is None else (row, years, find_column(names, "sex"))


def read_by_sex_and_year(
    sheet: Sheet, findings: Findings, keys: Callable[[Block], dict[str, object] | None]
) -> None:
    """Add the figures of a table that has sexes and years."""
    found = deaths_row(sheet)
    if found is None:
        return
    row, years, sexes = found
    blocks = [(block, key) for block in find_blocks(sheet, row, above=1) if (key := keys(block))]
    for line in lines(sheet, row, years, sexes):
        findings.rows_read += 1
        for block, key in blocks:
            figure = read_block(sheet, block, findings, line.index)
            if figure is None or (figure.get("note") and _is_blank(sheet, block, line.index)):
                continue  # a substance is blank in years before it was counted
            figure.pop("note", None)
            findings.add(
                line.index,
                line.period,
                sex=line.sex,
                table_name=sheet.name.strip(),
                **key,
                **figure,
            )


def _is_blank(sheet: Sheet, block: Block, index: int) -> bool:
    return read_cell(cell_at(sheet.rows[index], block.deaths)).is_empty
