"""Authorities that users put together: partnerships to choose, groups to compare with."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select, update

from cdof_core.domain import AreaCode
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidGroupError
from cdof_core.workspace.tables import own_group

LONGEST_NAME = 120
FEWEST_MEMBERS = 2
_JOIN = "+"


class GroupKind(StrEnum):
    """What a saved group is for."""

    PARTNERSHIP = "partnership"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """One saved group.

    Attributes:
        group_id: Stable, random, fit for a link.
        name: As its users call it.
        kind: What it is for.
        members: Codes of its authorities, sorted.
        version: Counts its changes; a change names the version it was made from.
    """

    group_id: str
    name: str
    kind: GroupKind
    members: tuple[AreaCode, ...]
    version: int


def list_groups(engine: Engine, *, kind: GroupKind) -> list[OwnGroup]:
    """Return the saved groups of one kind by name."""
    wanted = (
        select(own_group)
        .where(own_group.c.kind == kind.value)
        .order_by(own_group.c.name, own_group.c.id)
    )
    with engine.connect() as connection:
        return [_from_row(row) for row in connection.execute(wanted)]


def find_group(engine: Engine, group_id: str) -> OwnGroup | None:
    """Return a saved group, None where it does not exist."""
    with engine.connect() as connection:
        row = connection.execute(select(own_group).where(own_group.c.id == group_id)).first()
    return _from_row(row) if row else None


def save_group(
    engine: Engine, *, name: str, kind: GroupKind, members: Sequence[AreaCode]
) -> OwnGroup:
    """Save a new group.

    Args:
        engine: The workspace.
        name: At most 120 characters, not blank.
        kind: What it is for.
        members: Two or more different authorities, in any order.

    Raises:
        InvalidGroupError: No name, or fewer than two members.
    """
    codes = tuple(sorted(set(members)))
    if len(codes) < FEWEST_MEMBERS:
        message = f"A group needs at least two authorities; given: {', '.join(codes) or 'none'}."
        raise InvalidGroupError(message)
    saved = OwnGroup(uuid.uuid4().hex[:12], _checked_name(name), kind, codes, version=1)
    now = datetime.now(UTC)
    with engine.begin() as connection:
        connection.execute(
            insert(own_group).values(
                id=saved.group_id,
                name=saved.name,
                kind=kind.value,
                member_codes=_JOIN.join(codes),
                created_at=now,
                updated_at=now,
                version=saved.version,
            )
        )
    return saved


def rename_group(engine: Engine, group: OwnGroup, *, name: str) -> None:
    """Give a group another name.

    Args:
        engine: The workspace.
        group: As it was read; its version must still be the newest.
        name: The new name.

    Raises:
        InvalidGroupError: The name is blank or too long.
        ChangedMeanwhileError: Someone else changed or deleted the group since.
    """
    changed = _checked_name(name)
    with engine.begin() as connection:
        result = connection.execute(
            update(own_group)
            .where(own_group.c.id == group.group_id, own_group.c.version == group.version)
            .values(name=changed, updated_at=datetime.now(UTC), version=group.version + 1)
        )
        _require_one(result.rowcount, group)


def delete_group(engine: Engine, group: OwnGroup) -> None:
    """Delete a group.

    Args:
        engine: The workspace.
        group: As it was read; its version must still be the newest.

    Raises:
        ChangedMeanwhileError: Someone else changed or deleted the group since.
    """
    with engine.begin() as connection:
        result = connection.execute(
            delete(own_group).where(
                own_group.c.id == group.group_id, own_group.c.version == group.version
            )
        )
        _require_one(result.rowcount, group)


def _require_one(changed: int, group: OwnGroup) -> None:
    if changed != 1:
        message = f"{group.name!r} was changed or deleted by someone else. Nothing was saved."
        raise ChangedMeanwhileError(message)


def _checked_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME:
        message = f"A name has 1 to {LONGEST_NAME} characters; this has {len(tidy)}."
        raise InvalidGroupError(message)
    return tidy


def _from_row(row: Row[Any]) -> OwnGroup:
    return OwnGroup(
        group_id=row.id,
        name=row.name,
        kind=GroupKind(row.kind),
        members=tuple(AreaCode(code) for code in row.member_codes.split(_JOIN)),
        version=row.version,
    )
