"""Reading reference tables and tallying how our results differ from theirs."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from cdof_core.statistics.inputs import BoolArray, FloatArray

MISSING_WORDS = frozenset({"", "NA"})


class ReferenceTableError(ValueError):
    """A reference file that cannot be read as the table it should be."""


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """A CSV file held as text.

    Attributes:
        name: File name.
        columns: Text of each column by its header.
        size: Number of rows.
    """

    name: str
    columns: dict[str, list[str]]
    size: int

    def text(self, column: str) -> list[str]:
        """Read a column as text.

        Raises:
            ReferenceTableError: If the file has no such column.
        """
        if column not in self.columns:
            raise ReferenceTableError(f"{self.name} has no column {column}")
        return self.columns[column]

    def numbers(self, column: str) -> FloatArray:
        """Read a column as numbers; empty and NaN are missing, Inf is infinite.

        Raises:
            ReferenceTableError: If the file has no such column or a cell is not a number.
        """
        cells = self.text(column)
        try:
            numbers = [np.nan if cell in MISSING_WORDS else float(cell) for cell in cells]
        except ValueError as error:
            raise ReferenceTableError(f"{self.name}, column {column}: {error}") from error
        return np.array(numbers, dtype=np.float64)

    def flags(self, column: str) -> BoolArray:
        """Read a column of TRUE and FALSE."""
        return np.array([cell.upper() == "TRUE" for cell in self.text(column)], dtype=np.bool_)

    def rows_by(self, *columns: str) -> dict[tuple[str, ...], list[int]]:
        """Number the rows of each combination of keys, in order of appearance."""
        rows: dict[tuple[str, ...], list[int]] = {}
        for row, key in enumerate(zip(*map(self.text, columns), strict=True)):
            rows.setdefault(key, []).append(row)
        return rows

    def subset(self, rows: Sequence[int]) -> "ReferenceTable":
        """Keep some rows."""
        kept = {name: [cells[row] for row in rows] for name, cells in self.columns.items()}
        return ReferenceTable(self.name, kept, len(rows))

    def number(self, column: str) -> float:
        """Read the number a column holds on its first row."""
        return float(self.numbers(column)[0])

    def word(self, column: str) -> str:
        """Read the text a column holds on its first row."""
        return self.text(column)[0]


def read_table(path: Path) -> ReferenceTable:
    """Read a CSV file.

    Raises:
        ReferenceTableError: If the file is not a rectangular UTF-8 table with a header.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = [line for line in csv.reader(file) if line] or [[]]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReferenceTableError(f"{path.name}: {error}") from error
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise ReferenceTableError(
                f"{path.name}, row {number}: {len(row)} cells under {len(header)} headings"
            )
    columns = {name: [row[place].strip() for row in rows] for place, name in enumerate(header)}
    return ReferenceTable(path.name, columns, len(rows))


@dataclass(slots=True)
class Tally:
    """Rows checked so far, which of them differ, and by how much at most.

    Attributes:
        size: Number of rows.
        differs: True where a row differs in any column compared.
        largest: Largest relative difference of numbers, matching or not.
        first: What the first difference was, for the reader.
    """

    size: int
    differs: BoolArray = field(init=False)
    largest: float = 0.0
    first: str = ""

    def __post_init__(self) -> None:
        """Start with no row differing."""
        self.differs = np.zeros(self.size, dtype=np.bool_)

    def numbers(
        self,
        column: str,
        ours: FloatArray,
        theirs: FloatArray,
        *,
        relative: float,
        absolute: FloatArray | float = 0.0,
        excused: BoolArray | None = None,
    ) -> None:
        """Compare numbers; missing and NaN are one, and must stand in the same rows.

        Args:
            column: Name of the column.
            ours: Our numbers, shape (rows,).
            theirs: The reference numbers, shape (rows,).
            relative: Largest difference allowed, over the reference number.
            absolute: Difference allowed besides.
            excused: Rows where a missing number of ours is right whatever the reference has.
        """
        with np.errstate(all="ignore"):
            gap = np.where(ours == theirs, 0.0, np.abs(ours - theirs))
            size = np.abs(theirs)
            # An infinite reference would allow any difference: there only equality will do.
            close = (gap <= relative * size + absolute) & (np.isfinite(size) | (gap == 0))
            share = np.where(size > 0, gap / size, gap)
        missing = np.isnan(ours) & np.isnan(theirs)
        if excused is not None:
            missing |= np.isnan(ours) & excused
        finite = share[np.isfinite(share)]
        self.largest = max(self.largest, float(finite.max(initial=0.0)))
        self._add(column, ~(close | missing), ours.tolist(), theirs.tolist())

    def words(self, column: str, ours: Sequence[str], theirs: Sequence[str]) -> None:
        """Compare text, which must be the same."""
        differs = np.array([a != b for a, b in zip(ours, theirs, strict=True)], dtype=np.bool_)
        self._add(column, differs, ours, theirs)

    def _add(
        self,
        column: str,
        differs: BoolArray,
        ours: Sequence[object],
        theirs: Sequence[object],
    ) -> None:
        if differs.any() and not self.first:
            row = int(np.flatnonzero(differs)[0])
            # The header is line 1 of the file.
            self.first = f"line {row + 2}, {column}: ours {ours[row]}, theirs {theirs[row]}"
        self.differs |= differs


Check = Callable[[dict[str, ReferenceTable]], Tally]
"""Compares our results with one reference file, given the tables it needs by file name."""
