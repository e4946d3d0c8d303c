"""Every test of the workspace runs on both databases, each test on one of its own."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from cdof_core.workspace import open_workspace
from cdof_core.workspace.tables import metadata
from tests.unit.workspace.postgresql import NOT_FOUND, find_programs, running_server

PROGRAMS = find_programs()
DATABASES = ["sqlite", *(["postgresql"] if PROGRAMS else [])]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in one line that half of these tests did not run."""
    if PROGRAMS is None:
        terminalreporter.write_line(NOT_FOUND)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a PostgreSQL server that only these tests use."""
    assert PROGRAMS is not None
    with running_server(PROGRAMS) as address:
        yield address


def new_database(server: str) -> str:
    """Address of an empty database on a server."""
    name = f"test_{uuid.uuid4().hex}"
    first = create_engine(server, isolation_level="AUTOCOMMIT")
    with first.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    first.dispose()
    return server.removesuffix("postgres") + name


@pytest.fixture(scope="session")
def shared(server: str) -> Iterator[Engine]:
    """A workspace on PostgreSQL: making one anew for every test takes half a second."""
    opened = open_workspace(new_database(server))
    yield opened
    opened.dispose()


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a database that does not exist yet, or is quite empty."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/made/on/first/use.sqlite"
    return new_database(request.getfixturevalue("server"))


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An open workspace with nothing in it."""
    if request.param == "sqlite":
        opened = open_workspace(f"sqlite:///{tmp_path}/workspace.sqlite")
        yield opened
        opened.dispose()
        return
    kept: Engine = request.getfixturevalue("shared")
    with kept.begin() as connection:
        for table in metadata.tables.values():
            connection.execute(table.delete())
    yield kept
