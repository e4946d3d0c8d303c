"""Rules over the whole of an import: totals, jumps, duplicates and the like."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.findings import Sieve
from cdof_core.ingest.imported import SOURCE_SHEET, FiguresFile, Problem, Severity
from cdof_core.ingest.known import Known
from cdof_core.ingest.rooms import CATALOGUE
from cdof_core.ingest.schema import QUERIES
from cdof_core.ingest.text_files import read_csv


@dataclass(frozen=True, slots=True)
class _WholeCheck:
    """A query of `queries/checks_of_imports`.

    Attributes:
        stem: Its file, and the rule's name.
        expected: What should hold.
        remedy: What to do.
        blocks: Whether rows found are set aside and block publishing.
    """

    stem: str
    expected: str
    remedy: str
    blocks: bool = False


REPEATED: Final = "This figure stands more than once."
_OVERLAPPING: Final = (
    Path(__file__).resolve().parents[2] / "data" / "catalogue" / "overlapping_parts.csv"
)
"""Breakdowns whose parts count some of the same, so that they have no sum to be held against."""

INCOMING: Final = "incoming"
"""The table of the rows that are kept."""

_ASKED: Final = (
    "row_id",
    SOURCE_FILE,
    SOURCE_SHEET,
    SOURCE_LINE,
    "indicator_id",
    "area_code",
    "period_start",
    "period_end",
    "period_label",
    "period_kind",
    "sex",
    "age",
    "breakdown_type",
    "breakdown",
    "numerator",
    "denominator",
    "value",
    "flag",
    "vintage",
    "value_kind",
    "multiplier",
    "decimals",
)
"""What the rules ask for; the rest need not be copied."""

WHOLE_CHECKS: Final = (
    _WholeCheck(
        "duplicates",
        REPEATED,
        "Keep one of them, or give each its vintage.",
        blocks=True,
    ),
    _WholeCheck(
        "labels",
        "Within an indicator a period label must always mean the same days.",
        "Give the periods different labels.",
        blocks=True,
    ),
    _WholeCheck(
        "values",
        "The value does not follow from count and denominator.",
        "Check the three, and the unit.",
    ),
    _WholeCheck(
        "totals",
        "Persons are not the sum of females and males.",
        "Say in a note why, or correct it.",
    ),
    _WholeCheck(
        "parts",
        "The total does not equal its parts.",
        "Say in a note what the parts leave out, or correct it.",
    ),
    _WholeCheck(
        "england",
        "England is not the sum of its authorities.",
        "Look for an area that is missing or counted twice.",
    ),
    _WholeCheck(
        "jumps",
        "The figure jumps by more than six standard deviations of the changes before and after, "
        "and of what chance does to counts.",
        "Look for a slip of the decimal point, or mark the break with an annotation.",
    ),
    _WholeCheck(
        "vintages",
        "Figures of several methods or editions stand together.",
        "They are kept apart and never joined into one series; check that this is meant.",
    ),
    _WholeCheck(
        "overlaps",
        "Periods overlap, so figures are counted twice over time.",
        "Calendar and financial years are best kept in different indicators.",
    ),
)


_SIGNS: Final = (
    "hash(indicator_id, area_code, sex, age, breakdown_type, breakdown, vintage) AS series_id, "
    "hash(series_id, period_start, period_end) AS figure_id, "
    "hash(indicator_id, area_code, age, breakdown_type, breakdown, vintage, period_start, "
    "period_end) AS people_id"
)
"""Whole numbers are grouped in a fraction of the time that seven texts take."""


def check_whole(sieve: Sieve, known: Known) -> None:
    """Add what the rules on the whole table find."""
    kept = sieve.kept()
    if kept.empty:
        return
    with duckdb.connect(":memory:") as connection:
        add_incoming(connection, kept)
        for problem, repeated in find_whole_faults(connection, known):
            sieve.problems.append(problem)
            if len(repeated):
                sieve.reasons.loc[sieve.rows.index.isin(repeated)] = problem.expected


def add_incoming(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> None:
    """Make the table that the rules ask.

    Args:
        connection: Where it lies.
        rows: Typed, with the rules of their indicators.
    """
    # As Arrow the texts need not become an object each.
    given = connection.from_arrow(
        pa.Table.from_pandas(rows.assign(row_id=rows.index)[list(_ASKED)])
    )
    given.project(f"*, {_SIGNS}").create(INCOMING)


def add_incoming_file(
    connection: duckdb.DuckDBPyConnection,
    file: FiguresFile,
    *,
    defaults: Mapping[str, str],
    rules: pd.DataFrame,
    left_out: npt.NDArray[np.bool_],
) -> None:
    """Add the rows of a file to the table that the rules ask, without laying them out in Python.

    Args:
        connection: Where it lies.
        file: Rows as the importer read them.
        defaults: For each column of texts what stands for an empty or missing one.
        rules: value_kind, multiplier and decimals by indicator_id, each indicator once.
        left_out: Whether each row is set aside, in the order of the file.
    """
    given = connection.read_parquet(str(file.path), file_row_number=True)
    typed = given.select(
        duckdb.ColumnExpression("file_row_number").alias("row_id"),
        *(_text_of(name, text, given.columns) for name, text in defaults.items()),
        *(_cast_of(name, kind, given.columns) for name, kind in _TYPED.items()),
        _line_of(given.columns),
    )
    connection.from_df(rules).create("rule")
    connection.from_df(pd.DataFrame({"row_id": np.flatnonzero(left_out)})).create("left_out")
    kept = typed.join(connection.table("left_out"), "row_id", how="anti")
    ruled = kept.join(connection.table("rule"), "indicator_id", how="left")
    ruled.project(", ".join(_ASKED)).project(f"*, {_SIGNS}").create(INCOMING)


_TYPED: Final = {
    "period_start": "TIMESTAMP",
    "period_end": "TIMESTAMP",
    "numerator": "DOUBLE",
    "denominator": "DOUBLE",
    "value": "DOUBLE",
}


def _text_of(name: str, otherwise: str, held: Sequence[str]) -> duckdb.Expression:
    default = duckdb.ConstantExpression(otherwise)
    if name not in held:
        return default.alias(name)
    text = duckdb.ColumnExpression(name).cast("VARCHAR")
    is_empty = text.isnull() | (text == duckdb.ConstantExpression(""))
    return duckdb.CaseExpression(is_empty, default).otherwise(text).alias(name)


def _line_of(held: Sequence[str]) -> duckdb.Expression:
    """Return the line of a row; where the importer names none, its place below a header."""
    zero, two = duckdb.ConstantExpression(0), duckdb.ConstantExpression(2)
    if SOURCE_LINE not in held:
        return (duckdb.ColumnExpression("file_row_number") + two).alias(SOURCE_LINE)
    line = duckdb.ColumnExpression(SOURCE_LINE)
    return duckdb.CaseExpression(line.isnull(), zero).otherwise(line).alias(SOURCE_LINE)


def _cast_of(name: str, kind: str, held: Sequence[str]) -> duckdb.Expression:
    found = duckdb.ColumnExpression(name) if name in held else duckdb.ConstantExpression(None)
    return found.cast(kind).alias(name)


def find_whole_faults(
    connection: duckdb.DuckDBPyConnection, known: Known
) -> Iterator[tuple[Problem, "pd.Series[int]"]]:
    """Yield what is wrong with the whole, each with the rows to leave out because of it."""
    connection.from_df(known.areas[["area_code", "level"]]).create("area")
    shown_as = f"data/{CATALOGUE}/{_OVERLAPPING.name}"
    allowed = ("indicator_id", "breakdown_type", "reason")
    connection.from_df(read_csv(_OVERLAPPING, shown_as=shown_as, allowed=allowed)).create(
        "overlapping_parts"
    )
    for check in WHOLE_CHECKS:
        query = (QUERIES / "checks_of_imports" / f"{check.stem}.sql").read_text("utf-8")
        found = connection.execute(query).df()
        if len(found):
            problem = _as_problem(check, found)
            yield problem, found["row_id"] if problem.left_out else pd.Series(dtype="int64")


def _as_problem(check: _WholeCheck, found: pd.DataFrame) -> Problem:
    first: Mapping[Any, Any] = found.iloc[0].to_dict()
    return Problem(
        severity=Severity.ERROR if check.blocks else Severity.WARNING,
        rule=check.stem,
        file=str(first[SOURCE_FILE]),
        sheet=str(first[SOURCE_SHEET]),
        row=int(first[SOURCE_LINE]),
        value=str(first["found"]),
        expected=check.expected,
        remedy=check.remedy,
        count=len(found),
        left_out=len(found) if check.stem == "duplicates" else 0,
    )
