"""Forms of the partnership page: add, change or remove what is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st

from cdof_core.analysis.partnership import read_guide
from cdof_core.narrative.periods import day_text
from cdof_core.ui.meanwhile import (
    begin_edit,
    show_choice,
    show_outcome,
)
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.partnership_forms import (
    area_code,
    choose_item,
    draw_buttons,
    draw_keep,
    edit_key,
    is_in_use,
    keep_if_wanted,
    long_field,
    member_label,
    said_of,
    take_wanted,
    text_field,
)
from cdof_core.ui.text_version import folded
from cdof_core.workspace import open_workspace
from cdof_core.workspace.partnership import (
    PLANS,
    Attendance,
    Functioning,
    LogItem,
    LogKind,
    Meeting,
    Member,
    PlanDate,
    list_functioning,
    list_log,
    list_meetings,
    list_members,
    list_plans,
)

_ATTENDANCE = {None: "not recorded"} | {one: one.value for one in Attendance}


def edit_members() -> None:
    """Draw the form of a member."""
    members = list_members(open_workspace(), area_code=area_code())
    with folded("Add or change a member", is_open=is_in_use("member")):
        edit = choose_item("member", members, member_label, Member("", ""), field="Organisation")
        item = edit.drawn
        guide = read_guide()
        seats = {seat.seat_id: seat.name for seat in (*guide.seats, *guide.roles)}
        options = list(seats) if item.seat in seats or not item.seat else [*seats, item.seat]
        with st.form(f"form_{edit.tag}", border=False):
            seat = st.selectbox(
                "Seat, or type one of your own",
                options,
                index=options.index(item.seat) if item.seat else 0,
                format_func=lambda key: seats.get(str(key), str(key)),
                accept_new_options=True,
                key=f"seat_{edit.tag}",
            )
            organisation = text_field(edit, "Organisation", item.organisation)
            person = text_field(edit, "Person", item.person)
            deputy = text_field(edit, "Deputy", item.deputy)
            contact = text_field(edit, "Contact at work, only if needed", item.contact)
            made = replace(
                item,
                seat=str(seat),
                organisation=organisation,
                person=person,
                deputy=deputy,
                contact=contact,
            )
            draw_buttons("member", edit, made)


def edit_meetings() -> None:
    """Draw the form of a meeting with who was there."""
    workspace = open_workspace()
    members = list_members(workspace, area_code=area_code())
    meetings = list_meetings(workspace, area_code=area_code())
    with folded("Record a meeting", is_open=is_in_use("meeting")):
        if not members:
            if take_wanted("meeting"):
                st.warning(
                    "The meeting was not kept: every member was removed meanwhile. Saved work can "
                    "bring them back."
                )
            st.caption("Add members first: attendance is kept for each of them.")
            return
        start = Meeting(_today(), "", {})
        edit = choose_item("meeting", meetings, _meeting_label, start, field="Meeting")
        item = edit.drawn
        with st.form(f"form_{edit.tag}", border=False):
            held = st.date_input(
                "Held on", value=item.held, format="DD/MM/YYYY", key=f"held_{edit.tag}"
            )
            title = text_field(edit, "Meeting", item.title)
            attendance = _ask_attendance(members, item, edit.tag)
            # The seat each had then: past meetings stay as they were when members change.
            then = {**{member.member_id: member.seat for member in members}, **item.seats}
            seats = {key: then[key] for key in attendance if key in then}
            made = replace(
                item, held=_as_day(held), title=title, attendance=attendance, seats=seats
            )
            draw_buttons("meeting", edit, made)


def _ask_attendance(members: Sequence[Member], item: Meeting, tag: str) -> dict[str, Attendance]:
    """Draw a menu for each member and return how each was there."""
    sits = {member.member_id for member in members}
    # Who has left the partnership was there all the same.
    attendance = {key: how for key, how in item.attendance.items() if key not in sits}
    for member in members:
        how = st.selectbox(
            as_plain_text(member_label(member)),
            list(_ATTENDANCE),
            index=list(_ATTENDANCE).index(item.attendance.get(member.member_id)),
            format_func=lambda one: _ATTENDANCE[one],
            key=f"came_{member.member_id}_{tag}",
        )
        if how is not None:
            attendance[member.member_id] = how
    return attendance


def edit_dates() -> None:
    """Draw the form of a plan's date."""
    plans = {plan.plan: plan for plan in list_plans(open_workspace(), area_code=area_code())}
    with folded("Set the date of a plan", is_open=is_in_use("plan")):
        show_outcome(said_of("plan"))
        name = st.selectbox(
            "Plan", list(PLANS), format_func=lambda key: PLANS[key], key="plan_which"
        )
        key = edit_key("plan", name)
        edit = begin_edit(key, plans[name], field="agreed", new=PlanDate(name))
        item = edit.drawn
        show_choice(edit)
        with st.form(f"form_{edit.tag}", border=False):
            agreed = st.date_input(
                "Agreed on", value=item.agreed, format="DD/MM/YYYY", key=f"agreed_{edit.tag}"
            )
            note = text_field(edit, "Note, such as where it is published", item.note)
            made = replace(item, agreed=_as_day(agreed) if agreed else None, note=note)
            draw_keep("plan", edit)
            keep_if_wanted("plan", edit, made)


def edit_log() -> None:
    """Draw the form of a request or a challenge."""
    items = list_log(open_workspace(), area_code=area_code())
    with folded("Add or change a request or a challenge", is_open=is_in_use("log")):
        start = LogItem("", LogKind.REQUEST, _today())
        edit = choose_item("log", items, lambda one: one.title, start, field="What, in one line")
        item = edit.drawn
        with st.form(f"form_{edit.tag}", border=False):
            title = text_field(edit, "What, in one line", item.title)
            kind = st.selectbox(
                "Kind",
                list(LogKind),
                index=list(LogKind).index(item.kind),
                format_func=lambda one: one.value.capitalize(),
                key=f"kind_{edit.tag}",
            )
            raised = st.date_input(
                "Raised on", value=item.raised, format="DD/MM/YYYY", key=f"raised_{edit.tag}"
            )
            owner = text_field(edit, "Who sees to it", item.owner)
            detail = long_field(edit, "Detail", item.detail)
            is_open = st.checkbox("Still open", value=item.is_open, key=f"open_{edit.tag}")
            made = replace(
                item,
                title=title,
                kind=LogKind(kind),
                raised=_as_day(raised),
                owner=owner,
                detail=detail,
                is_open=is_open,
            )
            draw_buttons("log", edit, made)


def edit_functioning() -> None:
    """Draw the form of a heading of the partnership's own."""
    items = list_functioning(open_workspace(), area_code=area_code())
    with folded("Add or change a heading", is_open=is_in_use("functioning")):
        start = Functioning("")
        edit = choose_item("functioning", items, lambda one: one.heading, start, field="Heading")
        item = edit.drawn
        with st.form(f"form_{edit.tag}", border=False):
            heading = text_field(edit, "Heading", item.heading)
            reflection = long_field(edit, "What we find", item.reflection)
            draw_buttons("functioning", edit, replace(item, heading=heading, reflection=reflection))


def _meeting_label(meeting: Meeting) -> str:
    return f"{meeting.title}, {day_text(meeting.held)}"


def _today() -> date:
    return datetime.now(UTC).date()


def _as_day(chosen_day: object) -> date:
    return chosen_day if isinstance(chosen_day, date) else _today()
