"""Snapshots with a few rows written by hand, every column not named filled with something sound."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from cdof_core.ingest.schema import create_tables
from cdof_core.store.snapshot import SCHEMA_VERSION

Row = Mapping[str, object]

# What the rules of a table ask for; all other text is empty and all other numbers are missing.
SOUND: dict[str, Row] = {
    "area": {"level": "upper_tier"},
    "area_population": {"age": "All ages", "year": 2022, "persons": 1},
    "area_age_sex": {"sex": "Male", "year": 2022, "age_from": 0, "people": 1},
    "indicator": {
        "position": 1,
        "role": "headline",
        "profile": True,
        "multiplier": 1,
        "value_kind": "crude_rate",
        "polarity": "low_is_good",
        "decimals": 1,
        "collection": "current",
    },
    "dataset": {
        "strength": "official_workbook",
        "sensitivity": "open",
        "collection": "current",
        "row_count": 0,
    },
    "observation": {
        "period_start": date(2022, 1, 1),
        "period_end": date(2022, 12, 31),
        "period_label": "2022",
        "period_kind": "calendar",
        "sex": "Persons",
        "age": "All ages",
        "value": 1.0,
        "limits_basis": "none",
        "value_basis": "published",
    },
    "outcome": {"position": 1, "kind": "strategic"},
    "measure": {
        "position": 1,
        "level": "headline",
        "polarity": "low_is_good",
        "local_status": "local",
    },
    "measure_indicator": {"relation": "proxy"},
    "annotation": {"event_date": date(2021, 1, 1), "kind": "event", "breaks_series": False},
    "target": {"value": 1, "direction": "at_most"},
    "printed_finding": {"kind": "misprint"},
    "area_hexagon": {"q": 0, "r": 0, "x": 0, "y": 0},
}
SOUND["latest"] = SOUND["observation"]


def make_snapshot(path: Path, rows: Mapping[str, Sequence[Row]]) -> Path:
    """Write a snapshot.

    Args:
        path: File to write.
        rows: Rows of each table; columns that are left out get what is sound.

    Returns:
        The path.
    """
    about = {
        "content_hash": "content",
        "source_hash": "source",
        "schema_version": SCHEMA_VERSION,
        "built_at": datetime(2026, 1, 2, 3, 4),
    }
    with duckdb.connect(path) as connection:
        create_tables(connection)
        for table, given in {**rows, "snapshot": [about]}.items():
            insert(connection, table, given)
    return path


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add rows to a table."""
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE table_name = $table ORDER BY column_index",
        {"table": table},
    ).fetchall()
    empty = {name: "" if kind == "VARCHAR" else None for name, kind in columns}
    filled = [{**empty, **SOUND.get(table, {}), **row} for row in rows]
    strangers = {name for row in filled for name in row} - empty.keys()
    if strangers:
        message = f"{table} has no column {', '.join(strangers)}"
        raise ValueError(message)
    if filled:
        marks = ", ".join("?" * len(empty))
        connection.executemany(
            f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - our own table names
            [[row[name] for name in empty] for row in filled],
        )
