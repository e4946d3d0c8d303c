"""From a file to the tables in it, and the guess of how to read one."""

from dataclasses import dataclass
from pathlib import Path

from cdof_core.ingest.imported import SourceFile
from cdof_core.ingest.known import Known
from cdof_core.ingest.own_table.guessing import guess_mapping
from cdof_core.ingest.own_table.layout import Grid, find_grid, find_wide_text
from cdof_core.ingest.own_table.mapping import TableMapping
from cdof_core.ingest.sources.formulas import refuse_formulas_without_results
from cdof_core.ingest.sources.percent_cells import with_percent_signs
from cdof_core.ingest.sources.sheets import Opened, open_file


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that may hold own tables.

    Attributes:
        opened: Its sheets.
        source: Its name, checksum and size.
    """

    opened: Opened
    source: SourceFile

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of its sheets; one empty name for text."""
        return self.opened.sheet_names

    def grid(self, sheet_name: str = "") -> Grid:
        """Return the table in one sheet; the first sheet with one if none is named.

        Raises:
            ImportRefusedError: There is none, or formulas in it have no results.
        """
        long = find_wide_text(self.opened.looked)
        if long is not None:
            return long
        sheet = self.opened.sheet(sheet_name or self._first())
        refuse_formulas_without_results(self.opened.looked, sheet.name)
        return find_grid(with_percent_signs(sheet, self.opened.looked))

    def _first(self) -> str:
        """Prefer the template's sheet; else the first."""
        return "Data" if "Data" in self.sheet_names else self.sheet_names[0]


def open_own_file(path: Path, *, name: str = "") -> OwnFile:
    """Open a CSV, XLSX or ODS file.

    Raises:
        ImportRefusedError: It is none of these, damaged, or too large.
    """
    opened = open_file(path, name=name)
    return OwnFile(opened, opened.source())


def guess(grid: Grid, known: Known) -> TableMapping:
    """Guess how a table is read, from its headings, its cells and the areas there are."""
    return guess_mapping(grid, known_areas=known.area_words)
