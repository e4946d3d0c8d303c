"""What the tables of the snapshot ask of a catalogue file, read from their own definitions."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

QUERIES = Path(__file__).resolve().parents[2] / "queries"


class CellKind(StrEnum):
    """What a cell of a column must hold."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    CHOICE = "choice"


_KINDS = {
    "VARCHAR": CellKind.TEXT,
    "DOUBLE": CellKind.NUMBER,
    "INTEGER": CellKind.WHOLE,
    "BIGINT": CellKind.WHOLE,
    "DATE": CellKind.DAY,
    "BOOLEAN": CellKind.CHOICE,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Name in the table and in the file.
        kind: What its cells hold.
        is_required: Whether an empty cell is a mistake.
    """

    name: str
    kind: CellKind
    is_required: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the snapshot.

    Attributes:
        name: Table name.
        columns: Its columns in order.
        key: Columns that no two rows may share; empty where a check looks after it.
        rules: Conditions that every row must meet, as SQL expressions.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every table of `queries/schema` in an empty database."""
    for path in sorted((QUERIES / "schema").glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))


def read_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, Table]:
    """Describe the tables of a database that `create_tables` made, by name.

    Tables with a column of another type than a catalogue file can hold are left out; the build
    fills them itself.
    """
    columns = connection.sql(
        "SELECT table_name, column_name, data_type, is_nullable "
        "FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index"
    ).fetchall()
    constraints = connection.sql(
        "SELECT table_name, constraint_type, expression, constraint_column_names "
        "FROM duckdb_constraints() ORDER BY table_name, constraint_index"
    ).fetchall()
    names = dict.fromkeys(name for name, *_ in columns)
    fillable = [
        name
        for name in names
        if all(kind in _KINDS for table, _, kind, _ in columns if table == name)
    ]
    return {
        name: _describe(
            name,
            [row[1:] for row in columns if row[0] == name],
            [row[1:] for row in constraints if row[0] == name],
        )
        for name in fillable
    }


def _describe(
    name: str,
    columns: list[tuple[str, str, bool]],
    constraints: list[tuple[str, str, list[str]]],
) -> Table:
    keys = [tuple(among) for kind, _, among in constraints if kind == "PRIMARY KEY"]
    key = keys[0] if keys else ()
    return Table(
        name=name,
        columns=tuple(
            Column(
                name=column,
                kind=_KINDS[data_type],
                # Empty text is a value ("none"), except where it alone would name the row.
                is_required=not nullable and (data_type != "VARCHAR" or key == (column,)),
            )
            for column, data_type, nullable in columns
        ),
        key=key,
        rules=tuple(expression for kind, expression, _ in constraints if kind == "CHECK"),
    )
