"""What an importer hands on: one publication's figures as read, and everything found wrong.

Every importer, the publishers' and that of own tables, ends here; everything after it (checks,
protection of small numbers, the difference view, publishing) starts here.
"""

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, Self

import pandas as pd
import pyarrow.parquet as pq

from cdof_core.domain import DataError

SOURCE_SHEET = "source_sheet"
"""Column beside `source_file` and `source_line`: the sheet of a row, empty for text files."""

REASON = "reason"
"""Column of the rejected rows: why each was left out."""


class Severity(StrEnum):
    """Whether a finding stands in the way of publishing."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a file, or one kind of thing wrong with many of its rows.

    Attributes:
        severity: Errors block publishing, warnings are shown.
        rule: Which check found it, such as "known areas"; findings of one rule are counted
            together.
        file: File name as the user knows it.
        expected: What should have stood there, one sentence.
        remedy: What to do about it, one sentence; empty where `expected` says it.
        sheet: Sheet of a workbook; empty for text files.
        row: Row as the user's own program counts it, from 1; None where it is not one row.
        column: Heading of the column, or its letter; empty where it is not one column.
        value: What was found.
        count: How many rows have the same fault; `row` is the first of them.
        left_out: How many rows it sets aside: an error that does may be accepted, and the rest
            published without them. 0 where the error is of the whole file.
    """

    severity: Severity
    rule: str
    file: str
    expected: str
    remedy: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    count: int = 1
    left_out: int = 0

    @property
    def blocks(self) -> bool:
        """Whether nothing may be published because of it."""
        return self.severity is Severity.ERROR

    @property
    def place(self) -> str:
        """Where it is, in words."""
        parts = [
            self.file,
            f"sheet {self.sheet}" if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            f"column {self.column}" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        """Write it as one line: place, value, what was expected, what to do."""
        found = f": found {self.value!r}" if self.value else ""
        again = f" The same in {self.count - 1:,} more rows." if self.count > 1 else ""
        return " ".join(f"{self.place}{found}. {self.expected} {self.remedy}".split()) + again

    def as_error(self) -> DataError:
        """Return it as an error to raise."""
        where = f"{self.file}, sheet {self.sheet}" if self.sheet else self.file
        sentence = f"{self.expected} {self.remedy}".strip()
        return DataError(file=where, row=self.row, value=self.value, expectation=sentence)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that was read.

    Attributes:
        name: File name as the user knows it, or the address it was fetched from.
        sha256: Its checksum.
        size: Bytes.
    """

    name: str
    sha256: str
    size: int


def no_rows() -> pd.DataFrame:
    """Return a frame without rows and columns."""
    return pd.DataFrame()


class FiguresFile:
    """Many figures as a Parquet file in a folder of its own, which goes with its last holder.

    Attributes:
        path: The file.
    """

    def __init__(self) -> None:
        """Make the folder; the file is for its maker to write."""
        folder = Path(tempfile.mkdtemp(prefix="cdof-figures-"))
        self.path = folder / "observation.parquet"
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)

    def __len__(self) -> int:
        """Return how many figures it holds."""
        return int(pq.read_metadata(self.path).num_rows)

    def read(self) -> pd.DataFrame:
        """Return all figures."""
        return pd.read_parquet(self.path)

    def head(self, number: int) -> pd.DataFrame:
        """Return the first figures."""
        batch = next(pq.ParquetFile(self.path).iter_batches(batch_size=number), None)
        return no_rows() if batch is None else batch.to_pandas()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One publication as read from its files, fit to become a room of the catalogue.

    Attributes:
        dataset_id: Name of the room: lower case letters, digits and hyphens; the same for every
            release of the same table, so that a newer one takes an older one's place.
        dataset: Keys of `dataset.toml` (see data/README.md) with texts; what is left out is empty.
        indicators: Indicators that the catalogue does not declare yet, with the keys of the
            `indicator` table. One that it does declare is left out here and used as declared.
        observations: Columns of `observation.csv` as data/README.md has them (any that are left
            out are supplied), `str`, `float64` and for days `datetime64` or dates; or a file of
            them where there are many. Where rows can be named, also `source_file`,
            `source_sheet` and `source_line`. Rows that cannot be used are in `rejected`, not here.
        tables: Other tables by name (`area`, `area_change`, `area_population`, `target`,
            `annotation` ...) with the columns of their CSV files.
        problems: What was found while reading.
        rejected: Rows left out: `source_file`, `source_sheet`, `source_line`, `reason`, and the
            cells under their own headings as text.
        sources: The files read.
        importer: Which importer read them, such as "fingertips" or "own table".
        is_public: Whether they are printed as their publisher shows them to everybody, under the
            publisher's own rule for small numbers. Nothing of it is then hidden or rounded again.
    """

    dataset_id: str
    dataset: Mapping[str, str]
    observations: pd.DataFrame | FiguresFile
    importer: str
    indicators: tuple[Mapping[str, Any], ...] = ()
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict[str, pd.DataFrame])
    problems: tuple[Problem, ...] = ()
    rejected: pd.DataFrame = field(default_factory=no_rows)
    sources: tuple[SourceFile, ...] = ()
    is_public: bool = False

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Whatever blocks publishing."""
        return tuple(problem for problem in self.problems if problem.blocks)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Errors of the whole file, which leaving out rows does not mend."""
        return tuple(problem for problem in self.errors if not problem.left_out)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Whatever is to be looked at."""
        return tuple(problem for problem in self.problems if not problem.blocks)

    def with_problems(self, found: Iterable[Problem]) -> Self:
        """Return the same with further findings."""
        return replace(self, problems=(*self.problems, *found))


class ImportRefusedError(DataError):
    """A file cannot be imported at all; the message says why.

    Attributes:
        problems: Everything found.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Join what was found.

        Args:
            problems: At least one.
        """
        first = problems[0].as_error()
        super().__init__(
            file=first.file, expectation=first.expectation, row=first.row, value=first.value
        )
        self.problems = tuple(problems)
        self._text = "\n".join(str(problem) for problem in problems[:20])

    def __str__(self) -> str:
        """Return one line a problem, the first twenty."""
        return self._text


def refuse(
    *,
    file: str,
    expected: str,
    remedy: str = "",
    rule: str = "file",
    **place: Any,  # noqa: ANN401 (a row is a number, the rest texts)
) -> NoReturn:
    """Refuse a file as a whole.

    Args:
        file: File name as the user knows it.
        expected: What should have been there.
        remedy: What to do.
        rule: Which check found it.
        place: `sheet`, `row`, `column` and `value` where they are known.

    Raises:
        ImportRefusedError: Always.
    """
    raise ImportRefusedError(
        [
            Problem(
                severity=Severity.ERROR,
                rule=rule,
                file=file,
                expected=expected,
                remedy=remedy,
                **place,
            )
        ]
    )
