"""Saved groups on a real SQLite file."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from cdof_core.domain import AreaCode
from cdof_core.workspace import (
    GroupKind,
    delete_group,
    find_group,
    list_groups,
    open_workspace,
    rename_group,
    save_group,
)
from cdof_core.workspace.engine import workspace_url
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidGroupError, WorkspaceError
from cdof_core.workspace.tables import own_group

BEDFORD, CENTRAL = AreaCode("E06000055"), AreaCode("E06000056")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_workspace(f"sqlite:///{tmp_path}/made/on/first/use.sqlite")


def test_a_saved_partnership_is_listed_under_its_kind_only(engine: Engine) -> None:
    save_group(
        engine,
        name="  Beds \n both ",
        kind=GroupKind.PARTNERSHIP,
        members=[CENTRAL, BEDFORD, CENTRAL],
    )
    (saved,) = list_groups(engine, kind=GroupKind.PARTNERSHIP)
    assert (saved.name, saved.members, saved.version) == ("Beds both", (BEDFORD, CENTRAL), 1)
    assert list_groups(engine, kind=GroupKind.GROUP) == []
    assert find_group(engine, saved.group_id) == saved
    assert find_group(engine, "nobody") is None


def test_groups_are_listed_by_name(engine: Engine) -> None:
    for name in ("Wealthy", "Coastal"):
        save_group(engine, name=name, kind=GroupKind.GROUP, members=[BEDFORD, CENTRAL])
    assert [group.name for group in list_groups(engine, kind=GroupKind.GROUP)] == [
        "Coastal",
        "Wealthy",
    ]


def test_of_two_people_who_rename_at_once_the_second_is_told(engine: Engine) -> None:
    read_by_both = save_group(engine, name="Old", kind=GroupKind.GROUP, members=[BEDFORD, CENTRAL])
    rename_group(engine, read_by_both, name="First")
    with pytest.raises(ChangedMeanwhileError, match="'Old' was changed"):
        rename_group(engine, read_by_both, name="Second")
    with pytest.raises(ChangedMeanwhileError):
        delete_group(engine, read_by_both)
    (kept,) = list_groups(engine, kind=GroupKind.GROUP)
    assert (kept.name, kept.version) == ("First", 2)
    delete_group(engine, kept)
    assert list_groups(engine, kind=GroupKind.GROUP) == []


@pytest.mark.parametrize(
    ("name", "members", "said"),
    [
        ("", [BEDFORD, CENTRAL], "1 to 120"),
        ("   ", [BEDFORD, CENTRAL], "this has 0"),
        ("x" * 121, [BEDFORD, CENTRAL], "this has 121"),
        ("One", [BEDFORD, BEDFORD], "at least two authorities; given: E06000055"),
        ("None", [], "given: none"),
    ],
)
def test_a_group_that_is_none_is_refused(
    engine: Engine, name: str, members: list[AreaCode], said: str
) -> None:
    with pytest.raises(InvalidGroupError, match=said):
        save_group(engine, name=name, kind=GroupKind.GROUP, members=members)
    assert list_groups(engine, kind=GroupKind.GROUP) == []


def test_the_migrations_make_the_tables_the_code_expects(engine: Engine) -> None:
    made = {
        column["name"]: str(column["type"]) for column in inspect(engine).get_columns("own_group")
    }
    assert made == {column.name: str(column.type) for column in own_group.columns}


def test_opening_again_keeps_what_was_saved(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kept.sqlite"
    save_group(open_workspace(url), name="Kept", kind=GroupKind.GROUP, members=[BEDFORD, CENTRAL])
    # Another spelling of the address is another engine on the same file, as in another process.
    again = open_workspace(f"sqlite:///{tmp_path}/./kept.sqlite")
    assert [group.name for group in list_groups(again, kind=GroupKind.GROUP)] == ["Kept"]


def test_sqlite_writes_ahead(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_file_that_is_no_database_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("not a database, and longer than a header would be" * 9)
    with pytest.raises(WorkspaceError, match="cannot be opened: DatabaseError"):
        open_workspace(f"sqlite:///{tmp_path}/notes.sqlite")


def test_the_environment_chooses_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDOF_WORKSPACE_URL", "sqlite:////tmp/elsewhere.sqlite")
    assert workspace_url() == "sqlite:////tmp/elsewhere.sqlite"
