"""Notes beside charts: one that is on the area stands beside each chart of it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from cdof_core.workspace import LOCAL_USER, open_workspace
from cdof_core.workspace.notes import Subject, add_note, list_notes
from tests.pages.conftest import Open

AREA = "E06000055"
FIRST, SECOND = 0, 1


def open_notes(app: AppTest) -> None:
    """Open every notes popover of the page, as somebody does who goes through its charts."""
    states = app._tree.get_widget_states()
    for block in app.get("popover"):
        if block.proto.popover.label.startswith("Notes"):
            states.widgets.add(id=block.proto.popover.id, bool_value=True)
    app._run(states)


def keys(app: AppTest, start: str) -> list[str]:
    drawn = [*app.button, *app.checkbox]
    return [str(one.key) for one in drawn if str(one.key).startswith(start)]


def test_one_note_is_worked_on_beside_each_of_two_charts(
    snapshot_path: Path, open_app: Open
) -> None:
    add_note(open_workspace(), LOCAL_USER, text="Ask the board", subject=Subject(AREA))
    app = open_app(snapshot_path, "indicator", area=AREA, indicator="cin_parent_drug")
    open_notes(app)
    assert not app.exception
    assert len(keys(app, "note_state_")) >= 2

    # The choice of one chart is that of all.
    boxes = keys(app, "notes_in_files_")
    app.checkbox(key=boxes[SECOND]).check().run()
    assert not app.exception
    assert [app.checkbox(key=key).value for key in boxes] == [True] * len(boxes)
    app.checkbox(key=boxes[FIRST]).uncheck().run()
    assert [app.checkbox(key=key).value for key in boxes] == [False] * len(boxes)

    app.button(key=keys(app, "note_state_")[SECOND]).click().run()
    (note,) = list_notes(open_workspace())
    assert note.is_resolved
    open_notes(app)
    app.button(key=keys(app, "note_remove_")[FIRST]).click().run()
    assert not app.exception
    assert list_notes(open_workspace()) == []
    app.button(key="note_said_undo").click().run()
    assert not app.exception
    (back,) = list_notes(open_workspace())
    assert (back.note_id, back.text, back.is_resolved) == (note.note_id, "Ask the board", True)
