"""Reads the catalogue's rooms as text, cell by cell, as a reviewer would."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"

Row = dict[str, str]


@cache
def read_table(path: Path) -> tuple[Row, ...]:
    """Every row of a comma-separated file."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def read_room(dataset_id: str, table: str) -> list[Row]:
    """Rows of a table of one room, over all files that it is split into."""
    paths = sorted((DATA / dataset_id).glob(f"{table}*.csv"))
    longer = {"area": "area_", "observation": ""}.get(table)
    kept = [path for path in paths if not (longer and path.stem.startswith(longer))]
    return [row for path in kept for row in read_table(path)]


def as_number(cell: str) -> float | None:
    """A number, or None for an empty cell."""
    return float(cell) if cell else None
