"""Backup and restore: on the same machine, on a fresh one, from one database to the other."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from cdof_core.workspace import (
    LOCAL_USER,
    Actor,
    Role,
    add_entry,
    change_entry,
    list_changes,
    list_entries,
    open_workspace,
    remove_entry,
    undo_change,
)
from cdof_core.workspace.backup import make_backup, restore_backup
from cdof_core.workspace.errors import BackupError, NotAllowedError

EDITOR = Actor("Ed", Role.EDITOR)


def fill(engine: Engine) -> None:
    """A story that was changed and a note that was removed."""
    story = add_entry(engine, EDITOR, kind="story", name="Ours", content={"text": "“ü” 🙂"})
    change_entry(engine, EDITOR, story, content={"text": "two"})
    note = add_entry(engine, EDITOR, kind="note", name="", content={"n": 1.5}, parent="E1")
    remove_entry(engine, EDITOR, note)


def test_a_backup_comes_back_on_a_fresh_machine(url: str, engine: Engine) -> None:
    # `engine` and `url` are of both kinds: each database restores into each.
    fill(engine)
    data = make_backup(engine, LOCAL_USER)
    fresh = open_workspace(url)
    assert restore_backup(fresh, LOCAL_USER, data) == 1
    assert list_entries(fresh, kind="story") == list_entries(engine, kind="story")
    assert list_changes(fresh) == list_changes(engine)
    # Life goes on: what was removed before the backup can be undone after it.
    undo_change(fresh, LOCAL_USER, list_changes(fresh)[0])
    assert [e.content for e in list_entries(fresh, kind="note")] == [{"n": 1.5}]
    assert list_changes(fresh)[0].change_id > list_changes(engine)[0].change_id
    fresh.dispose()


def test_what_is_saved_goes_only_when_that_was_chosen(engine: Engine) -> None:
    fill(engine)
    data = make_backup(engine, LOCAL_USER)
    add_entry(engine, EDITOR, kind="note", name="later", content={})
    with pytest.raises(BackupError, match="Something is saved here already"):
        restore_backup(engine, LOCAL_USER, data)
    assert len(list_entries(engine, kind="note")) == 1
    restore_backup(engine, LOCAL_USER, data, replaces=True)
    assert list_entries(engine, kind="note") == []


def test_only_an_administrator_backs_up_and_restores(engine: Engine) -> None:
    data = make_backup(engine, LOCAL_USER)
    with pytest.raises(NotAllowedError, match="editor may not back up"):
        make_backup(engine, EDITOR)
    with pytest.raises(NotAllowedError):
        restore_backup(engine, EDITOR, data)


def edited(**changes: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda document: document | changes


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (edited(format="other"), "format is 'other'"),
        (edited(entries=[]), "checksum does not fit"),
        (lambda _: [1], "format is None"),
    ],
)
def test_what_is_no_backup_is_refused_and_changes_nothing(
    engine: Engine, spoil: Callable[[dict[str, Any]], Any], said: str
) -> None:
    fill(engine)
    spoilt = json.dumps(spoil(json.loads(make_backup(engine, LOCAL_USER)))).encode()
    for data in (spoilt, b"\xff\xfe", b"{"):
        with pytest.raises(BackupError, match=said if data == spoilt else "not JSON"):
            restore_backup(engine, LOCAL_USER, data, replaces=True)
    assert len(list_entries(engine, kind="story")) == 1


def test_half_a_backup_is_refused(engine: Engine) -> None:
    fill(engine)
    data = make_backup(engine, LOCAL_USER)
    with pytest.raises(BackupError, match="not JSON"):
        restore_backup(engine, LOCAL_USER, data[: len(data) // 2], replaces=True)
