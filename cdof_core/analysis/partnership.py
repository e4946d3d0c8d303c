"""Who is at the table, who was there, what is due and to whom the partnership answers."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from cdof_core.workspace.partnership import Attendance, Meeting, Member, PlanDate

REFRESHED_AFTER_YEARS: Final = 3
"""A needs assessment and a delivery plan are refreshed three-yearly (guidance for partnerships)."""
REMIND_MONTHS_BEFORE: Final = 6
_MONTHS: Final = 12
_CAME: Final = (Attendance.PRESENT, Attendance.DEPUTY)
_GUIDE: Final = Path(__file__).with_name("partnership_guide.toml")


@dataclass(frozen=True, slots=True)
class Seat:
    """A recommended seat or role, in our words.

    Attributes:
        seat_id: Its name in what is kept.
        name: What it is called.
        about: Whom it means.
    """

    seat_id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Lens:
    """Another framework that some of the partners answer to.

    Attributes:
        name: What it is called.
        about: What it is.
        seats: Whose it is.
    """

    name: str
    about: str
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """What the framework's guidance recommends.

    Attributes:
        seats: Recommended core members.
        roles: Supporting roles.
        chain: The reporting line from the partnership upwards.
        lenses: Frameworks beside that line.
        place: Document and place.
    """

    seats: tuple[Seat, ...]
    roles: tuple[Seat, ...]
    chain: tuple[Seat, ...]
    lenses: tuple[Lens, ...]
    place: str


@dataclass(frozen=True, slots=True)
class SeatState:
    """A recommended seat and who sits on it.

    Attributes:
        seat: The seat or role.
        members: Who sits there; none for a gap.
        attended: Meetings at which the seat was represented, by a member or a deputy.
        meetings: Meetings that recorded the seat's members.
        is_complete: Whether no attendance is of somebody removed since whose seat is not known.
    """

    seat: Seat
    members: tuple[Member, ...]
    attended: int
    meetings: int
    is_complete: bool


@dataclass(frozen=True, slots=True)
class PlanState:
    """A date of a plan and when it is due again.

    Attributes:
        plan: As it is kept.
        due: When it is due again; None where nothing was agreed yet.
        months_left: Whole months until then, below zero when it has passed.
    """

    plan: PlanDate
    due: date | None
    months_left: int

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been refreshed."""
        return self.due is not None and self.months_left < 0

    @property
    def is_soon(self) -> bool:
        """Whether it is time to begin."""
        return self.due is not None and 0 <= self.months_left <= REMIND_MONTHS_BEFORE


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A meeting and how each member was there.

    Attributes:
        meeting: As it is kept.
        members: Who sits in the partnership now, by how they were there; under None those whose
            attendance was not recorded.
        left: Attendances recorded of members who have been removed since.
        seats: Names of the recommended seats that were represented, by a member or a deputy.
        is_complete: Whether the seat of everyone who came is known.
    """

    meeting: Meeting
    members: Mapping[Attendance | None, tuple[Member, ...]]
    left: int
    seats: tuple[str, ...]
    is_complete: bool


@cache
def read_guide() -> Guide:
    """Return what the framework's guidance recommends."""
    held = tomllib.loads(_GUIDE.read_text(encoding="utf-8"))
    source = held["source"]
    return Guide(
        seats=_seats(held["seat"]),
        roles=_seats(held["role"]),
        chain=_seats(held["chain"]),
        lenses=tuple(
            Lens(item["name"], item["about"], tuple(item["seats"])) for item in held["lens"]
        ),
        place=f"{source['publisher']}, {source['publication']}, {source['place']}",
    )


def view_seats(members: Sequence[Member], meetings: Sequence[Meeting]) -> list[SeatState]:
    """Return every seat and role with who sits there and how often they came.

    Args:
        members: Who is kept.
        meetings: Meetings that are kept.

    Returns:
        Recommended seats in the guidance's order, then roles, then the partnership's own seats.
    """
    guide = read_guide()
    recommended = (*guide.seats, *guide.roles)
    known = {seat.seat_id for seat in recommended}
    own = dict.fromkeys(member.seat for member in members if member.seat not in known)
    return [
        _seat_state(seat, members, meetings)
        for seat in (*recommended, *(Seat(name, name, "") for name in own))
    ]


def view_meetings(members: Sequence[Member], meetings: Sequence[Meeting]) -> list[MeetingState]:
    """Return who came to which meeting, and which recommended seats were represented at it.

    Args:
        members: Who is kept.
        meetings: Meetings that are kept, in the order wanted.
    """
    known = {member.member_id: member.seat for member in members}
    states: list[MeetingState] = []
    for meeting in meetings:
        how = meeting.attendance
        came = _seats_that_came(meeting, known)
        states.append(
            MeetingState(
                meeting,
                {
                    one: tuple(m for m in members if how.get(m.member_id) == one)
                    for one in (*Attendance, None)
                },
                left=len(set(how) - set(known)),
                seats=tuple(seat.name for seat in read_guide().seats if seat.seat_id in came),
                is_complete="" not in came,
            )
        )
    return states


def plan_state(plan: PlanDate, *, today: date) -> PlanState:
    """Return when a plan is due again.

    Args:
        plan: As it is kept.
        today: The day to count from.
    """
    if plan.agreed is None:
        return PlanState(plan, None, 0)
    due = _after_years(plan.agreed, REFRESHED_AFTER_YEARS)
    months = (due.year - today.year) * _MONTHS + due.month - today.month
    months -= today.day > due.day
    return PlanState(plan, due, months)


def _after_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _seat_state(seat: Seat, members: Sequence[Member], meetings: Sequence[Meeting]) -> SeatState:
    known = {member.member_id: member.seat for member in members}
    recorded = attended = 0
    is_complete = True
    for meeting in meetings:
        came = _seats_that_came(meeting, known)
        seats = {_seat_then(meeting, key, known) for key in meeting.attendance}
        recorded += seat.seat_id in seats
        attended += seat.seat_id in came
        is_complete &= seat.seat_id in came or "" not in seats
    now = tuple(member for member in members if member.seat == seat.seat_id)
    return SeatState(seat, now, attended, recorded, is_complete)


def _seats_that_came(meeting: Meeting, known: Mapping[str, str]) -> set[str]:
    """Return the seats represented at a meeting; "" among them where somebody's is not known."""
    return {
        _seat_then(meeting, key, known) for key, how in meeting.attendance.items() if how in _CAME
    }


def _seat_then(meeting: Meeting, member_id: str, known: Mapping[str, str]) -> str:
    """Return the seat kept with a meeting, else the member's now; "" of one removed since."""
    return meeting.seats.get(member_id, known.get(member_id, ""))


def _seats(items: list[dict[str, Any]]) -> tuple[Seat, ...]:
    return tuple(Seat(item.get("id", ""), item["name"], item["about"]) for item in items)
