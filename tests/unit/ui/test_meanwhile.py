"""What came of a change, said once, and what is kept now where somebody else was first."""

from dataclasses import replace
from datetime import UTC, date, datetime

from streamlit.testing.v1 import AppTest

from cdof_core.ui.meanwhile import Edit
from cdof_core.workspace.entry_rows import Entry
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidEntryError
from cdof_core.workspace.partnership import Attendance, Meeting
from cdof_core.workspace.scorecard_lines import KeptLine, KeptPoint

NOW = datetime(2026, 11, 28, tzinfo=UTC)
THEIRS = Entry(
    "e1",
    "note",
    "",
    "Plan",
    {"text": "By *Ben*", "area_code": "E1", "is_done": True, "tags": ["a", "b"], "share": 0.5},
    2,
    NOW,
    "",
    NOW,
    "Ben",
)


def shown(said: object) -> AppTest:
    def page() -> None:
        from cdof_core.ui.meanwhile import show_outcome  # noqa: PLC0415 (the page's own script)

        show_outcome("said")

    app = AppTest.from_function(page)
    app.session_state["said"] = said
    app.run()
    assert not app.exception
    return app


def test_a_sentence_is_said_once() -> None:
    app = shown("It is kept.")
    assert app.success[0].value == "It is kept."
    app.run()
    assert not app.success


def test_an_error_is_said_as_one() -> None:
    app = shown(InvalidEntryError("A name has 1 to 120 characters; this has 0."))
    assert "this has 0" in app.error[0].value


def test_what_somebody_else_kept_is_shown_in_words_without_inner_names() -> None:
    app = shown(ChangedMeanwhileError("Plan", THEIRS))
    assert "'Plan' was changed or deleted by someone else" in app.error[0].value
    said = app.markdown[0].value
    assert said.startswith("Kept now by Ben:")
    assert "**Text:** By \\*Ben\\*" in said
    assert "**Is done:** yes" in said
    assert "**Tags:** a; b" in said
    assert "**Share:** 0.5" in said
    assert "E1" not in said


def test_of_what_was_deleted_nothing_is_shown_as_kept() -> None:
    app = shown(ChangedMeanwhileError("Plan"))
    assert "'Plan' was changed or deleted" in app.error[0].value
    assert not app.markdown


def quarter(month: int, value: float) -> KeptPoint:
    return KeptPoint(date(2026, month, 1), date(2026, month + 2, 28), f"From {month}", value)


def test_two_who_fill_in_one_meeting_are_both_kept():
    drawn = Meeting(date(2026, 5, 1), "May", {"nhs": Attendance.PRESENT, "ete": Attendance.ABSENT})
    theirs = replace(drawn, attendance={**drawn.attendance, "police": Attendance.PRESENT})
    mine = replace(drawn, attendance={"nhs": Attendance.APOLOGIES})
    found = Edit("m", 0, drawn=drawn, item=theirs).merged(mine)
    # NHS was changed here, ETE taken out here, Police added there.
    assert found.attendance == {"police": Attendance.PRESENT, "nhs": Attendance.APOLOGIES}


def test_what_was_kept_before_and_corrected_since_is_left_as_corrected():
    drawn = Meeting(date(2026, 5, 1), "May", {})
    kept = replace(drawn, attendance={"nhs": Attendance.PRESENT})
    corrected = replace(drawn, attendance={"nhs": Attendance.APOLOGIES})
    mine = replace(kept, title="Of May")
    found = Edit("m", 0, drawn=drawn, item=corrected, kept=kept).merged(mine)
    assert (found.title, found.attendance) == ("Of May", {"nhs": Attendance.APOLOGIES})


def test_two_who_add_figures_to_one_line_are_both_kept_in_order():
    drawn = KeptLine(name="Line", points=(quarter(1, 1.0),))
    theirs = replace(drawn, points=(quarter(1, 1.0), quarter(4, 2.0)), owner="Ann")
    mine = replace(drawn, points=(quarter(1, 1.5), quarter(7, 3.0)), name="Renamed")
    found = Edit("l", 0, drawn=drawn, item=theirs).merged(mine)
    assert [point.value for point in found.points] == [1.5, 2.0, 3.0]
    assert (found.name, found.owner) == ("Renamed", "Ann")


def test_of_a_figure_only_what_was_changed_in_it_is_put_over_theirs():
    first = quarter(1, 10.0)
    drawn = KeptLine(name="Line", points=(first,))
    theirs = replace(drawn, points=(replace(first, value=12.0),))
    mine = replace(drawn, points=(replace(first, label="Q4"),))
    (found,) = Edit("l", 0, drawn=drawn, item=theirs).merged(mine).points
    assert (found.label, found.value) == ("Q4", 12.0)


def test_one_period_given_twice_is_not_made_one():
    drawn = KeptLine(name="Line")
    twice = replace(drawn, points=(quarter(1, 1.0), quarter(1, 2.0)))
    theirs = replace(drawn, points=(quarter(4, 2.0),))
    found = Edit("l", 0, drawn=drawn, item=theirs).merged(twice)
    assert found.points == twice.points
