"""Checksums: what a snapshot was built from, and what it holds."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from cdof_core.ingest.rooms import CATALOGUE, NOT_ROOMS
from cdof_core.ingest.schema import QUERIES
from cdof_core.store.snapshot import SCHEMA_VERSION

# Everything that decides a figure: the texts, the tables, and the code that reads and computes.
_QUERIES = ("schema", "checks", "build")
_CODE = ("ingest", "statistics")
PACKAGE = Path(__file__).resolve().parents[1]
_TEXTS = {".csv", ".toml"}
_NOT_SOURCES = NOT_ROOMS - {CATALOGUE}


def source_hash(data_dir: Path, imported: Sequence[Path] = ()) -> str:
    """Return the sha256 of everything that a build of this catalogue reads.

    Args:
        data_dir: The catalogue's folder.
        imported: Folders of imported rooms, older ones first; a room's name holds the hash of
            its files, which never change.

    Returns:
        Hexadecimal digest; the same for the same content wherever the folder lies.
    """
    texts = (path for path in data_dir.rglob("*") if path.suffix in _TEXTS)
    catalogue = _files(
        data_dir,
        (path for path in texts if path.relative_to(data_dir).parts[0] not in _NOT_SOURCES),
    )
    queries = [_files(QUERIES, (QUERIES / part).glob("*.sql")) for part in _QUERIES]
    code = [_files(PACKAGE, (PACKAGE / floor).glob("*.py")) for floor in _CODE]
    rooms = [f"import {folder.name}" for folder in imported]
    everything = "\n".join([f"schema {SCHEMA_VERSION}", catalogue, *queries, *code, *rooms])
    return hashlib.sha256(everything.encode()).hexdigest()


def content_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the sha256 over the rows of every table but `snapshot`, whatever their order.

    Args:
        connection: A connection to the snapshot itself.

    Returns:
        Hexadecimal digest; the same for the same rows, whenever and however they were built.
    """
    digest = hashlib.sha256()
    names = connection.sql(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
    ).fetchall()
    for (name,) in names:
        if name == "snapshot":
            continue
        rows = connection.table(name).set_alias("each_row")
        hashed = rows.project("sha256(to_json(each_row)::VARCHAR) AS row_hash")
        # Two steps, so that no single text grows with the number of rows.
        groups = hashed.aggregate(
            "left(row_hash, 2) AS start, sha256(string_agg(row_hash, '' ORDER BY row_hash)) AS part"
        ).order("start")
        parts = "".join(str(part) for _, part in groups.fetchall())
        digest.update(f"{name}:{parts}\n".encode())
    return digest.hexdigest()


def _files(root: Path, paths: Iterable[Path]) -> str:
    return "".join(
        f"\n{path.relative_to(root).as_posix()}:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(paths)
    )
