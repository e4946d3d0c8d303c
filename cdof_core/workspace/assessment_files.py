"""Files kept as evidence of a self-assessment, each beside the item that it bears on.

What a file is and its bytes are two entries: a page that lists a round's files reads none of them.
Removing a file leaves its bytes, so that undoing the removal brings all of it back; erasing it
leaves nothing but that it was erased (`cdof_core.workspace.erasing`).
"""

import base64
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Engine

from cdof_core.domain import CdofError
from cdof_core.workspace.changes import list_changes
from cdof_core.workspace.entries import (
    LONGEST_NAME,
    Actor,
    Entry,
    find_entry,
    list_entries,
    new_entry,
    remove_entry,
    write_together,
)

FILE: Final = "assessment_file"
BYTES: Final = "assessment_file_bytes"
LARGEST: Final = 3_000_000
"""Bytes of one file."""
MOST_FILES: Final = 200
"""Of one round: everything is in one store, and every backup holds all of it."""
MOST_BYTES: Final = 50_000_000
"""Of all files ever kept: a backup holds them twice, as they are and in the history, and has to
fit through the page that restores it."""
EVERY: Final = 100_000
_TEXT: Final = "txt"
_BEGINS: Final = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    _TEXT: (),
}
"""How a file of each type begins; text begins as it likes."""
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    _TEXT: "text/plain",
}
"""By the end of a file's name: what may be kept."""


class EvidenceFileError(CdofError):
    """A file that cannot be kept as evidence, or is not there."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file as a list shows it.

    Attributes:
        item_id: Statement, indicator or part that it bears on.
        name: With its end.
        size: In bytes.
        held: Identifier of its bytes.
        entry: As it was read.
    """

    item_id: str
    name: str
    size: int
    held: str
    entry: Entry = field(compare=False)

    @property
    def media_type(self) -> str:
        """What it is, for whoever opens it."""
        return MEDIA_TYPES[_end_of(self.name)]


def list_files(engine: Engine, *, round_id: str) -> dict[str, list[EvidenceFile]]:
    """Return the files of a round by item, each item's by name."""
    found: dict[str, list[EvidenceFile]] = {}
    for entry in list_entries(engine, kind=FILE, parent=round_id):
        one = file_of(entry)
        found.setdefault(one.item_id, []).append(one)
    return found


def add_file(
    engine: Engine, actor: Actor, *, round_id: str, item_id: str, name: str, data: bytes
) -> EvidenceFile:
    """Keep a file as evidence.

    Args:
        engine: The workspace.
        actor: Who keeps it.
        round_id: The round.
        item_id: What it bears on.
        name: As the file is called; a path before it is dropped.
        data: Its bytes.

    Raises:
        EvidenceFileError: It is empty, too large or of another type, or there is no more room.
        NotAllowedError: The actor may not write.
    """
    shown = _checked_name(name)
    _check_bytes(shown, data)
    if len(list_entries(engine, kind=FILE, parent=round_id)) >= MOST_FILES:
        message = f"{shown}: this round has {MOST_FILES} files already, the most it can hold."
        raise EvidenceFileError(message)
    if _kept_bytes(engine) + len(data) > MOST_BYTES:
        message = (
            f"{shown} is not kept: all files of evidence, those taken out among them, may have "
            f"{MOST_BYTES / 1_000_000:.0f} MB together. Keep a link to it."
        )
        raise EvidenceFileError(message)
    text = base64.b64encode(data).decode("ascii")
    held = new_entry(actor, kind=BYTES, parent=round_id, name=shown, content={"base64": text})
    content = {"item": item_id, "size": len(data), "held": held.entry_id}
    entry = new_entry(actor, kind=FILE, parent=round_id, name=shown, content=content)
    write_together(engine, actor, added=[held, entry])
    return file_of(entry)


def read_file(engine: Engine, file: EvidenceFile) -> bytes:
    """Return a file's bytes as they were given.

    Raises:
        EvidenceFileError: They are not there.
    """
    held = find_entry(engine, file.held)
    if held is None:
        raise EvidenceFileError(f"{file.name} is not kept here any more.")
    return base64.b64decode(held.content["base64"])


def remove_file(engine: Engine, actor: Actor, file: EvidenceFile) -> None:
    """Take a file out of a round; undoing that brings it back.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else removed it since.
    """
    remove_entry(engine, actor, file.entry)


def _kept_bytes(engine: Engine) -> int:
    """Return the bytes of all files ever kept: those taken out stay in the store and in backups."""
    changes = list_changes(engine, kind=FILE, limit=EVERY)
    contents = [one.after["content"] for one in changes if one.after is not None]
    return sum({str(one["held"]): int(one["size"]) for one in contents}.values())


def _checked_name(name: str) -> str:
    """Return the name of a file without path and unprintable signs, its end in lower case."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    stem, _, end = " ".join(shown.split()).rpartition(".")
    if end.lower() not in MEDIA_TYPES:
        message = (
            f"{shown or 'This file'} cannot be kept: expected a file that ends in "
            f"{', '.join(MEDIA_TYPES)}. Save it as one of these."
        )
        raise EvidenceFileError(message)
    return f"{stem[: LONGEST_NAME - len(end) - 1] or 'file'}.{end.lower()}"


def _check_bytes(name: str, data: bytes) -> None:
    if not data:
        raise EvidenceFileError(f"{name} is empty. Choose the file anew.")
    if len(data) > LARGEST:
        message = (
            f"{name} has {len(data) / 1_000_000:.1f} MB; a file may have up to "
            f"{LARGEST / 1_000_000:.0f} MB. Keep a shorter one, or a link to it."
        )
        raise EvidenceFileError(message)
    end = _end_of(name)
    if end == _TEXT:
        try:
            is_right = "\0" not in data.decode("utf-8")
        except UnicodeDecodeError:
            is_right = False
    else:
        is_right = data.startswith(_BEGINS[end])
    if not is_right:
        message = f"{name} does not hold what its name says: it is no {end} file. Save it anew."
        raise EvidenceFileError(message)


def _end_of(name: str) -> str:
    return name.rpartition(".")[2].lower()


def file_of(entry: Entry) -> EvidenceFile:
    """Return the file that an entry describes."""
    content = entry.content
    return EvidenceFile(
        item_id=str(content["item"]),
        name=entry.name,
        size=int(content["size"]),
        held=str(content["held"]),
        entry=entry,
    )
