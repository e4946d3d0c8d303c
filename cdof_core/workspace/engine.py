"""Opens the workspace database and brings it to the newest version first."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from cdof_core.workspace.errors import WorkspaceError

VARIABLE = "CDOF_WORKSPACE_URL"
DEFAULT_FILE = Path(__file__).resolve().parents[2] / "workspace" / "cdof.sqlite"

BUSY_SECONDS = 30
"""How long a change waits for the changes of others."""
ATTEMPTS = 4
NEWEST = "head"

_WRITES = "cdof_writes"
_PAUSE_SECONDS = 0.05
_ADVISORY_LOCK = 20_260_301
_Result = TypeVar("_Result")
_MIGRATIONS = Path(__file__).parent / "migrations"
_opened: dict[str, Engine] = {}
_lock = threading.Lock()


def workspace_url() -> str:
    """Return the address of the workspace: `CDOF_WORKSPACE_URL`, or an SQLite file beside us."""
    return os.environ.get(VARIABLE) or f"sqlite:///{DEFAULT_FILE}"


def open_workspace(url: str = "") -> Engine:
    """Return the database of an address, created and migrated on its first use in this process.

    Args:
        url: SQLAlchemy address; empty for `workspace_url`.

    Raises:
        WorkspaceError: It cannot be opened, created or migrated.
    """
    address = url or workspace_url()
    with _lock:
        if address not in _opened:
            _opened[address] = _open(address)
        return _opened[address]


def write(engine: Engine, work: Callable[[Connection], _Result]) -> _Result:
    """Run work in one transaction that may change something, again where others were in the way.

    Args:
        engine: The workspace.
        work: What to do; run again from its start after a failure of the database.

    Raises:
        WorkspaceError: The database cannot be written.
    """
    attempt = 1
    while True:
        try:
            with engine.connect() as opened:
                connection = opened.execution_options(**{_WRITES: True})
                with connection.begin():
                    return work(connection)
        except OperationalError as error:
            if attempt == ATTEMPTS:
                message = f"Nothing was saved: the database does not answer ({error.orig})."
                raise WorkspaceError(message) from error
        time.sleep(_PAUSE_SECONDS * attempt)
        attempt += 1


def clear_freed(engine: Engine) -> None:
    """Clear what was deleted out of an SQLite file and its log; other databases do so themselves.

    Args:
        engine: The workspace.
    """
    if engine.dialect.name != "sqlite":
        return
    # Outside any transaction: within one the log cannot be folded in.
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def connect_engine(address: str) -> Engine:
    """Return the engine of an address; nothing is created or migrated yet."""
    if make_url(address).get_backend_name() != "sqlite":
        # A server may have been restarted since the connection was used last.
        return create_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def migrate(engine: Engine, revision: str = NEWEST) -> None:
    """Bring the tables to a version, in one transaction, one process at a time.

    Args:
        engine: The workspace.
        revision: The version; the newest where none is named.
    """
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect() as opened:
        connection = opened.execution_options(**{_WRITES: True})
        with connection.begin():
            if engine.dialect.name == "postgresql":
                locked = text("SELECT pg_advisory_xact_lock(:number)")
                connection.execute(locked, {"number": _ADVISORY_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, revision)


def _open(address: str) -> Engine:
    try:
        _make_folder(address)
        engine = connect_engine(address)
        migrate(engine)
    except (SQLAlchemyError, OSError) as error:
        shown = make_url(address).render_as_string(hide_password=True)
        message = f"What was saved at {shown} cannot be opened: {error.__class__.__name__}."
        raise WorkspaceError(message) from error
    return engine


def _make_folder(address: str) -> None:
    database = make_url(address)
    if database.get_backend_name() == "sqlite" and database.database:
        Path(database.database).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 (any driver's)
    # The driver begins transactions too late: `_begin_sqlite` does, so that two changes never
    # both start from what they read before either wrote.
    connection.isolation_level = None
    cursor = connection.cursor()
    # Readers go on while someone saves, and a saved change survives the machine's failure.
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten: what was erased is nowhere in the file.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
