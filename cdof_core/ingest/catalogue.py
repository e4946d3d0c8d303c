"""Reads the whole catalogue into one typed table for each table of the snapshot."""

import hashlib
from pathlib import Path

import pandas as pd

from cdof_core.domain import DataError
from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE, cast_table
from cdof_core.ingest.rooms import CATALOGUE, COMPUTED, Room, find_rooms, table_of
from cdof_core.ingest.schema import Table
from cdof_core.ingest.text_files import read_csv, read_entries

OBSERVATION_DEFAULTS = {"sex": "Persons", "age": "All ages"}


def read_catalogue(
    data_dir: Path, tables: dict[str, Table], problems: list[DataError]
) -> dict[str, pd.DataFrame]:
    """Read every room and every indicator.

    Args:
        data_dir: The catalogue's folder.
        tables: The snapshot's tables, by name.
        problems: Receives everything that does not fit.

    Returns:
        For each table that the catalogue may fill, its typed columns and the source columns.
        Observations have their defaults, but not yet what the build computes.
    """
    rooms = find_rooms(data_dir, tables, problems)
    texts: dict[str, list[pd.DataFrame]] = {name: [] for name in tables}
    datasets: list[pd.DataFrame] = []
    for room in rooms:
        row_count = 0
        for path in room.files[1:]:
            try:
                name = table_of(path, tables)
                table = _read_room_table(room, path, tables[name])
            except DataError as error:
                problems.append(error)
                continue
            texts[name].append(table)
            row_count += len(table)
        datasets.append(_describe(room, row_count))
    texts["dataset"] = datasets
    texts["indicator"] = _read_indicators(data_dir, tables["indicator"], problems)
    return {
        name: cast_table(_stacked(parts), tables[name], problems)
        for name, parts in texts.items()
        if name not in COMPUTED
    }


def _read_room_table(room: Room, path: Path, table: Table) -> pd.DataFrame:
    allowed = [name for name in table.column_names if name != "dataset_id"]
    texts = read_csv(path, shown_as=room.shown(path), allowed=allowed)
    if "dataset_id" in table.column_names:
        texts = texts.assign(dataset_id=room.dataset_id)
    return _with_defaults(room, texts) if table.name == "observation" else texts


def _with_defaults(room: Room, texts: pd.DataFrame) -> pd.DataFrame:
    for name, cell in room.observation_defaults.items():
        if name not in texts:
            texts = texts.assign(**{name: cell})
    for name, cell in OBSERVATION_DEFAULTS.items():
        given = texts.get(name, pd.Series("", index=texts.index, dtype="str"))
        texts = texts.assign(**{name: given.where(given != "", cell)})
    if "table_name" not in texts:
        texts = texts.assign(table_name="")
    named = texts["indicator_id"] if "indicator_id" in texts else texts["table_name"]
    otherwise = room.description.get("table_name", "")
    supplied = [room.table_names.get(str(name), otherwise) for name in named]
    given = texts["table_name"]
    return texts.assign(
        table_name=given.where(given != "", pd.Series(supplied, index=texts.index, dtype="str"))
    )


def _describe(room: Room, row_count: int) -> pd.DataFrame:
    checksum = hashlib.sha256()
    for path in room.files:
        checksum.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return pd.DataFrame(
        {
            **{name: [cell] for name, cell in room.description.items()},
            "dataset_id": [room.dataset_id],
            "checksum": [checksum.hexdigest()],
            "row_count": [str(row_count)],
        },
        dtype="str",
    ).assign(**{SOURCE_FILE: room.shown(room.files[0]), SOURCE_LINE: 1})


def _read_indicators(data_dir: Path, table: Table, problems: list[DataError]) -> list[pd.DataFrame]:
    read: list[pd.DataFrame] = []
    for path in sorted((data_dir / CATALOGUE / "indicators").glob("*.toml")):
        shown_as = f"data/{CATALOGUE}/indicators/{path.name}"
        try:
            read.append(
                read_entries(path, "indicator", shown_as=shown_as, allowed=table.column_names)
            )
        except DataError as error:
            problems.append(error)
    return read


def _stacked(parts: list[pd.DataFrame]) -> pd.DataFrame:
    if not parts:
        return pd.DataFrame(
            {SOURCE_FILE: pd.Series(dtype="str"), SOURCE_LINE: pd.Series(dtype="int64")}
        )
    stacked = pd.concat(parts, ignore_index=True)
    texts = stacked.drop(columns=SOURCE_LINE).fillna("").astype("str")
    return texts.assign(**{SOURCE_LINE: stacked[SOURCE_LINE].astype("int64")})
