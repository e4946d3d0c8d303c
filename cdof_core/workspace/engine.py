"""Opens the workspace database and brings it to the newest version first."""

import os
import threading
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from cdof_core.workspace.errors import WorkspaceError

VARIABLE = "CDOF_WORKSPACE_URL"
DEFAULT_FILE = Path(__file__).resolve().parents[2] / "workspace" / "cdof.sqlite"

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


def _open(address: str) -> Engine:
    try:
        _make_folder(address)
        engine = create_engine(address)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        _migrate(engine)
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
    cursor = connection.cursor()
    # Readers go on while someone saves, and a saved change survives the machine's failure. The
    # driver itself waits five seconds for another writer.
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
