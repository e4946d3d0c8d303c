"""Meetings on the partnership page: who came to which, and which seats were empty."""

import pandas as pd
import streamlit as st

from cdof_core.analysis.partnership import MeetingState, read_guide, view_meetings
from cdof_core.narrative.names import at_start
from cdof_core.narrative.partnership import meetings_finding
from cdof_core.narrative.periods import day_text
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.judged import chosen
from cdof_core.ui.panels import as_plain_text, show_downloads, show_no_data
from cdof_core.ui.partnership_forms import member_label
from cdof_core.workspace import open_workspace
from cdof_core.workspace.partnership import Attendance, list_meetings, list_members

_COLUMNS = {
    Attendance.PRESENT: "Came",
    Attendance.DEPUTY: "A deputy came",
    Attendance.APOLOGIES: "Apologies",
    Attendance.ABSENT: "Absent",
    None: "Not recorded",
}
"""How a member was at a meeting, as the table's headings say it."""


def show_meetings() -> None:
    """Show who came to which meeting, which seats nobody spoke for, and both as files."""
    selection, places = chosen()
    workspace = open_workspace()
    meetings = list_meetings(workspace, area_code=selection.area_code)
    if not meetings:
        show_no_data("No meeting is recorded", why="Record one below, with who came.")
        return
    members = list_members(workspace, area_code=selection.area_code)
    states = view_meetings(members, meetings)
    seats = read_guide().seats
    st.markdown(as_plain_text(meetings_finding(states, seats=len(seats))))
    show_table(
        DataTable(
            caption="Who came to which meeting",
            columns=("Meeting", *_COLUMNS.values(), "Recommended seats represented"),
            groups=(("", tuple(_row(state, len(seats)) for state in states)),),
            noun="meetings",
        ),
        key="meetings",
    )
    name = at_start(places.area.name)
    files = plain_files(
        f"{name}: attendance", _file_rows(states), file_stem=file_stem("attendance", name)
    )
    show_downloads(files, key="meetings")


def _row(state: MeetingState, seats: int) -> Row:
    missing = [seat.name for seat in read_guide().seats if seat.name not in state.seats]
    # Of somebody removed since nobody knows the seat: any of these may have been theirs.
    least, missing = ("", missing) if state.is_complete else ("at least ", [])
    cells = [
        Cell("; ".join(member_label(member) for member in state.members[how]) or "nobody")
        for how in _COLUMNS
    ]
    return (
        Cell(state.meeting.title, below=f"{day_text(state.meeting.held)}{_left_words(state)}"),
        *cells,
        Cell(
            f"{least}{len(state.seats)} of {seats}",
            below=f"not: {'; '.join(missing)}" if missing else "",
        ),
    )


def _left_words(state: MeetingState) -> str:
    if not state.left:
        return ""
    who = "1 member" if state.left == 1 else f"{state.left} members"
    return f"; {who} removed since"


def _file_rows(states: list[MeetingState]) -> pd.DataFrame:
    """Return a row for each meeting and member."""
    names = {seat.seat_id: seat.name for seat in (*read_guide().seats, *read_guide().roles)}
    return pd.DataFrame(
        [
            {
                "Held": state.meeting.held.isoformat(),
                "Meeting": state.meeting.title,
                "Seat": names.get(seat, seat),
                "Organisation": member.organisation,
                "Person": member.person,
                "Attendance": _COLUMNS[how],
            }
            for state in states
            for how in _COLUMNS
            for member in state.members[how]
            for seat in [state.meeting.seats.get(member.member_id, member.seat)]
        ],
        columns=["Held", "Meeting", "Seat", "Organisation", "Person", "Attendance"],
    )
