"""Seats, attendance and dates of a partnership."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cdof_core.analysis.partnership import plan_state, read_guide, view_meetings, view_seats
from cdof_core.narrative.partnership import (
    attendance_words,
    due_words,
    meetings_finding,
    seats_finding,
)
from cdof_core.workspace.entries import LOCAL_USER, add_entry
from cdof_core.workspace.partnership import Attendance, Meeting, Member, PlanDate

DAY = date(2030, 5, 1)


def test_the_guidance_recommends_ten_members_and_four_roles() -> None:
    guide = read_guide()
    assert len(guide.seats) == 10
    assert [role.seat_id for role in guide.roles] == ["sro", "lead", "involvement", "data"]
    known = {seat.seat_id for seat in guide.seats}
    assert all(set(lens.seats) <= known for lens in guide.lenses)
    assert len(guide.lenses) == 5
    assert guide.place.endswith("figure 3")


@pytest.fixture
def police(tmp_path):
    from cdof_core.workspace import open_workspace  # noqa: PLC0415

    engine = open_workspace(f"sqlite:///{tmp_path}/partnership.sqlite")
    entry = add_entry(engine, LOCAL_USER, kind="member", name="Anyshire Police", content={})
    return Member("police", "Anyshire Police", entry=entry)


def test_a_deputy_represents_a_seat_and_apologies_do_not(police: Member) -> None:
    own = police.member_id
    meetings = [
        Meeting(DAY, "First", {own: Attendance.PRESENT}),
        Meeting(DAY, "Second", {own: Attendance.DEPUTY}),
        Meeting(DAY, "Third", {own: Attendance.APOLOGIES}),
        Meeting(DAY, "Fourth", {"other": Attendance.PRESENT}, seats={"other": "probation"}),
    ]
    states = {state.seat.seat_id: state for state in view_seats([police], meetings)}
    assert (states["police"].attended, states["police"].meetings) == (2, 3)
    assert attendance_words(states["police"]) == "represented at 2 of 3 meetings"
    assert attendance_words(states["nhs"]) == "nobody yet"
    # A seat of the partnership's own counts its meetings like any other, and comes last.
    own = replace(police, seat="Universities")
    assert [state.seat.name for state in view_seats([own], meetings)][14:] == ["Universities"]
    assert attendance_words(view_seats([own], meetings)[-1]) == "represented at 2 of 3 meetings"
    seats = list(states.values())[:10]
    assert seats_finding(seats).startswith("1 of 10 recommended seats is filled; not yet: Elected")
    full = [replace(state, members=(police,)) for state in seats]
    assert seats_finding(full) == "10 of 10 recommended seats are filled."


def test_a_meeting_says_who_came_and_which_seats_nobody_spoke_for(police: Member) -> None:
    own = police.member_id
    meetings = [
        Meeting(DAY, "Board", {own: Attendance.DEPUTY, "somebody gone": Attendance.PRESENT}),
        Meeting(date(2030, 2, 1), "Board", {own: Attendance.ABSENT}),
        Meeting(date(2029, 11, 1), "Board", {}),
    ]
    newest, absent, unrecorded = view_meetings([police], meetings)
    assert newest.members[Attendance.DEPUTY] == (police,)
    assert (newest.left, len(newest.seats)) == (1, 1)
    assert (absent.members[Attendance.ABSENT], absent.seats) == ((police,), ())
    assert unrecorded.members[None] == (police,)
    assert meetings_finding([newest, absent, unrecorded], seats=10) == (
        "3 meetings are recorded; at the newest, on 1 May 2030, at least 1 of 10 recommended "
        "seats was represented."
    )
    assert (newest.is_complete, absent.is_complete) == (False, True)
    # Without its member nobody knows which seats were represented.
    (alone,) = view_meetings([], meetings[:1])
    assert meetings_finding([alone], seats=10) == (
        "1 meeting is recorded; at it, on 1 May 2030, at least 0 of 10 recommended seats were "
        "represented."
    )


def test_a_past_meeting_stays_as_it_was_when_its_members_change(police: Member) -> None:
    own = police.member_id
    kept = Meeting(DAY, "Board", {own: Attendance.PRESENT}, seats={own: "police"})
    # Removed since, or moved to another seat: the police were represented then.
    moved = replace(police, seat="nhs")
    for members in ([police], [], [moved]):
        (state,) = view_meetings(members, [kept])
        assert (len(state.seats), state.is_complete) == (1, True)
        seats = {one.seat.seat_id: one for one in view_seats(members, [kept])}
        assert (seats["police"].attended, seats["police"].meetings) == (1, 1)
        assert (seats["nhs"].attended, seats["nhs"].meetings) == (0, 0)
    assert attendance_words(seats["police"]) == "nobody now; represented at 1 of 1 meeting"
    # Kept before seats were: of whoever was removed since, the seat is not known.
    old = Meeting(DAY, "Board", {own: Attendance.ABSENT, "gone": Attendance.DEPUTY})
    (seat,) = [one for one in view_seats([police], [old]) if one.seat.seat_id == "police"]
    assert attendance_words(seat) == (
        "represented at 0 of 1 meeting; some members removed since are not counted"
    )


@pytest.mark.parametrize(
    ("agreed", "today", "said"),
    [
        (date(2027, 4, 30), date(2030, 5, 1), "due since 30 April 2030: three years have passed"),
        (date(2027, 5, 1), date(2030, 5, 1), "due 1 May 2030, in less than a month: begin now"),
        (date(2027, 11, 1), date(2030, 5, 1), "due 1 November 2030, in 6 months: begin now"),
        (date(2027, 12, 1), date(2030, 5, 1), "due 1 December 2030, in 7 months"),
        (date(2030, 4, 1), date(2030, 5, 1), "due 1 April 2033, in 2 years"),
        (date(2028, 2, 29), date(2030, 5, 1), "due 28 February 2031, in 9 months"),
        (None, date(2030, 5, 1), "no date kept"),
    ],
)
def test_a_plan_is_due_again_after_three_years(agreed, today, said) -> None:
    assert due_words(plan_state(PlanDate("delivery_plan", agreed), today=today)) == said


def test_the_clock_of_the_machine_is_not_asked() -> None:
    late = plan_state(PlanDate("delivery_plan", DAY), today=datetime(2040, 1, 1, tzinfo=UTC).date())
    assert late.is_overdue
