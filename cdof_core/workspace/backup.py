"""Everything that users saved in one file, and back again: on this machine or a new one.

The file is text of one form for both databases, so a backup of one restores into the other.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from cdof_core.workspace.actors import Actor, Role
from cdof_core.workspace.changes import in_utc
from cdof_core.workspace.engine import write
from cdof_core.workspace.errors import BackupError, NotAllowedError
from cdof_core.workspace.kinds import KINDS
from cdof_core.workspace.tables import change, entry

FORMAT = "cdof-workspace-1"
_MOMENTS = ("created_at", "updated_at", "made_at")
_TABLES = {"entries": entry, "changes": change}


def make_backup(engine: Engine, actor: Actor) -> bytes:
    """Return everything saved, with its history, as it stood at one moment.

    Args:
        engine: The workspace.
        actor: Who asks: an administrator.

    Returns:
        JSON in UTF-8, with a checksum of its content.

    Raises:
        NotAllowedError: The actor is no administrator.
    """
    _require_administrator(actor)
    isolated = engine.connect()
    if engine.dialect.name == "postgresql":
        # Both tables as of one moment, while others go on saving; SQLite reads so anyway.
        isolated = isolated.execution_options(isolation_level="REPEATABLE READ")
    with isolated as connection:
        content = {
            name: [
                {column: _plain(value) for column, value in row.items()}
                for row in connection.execute(select(table).order_by(table.c.id)).mappings()
            ]
            for name, table in _TABLES.items()
        }
    document = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(),
        "checksum": _checksum(content),
        **content,
    }
    return json.dumps(document, indent=1, sort_keys=True).encode()


def restore_backup(engine: Engine, actor: Actor, data: bytes, *, replaces: bool = False) -> int:
    """Put back everything that a backup holds, all of it or nothing.

    Args:
        engine: The workspace.
        actor: Who asks: an administrator.
        data: What `make_backup` returned.
        replaces: Whether what is saved now, history included, may go; else it must be empty.

    Returns:
        The number of entries restored.

    Raises:
        NotAllowedError: The actor is no administrator.
        BackupError: It is no backup, was damaged, is of a newer version, or something is saved
            already.
    """
    _require_administrator(actor)
    content = _read(data)
    rows = {name: [_row(name, record) for record in content[name]] for name in _TABLES}

    def work(connection: Connection) -> None:
        held = sum(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in _TABLES.values()
        )
        if held and not replaces:
            message = (
                "Something is saved here already. Make a backup of it, then restore with the "
                "choice to replace it. Nothing was changed."
            )
            raise BackupError(message)
        for name, table in _TABLES.items():
            connection.execute(table.delete())
            if rows[name]:
                connection.execute(insert(table), rows[name])
        if engine.dialect.name == "postgresql":
            # Numbers given from now on come after those that were restored.
            newest = select(func.coalesce(func.max(change.c.id), 0) + 1).scalar_subquery()
            sequence = func.pg_get_serial_sequence("change", "id")
            connection.execute(select(func.setval(sequence, newest, False)))

    write(engine, work)
    return len(rows["entries"])


def _require_administrator(actor: Actor) -> None:
    if not actor.role.reaches(Role.ADMINISTRATOR):
        message = f"The role {actor.role} may not back up or restore: that needs an administrator."
        raise NotAllowedError(message)


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(data)
    except (UnicodeDecodeError, ValueError) as error:
        message = f"This is no backup of saved work: it is not JSON ({error})."
        raise BackupError(message) from error
    found = document.get("format") if isinstance(document, dict) else None
    if found != FORMAT:
        message = f"This is no backup of saved work: its format is {found!r}, expected {FORMAT!r}."
        raise BackupError(message)
    content = {name: document.get(name) for name in _TABLES}
    if _checksum(content) != document.get("checksum"):
        message = "This backup was damaged or edited: its checksum does not fit. Use another."
        raise BackupError(message)
    return content


def _row(name: str, record: Any) -> dict[str, Any]:  # noqa: ANN401 (read from a file)
    table = _TABLES[name]
    columns = {column.name for column in table.columns}
    if not isinstance(record, dict) or set(record) != columns:
        message = (
            f"This backup holds a row in {name} that this version does not know. Update first."
        )
        raise BackupError(message)
    if record["kind"] not in KINDS:
        message = (
            f"This backup holds {record['kind']!r}, a kind of a newer version. Update this "
            "installation first."
        )
        raise BackupError(message)
    return {
        column: datetime.fromisoformat(value) if column in _MOMENTS else value
        for column, value in record.items()
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 (any column's)
    return in_utc(value).isoformat() if isinstance(value, datetime) else value


def _checksum(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
