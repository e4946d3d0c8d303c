"""Imported publications as rooms of their own beside the snapshot, written once and never changed.

A room is `dataset.toml`, `observation.parquet`, `indicators.toml`, a CSV file for every other table
it fills, and `import.json`: who brought it, when, from which files.
"""

import hashlib
import json
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from cdof_core.domain import Sensitivity, SnapshotError
from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.imported import SOURCE_SHEET, FiguresFile, Imported
from cdof_core.ingest.library import Library
from cdof_core.ingest.text_files import as_text, read_toml

OBSERVATIONS = "observation.parquet"
INDICATORS = "indicators.toml"
DESCRIPTION = "dataset.toml"
RECORD = "import.json"
_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One imported room, as a list of imports shows it.

    Attributes:
        name: Its folder.
        dataset_id: Its dataset.
        dataset: The keys of its `dataset.toml`.
        who: Who imported it.
        when: When, in UTC, ISO.
        importer: Which importer read it.
        figures: How many figures it holds.
        sources: The files it was read from: name, sha256, size.
        protection: What was hidden and how the attack ended, in a sentence; empty where nothing
            had to be.
    """

    name: str
    dataset_id: str
    dataset: Mapping[str, str]
    who: str
    when: str
    importer: str
    figures: int
    sources: tuple[Mapping[str, Any], ...]
    protection: str = ""

    @property
    def is_restricted(self) -> bool:
        """Whether only those who unlocked it may see it."""
        return self.dataset.get("sensitivity") == Sensitivity.RESTRICTED.value


def write_room(library: Library, imported: Imported, *, who: str, protection: str = "") -> str:
    """Keep an import as a room; it is not in use before it is published.

    Args:
        library: Where.
        imported: Checked, complete and protected.
        who: Who brings it.
        protection: What was hidden, in a sentence.

    Returns:
        The name of its folder: the dataset and a hash of what it holds.
    """
    unfinished = library.rooms / f".{uuid.uuid4().hex}"
    unfinished.mkdir(parents=True)
    try:
        _write_files(unfinished, imported)
        name = f"{imported.dataset_id}@{_hash(unfinished)}"
        figures = int(pq.read_metadata(unfinished / OBSERVATIONS).num_rows)
        record = {
            "dataset_id": imported.dataset_id,
            "who": who,
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
            "importer": imported.importer,
            "figures": figures,
            "protection": protection,
            "sources": [
                {"name": file.name, "sha256": file.sha256, "size": file.size}
                for file in imported.sources
            ],
        }
        (unfinished / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")
        target = library.rooms / name
        if not target.exists():
            unfinished.rename(target)
        return name
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def read_record(folder: Path) -> ImportRecord:
    """Read what is known of a room.

    Raises:
        SnapshotError: It is damaged.
    """
    try:
        held = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        description = read_toml(folder / DESCRIPTION, shown_as=DESCRIPTION)
        dataset = {key: as_text(text) for key, text in description.items() if key != "tables"}
        return ImportRecord(
            name=folder.name,
            dataset_id=held["dataset_id"],
            dataset=dataset,
            who=held["who"],
            when=held["when"],
            importer=held["importer"],
            figures=int(held["figures"]),
            sources=tuple(held["sources"]),
            protection=held["protection"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The imported figures in {folder} are damaged. Import them again."
        raise SnapshotError(message) from error


def read_records(library: Library, names: Sequence[str]) -> list[ImportRecord]:
    """Read what is known of several rooms, in the order given."""
    return [read_record(folder) for folder in library.folders(names)]


def _write_files(folder: Path, imported: Imported) -> None:
    (folder / DESCRIPTION).write_text(_as_toml(imported.dataset), encoding="utf-8")
    entries = "\n".join(f"[[indicator]]\n{_as_toml(entry)}" for entry in imported.indicators)
    (folder / INDICATORS).write_text(entries, encoding="utf-8")
    for name, rows in imported.tables.items():
        if rows.empty:  # a file without a header could not be read back
            continue
        without = rows.drop(columns=[*_SOURCES, "dataset_id"], errors="ignore")
        without.to_csv(folder / f"{name}.csv", index=False, date_format="%Y-%m-%d")
    observations = imported.observations
    if isinstance(observations, FiguresFile):
        shutil.copyfile(observations.path, folder / OBSERVATIONS)
    else:
        rows = observations.drop(columns=[*_SOURCES, "dataset_id"], errors="ignore")
        rows.to_parquet(folder / OBSERVATIONS, index=False, compression="zstd")


_SOURCES = (SOURCE_FILE, SOURCE_SHEET, SOURCE_LINE)


def _as_toml(entries: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_toml_value(value)}\n" for key, value in entries.items())


def _toml_value(value: Any) -> str:  # noqa: ANN401 - texts, numbers, yes and no
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    # A JSON text is a TOML text but for the one sign that JSON may leave bare.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0")
        with path.open("rb") as handle:
            digest.update(hashlib.file_digest(handle, "sha256").digest())
    return digest.hexdigest()[:_HASH_SHOWN]
