"""Saved groups on real databases."""

import pytest
from sqlalchemy import Engine

from cdof_core.domain import AreaCode
from cdof_core.workspace import (
    LOCAL_USER,
    GroupKind,
    delete_group,
    find_group,
    list_groups,
    rename_group,
    save_group,
)
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidEntryError

BEDFORD, CENTRAL = AreaCode("E06000055"), AreaCode("E06000056")


def test_a_saved_partnership_is_listed_under_its_kind_only(engine: Engine) -> None:
    save_group(
        engine,
        LOCAL_USER,
        name="  Beds \n both ",
        kind=GroupKind.PARTNERSHIP,
        members=[CENTRAL, BEDFORD, CENTRAL],
    )
    (saved,) = list_groups(engine, kind=GroupKind.PARTNERSHIP)
    assert (saved.name, saved.members, saved.version) == ("Beds both", (BEDFORD, CENTRAL), 1)
    assert list_groups(engine, kind=GroupKind.GROUP) == []
    assert find_group(engine, saved.group_id) == saved
    assert find_group(engine, "nobody") is None


def test_groups_are_listed_by_name(engine: Engine) -> None:
    for name in ("Wealthy", "Coastal"):
        save_group(engine, LOCAL_USER, name=name, kind=GroupKind.GROUP, members=[BEDFORD, CENTRAL])
    assert [group.name for group in list_groups(engine, kind=GroupKind.GROUP)] == [
        "Coastal",
        "Wealthy",
    ]


def test_of_two_people_who_rename_at_once_the_second_is_told(engine: Engine) -> None:
    read_by_both = save_group(
        engine, LOCAL_USER, name="Old", kind=GroupKind.GROUP, members=[BEDFORD, CENTRAL]
    )
    rename_group(engine, LOCAL_USER, read_by_both, name="First")
    with pytest.raises(ChangedMeanwhileError, match="'Old' was changed"):
        rename_group(engine, LOCAL_USER, read_by_both, name="Second")
    with pytest.raises(ChangedMeanwhileError):
        delete_group(engine, LOCAL_USER, read_by_both)
    (kept,) = list_groups(engine, kind=GroupKind.GROUP)
    assert (kept.name, kept.version) == ("First", 2)
    delete_group(engine, LOCAL_USER, kept)
    assert list_groups(engine, kind=GroupKind.GROUP) == []


@pytest.mark.parametrize(
    ("name", "members", "said"),
    [
        ("", [BEDFORD, CENTRAL], "1 to 120"),
        ("   ", [BEDFORD, CENTRAL], "this has 0"),
        ("x" * 121, [BEDFORD, CENTRAL], "this has 121"),
        ("One", [BEDFORD, BEDFORD], "at least two authorities; given: E06000055"),
        ("None", [], "given: none"),
    ],
)
def test_a_group_that_is_none_is_refused(
    engine: Engine, name: str, members: list[AreaCode], said: str
) -> None:
    with pytest.raises(InvalidEntryError, match=said):
        save_group(engine, LOCAL_USER, name=name, kind=GroupKind.GROUP, members=members)
    assert list_groups(engine, kind=GroupKind.GROUP) == []
