"""Scenarios that users keep under a name: what each rests on, never its result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from cdof_core.workspace.actors import Actor
from cdof_core.workspace.entries import (
    LONGEST_NAME,
    Entry,
    add_entry,
    change_entry,
    find_entry,
    list_entries,
    remove_entry,
)
from cdof_core.workspace.errors import ChangedMeanwhileError

__all__ = ["LONGEST_NAME"]

_KIND = "scenario"


@dataclass(frozen=True, slots=True)
class SavedScenario:
    """One saved scenario.

    Attributes:
        scenario_id: Stable and random.
        name: As its users call it.
        content: What it rests on, plain values.
        version: Counts its changes; a change names the version it was made from.
        updated_at: When it was changed last.
    """

    scenario_id: str
    name: str
    content: Mapping[str, Any]
    version: int
    updated_at: datetime


def list_scenarios(engine: Engine) -> list[SavedScenario]:
    """Return the saved scenarios by name."""
    return [_scenario(entry) for entry in list_entries(engine, kind=_KIND)]


def save_scenario(
    engine: Engine, actor: Actor, *, name: str, content: Mapping[str, Any]
) -> SavedScenario:
    """Save a new scenario.

    Args:
        engine: The workspace.
        actor: Who does it.
        name: At most 120 characters, not blank, not taken.
        content: What it rests on: plain values that JSON can hold.

    Raises:
        InvalidEntryError: No name, a name already taken, or too much content.
        NotAllowedError: The actor's role does not reach.
    """
    return _scenario(add_entry(engine, actor, kind=_KIND, name=name, content=content))


def rename_scenario(engine: Engine, actor: Actor, kept: SavedScenario, *, name: str) -> None:
    """Give a scenario another name.

    Args:
        engine: The workspace.
        actor: Who does it.
        kept: As it was read; its version must still be the newest.
        name: The new name.

    Raises:
        InvalidEntryError: The name is blank, too long or taken.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or deleted the scenario since.
    """
    change_entry(engine, actor, _entry(engine, kept), name=name)


def delete_scenario(engine: Engine, actor: Actor, kept: SavedScenario) -> None:
    """Delete a scenario.

    Args:
        engine: The workspace.
        actor: Who does it.
        kept: As it was read; its version must still be the newest.

    Raises:
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or deleted the scenario since.
    """
    remove_entry(engine, actor, _entry(engine, kept))


def _entry(engine: Engine, kept: SavedScenario) -> Entry:
    entry = find_entry(engine, kept.scenario_id)
    if entry is None or entry.version != kept.version:
        raise ChangedMeanwhileError(kept.name, entry)
    return entry


def _scenario(entry: Entry) -> SavedScenario:
    return SavedScenario(
        scenario_id=entry.entry_id,
        name=entry.name,
        content=entry.content,
        version=entry.version,
        updated_at=entry.updated_at,
    )
