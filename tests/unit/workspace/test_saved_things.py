"""Events, pinned views, stories, lists and notes on a real SQLite file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cdof_core.domain import AreaCode, IndicatorId
from cdof_core.domain.own_event import EventKind, OwnEvent
from cdof_core.workspace import LOCAL_USER, Actor, Role, open_workspace
from cdof_core.workspace.entries import add_entry
from cdof_core.workspace.errors import (
    ChangedMeanwhileError,
    InvalidEntryError,
    NotAllowedError,
)
from cdof_core.workspace.notes import Subject, add_note, change_note, list_notes, notes_on
from cdof_core.workspace.own_events import add_event, change_event, list_events, remove_event
from cdof_core.workspace.pinned_views import (
    change_pinned_view,
    in_order,
    list_pinned_views,
    pin_view,
    unpin_view,
)
from cdof_core.workspace.saved_lists import ListKind, add_list, change_list, saved_lists
from cdof_core.workspace.stories import add_story, change_story, list_stories, moved

VIEWER = Actor("Vera", Role.VIEWER)
EVENT = OwnEvent(
    event_id="",
    area_code=AreaCode("E06000055"),
    indicator_id=IndicatorId("cin_parent_drug"),
    event_date=date(2022, 4, 1),
    kind=EventKind.METHOD_BREAK,
    label="New recording",
    detail="From paper to “system” · ü",
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_workspace(f"sqlite:///{tmp_path}/saved.sqlite")


def test_an_event_comes_back_as_it_was_saved_and_changes(engine: Engine) -> None:
    saved = add_event(engine, LOCAL_USER, EVENT)
    (read,) = list_events(engine)
    assert replace(read.event, event_id="") == EVENT
    later = replace(EVENT, event_date=date(2023, 4, 1), label="Later")
    change_event(engine, LOCAL_USER, saved, later)
    (read,) = list_events(engine)
    assert (read.event.label, read.event.event_date) == ("Later", date(2023, 4, 1))
    with pytest.raises(ChangedMeanwhileError):
        remove_event(engine, LOCAL_USER, saved)
    remove_event(engine, LOCAL_USER, read)
    assert list_events(engine) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"label": " "}, "1 to 60 characters"),
        ({"label": "x" * 61}, "1 to 60 characters"),
        ({"detail": "x" * 1001}, "at most 1000"),
        ({"area_code": ""}, "names no area"),
        ({"event_date": date(1949, 12, 31)}, "1949-12-31"),
    ],
)
def test_an_event_that_will_not_do_is_refused(
    engine: Engine, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidEntryError, match=said):
        add_event(engine, LOCAL_USER, replace(EVENT, **changed))
    assert list_events(engine) == []


def test_an_event_of_a_form_to_come_is_passed_over(engine: Engine) -> None:
    content = {"indicator_id": "", "event_date": "2022-04-01", "event_kind": "eclipse"}
    add_entry(engine, LOCAL_USER, kind="annotation", name="Sun", content=content, parent="E1")
    assert list_events(engine) == []


def test_a_pinned_view_knows_whether_its_title_is_its_own(engine: Engine) -> None:
    parameters = {"area": "E06000055", "indicator": "deaths"}
    name = pin_view(engine, LOCAL_USER, title="Bedford: 1", page="indicator", parameters=parameters)
    (view,) = list_pinned_views(engine)
    assert (view.view_id, view.page, view.parameters) == (name, "indicator", parameters)
    assert not view.has_own_title
    change_pinned_view(engine, LOCAL_USER, view, title="Ours", note="Say it slowly.")
    (view,) = list_pinned_views(engine)
    assert view.has_own_title
    assert (view.title, view.note) == ("Ours", "Say it slowly.")


def test_a_story_keeps_its_order_and_goes_on_without_what_is_gone(engine: Engine) -> None:
    ids = [
        pin_view(engine, LOCAL_USER, title=f"View {number}", page="trends", parameters={})
        for number in range(3)
    ]
    story = add_story(engine, LOCAL_USER, name="Board", steps=ids)
    story = change_story(engine, LOCAL_USER, story, name="Board", steps=moved(story.steps, 2, -1))
    views = list_pinned_views(engine)
    unpin_view(engine, LOCAL_USER, next(view for view in views if view.title == "View 0"))
    (read,) = list_stories(engine)
    shown = in_order(list_pinned_views(engine), read.steps)
    assert [view.title for view in shown] == ["View 2", "View 1"]
    with pytest.raises(InvalidEntryError, match="already called"):
        add_story(engine, LOCAL_USER, name="Board", steps=[])


@pytest.mark.parametrize(
    ("place", "by", "expected"),
    [(0, -1, "abc"), (0, 1, "bac"), (1, 1, "acb"), (2, 1, "abc"), (2, -1, "acb"), (7, 1, "abc")],
)
def test_a_step_moves_by_one_and_stops_at_the_ends(place: int, by: int, expected: str) -> None:
    assert "".join(moved("abc", place, by)) == expected


def test_lists_of_two_kinds_stay_apart(engine: Engine) -> None:
    areas = add_list(
        engine, LOCAL_USER, kind=ListKind.AREAS, name="Mine", members=["E1", "E1", "E2"]
    )
    add_list(engine, LOCAL_USER, kind=ListKind.INDICATORS, name="Mine", members=["deaths"])
    change_list(engine, LOCAL_USER, areas, name="Ours", members=["E3"])
    (read,) = saved_lists(engine, kind=ListKind.AREAS)
    assert (read.name, read.members) == ("Ours", ("E3",))
    assert len(saved_lists(engine, kind=ListKind.INDICATORS)) == 1
    with pytest.raises(InvalidEntryError, match="at least one"):
        change_list(engine, LOCAL_USER, read, name="Ours", members=[])


NOTES = """
note            | area | indicator | chart | page
on the area     | B    |           |       |
on the measure  |      | deaths    |       |
on both         | B    | deaths    |       |
on the chart    | B    | deaths    | map   | indicator
"""
SHOWN = """
area | indicator | chart | page      | beside it
B    | deaths    | map   | indicator | on the area, on the measure, on both, on the chart
B    | deaths    | map   | overview  | on the area, on the measure, on both
B    | deaths    | trend | indicator | on the area, on the measure, on both
B    |           | grid  | grid      | on the area
L    | deaths    | map   | indicator | on the measure
L    |           | grid  | grid      |
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def test_a_note_stands_beside_what_it_is_on(engine: Engine) -> None:
    for text, area, indicator, chart, page in rows(NOTES):
        add_note(engine, LOCAL_USER, text=text, subject=Subject(area, indicator, chart, page))
    notes = list_notes(engine)
    for area, indicator, chart, page, expected in rows(SHOWN):
        found = {note.text for note in notes_on(notes, Subject(area, indicator, chart, page))}
        assert found == {text.strip() for text in expected.split(",") if text.strip()}


def test_a_resolved_note_comes_last_and_can_be_reopened(engine: Engine) -> None:
    first = add_note(engine, LOCAL_USER, text="First", subject=Subject("B"))
    second = add_note(engine, LOCAL_USER, text="Second", subject=Subject("B"))
    change_note(engine, LOCAL_USER, second, is_resolved=True)
    assert [note.text for note in list_notes(engine)] == ["First", "Second"]
    change_note(engine, LOCAL_USER, first, text="First, again", is_resolved=False)
    assert [note.is_resolved for note in list_notes(engine)] == [False, True]
    with pytest.raises(InvalidEntryError, match="something it is on"):
        add_note(engine, LOCAL_USER, text="On nothing", subject=Subject())


def test_a_viewer_may_read_and_not_write(engine: Engine) -> None:
    with pytest.raises(NotAllowedError):
        add_event(engine, VIEWER, EVENT)
    with pytest.raises(NotAllowedError):
        add_note(engine, VIEWER, text="No", subject=Subject("B"))
    with pytest.raises(NotAllowedError):
        pin_view(engine, VIEWER, title="No", page="trends", parameters={})
    assert list_events(engine) == []
