"""Events that users put on an area's series: provider changes, method breaks, anything dated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine

from cdof_core.domain import AreaCode, IndicatorId
from cdof_core.domain.own_event import EventKind, OwnEvent
from cdof_core.workspace.entries import (
    Actor,
    Entry,
    add_entry,
    change_entry,
    list_entries,
    remove_entry,
)
from cdof_core.workspace.errors import InvalidEntryError

KIND = "annotation"
LONGEST_LABEL = 60
LONGEST_DETAIL = 1_000
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class SavedEvent:
    """An event with the entry it is saved in.

    Attributes:
        event: What is shown.
        entry: What a change names.
    """

    event: OwnEvent
    entry: Entry


def list_events(engine: Engine) -> list[SavedEvent]:
    """Return every event that can be read, the earliest first; one that cannot is left out."""
    found = [_from_entry(entry) for entry in list_entries(engine, kind=KIND)]
    known = [item for item in found if item is not None]
    return sorted(known, key=lambda item: (item.event.event_date, item.event.label))


def add_event(engine: Engine, actor: Actor, event: OwnEvent) -> SavedEvent:
    """Save a new event; its identifier is given here.

    Raises:
        InvalidEntryError: No label, a text too long, no area or a date far off.
        NotAllowedError: The actor's role does not reach.
    """
    entry = add_entry(
        engine,
        actor,
        kind=KIND,
        name=_checked(event).label,
        content=_content(event),
        parent=event.area_code,
    )
    return _reread(entry)


def change_event(engine: Engine, actor: Actor, saved: SavedEvent, event: OwnEvent) -> SavedEvent:
    """Save an event anew, on the same area.

    Raises:
        InvalidEntryError: As for `add_event`, or another area.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    if event.area_code != saved.event.area_code:
        message = "An event stays with its area. Remove it and add it to the other area instead."
        raise InvalidEntryError(message)
    label = _checked(event).label
    return _reread(change_entry(engine, actor, saved.entry, name=label, content=_content(event)))


def remove_event(engine: Engine, actor: Actor, saved: SavedEvent) -> None:
    """Remove an event; the history of the workspace keeps it.

    Raises:
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    remove_entry(engine, actor, saved.entry)


def _checked(event: OwnEvent) -> OwnEvent:
    if not event.label.strip() or len(event.label) > LONGEST_LABEL:
        message = f"An event needs 1 to {LONGEST_LABEL} characters of label, not {event.label!r}."
        raise InvalidEntryError(message)
    if len(event.detail) > LONGEST_DETAIL:
        message = f"The detail of an event has at most {LONGEST_DETAIL} characters."
        raise InvalidEntryError(message)
    if not event.area_code:
        message = f"The event {event.label!r} names no area."
        raise InvalidEntryError(message)
    if not EARLIEST <= event.event_date <= LATEST:
        message = f"The date {event.event_date} lies outside {EARLIEST.year} to {LATEST.year}."
        raise InvalidEntryError(message)
    return event


def _content(event: OwnEvent) -> Mapping[str, Any]:
    return {
        "indicator_id": event.indicator_id,
        "event_date": event.event_date.isoformat(),
        "event_kind": event.kind.value,
        "detail": event.detail,
    }


def _reread(entry: Entry) -> SavedEvent:
    saved = _from_entry(entry)
    if saved is None:
        message = f"The event {entry.name!r} was saved in a form that cannot be read."
        raise InvalidEntryError(message)
    return saved


def _from_entry(entry: Entry) -> SavedEvent | None:
    """Return an entry as an event; None where a newer version wrote what this one cannot read."""
    content = entry.content
    try:
        event = OwnEvent(
            event_id=entry.entry_id,
            area_code=AreaCode(entry.parent),
            indicator_id=IndicatorId(str(content["indicator_id"])),
            event_date=date.fromisoformat(str(content["event_date"])),
            kind=EventKind(str(content["event_kind"])),
            label=entry.name,
            detail=str(content.get("detail", "")),
        )
    except (KeyError, ValueError):
        return None
    return SavedEvent(event, entry)
