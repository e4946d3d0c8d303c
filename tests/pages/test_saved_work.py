"""The page of saved work: what is saved, its history, undo, and what a viewer is refused."""

from io import BytesIO

import openpyxl
import pytest

from cdof_core.ui import people, saved_work
from cdof_core.workspace import (
    LOCAL_USER,
    Actor,
    Role,
    add_entry,
    change_entry,
    list_entries,
    open_workspace,
    remove_entry,
)
from cdof_core.workspace.ballots import add_idea, cast_ballot
from cdof_core.workspace.priorities import Candidate, Method, add_workshop, change_workshop
from tests.pages.conftest import Open


def test_a_removal_is_undone_from_the_page(bare_snapshot, open_app: Open) -> None:
    app = open_app(bare_snapshot, "saved_work")
    assert "Nothing is saved yet" in app.info[0].value
    saved = add_entry(open_workspace(), LOCAL_USER, kind="story", name="Ours", content={})
    remove_entry(open_workspace(), LOCAL_USER, saved)
    app.run()
    assert "story Ours: removed" in app.selectbox(key="saved_undo").options[0]
    app.button(key="saved_undo_do").click().run()
    assert not app.error
    assert [entry.name for entry in list_entries(open_workspace(), kind="story")] == ["Ours"]


def test_a_backup_brings_back_what_was_changed_and_removed_since(
    bare_snapshot, open_app: Open
) -> None:
    engine = open_workspace
    app = open_app(bare_snapshot, "saved_work")
    add_entry(engine(), LOCAL_USER, kind="story", name="Changed", content={"slides": [1]})
    add_entry(engine(), LOCAL_USER, kind="story", name="Removed", content={"slides": [2]})
    backup = saved_work._backup()
    changed, removed = list_entries(engine(), kind="story")
    change_entry(engine(), LOCAL_USER, changed, content={"slides": [9]})
    remove_entry(engine(), LOCAL_USER, removed)
    add_entry(engine(), LOCAL_USER, kind="story", name="Since", content={})
    app.file_uploader(key="restore_file").upload("backup.json", backup, "application/json").run()
    # What is saved now does not go unless that is ticked.
    app.button(key="restore").click().run()
    assert app.error
    assert len(list_entries(engine(), kind="story")) == 2
    app.checkbox(key="restore_replaces").check().run()
    app.button(key="restore").click().run()
    assert not app.error
    assert "2" in app.success[0].value
    held = {entry.name: dict(entry.content) for entry in list_entries(engine(), kind="story")}
    assert held == {"Changed": {"slides": [1]}, "Removed": {"slides": [2]}}


def test_a_damaged_backup_changes_nothing(bare_snapshot, open_app: Open) -> None:
    app = open_app(bare_snapshot, "saved_work")
    add_entry(open_workspace(), LOCAL_USER, kind="story", name="Ours", content={})
    damaged = saved_work._backup().replace(b"Ours", b"Hers")
    app.file_uploader(key="restore_file").upload("backup.json", damaged, "application/json").run()
    app.checkbox(key="restore_replaces").check().run()
    app.button(key="restore").click().run()
    assert app.error
    assert not app.success
    assert [entry.name for entry in list_entries(open_workspace(), kind="story")] == ["Ours"]


def test_a_viewer_is_refused_below_the_page(
    bare_snapshot, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(bare_snapshot, "saved_work")
    add_entry(open_workspace(), LOCAL_USER, kind="story", name="Ours", content={})
    app.run()
    # Signed out meanwhile, or a crafted request: the page still shows the button.
    monkeypatch.setattr(people, "LOCAL_USER", Actor("Vi", Role.VIEWER))
    app.button(key="saved_undo_do").click().run()
    assert "viewer may not" in app.error[0].value
    assert len(list_entries(open_workspace(), kind="story")) == 1
    assert not [button for button in app.button if button.key == "restore"]


def test_who_has_not_signed_in_sees_nothing_saved(
    bare_snapshot, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "needs_sign_in", lambda: True)
    app = open_app(bare_snapshot, "saved_work")
    assert [title.value for title in app.title] == ["Sign in"]
    assert [button.key for button in app.button] == ["sign_in"]


def test_votes_are_listed_nowhere_one_by_one(bare_snapshot, open_app: Open) -> None:
    engine = open_workspace()
    made = add_workshop(engine, LOCAL_USER, name="Ours", area_code="E1", method=Method.HANLON)
    candidates = (Candidate("a", "Deaths"),)
    change_workshop(engine, LOCAL_USER, made, candidates=candidates, is_open=True)
    cast_ballot(engine, code=made.code, phone="secret-phone", answers={"a": {"size": 3.0}})
    add_idea(engine, code=made.code, text="Housing")
    app = open_app(bare_snapshot, "saved_work")
    assert not app.exception
    shown = [element.proto.json for element in app.get("bidi_component")]
    assert any("Ours" in text for text in shown)
    assert not any("secret-phone" in text or "Housing" in text for text in shown)
    assert not any("vote" in option.lower() for option in app.selectbox(key="saved_kind").options)
    assert all("workshop Ours" in option for option in app.selectbox(key="saved_undo").options)
    book = openpyxl.load_workbook(BytesIO(saved_work._workbook()))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("Ours" in text for text in cells)
    assert not any("secret-phone" in text for text in cells)
    # A backup is whole: it restores the votes too.
    assert b"secret-phone" in saved_work._backup()
