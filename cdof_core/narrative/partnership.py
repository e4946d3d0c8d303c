"""Sentences on who is at the table and what is due."""

from collections.abc import Sequence

from cdof_core.analysis.partnership import MeetingState, PlanState, SeatState
from cdof_core.narrative.names import listed
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.periods import day_text

_MONTHS = 12


def seats_finding(seats: Sequence[SeatState]) -> str:
    """Say how many of the recommended seats are filled, and which are not.

    Args:
        seats: The recommended seats, roles apart.
    """
    filled = sum(bool(state.members) for state in seats)
    if not filled:
        return f"None of the {number_text(len(seats))} recommended seats is filled yet."
    gaps = [state.seat.name for state in seats if not state.members]
    said = f"{number_text(filled)} of {number_text(len(seats))} recommended seats "
    said += "is filled" if filled == 1 else "are filled"
    return f"{said}." if not gaps else f"{said}; not yet: {listed(gaps)}."


def attendance_words(state: SeatState) -> str:
    """Say at how many meetings a seat was represented."""
    if not state.meetings:
        return "no meeting recorded" if state.members else "nobody yet"
    noun = "meeting" if state.meetings == 1 else "meetings"
    said = f"represented at {number_text(state.attended)} of {number_text(state.meetings)} {noun}"
    if not state.is_complete:
        said += "; some members removed since are not counted"
    return said if state.members else f"nobody now; {said}"


def meetings_finding(states: Sequence[MeetingState], *, seats: int) -> str:
    """Say how many meetings are recorded, and how well the newest was attended.

    Args:
        states: Meetings, the newest first; at least one.
        seats: How many seats are recommended.
    """
    meeting = states[0].meeting
    count = "1 meeting is" if len(states) == 1 else f"{number_text(len(states))} meetings are"
    which = "it" if len(states) == 1 else "the newest"
    day = day_text(meeting.held)
    least = "" if states[0].is_complete else "at least "
    represented = f"{least}{number_text(len(states[0].seats))}"
    verb = "was" if len(states[0].seats) == 1 else "were"
    return (
        f"{count} recorded; at {which}, on {day}, {represented} of {number_text(seats)} "
        f"recommended seats {verb} represented."
    )


def due_words(state: PlanState) -> str:
    """Say when a plan is due again, and whether it is late."""
    if state.due is None:
        return "no date kept"
    due = day_text(state.due)
    if state.is_overdue:
        return f"due since {due}: three years have passed"
    left = _span(state.months_left)
    return f"due {due}, in {left}: begin now" if state.is_soon else f"due {due}, in {left}"


def _span(months: int) -> str:
    if months < 1:
        return "less than a month"
    if months < 2 * _MONTHS:
        return f"{months} month{'' if months == 1 else 's'}"
    return f"{months // _MONTHS} years"
