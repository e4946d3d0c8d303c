"""The page of saved work: what is saved, its history, undo, and what a viewer is refused."""

import pytest

from cdof_core.ui import people
from cdof_core.workspace import (
    LOCAL_USER,
    Actor,
    Role,
    add_entry,
    list_entries,
    open_workspace,
    remove_entry,
)
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
