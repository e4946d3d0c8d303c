"""Scenarios that users keep under a name: what each rests on, never its result."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select, update

from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidScenarioError
from cdof_core.workspace.tables import scenario

LONGEST_NAME = 120
LONGEST_CONTENT = 20_000


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
    wanted = select(scenario).order_by(scenario.c.name, scenario.c.id)
    with engine.connect() as connection:
        return [_from_row(row) for row in connection.execute(wanted)]


def save_scenario(engine: Engine, *, name: str, content: Mapping[str, Any]) -> SavedScenario:
    """Save a new scenario.

    Args:
        engine: The workspace.
        name: At most 120 characters, not blank, not taken.
        content: What it rests on: plain values that JSON can hold.

    Raises:
        InvalidScenarioError: No name, a name already taken, or too much content.
    """
    tidy, text = _checked_name(name), _as_text(content)
    now = datetime.now(UTC)
    saved = SavedScenario(uuid.uuid4().hex[:12], tidy, json.loads(text), 1, now)
    with engine.begin() as connection:
        taken = select(scenario.c.id).where(scenario.c.name == tidy)
        if connection.execute(taken).first() is not None:
            message = f"A scenario is already called {tidy!r}. Choose another name."
            raise InvalidScenarioError(message)
        connection.execute(
            insert(scenario).values(
                id=saved.scenario_id,
                name=tidy,
                content=text,
                created_at=now,
                updated_at=now,
                version=saved.version,
            )
        )
    return saved


def rename_scenario(engine: Engine, kept: SavedScenario, *, name: str) -> None:
    """Give a scenario another name.

    Args:
        engine: The workspace.
        kept: As it was read; its version must still be the newest.
        name: The new name.

    Raises:
        InvalidScenarioError: The name is blank or too long.
        ChangedMeanwhileError: Someone else changed or deleted the scenario since.
    """
    changed = _checked_name(name)
    with engine.begin() as connection:
        result = connection.execute(
            update(scenario)
            .where(scenario.c.id == kept.scenario_id, scenario.c.version == kept.version)
            .values(name=changed, updated_at=datetime.now(UTC), version=kept.version + 1)
        )
        _require_one(result.rowcount, kept)


def delete_scenario(engine: Engine, kept: SavedScenario) -> None:
    """Delete a scenario.

    Args:
        engine: The workspace.
        kept: As it was read; its version must still be the newest.

    Raises:
        ChangedMeanwhileError: Someone else changed or deleted the scenario since.
    """
    with engine.begin() as connection:
        result = connection.execute(
            delete(scenario).where(
                scenario.c.id == kept.scenario_id, scenario.c.version == kept.version
            )
        )
        _require_one(result.rowcount, kept)


def _require_one(changed: int, kept: SavedScenario) -> None:
    if changed != 1:
        message = f"{kept.name!r} was changed or deleted by someone else. Nothing was saved."
        raise ChangedMeanwhileError(message)


def _checked_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME:
        message = f"A name has 1 to {LONGEST_NAME} characters; this has {len(tidy)}."
        raise InvalidScenarioError(message)
    return tidy


def _as_text(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, allow_nan=False, sort_keys=True)
    if len(text) > LONGEST_CONTENT:
        message = f"A scenario holds at most {LONGEST_CONTENT} characters; this has {len(text)}."
        raise InvalidScenarioError(message)
    return text


def _from_row(row: Row[Any]) -> SavedScenario:
    return SavedScenario(
        scenario_id=row.id,
        name=row.name,
        content=json.loads(row.content),
        version=row.version,
        updated_at=row.updated_at,
    )
