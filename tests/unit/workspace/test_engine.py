"""Opening a workspace and bringing it from any released version to today's."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from cdof_core.workspace import (
    LOCAL_USER,
    GroupKind,
    list_changes,
    list_groups,
    list_scenarios,
    open_workspace,
    rename_scenario,
    undo_change,
)
from cdof_core.workspace.engine import connect_engine, migrate, workspace_url
from cdof_core.workspace.errors import WorkspaceError
from cdof_core.workspace.tables import change, entry, metadata

SAVED_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
GROUP = {"id": "g1", "name": "Beds", "kind": "partnership", "members": "E06000055+E06000056"}
RELEASED = {"0001": (), "0002": (("s1", "Half"), ("s2", "Half"), ("s3", "All"))}
"""Versions of the tables that were released, and the scenarios that each could hold."""


def make_old(url: str, revision: str) -> None:
    """A workspace as that version left it, with something in every table."""
    old = connect_engine(url)
    if old.dialect.name == "sqlite":
        Path(old.url.database or "").parent.mkdir(parents=True)
    migrate(old, revision)
    with old.begin() as connection:
        connection.execute(
            text("INSERT INTO own_group VALUES (:id, :name, :kind, :members, :at, :at, 3)"),
            {**GROUP, "at": SAVED_AT},
        )
        for key, name in RELEASED[revision]:
            connection.execute(
                text("INSERT INTO scenario VALUES (:id, :name, :content, :at, :at, 2)"),
                {"id": key, "name": name, "content": json.dumps({"of": key}), "at": SAVED_AT},
            )
    old.dispose()


@pytest.mark.parametrize("revision", RELEASED)
def test_nothing_saved_by_an_earlier_version_is_lost(url: str, revision: str) -> None:
    make_old(url, revision)
    engine = open_workspace(url)
    (group,) = list_groups(engine, kind=GroupKind.PARTNERSHIP)
    assert (group.group_id, group.name, group.version) == ("g1", "Beds", 3)
    assert group.members == ("E06000055", "E06000056")
    found = {s.scenario_id: (s.name, s.content, s.version) for s in list_scenarios(engine)}
    # Two had one name: the later is told apart by its identifier.
    names = {"s1": "Half", "s2": "Half (s2)", "s3": "All"}
    assert found == {key: (names[key], {"of": key}, 2) for key, _ in RELEASED[revision]}
    assert all(s.updated_at == SAVED_AT for s in list_scenarios(engine))
    assert len(list_changes(engine)) == 1 + len(found)
    engine.dispose()


def test_what_was_moved_can_be_changed_and_put_back(url: str) -> None:
    make_old(url, "0002")
    engine = open_workspace(url)
    everything = next(s for s in list_scenarios(engine) if s.name == "All")
    rename_scenario(engine, LOCAL_USER, everything, name="Everybody")
    undo_change(engine, LOCAL_USER, list_changes(engine)[0])
    assert "All" in {scenario.name for scenario in list_scenarios(engine)}
    engine.dispose()


def test_the_migrations_make_the_tables_the_code_expects(engine: Engine) -> None:
    made = inspect(engine)
    assert set(made.get_table_names()) == {*metadata.tables, "alembic_version"}
    for table in (entry, change):
        columns = {
            column["name"]: (column["type"].python_type, column["nullable"])
            for column in made.get_columns(table.name)
        }
        assert columns == {c.name: (c.type.python_type, c.nullable) for c in table.columns}


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    path = tmp_path / "made/on/first/use.sqlite"
    open_workspace(f"sqlite:///{path}").dispose()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_file_that_is_no_database_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("not a database, and longer than a header would be" * 9)
    with pytest.raises(WorkspaceError, match="cannot be opened: DatabaseError"):
        open_workspace(f"sqlite:///{tmp_path}/notes.sqlite")


def test_a_server_that_is_not_there_is_said_without_its_password() -> None:
    with pytest.raises(WorkspaceError, match=r"you:\*\*\*@127.0.0.1:1/x cannot be opened"):
        open_workspace("postgresql+psycopg://you:secret@127.0.0.1:1/x")


def test_the_environment_chooses_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDOF_WORKSPACE_URL", "sqlite:////tmp/elsewhere.sqlite")
    assert workspace_url() == "sqlite:////tmp/elsewhere.sqlite"
