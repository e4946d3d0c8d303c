"""Where what came of a change to a story is said."""

from types import SimpleNamespace

import pytest

from cdof_core.ui import story as page


@pytest.fixture
def session(monkeypatch):
    held = {}
    monkeypatch.setattr(page, "st", SimpleNamespace(session_state=held))
    monkeypatch.setattr(page, "open_workspace", lambda: None)
    monkeypatch.setattr(page, "list_stories", lambda _: [SimpleNamespace(story_id="kept")])
    return held


def test_what_came_of_a_change_stands_under_its_own_story(session):
    page._say_of(SimpleNamespace(story_id="kept"), "Renamed.")
    (key,) = session
    assert key == page._said_of(SimpleNamespace(story_id="kept"))
    assert key != page._said_of(SimpleNamespace(story_id="another"))


def test_what_came_of_a_change_to_a_story_that_is_gone_stands_above_all(session):
    page._say_of(SimpleNamespace(story_id="gone"), "It was removed meanwhile.")
    assert session == {page._SAID: "It was removed meanwhile."}
