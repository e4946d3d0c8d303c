"""Reads a Fingertips export inside DuckDB, so that a million rows need no memory of their own."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd

from cdof_core.ingest.imported import FiguresFile, refuse
from cdof_core.ingest.schema import QUERIES
from cdof_core.ingest.sources.fingertips_layout import ALL, Layout
from cdof_core.ingest.sources.guard import LONGEST_CELL
from cdof_core.ingest.table_writer import TableWriter

SOURCES: Final = QUERIES / "sources"
MEMORY: Final = "700MB"
MOST_BROKEN_ROWS: Final = 1_000
LONGEST_ROW: Final = 1_000_000
FRAME_UP_TO: Final = 200_000
"""Figures that are handed on as a frame; more of them are handed on as a Parquet file."""
MOST_REJECTED: Final = 100_000
FIRST_LINE: Final = 2
"""Line of the first row: the header stands before it."""


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that is no row of the table.

    Attributes:
        line: Line in the file.
        fault: What is wrong with it.
        text: Its beginning.
    """

    line: int
    fault: str
    text: str


class Export:
    """An export in a database of its own, which goes with it."""

    def __init__(self, folder: Path) -> None:
        """Open a database.

        Args:
            folder: Where it may keep what does not fit into memory.
        """
        self._folder = folder
        self._connection = duckdb.connect(
            folder / "export.duckdb",
            config={
                "memory_limit": MEMORY,
                "temp_directory": str(folder / "spill"),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "python_enable_replacements": False,
            },
        )
        self._connection.execute("SET enable_progress_bar = false")
        # A row's place in the table tells where it stands in the file.
        self._connection.execute("SET preserve_insertion_order = true")

    def __enter__(self) -> "Export":
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the database."""
        self._connection.close()

    def load(self, path: Path, layout: Layout, *, name: str) -> list[BrokenRow]:
        """Read the rows of the file.

        Args:
            path: UTF-8 text.
            layout: Its columns.
            name: How messages call it.

        Returns:
            Rows that are none; rows that merely lack cells at their end are kept.

        Raises:
            ImportRefusedError: The file as a whole is no such table.
        """
        names = list(layout.names[: layout.width])
        try:
            rows = self._scan(path, layout, names)
            self._read(rows)
            broken, short = self._broken(layout)
            whole = self.count("typed_rows")
            if short:
                self._add_short(list(short.values()))
            self._number(whole, broken=[row.line for row in broken], short=list(short))
        except duckdb.Error as error:
            first = str(error).split("\n")[0].removeprefix("Invalid Input Error: ")
            refuse(
                file=name,
                rule="rows",
                expected=f"The rows cannot be read as CSV ({first[:160]}).",
                remedy="Look for an unclosed quotation mark, or download the export again.",
            )
        if len(broken) >= MOST_BROKEN_ROWS:
            refuse(
                file=name,
                rule="rows",
                row=broken[0].line,
                expected=f"{MOST_BROKEN_ROWS:,} rows or more do not fit the header of "
                f"{len(layout.headings)} columns ({broken[0].fault}).",
                remedy="Download the export again.",
            )
        return broken

    def judge(self) -> None:
        """Decide of every row whether it is kept."""
        self._make("repeats", "fingertips_repeats")
        read, repeats = self._connection.table("read_rows"), self._connection.table("repeats")
        # Few rows repeat others, so joining them costs less than a second copy of all would.
        reason = "CASE WHEN row_fault = '' THEN coalesce(repeats.fault, '') ELSE row_fault END"
        joined = read.join(repeats, "read_rows.row_number = repeats.row_number", how="left")
        joined.project(f"read_rows.*, {reason} AS reason").create_view("judged_rows")

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        return len(self._connection.table(table))

    def answer(self, stem: str) -> list[dict[str, Any]]:
        """Return what a query says, as rows."""
        result = self._connection.execute(_text(stem))
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def frame(self, stem: str, *, most: int) -> pd.DataFrame:
        """Return the first rows of what a query says, as text."""
        return self._connection.sql(_text(stem)).limit(most).df().astype("str")

    def reasons(self) -> list[tuple[str, int, int, str, str]]:
        """Return why rows are left out: reason, rows, the first row, an area and its value."""
        return (
            self._connection.table("judged_rows")
            .filter("reason != ''")
            .aggregate(
                "reason, count(*) AS rows, min(row_number) AS first_row, "
                "arg_min(area_code, row_number) AS area, arg_min(value_text, row_number) AS found"
            )
            .order("reason")
            .fetchall()
        )

    def area_types_not_held(self) -> list[tuple[str, int]]:
        """Return the types of areas that are left out, with their rows."""
        return (
            self._connection.table("judged_rows")
            .filter("reason = 'area type not held'")
            .aggregate("area_type, count(*) AS rows")
            .order("rows DESC, area_type")
            .fetchall()
        )

    def know(self, table: str, rows: pd.DataFrame) -> None:
        """Give the database a small table to look things up in."""
        self._connection.from_df(rows).create(table)

    def observations(self, *, file_name: str) -> pd.DataFrame | FiguresFile:
        """Return the figures: a frame, or a file where there are many.

        Args:
            file_name: Name of the export as the user knows it.
        """
        ((last,),) = self._connection.table("read_rows").max("row_number").fetchall()
        if last <= FRAME_UP_TO:
            return self._part(file_name, 0, last).df()
        file = FiguresFile()
        # Days as DuckDB itself would write them.
        with TableWriter(
            file.path, compression="snappy", coerce_timestamps="us", store_schema=False
        ) as writer:
            # To sort a part at a time takes a third of the memory of sorting them all.
            for first in range(0, last, FRAME_UP_TO):
                writer.write(self._part(file_name, first, FRAME_UP_TO).to_arrow_table())
        return file

    def _part(self, file_name: str, first: int, most: int) -> duckdb.DuckDBPyConnection:
        lines = {"first_row": first + FIRST_LINE, "last_row": first + most + FIRST_LINE - 1}
        return self._connection.execute(
            _text("fingertips_observations"), {"file_name": file_name, **lines}
        )

    def _scan(self, path: Path, layout: Layout, names: list[str]) -> duckdb.DuckDBPyRelation:
        return self._connection.read_csv(
            str(path),
            header=True,
            columns=dict.fromkeys(names, "VARCHAR"),
            auto_detect=False,
            delimiter=layout.delimiter,
            quotechar='"',
            escapechar='"',
            store_rejects=True,
            rejects_limit=MOST_BROKEN_ROWS,
            max_line_size=LONGEST_ROW,
            null_padding=layout.is_mixed,
            parallel=not layout.is_mixed,  # rows padded here may also hold line breaks
        )

    def _read(self, rows: duckdb.DuckDBPyRelation) -> None:
        held = set(rows.columns)
        filled = [name if name in held else f"NULL::VARCHAR AS {name}" for name in ALL]
        rows.project(", ".join(filled)).create_view("export_rows")
        self._make("typed_rows", "fingertips_rows")

    def _number(self, whole: int, *, broken: list[int], short: list[int]) -> None:
        """Give every row read the number of its row in the file.

        A table keeps the order of the file, so that the place in it tells the row: the header's is
        added, and those of rows that are not in the table, or were added at its end.

        Args:
            whole: Rows read as they are.
            broken: Rows of the file that were not read.
            short: Rows of the file that were added at the end, in the order in which they were.
        """
        typed = self._connection.table("typed_rows")
        if not broken and not short:
            typed.project(f"rowid + {FIRST_LINE} AS row_number, *").create_view("read_rows")
            return
        firsts = [0]
        firsts += [at - FIRST_LINE - k for k, at in enumerate(sorted({*broken, *short}))]
        ends = [*firsts[1:], whole]
        parts = [
            (a, b - 1, k + FIRST_LINE) for k, (a, b) in enumerate(zip(firsts, ends, strict=True))
        ]
        parts += [(whole + k, whole + k, row - whole - k) for k, row in enumerate(short)]
        frame = pd.DataFrame(parts, columns=["first_place", "last_place", "shift"])
        self.know("numbered", frame[frame["first_place"] <= frame["last_place"]])
        placed = typed.project("rowid AS place, *")
        joined = placed.join(
            self._connection.table("numbered"), "place BETWEEN first_place AND last_place"
        )
        joined.project(
            "place + shift AS row_number, * EXCLUDE (place, first_place, last_place, shift)"
        ).create("read_rows")

    def _make(self, table: str, stem: str) -> None:
        self._connection.sql(_text(stem)).create(table)

    def _broken(self, layout: Layout) -> tuple[list[BrokenRow], dict[int, dict[str, str | None]]]:
        found = (
            self._connection.table("reject_errors")
            .project("line, error_type::VARCHAR AS fault, csv_line, column_idx")
            .order("line, column_idx")
            .limit(MOST_BROKEN_ROWS)
            .fetchall()
        )
        broken: dict[int, BrokenRow] = {}
        short: dict[int, dict[str, str | None]] = {}
        for line, fault, text, _ in found:
            cells = _cells(text or "", layout.delimiter)
            if fault == "MISSING COLUMNS" and cells is not None and len(cells) >= layout.width - 1:
                names = layout.names[: layout.width]
                padded = [*cells, *[None] * (layout.width - len(cells))]
                short[int(line)] = dict(zip(names, padded, strict=True))
            else:
                broken.setdefault(int(line), BrokenRow(int(line), fault.lower(), (text or "")[:80]))
        kept = {line: row for line, row in short.items() if line not in broken}
        return list(broken.values()), kept

    def _add_short(self, rows: list[dict[str, str | None]]) -> None:
        """Read rows that end before the header does, as the others."""
        given = [{name: row.get(name) for name in ALL} for row in rows]
        frame = pd.DataFrame(given, columns=list(ALL), dtype="str")
        self._connection.from_df(frame).create("short_rows")
        self._connection.execute("DROP VIEW export_rows")
        self._connection.table("short_rows").create_view("export_rows")
        self._connection.sql(_text("fingertips_rows")).insert_into("typed_rows")


def _cells(text: str, delimiter: str) -> list[str] | None:
    csv.field_size_limit(LONGEST_CELL)
    try:
        return next(csv.reader([text.rstrip("\r\n")], delimiter=delimiter, strict=True), None)
    except csv.Error:
        return None


def _text(stem: str) -> str:
    return (SOURCES / f"{stem}.sql").read_text(encoding="utf-8")
