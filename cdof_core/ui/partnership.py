"""The partnership page: who is at the table, what is due, to whom it answers."""

from datetime import UTC, datetime
from html import escape

import pandas as pd
import streamlit as st

from cdof_core.analysis.partnership import (
    PlanState,
    SeatState,
    plan_state,
    read_guide,
    view_seats,
)
from cdof_core.domain import AreaCode
from cdof_core.narrative.names import at_start
from cdof_core.narrative.partnership import attendance_words, due_words, seats_finding
from cdof_core.narrative.periods import day_text
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.judged import chosen
from cdof_core.ui.panels import as_plain_text, show_downloads, show_no_data
from cdof_core.ui.session import current_selection
from cdof_core.workspace import open_workspace
from cdof_core.workspace.partnership import (
    PLANS,
    LogItem,
    list_functioning,
    list_log,
    list_meetings,
    list_members,
    list_plans,
)


def show_table_of_seats() -> None:
    """Show every seat and role, who sits there, and how often they came."""
    states = load_seats()
    guide = read_guide()
    st.header(as_plain_text(seats_finding(states[: len(guide.seats)])), anchor=False)
    show_table(seats_table(states), key="seats")
    st.caption(f"Recommended by {guide.place}, in our words.")
    name = at_start(chosen()[1].area.name)
    show_downloads(
        plain_files(f"{name}: members", _seat_file(states), file_stem=file_stem("members", name)),
        key="seats",
    )


def load_seats() -> list[SeatState]:
    """Return every seat: the recommended ones, then roles, then those of the partnership's own."""
    area, workspace = _area(), open_workspace()
    members = list_members(workspace, area_code=area)
    return view_seats(members, list_meetings(workspace, area_code=area))


def seats_table(states: list[SeatState], *, travels: bool = False) -> DataTable:
    """Return the seats as a table.

    Args:
        states: As from `load_seats`.
        travels: Whether it leaves the workspace, as in slides; it then carries no contacts.
    """
    guide = read_guide()
    seats, others = states[: len(guide.seats)], states[len(guide.seats) :]
    roles, own = others[: len(guide.roles)], others[len(guide.roles) :]
    named = (
        ("Recommended core members", seats),
        ("Supporting roles", roles),
        ("Seats of our own", own),
    )
    return DataTable(
        caption="Seats, who sits there and who stands in",
        columns=("Seat", "Who", "Deputy", "Meetings"),
        groups=tuple(
            (name, tuple(_seat_row(one, travels=travels) for one in part))
            for name, part in named
            if part
        ),
        noun="seats",
    )


def show_dates() -> None:
    """Show when each plan was agreed and when it is due again."""
    today = datetime.now(UTC).date()
    plans = list_plans(open_workspace(), area_code=_area())
    states = [plan_state(plan, today=today) for plan in plans]
    show_table(
        DataTable(
            caption="Plans and when they are due again",
            columns=("Plan", "Agreed", "Due again"),
            groups=(("", tuple(_plan_row(state) for state in states)),),
            noun="plans",
        ),
        key="plans",
    )
    frame = pd.DataFrame(
        [
            {
                "Plan": PLANS[state.plan.plan],
                "Agreed": "" if state.plan.agreed is None else state.plan.agreed.isoformat(),
                "Due again": "" if state.due is None else state.due.isoformat(),
                "Note": state.plan.note,
            }
            for state in states
        ]
    )
    show_downloads(plain_files("Plans", frame, file_stem="partnership-plans"), key="plans")


def show_log() -> None:
    """Show requests for support and challenges, open ones first."""
    items = list_log(open_workspace(), area_code=_area())
    if not items:
        show_no_data("No request and no challenge is kept", why="Add one below when there is one.")
        return
    show_table(
        DataTable(
            caption="Support requests and challenges",
            columns=("What", "Kind", "Raised", "Who sees to it", "State"),
            groups=(("", tuple(_log_row(item) for item in items)),),
            noun="items",
        ),
        key="log",
    )
    frame = pd.DataFrame(
        [
            {
                "What": item.title,
                "Kind": str(item.kind),
                "Raised": item.raised.isoformat(),
                "Who sees to it": item.owner,
                "Detail": item.detail,
                "State": "open" if item.is_open else "closed",
            }
            for item in items
        ]
    )
    files = plain_files("Support requests and challenges", frame, file_stem="partnership-log")
    show_downloads(files, key="log")


def show_functioning() -> None:
    """Show the partnership's own headings with what it finds."""
    items = list_functioning(open_workspace(), area_code=_area())
    if not items:
        show_no_data(
            "No heading is kept",
            why="The official self-assessment of partnerships is not public, so none is suggested: "
            "word your own below.",
        )
    for item in items:
        st.markdown(f"**{as_plain_text(item.heading)}**")
        st.markdown(as_plain_text(item.reflection) or "Nothing written yet.")


def show_chain() -> None:
    """Show to whom the partnership answers, as an ordered list drawn as steps."""
    guide = read_guide()
    names = {seat.seat_id: seat.name for seat in guide.seats}
    steps = "".join(
        f"<li><strong>{escape(step.name)}</strong><span>{escape(step.about)}</span></li>"
        for step in guide.chain
    )
    lenses = "".join(
        f"<li><strong>{escape(lens.name)}</strong><span>{escape(lens.about)} For: "
        f"{escape(', '.join(names[seat] for seat in lens.seats))}.</span></li>"
        for lens in guide.lenses
    )
    st.html(
        f'<div class="cdof-chain"><ol aria-label="Reporting line, from the partnership upwards">'
        f"{steps}</ol><div><p>Frameworks that partners answer to beside this line</p>"
        f"<ul>{lenses}</ul></div></div>"
    )
    st.caption(f"After {guide.place}, in our words.")


def _area() -> AreaCode:
    return current_selection().area_code


def _seat_row(state: SeatState, *, travels: bool) -> Row:
    who = "; ".join(member.organisation for member in state.members) or "vacant"
    people = "; ".join(
        part
        for member in state.members
        for part in (
            " · ".join(p for p in (member.person, "" if travels else member.contact) if p),
        )
        if part
    )
    deputies = "; ".join(member.deputy for member in state.members if member.deputy)
    return (
        Cell(state.seat.name, below=state.seat.about),
        Cell(who, below=people),
        Cell(deputies or "none named"),
        Cell(attendance_words(state)),
    )


def _seat_file(states: list[SeatState]) -> pd.DataFrame:
    # Contacts stay here: a list that travels needs none.
    return pd.DataFrame(
        [
            {
                "Seat": state.seat.name,
                "Organisation": "; ".join(member.organisation for member in state.members),
                "Person": "; ".join(member.person for member in state.members if member.person),
                "Deputy": "; ".join(member.deputy for member in state.members if member.deputy),
                "Meetings": attendance_words(state),
            }
            for state in states
        ]
    )


def _plan_row(state: PlanState) -> Row:
    agreed = state.plan.agreed
    said = "not yet" if agreed is None else day_text(agreed)
    return (
        Cell(PLANS[state.plan.plan], below=state.plan.note),
        Cell(said),
        Cell(due_words(state)),
    )


def _log_row(item: LogItem) -> Row:
    return (
        Cell(item.title, below=item.detail),
        Cell(str(item.kind).capitalize()),
        Cell(day_text(item.raised)),
        Cell(item.owner or "nobody yet"),
        Cell("open" if item.is_open else "closed"),
    )
