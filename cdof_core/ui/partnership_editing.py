"""Forms of the partnership page: add, change or remove what is kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

import streamlit as st

from cdof_core.analysis.partnership import read_guide
from cdof_core.domain import AreaCode, CdofError
from cdof_core.ui.judged import chosen
from cdof_core.ui.meanwhile import show_outcome
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.text_version import folded
from cdof_core.workspace import open_workspace
from cdof_core.workspace.partnership import (
    LONGEST_TEXT,
    PLANS,
    Attendance,
    Functioning,
    Kept,
    LogItem,
    LogKind,
    Meeting,
    Member,
    PlanDate,
    keep,
    list_functioning,
    list_log,
    list_meetings,
    list_members,
    list_plans,
    remove,
)

_SAID = "partnership_said"
"""Session key: what came of the last change, by form."""
_EDITION = "partnership_edition"
"""Session key: counts changes, so that a form starts afresh after one."""
_ATTENDANCE = {None: "not recorded"} | {one: one.value for one in Attendance}

Item = TypeVar("Item", Member, Meeting, PlanDate, LogItem, Functioning)


def edit_members() -> None:
    """Draw the form of a member."""
    members = list_members(open_workspace(), area_code=_area())
    with folded("Add or change a member"):
        item = _choose("member", members, _member_label, Member("", ""))
        guide = read_guide()
        seats = {seat.seat_id: seat.name for seat in (*guide.seats, *guide.roles)}
        options = list(seats) if item.seat in seats or not item.seat else [*seats, item.seat]
        with st.form(_tag("member"), border=False):
            seat = st.selectbox(
                "Seat, or type one of your own",
                options,
                index=options.index(item.seat) if item.seat else 0,
                format_func=lambda key: seats.get(str(key), str(key)),
                accept_new_options=True,
                key=_key("member", "seat", item),
            )
            organisation = _text("member", "Organisation", item.organisation, item)
            person = _text("member", "Person", item.person, item)
            deputy = _text("member", "Deputy", item.deputy, item)
            contact = _text("member", "Contact at work, only if needed", item.contact, item)
            made = replace(
                item,
                seat=str(seat),
                organisation=organisation,
                person=person,
                deputy=deputy,
                contact=contact,
            )
            _buttons("member", item, made)


def edit_meetings() -> None:
    """Draw the form of a meeting with who was there."""
    workspace = open_workspace()
    members = list_members(workspace, area_code=_area())
    meetings = list_meetings(workspace, area_code=_area())
    with folded("Record a meeting"):
        if not members:
            st.caption("Add members first: attendance is kept for each of them.")
            return
        start = Meeting(_today(), "", {})
        item = _choose("meeting", meetings, _meeting_label, start)
        with st.form(_tag("meeting"), border=False):
            held = st.date_input(
                "Held on", value=item.held, format="DD/MM/YYYY", key=_key("meeting", "held", item)
            )
            title = _text("meeting", "Meeting", item.title, item)
            attendance: dict[str, Attendance] = {}
            for member in members:
                chosen_one = st.selectbox(
                    as_plain_text(_member_label(member)),
                    list(_ATTENDANCE),
                    index=list(_ATTENDANCE).index(item.attendance.get(member.member_id)),
                    format_func=lambda one: _ATTENDANCE[one],
                    key=_key("meeting", member.member_id, item),
                )
                if chosen_one is not None:
                    attendance[member.member_id] = chosen_one
            made = replace(item, held=_as_day(held), title=title, attendance=attendance)
            _buttons("meeting", item, made)


def edit_dates() -> None:
    """Draw the form of a plan's date."""
    plans = {plan.plan: plan for plan in list_plans(open_workspace(), area_code=_area())}
    with folded("Set the date of a plan"):
        show_outcome(_said("plan"))
        name = st.selectbox(
            "Plan", list(PLANS), format_func=lambda key: PLANS[key], key="plan_which"
        )
        item = plans[name]
        with st.form(_tag(f"plan_{name}"), border=False):
            agreed = st.date_input(
                "Agreed on",
                value=item.agreed,
                format="DD/MM/YYYY",
                key=_key(f"plan_{name}", "agreed", item),
            )
            note = _text(f"plan_{name}", "Note, such as where it is published", item.note, item)
            made = replace(item, agreed=_as_day(agreed) if agreed else None, note=note)
            st.form_submit_button(
                "Keep", type="primary", on_click=_wanted, args=("plan",), key="plan_keep"
            )
            _act("plan", item, made)


def edit_log() -> None:
    """Draw the form of a request or a challenge."""
    items = list_log(open_workspace(), area_code=_area())
    with folded("Add or change a request or a challenge"):
        start = LogItem("", LogKind.REQUEST, _today())
        item = _choose("log", items, lambda one: one.title, start)
        with st.form(_tag("log"), border=False):
            title = _text("log", "What, in one line", item.title, item)
            kind = st.selectbox(
                "Kind",
                list(LogKind),
                index=list(LogKind).index(item.kind),
                format_func=lambda one: one.value.capitalize(),
                key=_key("log", "kind", item),
            )
            raised = st.date_input(
                "Raised on", value=item.raised, format="DD/MM/YYYY", key=_key("log", "raised", item)
            )
            owner = _text("log", "Who sees to it", item.owner, item)
            detail = _area_text("log", "Detail", item.detail, item)
            is_open = st.checkbox("Still open", value=item.is_open, key=_key("log", "open", item))
            made = replace(
                item,
                title=title,
                kind=LogKind(kind),
                raised=_as_day(raised),
                owner=owner,
                detail=detail,
                is_open=is_open,
            )
            _buttons("log", item, made)


def edit_functioning() -> None:
    """Draw the form of a heading of the partnership's own."""
    items = list_functioning(open_workspace(), area_code=_area())
    with folded("Add or change a heading"):
        item = _choose("functioning", items, lambda one: one.heading, Functioning(""))
        with st.form(_tag("functioning"), border=False):
            heading = _text("functioning", "Heading", item.heading, item)
            reflection = _area_text("functioning", "What we find", item.reflection, item)
            _buttons("functioning", item, replace(item, heading=heading, reflection=reflection))


def _choose(form: str, items: Sequence[Item], label: Callable[[Item], str], new: Item) -> Item:
    """Draw the menu of what to change and return it; the first is a new one."""
    show_outcome(_said(form))
    by_id = {"": new} | {item.entry.entry_id: item for item in items if item.entry is not None}
    which = st.selectbox(
        "Which",
        list(by_id),
        format_func=lambda key: as_plain_text(label(by_id[key])) if key else "A new one",
        key=f"{form}_which_{_edition()}",
    )
    return by_id[which]


def _buttons(form: str, item: Kept, made: Kept) -> None:
    """Draw the buttons of a form, and act on the one that was pressed."""
    with st.container(horizontal=True, gap="small"):
        st.form_submit_button(
            "Keep", type="primary", on_click=_wanted, args=(form,), key=f"{form}_keep"
        )
        if item.entry is not None:
            st.form_submit_button(
                "Remove", on_click=_remove, args=(form, item), key=f"{form}_remove"
            )
    _act(form, item, made)


def _wanted(form: str) -> None:
    """Leave word that a form is to be kept; its fields are read when they are drawn."""
    st.session_state[f"{form}_wanted"] = True


def _act(form: str, item: Kept, made: Kept) -> None:
    if not st.session_state.pop(f"{form}_wanted", False):
        return
    if item == made and item.entry is not None:
        st.session_state[_said(form)] = "Nothing was changed."
        st.rerun()
    try:
        keep(open_workspace(), current_actor(), made, area_code=_area())
    except CdofError as error:
        st.session_state[_said(form)] = error
        st.rerun()
    st.session_state[_said(form)] = "Kept."
    st.session_state[_EDITION] = _edition() + 1
    st.rerun()


def _remove(form: str, item: Kept) -> None:
    try:
        remove(open_workspace(), current_actor(), item)
    except CdofError as error:
        st.session_state[_said(form)] = error
        return
    st.session_state[_said(form)] = "Removed; Saved work can bring it back."
    st.session_state[_EDITION] = _edition() + 1


def _said(form: str) -> str:
    return f"{_SAID}_{form}"


def _text(form: str, label: str, value: str, item: Kept) -> str:
    return st.text_input(
        label, value=value, max_chars=LONGEST_TEXT, key=_key(form, label, item)
    ).strip()


def _area_text(form: str, label: str, value: str, item: Kept) -> str:
    return st.text_area(
        label, value=value, max_chars=LONGEST_TEXT, height=100, key=_key(form, label, item)
    ).strip()


def _key(form: str, name: str, item: Kept) -> str:
    version = "new" if item.entry is None else f"{item.entry.entry_id}_{item.entry.version}"
    return f"{form}_{name}_{version}_{_edition()}"


def _tag(form: str) -> str:
    return f"{form}_form_{_edition()}"


def _edition() -> int:
    return int(st.session_state.get(_EDITION, 0))


def _member_label(member: Member) -> str:
    return f"{member.organisation} ({member.person})" if member.person else member.organisation


def _meeting_label(meeting: Meeting) -> str:
    return f"{meeting.title}, {meeting.held.day} {meeting.held:%B %Y}"


def _today() -> date:
    return datetime.now(UTC).date()


def _as_day(chosen_day: object) -> date:
    return chosen_day if isinstance(chosen_day, date) else _today()


def _area() -> AreaCode:
    return chosen()[0].area_code
