"""Forms of the partnership page: add, change or remove what is kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

import streamlit as st

from cdof_core.analysis.partnership import read_guide
from cdof_core.domain import AreaCode
from cdof_core.ui.judged import chosen
from cdof_core.ui.meanwhile import (
    Edit,
    begin_edit,
    find_edit,
    keep_edit,
    show_choice,
    show_outcome,
)
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.text_version import folded
from cdof_core.workspace import open_workspace
from cdof_core.workspace.partnership import (
    LONGEST_TEXT,
    PLANS,
    Attendance,
    Functioning,
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
_KEPT = "partnership_kept"
"""Session key: counts what was kept, by form, so that its menu goes back to a new one."""
_ATTENDANCE = {None: "not recorded"} | {one: one.value for one in Attendance}

Item = TypeVar("Item", Member, Meeting, PlanDate, LogItem, Functioning)


def edit_members() -> None:
    """Draw the form of a member."""
    members = list_members(open_workspace(), area_code=_area())
    with folded("Add or change a member"):
        edit = _choose("member", members, _member_label, Member("", ""), field="Organisation")
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
            organisation = _text(edit, "Organisation", item.organisation)
            person = _text(edit, "Person", item.person)
            deputy = _text(edit, "Deputy", item.deputy)
            contact = _text(edit, "Contact at work, only if needed", item.contact)
            made = replace(
                item,
                seat=str(seat),
                organisation=organisation,
                person=person,
                deputy=deputy,
                contact=contact,
            )
            _buttons("member", edit, made)


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
        edit = _choose("meeting", meetings, _meeting_label, start, field="Meeting")
        item = edit.drawn
        with st.form(f"form_{edit.tag}", border=False):
            held = st.date_input(
                "Held on", value=item.held, format="DD/MM/YYYY", key=f"held_{edit.tag}"
            )
            title = _text(edit, "Meeting", item.title)
            sits = {member.member_id for member in members}
            # Who has left the partnership was there all the same.
            attendance = {key: how for key, how in item.attendance.items() if key not in sits}
            for member in members:
                chosen_one = st.selectbox(
                    as_plain_text(_member_label(member)),
                    list(_ATTENDANCE),
                    index=list(_ATTENDANCE).index(item.attendance.get(member.member_id)),
                    format_func=lambda one: _ATTENDANCE[one],
                    key=f"came_{member.member_id}_{edit.tag}",
                )
                if chosen_one is not None:
                    attendance[member.member_id] = chosen_one
            made = replace(item, held=_as_day(held), title=title, attendance=attendance)
            _buttons("meeting", edit, made)


def edit_dates() -> None:
    """Draw the form of a plan's date."""
    plans = {plan.plan: plan for plan in list_plans(open_workspace(), area_code=_area())}
    with folded("Set the date of a plan"):
        show_outcome(_said("plan"))
        name = st.selectbox(
            "Plan", list(PLANS), format_func=lambda key: PLANS[key], key="plan_which"
        )
        key = _edit_key("plan", name)
        edit = begin_edit(key, plans[name], field="agreed", new=PlanDate(name))
        item = edit.drawn
        show_choice(edit)
        with st.form(f"form_{edit.tag}", border=False):
            agreed = st.date_input(
                "Agreed on", value=item.agreed, format="DD/MM/YYYY", key=f"agreed_{edit.tag}"
            )
            note = _text(edit, "Note, such as where it is published", item.note)
            made = replace(item, agreed=_as_day(agreed) if agreed else None, note=note)
            _keep_button("plan", edit)
            _act("plan", edit, made)


def edit_log() -> None:
    """Draw the form of a request or a challenge."""
    items = list_log(open_workspace(), area_code=_area())
    with folded("Add or change a request or a challenge"):
        start = LogItem("", LogKind.REQUEST, _today())
        edit = _choose("log", items, lambda one: one.title, start, field="What, in one line")
        item = edit.drawn
        with st.form(f"form_{edit.tag}", border=False):
            title = _text(edit, "What, in one line", item.title)
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
            owner = _text(edit, "Who sees to it", item.owner)
            detail = _area_text(edit, "Detail", item.detail)
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
            _buttons("log", edit, made)


def edit_functioning() -> None:
    """Draw the form of a heading of the partnership's own."""
    items = list_functioning(open_workspace(), area_code=_area())
    with folded("Add or change a heading"):
        start = Functioning("")
        edit = _choose("functioning", items, lambda one: one.heading, start, field="Heading")
        item = edit.drawn
        with st.form(f"form_{edit.tag}", border=False):
            heading = _text(edit, "Heading", item.heading)
            reflection = _area_text(edit, "What we find", item.reflection)
            _buttons("functioning", edit, replace(item, heading=heading, reflection=reflection))


def _choose(
    form: str, items: Sequence[Item], label: Callable[[Item], str], new: Item, *, field: str
) -> Edit[Item]:
    """Draw the menu of what to change, the first a new one, and what became of it meanwhile.

    Args:
        form: Name of the form.
        items: What is kept.
        label: Says what one is called.
        new: What a new one begins with.
        field: Name of a field that the form always has.
    """
    show_outcome(_said(form))
    by_id = {"": new} | {item.entry.entry_id: item for item in items if item.entry is not None}
    menu = f"{form}_which_{_kept(form)}"
    shown = str(st.session_state.get(menu) or "")
    labels = {key: label(item) for key, item in by_id.items()}
    written = find_edit(_edit_key(form, shown), field=field)
    if shown not in by_id and written is not None:
        # Somebody else removed it: what is typed for it still stands.
        labels[shown] = f"{label(written.drawn)} (removed meanwhile)"
    which = st.selectbox(
        "Which",
        list(labels),
        format_func=lambda key: as_plain_text(labels[key]) if key else "A new one",
        key=menu,
    )
    edit = begin_edit(
        _edit_key(form, which), by_id.get(which) if which else None, field=field, new=new
    )
    show_choice(edit)
    return edit


def _buttons(form: str, edit: Edit[Item], made: Item) -> None:
    """Draw the buttons of a form, and act on the one that was pressed."""
    with st.container(horizontal=True, gap="small"):
        _keep_button(form, edit)
        if edit.item.entry is not None:
            st.form_submit_button(
                "Remove", on_click=_remove, args=(form, edit), key=f"{form}_remove"
            )
    _act(form, edit, made)


def _keep_button(form: str, edit: Edit[Item]) -> None:
    st.form_submit_button(
        edit.verb("Keep"), type="primary", on_click=_wanted, args=(form,), key=f"{form}_keep"
    )


def _wanted(form: str) -> None:
    """Leave word that a form is to be kept; its fields are read when they are drawn."""
    st.session_state[f"{form}_wanted"] = True


def _act(form: str, edit: Edit[Item], made: Item) -> None:
    if not st.session_state.pop(f"{form}_wanted", False):
        return
    if edit.drawn == made and edit.item.entry is not None and not edit.is_contested:
        st.session_state[_said(form)] = "Nothing was changed."
        st.rerun()

    def save(now: Edit[Item]) -> None:
        keep(open_workspace(), current_actor(), now.merged(made), area_code=_area())

    if keep_edit(edit, save, said=_said(form), done="Kept."):
        st.session_state[f"{_KEPT}_{form}"] = _kept(form) + 1
    st.rerun()


def _remove(form: str, edit: Edit[Item]) -> None:
    done = "Removed; Saved work can bring it back."
    if keep_edit(
        edit,
        lambda now: remove(open_workspace(), current_actor(), now.item),
        said=_said(form),
        done=done,
    ):
        st.session_state[f"{_KEPT}_{form}"] = _kept(form) + 1


def _said(form: str) -> str:
    return f"{_SAID}_{form}"


def _text(edit: Edit[Item], label: str, value: str) -> str:
    return st.text_input(
        label, value=value, max_chars=LONGEST_TEXT, key=f"{label}_{edit.tag}"
    ).strip()


def _area_text(edit: Edit[Item], label: str, value: str) -> str:
    return st.text_area(
        label, value=value, max_chars=LONGEST_TEXT, height=100, key=f"{label}_{edit.tag}"
    ).strip()


def _edit_key(form: str, which: str) -> str:
    return f"{form}_{_area()}_{which or 'new'}"


def _kept(form: str) -> int:
    return int(st.session_state.get(f"{_KEPT}_{form}", 0))


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
