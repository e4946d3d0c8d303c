"""What users save on the pages: events, lists, stories, and what comes of them elsewhere."""

import io
import os
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from cdof_core.workspace import LOCAL_USER, list_changes, open_workspace, undo_change
from cdof_core.workspace.own_events import list_events
from cdof_core.workspace.pinned_views import list_pinned_views, pin_view
from cdof_core.workspace.saved_lists import ListKind, add_list, change_list, saved_lists
from cdof_core.workspace.stories import add_story, list_stories
from tests.pages.conftest import Open

BEDFORD = "E06000055"
PARENT = "cin_parent_drug"


def workspace():
    return open_workspace(os.environ["CDOF_WORKSPACE_URL"])


def test_a_method_break_is_drawn_listed_and_stops_the_test(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "trends", area=BEDFORD, indicator=PARENT, fold_own_event="true")
    assert "no significant change" in app.caption[0].value.lower() + app.title[0].value.lower()
    key = f"new_{BEDFORD}_{PARENT}"
    app.text_input(key=f"event_label_{key}").set_value("New form")
    app.date_input(key=f"event_date_{key}").set_value(date(2023, 4, 1))
    app.selectbox(key=f"event_kind_{key}").set_value("method break")
    app.button(key="event_save").click().run()
    assert not app.exception
    assert not app.error
    (saved,) = list_events(workspace())
    assert (saved.event.label, saved.event.area_code) == ("New form", BEDFORD)
    said = " ".join(item.value.lower() for item in [*app.title, *app.caption])
    assert "no significant change" not in said
    # The same event is there to be changed, and to be taken away.
    app.selectbox(key="event_chosen").set_value(saved.event.event_id).run()
    app.button(key="event_remove").click().run()
    assert not app.exception
    assert list_events(workspace()) == []


def test_an_event_without_a_label_is_refused_in_a_sentence(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "trends", area=BEDFORD, indicator=PARENT, fold_own_event="true")
    app.button(key="event_save").click().run()
    assert "1 to 60 characters" in app.error[0].value
    assert list_events(workspace()) == []


def test_a_list_of_measures_filters_the_profile_and_the_section(
    snapshot_path: Path, open_app: Open
) -> None:
    open_app(snapshot_path)
    saved = add_list(
        workspace(),
        LOCAL_USER,
        kind=ListKind.INDICATORS,
        name="Families",
        members=[PARENT, "cin_child_drug"],
    )
    app = open_app(snapshot_path, "area_profile", area=BEDFORD, list=saved.list_id)
    assert app.selectbox(key="choose_list").value == saved.list_id
    assert "Of 2 measures" in app.caption[0].value or "2 measures" in app.caption[0].value
    app = open_app(snapshot_path, "jsna_section", area=BEDFORD, list=saved.list_id)
    assert set(app.multiselect(key="choose_measures").value) == {PARENT, "cin_child_drug"}
    app = open_app(snapshot_path, "overview_grid", area=BEDFORD, list=saved.list_id)
    assert not app.exception
    app = open_app(snapshot_path, "area_profile", area=BEDFORD, list="gone")
    assert any("is not saved here" in item.value for item in app.caption)


@pytest.mark.parametrize("page", ["compare_areas", "overview_grid", "trends"])
def test_a_list_of_areas_can_be_chosen(page: str, snapshot_path: Path, open_app: Open) -> None:
    open_app(snapshot_path)
    members = ["E06000032", "E06000056"]
    saved = add_list(
        workspace(), LOCAL_USER, kind=ListKind.AREAS, name="Next door", members=members
    )
    group = f"list:{saved.list_id}"
    app = open_app(snapshot_path, page, area=BEDFORD, indicator=PARENT, areas=group, trends="group")
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="choose_areas").value == group
    assert "Next door (3)" in app.selectbox(key="choose_areas").options


def test_a_list_is_kept_on_the_find_page(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "find", area=BEDFORD)
    app.text_input(key="list_name_indicator_list_new").set_value("Two")
    app.multiselect(key="list_members_indicator_list_new").set_value([PARENT])
    app.button(key="list_save_indicator_list").click().run()
    assert not app.exception
    assert not app.error
    (saved,) = saved_lists(workspace(), kind=ListKind.INDICATORS)
    assert (saved.name, saved.members) == ("Two", (PARENT,))


VIEWS = [
    ("indicator", {"area": BEDFORD, "indicator": PARENT}, "74 authorities are worse"),
    ("area_profile", {"area": BEDFORD}, "Bedford"),
    ("trends", {"area": BEDFORD, "indicator": PARENT, "lines": "E06000032"}, "Assessments"),
    ("compare_areas", {"area": BEDFORD, "indicator": PARENT}, "Bedford"),
    ("about", {}, "About and methods"),
]


def test_a_story_is_stepped_through_and_becomes_slides(snapshot_path: Path, open_app: Open) -> None:
    open_app(snapshot_path)
    for page, parameters, _ in VIEWS:
        title = "About and methods" if page == "about" else "Pinned"
        pin_view(workspace(), LOCAL_USER, title=title, page=page, parameters=parameters)
    ids = [view.view_id for view in reversed(list_pinned_views(workspace()))]
    story = add_story(workspace(), LOCAL_USER, name="Board", steps=ids)
    app = open_app(
        snapshot_path, "indicator", mode="workshop", story=story.story_id, place="1", **VIEWS[0][1]
    )
    assert not app.exception
    assert not app.error
    app = open_app(snapshot_path, "story", area="E06000032", story=story.story_id)
    assert not app.exception
    app.button(key=f"step_1_{ids[0]}").click().run()
    assert list_stories(workspace())[0].steps[:2] == (ids[1], ids[0])
    app.button(key=f"step_-1_{ids[0]}").click().run()
    app.button(key="story_make").click().run()
    assert not app.exception
    assert not app.error
    deck = Presentation(io.BytesIO(app.session_state["story_slides"][1]))
    slides = list(deck.slides)[1:]
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    for title, (_, _, expected) in zip(titles, VIEWS, strict=True):
        assert expected in title
    kinds = ["picture" if any(s.shape_type == 13 for s in slide.shapes) else "" for slide in slides]
    assert kinds == ["picture", "", "picture", "picture", ""]
    assert any(shape.has_table for shape in slides[1].shapes)
    # The page itself still shows what its own address chooses.
    assert app.selectbox(key="choose_area").value == "E06000032"


@pytest.mark.parametrize("mode", ["workshop", ""])
def test_a_low_screen_holds_the_bar_as_well_in_a_room_alone(
    mode: str, snapshot_path: Path, open_app: Open
) -> None:
    asked = {"area": BEDFORD}
    open_app(snapshot_path, "indicator", **asked)
    pin_view(workspace(), LOCAL_USER, title="Where", page="map", parameters=asked)
    ids = [view.view_id for view in list_pinned_views(workspace())]
    story = add_story(workspace(), LOCAL_USER, name="Board", steps=ids)
    app = open_app(snapshot_path, "map", mode=mode, story=story.story_id, place="1", **asked)
    styles = " ".join(element.proto.body for element in app.get("html"))
    assert "padding-bottom: 7rem" in styles
    assert ("zoom: 1; width: 100%" in styles) is (mode == "workshop")


def test_a_story_that_is_gone_is_said(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "indicator", area=BEDFORD, story="gone", place="3")
    assert not app.exception
    assert any("not kept here" in item.value for item in app.caption)


def test_a_kept_list_says_so_is_shown_and_opens_where_it_is_used(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "find", area=BEDFORD)
    app.text_input(key="list_name_area_list_new").set_value("Seven *up*")
    members = [f"E0600000{number}" for number in range(1, 8)]
    app.multiselect(key="list_members_area_list_new").set_value(members)
    app.button(key="list_save_area_list").click().run()
    (saved,) = saved_lists(workspace(), kind=ListKind.AREAS)
    assert [item.value for item in app.success] == [r"“Seven \*up\*” is saved."]
    # The form shows the saved list: a second press on Save does not make a second of its name.
    assert app.selectbox(key="list_chosen_area_list").value == saved.list_id
    app.button(key="list_save_area_list").click().run()
    assert not app.error
    (line,) = [item.value for item in app.markdown if "Seven" in item.value]
    assert "(7)" in line
    assert "and 2 more" in line
    assert f"overview_grid?area={BEDFORD}&areas=list%3A{saved.list_id}" in line
    assert "trends=group" in line


def test_a_list_whose_areas_are_no_longer_held_says_so_and_opens_nowhere(
    snapshot_path: Path, open_app: Open
) -> None:
    add_list(
        workspace(),
        LOCAL_USER,
        kind=ListKind.AREAS,
        name="Gone",
        members=["E06999999", "E06999998"],
    )
    app = open_app(snapshot_path, "find", area=BEDFORD)
    (line,) = [item.value for item in app.markdown if "Gone" in item.value]
    assert line == "- Gone (2): 2 no longer held."


def test_an_error_that_names_a_list_says_the_name_as_it_was_typed(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "find", area=BEDFORD)
    for _ in range(2):
        app.selectbox(key="list_chosen_indicator_list").set_value("new").run()
        app.text_input(key="list_name_indicator_list_new").set_value("*Two* $x$")
        app.multiselect(key="list_members_indicator_list_new").set_value([PARENT])
        app.button(key="list_save_indicator_list").click().run()
    (said,) = app.error
    assert said.value.startswith(r"A list of measures is already called '\*Two\* \$x\$'.")


def test_a_removed_list_is_brought_back_by_one_click(snapshot_path: Path, open_app: Open) -> None:
    open_app(snapshot_path)
    kept = add_list(workspace(), LOCAL_USER, kind=ListKind.AREAS, name="Two", members=[BEDFORD])
    app = open_app(snapshot_path, "find", area=BEDFORD)
    app.selectbox(key="list_chosen_area_list").set_value(kept.list_id).run()
    app.button(key="list_remove_area_list").click().run()
    assert saved_lists(workspace(), kind=ListKind.AREAS) == []
    assert [item.value for item in app.success] == ["“Two” is removed."]
    app.button(key="list_said_undo").click().run()
    (back,) = saved_lists(workspace(), kind=ListKind.AREAS)
    assert (back.list_id, back.name, back.members) == (kept.list_id, "Two", (BEDFORD,))
    assert [item.value for item in app.success] == ["“Two” is back."]
    # It is shown again, as it was before it went.
    assert app.selectbox(key="list_chosen_area_list").value == kept.list_id


def test_an_undo_is_refused_where_a_later_change_stands(
    snapshot_path: Path, open_app: Open
) -> None:
    open_app(snapshot_path)
    kept = add_list(workspace(), LOCAL_USER, kind=ListKind.AREAS, name="Two", members=[BEDFORD])
    app = open_app(snapshot_path, "find", area=BEDFORD)
    app.selectbox(key="list_chosen_area_list").set_value(kept.list_id).run()
    app.button(key="list_remove_area_list").click().run()
    # Somebody else brings it back and changes it before the button is pressed.
    undo_change(workspace(), LOCAL_USER, list_changes(workspace(), entry_id=kept.list_id)[0])
    (theirs,) = saved_lists(workspace(), kind=ListKind.AREAS)
    change_list(workspace(), LOCAL_USER, theirs, name="Three", members=[BEDFORD, "E06000056"])
    app.button(key="list_said_undo").click().run()
    assert not app.exception
    assert not app.success
    (said,) = app.error
    assert said.value.startswith("'Two' was changed again since")
    assert "Nothing was undone" in said.value
    (stands,) = saved_lists(workspace(), kind=ListKind.AREAS)
    assert (stands.name, stands.members) == ("Three", (BEDFORD, "E06000056"))


def test_a_removed_event_is_brought_back_by_one_click(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "trends", area=BEDFORD, indicator=PARENT, fold_own_event="true")
    key = f"new_{BEDFORD}_{PARENT}"
    app.text_input(key=f"event_label_{key}").set_value("New form")
    app.text_area(key=f"event_detail_{key}").set_value("Since spring")
    app.button(key="event_save").click().run()
    (saved,) = list_events(workspace())
    assert app.selectbox(key="event_chosen").value == saved.event.event_id
    assert [item.value for item in app.success] == ["“New form” is saved."]
    app.button(key="event_remove").click().run()
    assert list_events(workspace()) == []
    app.button(key="event_said_undo").click().run()
    assert not app.exception
    (back,) = list_events(workspace())
    assert back.event == saved.event
    assert app.selectbox(key="event_chosen").value == saved.event.event_id
    changed = f"{saved.event.event_id}_{BEDFORD}_{PARENT}"
    app.text_input(key=f"event_label_{changed}").set_value("Newer form")
    app.button(key="event_save").click().run()
    assert [item.value for item in app.success] == ["“Newer form” is saved."]


def test_a_removed_view_and_story_come_back_with_all_they_held(
    snapshot_path: Path, open_app: Open
) -> None:
    open_app(snapshot_path)
    held = {"area": "x"}
    view_id = pin_view(workspace(), LOCAL_USER, title="Here", page="about", parameters=held)
    story = add_story(workspace(), LOCAL_USER, name="Board", steps=[view_id])
    app = open_app(snapshot_path, "story", area=BEDFORD, story=story.story_id)
    app.button(key=f"view_remove_{view_id}").click().run()
    assert list_pinned_views(workspace()) == []
    app.button(key="view_said_undo").click().run()
    (back,) = list_pinned_views(workspace())
    assert (back.view_id, back.title, back.parameters) == (view_id, "Here", held)
    app.button(key="story_delete").click().run()
    assert list_stories(workspace()) == []
    app.button(key="story_said_undo").click().run()
    assert not app.exception
    assert [item.steps for item in list_stories(workspace())] == [(view_id,)]


def test_what_came_of_a_view_is_said_where_it_stands(snapshot_path: Path, open_app: Open) -> None:
    open_app(snapshot_path)
    ids = [
        pin_view(workspace(), LOCAL_USER, title=f"View {name}", page="about", parameters={})
        for name in "CBA"
    ]
    titles = [view.title for view in list_pinned_views(workspace())]
    assert titles == ["View A", "View B", "View C"]
    app = open_app(snapshot_path, "story", area=BEDFORD)
    app.text_input(key=f"view_title_{ids[1]}").set_value("View *2*")
    app.button(key=f"view_save_{ids[1]}").click().run()
    assert read_from(app, "View A", r"“View \*2\*” is saved", r"View \*2\*", "View C")
    app.button(key=f"view_remove_{ids[1]}").click().run()
    assert read_from(app, "View A", r"“View \*2\*” is removed", "View C")
    app.button(key=f"view_remove_{ids[0]}").click().run()
    assert read_from(app, "View A", "“View C” is removed")
    # Refused, it is said there too.
    app.text_input(key=f"view_title_{ids[2]}").set_value(" ")
    app.button(key=f"view_save_{ids[2]}").click().run()
    assert len(app.error) == 1
    assert not app.success


def read_from(app: AppTest, *texts: str) -> bool:
    """Return whether texts stand below the heading of pinned views in this order."""
    said = [str(getattr(item, "value", "")) for item in app.main]
    said = said[said.index("Pinned views") + 1 :]
    places = [next(i for i, line in enumerate(said) if text in line) for text in texts]
    return places == sorted(places)


def test_a_story_that_was_deleted_is_chosen_again_when_it_is_back(
    snapshot_path: Path, open_app: Open
) -> None:
    open_app(snapshot_path)
    add_story(workspace(), LOCAL_USER, name="Another", steps=[])
    story = add_story(workspace(), LOCAL_USER, name="Board", steps=[])
    app = open_app(snapshot_path, "story", area=BEDFORD, story=story.story_id)
    app.text_input(key=f"story_name_{story.story_id}").set_value("Our board")
    app.button(key="story_rename").click().run()
    assert [item.value for item in app.success] == ["Renamed to “Our board”."]
    app.button(key="story_delete").click().run()
    assert app.selectbox(key="choose_story").value != story.story_id
    app.button(key="story_said_undo").click().run()
    assert [item.value for item in app.success] == ["“Our board” is back."]
    assert app.selectbox(key="choose_story").value == story.story_id
