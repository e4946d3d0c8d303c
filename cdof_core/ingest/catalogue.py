"""Reads the whole catalogue into one typed table for each table of the snapshot."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cdof_core.domain import DataError
from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE, cast_table
from cdof_core.ingest.imported_rooms import INDICATORS, OBSERVATIONS, read_record
from cdof_core.ingest.library import IMPORTS
from cdof_core.ingest.rooms import CATALOGUE, COMPUTED, Room, find_rooms, read_room, table_of
from cdof_core.ingest.schema import Table
from cdof_core.ingest.text_files import read_csv, read_entries

OBSERVATION_DEFAULTS = {"sex": "Persons", "age": "All ages"}
DECLARED_ONCE = frozenset({"area", "area_change", "group_scheme", "indicator"})
"""Tables of which an import may add rows but change none; of others the newer row stays."""


def read_catalogue(
    data_dir: Path,
    tables: dict[str, Table],
    problems: list[DataError],
    imported: Sequence[Path] = (),
) -> dict[str, pd.DataFrame]:
    """Read every room and every indicator.

    Args:
        data_dir: The catalogue's folder.
        tables: The snapshot's tables, by name.
        problems: Receives everything that does not fit.
        imported: Folders of imported rooms, older ones first.

    Returns:
        For each table that the catalogue may fill, its typed columns and the source columns.
        Observations have their defaults, but not yet what the build computes; those of imported
        rooms, which are complete, are not among them.
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
    for folder in imported:
        try:
            _add_imported(folder, tables, texts)
        except DataError as error:
            problems.append(error)
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


def _add_imported(
    folder: Path, tables: dict[str, Table], texts: dict[str, list[pd.DataFrame]]
) -> None:
    """Add what an imported room says, in the place of what earlier ones say of the same."""
    record = read_record(folder)
    room = read_room(folder, tables, dataset_id=record.dataset_id, origin=IMPORTS)
    added = {
        table_of(path, tables): _read_room_table(room, path, tables[table_of(path, tables)])
        for path in room.files[1:]
    }
    added["dataset"] = _describe(room, record.figures + sum(map(len, added.values())))
    added["indicator"] = read_entries(
        folder / INDICATORS,
        "indicator",
        shown_as=room.shown(folder / INDICATORS),
        allowed=tables["indicator"].column_names,
    )
    for name, rows in added.items():
        key = list(tables[name].key)
        if not key:
            texts[name].append(rows)
        elif name in DECLARED_ONCE:
            texts[name].append(_without(rows, texts[name], key))
        else:
            texts[name] = [*(_without(part, [rows], key) for part in texts[name]), rows]


def _without(rows: pd.DataFrame, others: list[pd.DataFrame], key: list[str]) -> pd.DataFrame:
    """Leave out rows whose key stands among others."""
    taken = {names for part in others for names in _keys(part, key)}
    return rows[[names not in taken for names in _keys(rows, key)]]


def _keys(rows: pd.DataFrame, key: list[str]) -> list[tuple[str, ...]]:
    given = rows.reindex(columns=key).fillna("").astype("str")
    return [tuple(map(str, names)) for names in given.itertuples(index=False, name=None)]


def _describe(room: Room, row_count: int) -> pd.DataFrame:
    checksum = hashlib.sha256()
    observations = room.folder / OBSERVATIONS
    for path in [*room.files, *([observations] if observations.exists() else [])]:
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
