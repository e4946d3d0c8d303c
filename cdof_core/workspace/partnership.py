"""What a partnership keeps of itself: members, meetings, dates of plans, requests, its working."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Engine

from cdof_core.domain import AreaCode, CdofError
from cdof_core.workspace.entries import (
    Actor,
    Entry,
    add_entry,
    change_entry,
    list_entries,
    remove_entry,
)
from cdof_core.workspace.first_saves import add_first

MEMBER: Final = "member"
MEETING: Final = "meeting"
PLAN: Final = "partnership_plan"
LOG: Final = "partnership_log"
FUNCTIONING: Final = "functioning"
LONGEST_TEXT: Final = 1000

PLANS: Final = {
    "needs_assessment": "Needs assessment",
    "delivery_plan": "Delivery plan",
    "self_assessment": "Self-assessment",
}
"""What is refreshed every three years, by its name in what is kept."""


class InvalidPartnershipError(CdofError):
    """Something about a partnership that cannot be kept as it is."""


class Attendance(StrEnum):
    """How a member was at a meeting."""

    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class LogKind(StrEnum):
    """What stands in the log."""

    REQUEST = "support request"
    CHALLENGE = "challenge"


@dataclass(frozen=True, slots=True)
class Member:
    """Who sits on a seat. As little about a person as the work needs.

    Attributes:
        seat: Seat or role of the guidance, or one of the partnership's own.
        organisation: Whom they speak for.
        person: Their name.
        deputy: Who stands in.
        contact: One way to reach them at work; may be empty.
        entry: As it was read; None while it is not kept.
    """

    seat: str
    organisation: str
    person: str = ""
    deputy: str = ""
    contact: str = ""
    entry: Entry | None = field(default=None, compare=False)

    @property
    def member_id(self) -> str:
        """Tells members apart in attendance lists."""
        return "" if self.entry is None else self.entry.entry_id


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting and who was there.

    Attributes:
        held: When.
        title: What it was.
        attendance: How each member was there, by `Member.member_id`.
        seats: The seat each had then; empty in meetings from before seats were kept.
        entry: As it was read; None while it is not kept.
    """

    held: date
    title: str
    attendance: Mapping[str, Attendance]
    seats: Mapping[str, str] = field(default_factory=dict)
    entry: Entry | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PlanDate:
    """When a plan was agreed.

    Attributes:
        plan: One of `PLANS`.
        agreed: When; None while it is not.
        note: Where it is, or anything else.
        entry: As it was read; None while it is not kept.
    """

    plan: str
    agreed: date | None = None
    note: str = ""
    entry: Entry | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LogItem:
    """A request for support, or a challenge.

    Attributes:
        title: In one line.
        kind: Which of the two.
        raised: When.
        owner: Who sees to it.
        detail: Anything else.
        is_open: Whether it still waits.
        entry: As it was read; None while it is not kept.
    """

    title: str
    kind: LogKind
    raised: date
    owner: str = ""
    detail: str = ""
    is_open: bool = True
    entry: Entry | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Functioning:
    """A heading of the partnership's own under which it looks at how it works.

    Attributes:
        heading: As the partnership words it.
        reflection: What it finds.
        entry: As it was read; None while it is not kept.
    """

    heading: str
    reflection: str = ""
    entry: Entry | None = field(default=None, compare=False)


Kept = Member | Meeting | PlanDate | LogItem | Functioning


def list_members(engine: Engine, *, area_code: AreaCode) -> list[Member]:
    """Return the members of an area's partnership by organisation."""
    return [member_of(entry) for entry in list_entries(engine, kind=MEMBER, parent=area_code)]


def member_of(entry: Entry) -> Member:
    """Return the member that an entry describes."""
    said = {key: str(entry.content[key]) for key in ("seat", "person", "deputy", "contact")}
    return Member(organisation=entry.name, entry=entry, **said)


def list_meetings(engine: Engine, *, area_code: AreaCode) -> list[Meeting]:
    """Return the meetings of an area's partnership, the newest first."""
    kept = [
        Meeting(
            held=date.fromisoformat(entry.content["held"]),
            title=entry.name,
            attendance={
                str(key): Attendance(value) for key, value in entry.content["attendance"].items()
            },
            seats=dict(entry.content.get("seats", {})),
            entry=entry,
        )
        for entry in list_entries(engine, kind=MEETING, parent=area_code)
    ]
    return sorted(kept, key=lambda meeting: meeting.held, reverse=True)


def list_plans(engine: Engine, *, area_code: AreaCode) -> list[PlanDate]:
    """Return every plan of `PLANS`, those without a date included."""
    kept = {
        entry.name: PlanDate(
            plan=entry.name,
            agreed=_as_date(entry.content["agreed"]),
            note=str(entry.content["note"]),
            entry=entry,
        )
        for entry in list_entries(engine, kind=PLAN, parent=area_code)
    }
    return [kept.get(plan, PlanDate(plan)) for plan in PLANS]


def list_log(engine: Engine, *, area_code: AreaCode) -> list[LogItem]:
    """Return requests and challenges: open ones first, then the newest first."""
    kept = [
        LogItem(
            title=entry.name,
            kind=LogKind(entry.content["kind"]),
            raised=date.fromisoformat(entry.content["raised"]),
            owner=str(entry.content["owner"]),
            detail=str(entry.content["detail"]),
            is_open=bool(entry.content["is_open"]),
            entry=entry,
        )
        for entry in list_entries(engine, kind=LOG, parent=area_code)
    ]
    newest = sorted(kept, key=lambda item: item.raised, reverse=True)
    return sorted(newest, key=lambda item: not item.is_open)


def list_functioning(engine: Engine, *, area_code: AreaCode) -> list[Functioning]:
    """Return the partnership's own headings in the order they were added."""
    entries = list_entries(engine, kind=FUNCTIONING, parent=area_code)
    return [
        Functioning(heading=entry.name, reflection=str(entry.content["reflection"]), entry=entry)
        for entry in sorted(entries, key=lambda entry: entry.created_at)
    ]


def keep(engine: Engine, actor: Actor, item: Kept, *, area_code: AreaCode) -> None:
    """Keep something: a new one, or the changed one in the place of what was read.

    Args:
        engine: The workspace.
        actor: Who keeps it.
        item: What to keep; its `entry` names the version it was made from.
        area_code: Area or partnership.

    Raises:
        InvalidPartnershipError: It lacks a name, or a text is too long.
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else kept, changed or removed it since; carries the newest.
    """
    kind, name, content = _parts(item)
    tidy = " ".join(name.split())
    if not tidy:
        raise InvalidPartnershipError("This needs a name before it can be kept.")
    if any(isinstance(text, str) and len(text) > LONGEST_TEXT for text in content.values()):
        raise InvalidPartnershipError(f"Each text has at most {LONGEST_TEXT} characters.")
    if item.entry is None:
        # A plan is one of `PLANS`: nobody chose its name.
        add = add_first if kind == PLAN else add_entry
        add(engine, actor, kind=kind, parent=area_code, name=tidy, content=content)
    else:
        change_entry(engine, actor, item.entry, name=tidy, content=content)


def remove(engine: Engine, actor: Actor, item: Kept) -> None:
    """Remove something; the history keeps it.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    if item.entry is not None:
        remove_entry(engine, actor, item.entry)


def _parts(item: Kept) -> tuple[str, str, dict[str, Any]]:
    """Return kind, name and content of what is to be kept."""
    match item:
        case Member():
            texts = {"person": item.person, "deputy": item.deputy, "contact": item.contact}
            return MEMBER, item.organisation, {"seat": item.seat, **texts}
        case Meeting():
            attendance = {key: value.value for key, value in item.attendance.items()}
            then = {"attendance": attendance, "seats": dict(item.seats)}
            return MEETING, item.title, {"held": item.held.isoformat(), **then}
        case PlanDate():
            agreed = None if item.agreed is None else item.agreed.isoformat()
            return PLAN, item.plan, {"agreed": agreed, "note": item.note}
        case LogItem():
            content = {
                "kind": item.kind.value,
                "raised": item.raised.isoformat(),
                "owner": item.owner,
                "detail": item.detail,
                "is_open": item.is_open,
            }
            return LOG, item.title, content
        case Functioning():
            return FUNCTIONING, item.heading, {"reflection": item.reflection}


def _as_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
