"""What is held of members on both databases: erased for good, by an administrator only."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from cdof_core.domain import AreaCode
from cdof_core.workspace import LOCAL_USER, Actor, Role, undo_change
from cdof_core.workspace.backup import make_backup
from cdof_core.workspace.changes import list_changes
from cdof_core.workspace.erasing import erase_earlier, erase_member, list_removed_members
from cdof_core.workspace.errors import ChangedMeanwhileError, NotAllowedError
from cdof_core.workspace.partnership import MEMBER, Member, keep, list_members, remove

AREA = AreaCode("E06000055")
EDITOR, ADMIN = Actor("Ed", Role.EDITOR), Actor("Ada", Role.ADMINISTRATOR)


def add(engine: Engine, contact: str = "jane@example.org") -> Member:
    keep(engine, EDITOR, Member("police", "A force", "Jane Doe", contact=contact), area_code=AREA)
    (member,) = list_members(engine, area_code=AREA)
    return member


def everything_held(engine: Engine) -> bytes:
    """A backup, and of SQLite the bytes of its files."""
    held = make_backup(engine, LOCAL_USER)
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        held += b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    return held


def test_a_removed_member_is_erased_for_good(engine: Engine) -> None:
    remove(engine, EDITOR, add(engine))
    (gone,) = list_removed_members(engine, area_code=AREA)
    assert (gone.person, gone.contact) == ("Jane Doe", "jane@example.org")
    assert list_removed_members(engine, area_code="E06000056") == []
    (seen_before, *_) = list_changes(engine, kind=MEMBER)
    with pytest.raises(NotAllowedError, match="that needs administrator"):
        erase_member(engine, EDITOR, gone)
    erase_member(engine, ADMIN, gone)
    assert list_removed_members(engine, area_code=AREA) == []
    (change,) = list_changes(engine)
    assert (change.kind, change.who, change.name) == ("erasure", "Ada", "A member who was removed")
    assert b"Jane Doe" not in everything_held(engine)
    assert b"jane@example.org" not in everything_held(engine)
    with pytest.raises(ChangedMeanwhileError):
        undo_change(engine, LOCAL_USER, seen_before)


def test_a_member_who_was_brought_back_is_not_erased_by_a_stale_page(engine: Engine) -> None:
    remove(engine, EDITOR, add(engine))
    (gone,) = list_removed_members(engine, area_code=AREA)
    (removal, *_) = list_changes(engine, kind=MEMBER)
    undo_change(engine, EDITOR, removal)
    with pytest.raises(ChangedMeanwhileError):
        erase_member(engine, ADMIN, gone)
    (back,) = list_members(engine, area_code=AREA)
    assert back.contact == "jane@example.org"


def test_earlier_details_of_a_member_are_erased_and_the_member_stays(engine: Engine) -> None:
    first = add(engine)
    later = Member("police", "A force", "Sam Poe", entry=first.entry)
    keep(engine, EDITOR, later, area_code=AREA)
    (now,) = list_members(engine, area_code=AREA)
    with pytest.raises(NotAllowedError):
        erase_earlier(engine, EDITOR, now)
    # Whoever read it before the last change is told, and nothing is erased.
    with pytest.raises(ChangedMeanwhileError):
        erase_earlier(engine, ADMIN, first)
    assert b"Jane Doe" in everything_held(engine)
    erase_earlier(engine, ADMIN, now)
    assert list_members(engine, area_code=AREA) == [later]
    assert b"Jane Doe" not in everything_held(engine)
    assert b"jane@example.org" not in everything_held(engine)
    # Work goes on from there: it is changed, and the change is undone.
    (now,) = list_members(engine, area_code=AREA)
    keep(engine, EDITOR, Member("police", "B force", entry=now.entry), area_code=AREA)
    undo_change(engine, EDITOR, list_changes(engine, kind=MEMBER)[0])
    assert list_members(engine, area_code=AREA) == [later]
