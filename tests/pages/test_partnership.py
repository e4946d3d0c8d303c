"""Partnership and outcomes tracker: what is kept shows, and a viewer's page shows it too."""

import json
from datetime import date
from pathlib import Path

import pytest

from cdof_core.domain import AreaCode
from cdof_core.ui import people
from cdof_core.workspace import LOCAL_USER, Actor, Role, open_workspace
from cdof_core.workspace.backup import make_backup
from cdof_core.workspace.partnership import (
    Attendance,
    LogItem,
    LogKind,
    Meeting,
    Member,
    keep,
    list_meetings,
    list_members,
    remove,
)
from tests.pages.conftest import Open


def test_a_member_takes_a_seat_and_the_gaps_are_named(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "partnership", area="E06000055")
    assert not app.exception
    assert app.header[0].value.startswith("None of the 10 recommended seats is filled")
    next(box for box in app.selectbox if box.label.startswith("Seat")).set_value("police")
    next(box for box in app.text_input if box.label == "Organisation").set_value("A police force")
    next(one for one in app.button if one.key == "member_keep").click().run()
    assert not app.exception
    assert app.success[0].value == "Kept."
    assert app.header[0].value.startswith("1 of 10 recommended seats is filled")
    assert "Police," not in app.header[0].value


def test_a_member_needs_an_organisation(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "partnership", area="E06000055")
    next(one for one in app.button if one.key == "member_keep").click().run()
    assert app.error[0].value == "This needs a name before it can be kept."


def test_the_tracker_counts_what_is_held_and_keeps_who_answers(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "outcomes_tracker", area="E06000055", fold_owner="true")
    assert not app.exception
    # 36 measures of the framework's three levels; the themes were never settled.
    assert app.header[0].value.startswith("Of 36 measures, ")
    assert app.header[0].value.endswith("nobody is named yet who answers for one.")
    next(box for box in app.text_input if box.label == "Who answers for it").set_value("A. Person")
    next(one for one in app.button if one.label == "Keep").click().run()
    assert not app.exception
    assert app.success[0].value == "Kept."
    assert app.header[0].value.endswith("1 has somebody who answers.")


AREA = "E06000055"


def tables_of(app) -> list[dict]:
    """Return the tables on screen as the browser gets them."""
    shown = [json.loads(element.proto.json) for element in app.get("bidi_component")]
    return [one for one in shown if "columns" in one]


def rows_of(table: dict) -> list[list[dict]]:
    return [row for group in table["groups"] for row in group["rows"]]


def test_the_tracker_says_where_the_framework_names_no_local_measure(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "outcomes_tracker", area=AREA)
    tracked = [one for one in tables_of(app) if "Published for" in one["columns"]]
    named = {
        row[0]["text"]
        for table in tracked
        for row in rows_of(table)
        if row[1]["text"].startswith("No local measure named")
    }
    headline = {row[0]["text"] for row in rows_of(tracked[0])}
    # The guidance names authorities for opiate and crack use and for admissions, regions for
    # deaths, and of adults' use England and Wales alone.
    assert headline - named == {
        "Prevalence of opiate and crack use",
        "Deaths from drug misuse",
        "Hospital admissions for drug misuse",
    }
    assert len(headline) == 12
    assert {"County lines closed", "Drug-related homicide"} <= named
    assert {"Stable accommodation", "Training or education"} <= named


def test_whom_a_partnership_answers_to_reads_in_order(bare_snapshot: Path, open_app: Open) -> None:
    app = open_app(bare_snapshot, "partnership", area=AREA)
    (drawn,) = [
        one.proto.body for one in app.get("html") if '<div class="cdof-chain"' in one.proto.body
    ]
    line, _, beside = drawn.partition("</ol>")
    assert 'aria-label="Reporting line, from the partnership upwards"' in line
    # Figure 3 of the guidance, from the bottom to the top.
    steps = (
        "Combating Drugs Partnership",
        "Senior responsible owner",
        "Combating Drugs Minister and the Joint Combating Drugs Unit",
        "Secretaries of State and their departments",
        "Prime Minister",
    )
    places = [line.index(f"<strong>{step}</strong>") for step in steps]
    assert places == sorted(places)
    assert line.count("<li>") == len(steps)
    for lens in (
        "Digital Crime Performance Pack",
        "HM Inspectorate of Constabulary",
        "Probation performance scorecard",
        "Prison performance framework",
        "OHID regional teams",
    ):
        assert lens.casefold() in beside.casefold()
    assert any("figure 3" in one.value for one in app.caption)


def test_requests_and_challenges_are_logged_the_open_ones_first(
    bare_snapshot: Path, open_app: Open
) -> None:
    kept = open_workspace()
    for title, kind, day, is_open in (
        ("Data from probation", LogKind.REQUEST, date(2030, 1, 5), True),
        ("No dentist", LogKind.CHALLENGE, date(2030, 3, 1), False),
        ("Vacant posts", LogKind.CHALLENGE, date(2030, 2, 1), True),
    ):
        item = LogItem(title, kind, day, is_open=is_open)
        keep(kept, LOCAL_USER, item, area_code=AreaCode(AREA))
    app = open_app(bare_snapshot, "partnership", area=AREA)
    (log,) = [one for one in tables_of(app) if one["noun"] == "items"]
    rows = [[cell["text"] for cell in row] for row in rows_of(log)]
    assert rows == [
        ["Vacant posts", "Challenge", "1 February 2030", "nobody yet", "open"],
        ["Data from probation", "Support request", "5 January 2030", "nobody yet", "open"],
        ["No dentist", "Challenge", "1 March 2030", "nobody yet", "closed"],
    ]


def test_headings_on_working_together_are_the_partnership_s_own(
    bare_snapshot: Path, open_app: Open
) -> None:
    app = open_app(bare_snapshot, "partnership", area=AREA)
    assert any(
        "The official self-assessment of partnerships is not public" in one.value
        for one in app.info
    )
    # Nothing is suggested: the first heading is what somebody words.
    next(box for box in app.text_input if box.label == "Heading").set_value("Sharing data")
    next(box for box in app.text_area if box.label == "What we find").set_value("It takes months.")
    next(one for one in app.button if one.key == "functioning_keep").click().run()
    assert not app.exception
    said = [one.value for one in app.markdown]
    assert said.index("**Sharing data**") + 1 == said.index("It takes months.")


def test_a_form_stays_unfolded_with_what_came_of_its_change(
    bare_snapshot: Path, open_app: Open
) -> None:
    item = LogItem("Need help", LogKind.REQUEST, date(2026, 1, 1))
    keep(open_workspace(), LOCAL_USER, item, area_code=AreaCode(AREA))
    app = open_app(bare_snapshot, "partnership", area=AREA)
    next(box for box in app.selectbox if str(box.key).startswith("log_which")).select_index(1).run()
    next(one for one in app.button if one.key == "log_remove").click().run()
    assert not app.exception
    assert [one.value for one in app.success] == ["Removed; Saved work can bring it back."]
    # With the last of the log its table goes, and the browser draws the form anew.
    (fold,) = [one for one in app.expander if one.success]
    assert fold.proto.expanded
    app.run()
    unfolded = [one.label for one in app.expander if one.proto.expanded]
    assert unfolded == ["Add or change a request or a challenge"]


def test_a_meeting_shows_who_came_and_who_has_left_since(
    bare_snapshot: Path, open_app: Open
) -> None:
    area = AreaCode("E06000055")
    for seat, name in (("police", "The force"), ("probation", "Probation")):
        keep(open_workspace(), LOCAL_USER, Member(seat, name), area_code=area)
    app = open_app(bare_snapshot, "partnership", area=area)
    assert any(one.value.startswith("No meeting is recorded") for one in app.info)
    held = {
        member.organisation: member for member in list_members(open_workspace(), area_code=area)
    }
    attendance = {
        held["The force"].member_id: Attendance.PRESENT,
        held["Probation"].member_id: Attendance.DEPUTY,
    }
    keep(
        open_workspace(),
        LOCAL_USER,
        Meeting(date(2030, 5, 1), "Board", attendance),
        area_code=area,
    )
    app.run()
    assert not app.exception
    assert meetings_table(app)[1:3] == ["The force", "Probation"]
    # A member who leaves was there all the same, and goes on having been when it is changed.
    remove(open_workspace(), LOCAL_USER, held["Probation"])
    app.run()
    assert meetings_table(app)[0].endswith("1 member removed since")
    assert meetings_table(app)[-1] == "at least 1 of 10"
    app.selectbox(key="meeting_which_0").select_index(1).run()
    next(box for box in app.text_input if box.label == "Meeting").set_value("The board")
    app.button(key="meeting_keep").click().run()
    assert not app.error
    (kept,) = list_meetings(open_workspace(), area_code=area)
    assert (kept.title, kept.attendance) == ("The board", attendance)
    # Seats are kept from the first time the form saw them: who leaves later changes nothing.
    assert kept.seats == {held["The force"].member_id: "police"}
    remove(open_workspace(), LOCAL_USER, held["The force"])
    app.run()
    assert meetings_table(app)[-1] == "at least 1 of 10"


def meetings_table(app) -> list[str]:
    table = next(
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if '"A deputy came"' in element.proto.json
    )
    ((row,),) = (group["rows"] for group in table["groups"])
    return [f"{row[0]['text']}, {row[0]['below']}", *(cell["text"] for cell in row[1:])]


def test_names_of_who_left_are_erased_by_an_administrator_only(
    bare_snapshot: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, area = open_workspace(), AreaCode(AREA)
    keep(workspace, LOCAL_USER, Member("police", "A force", "Jane Doe"), area_code=area)
    (jane,) = list_members(workspace, area_code=area)
    remove(workspace, LOCAL_USER, jane)
    keep(workspace, LOCAL_USER, Member("police", "A force", "Ann Lee"), area_code=area)
    (ann,) = list_members(workspace, area_code=area)
    sam = Member("police", "A force", "Sam Poe", entry=ann.entry)
    keep(workspace, LOCAL_USER, sam, area_code=area)
    with monkeypatch.context() as changed:
        changed.setattr(people, "LOCAL_USER", Actor("Ed", Role.EDITOR))
        app = open_app(bare_snapshot, "partnership", area=AREA)
        assert not [one for one in app.button if one.label == "Erase it for good"]
    app = open_app(bare_snapshot, "partnership", area=AREA)
    for name in (b"Jane Doe", b"Ann Lee"):
        assert name in make_backup(workspace, LOCAL_USER)
        next(one for one in app.button if one.label == "Erase it for good").click().run()
        assert not app.exception
        assert app.success[0].value == "Erased for good."
        assert name not in make_backup(workspace, LOCAL_USER)
    assert [one.person for one in list_members(workspace, area_code=area)] == ["Sam Poe"]
    assert not [one for one in app.button if one.label == "Erase it for good"]
