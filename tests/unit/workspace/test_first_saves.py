"""Two people who first say something of the same thing: one is first, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine

from cdof_core.domain import AreaCode
from cdof_core.workspace import Actor, Role
from cdof_core.workspace.assessments import Finding, keep_finding, list_findings
from cdof_core.workspace.entries import Entry
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidEntryError
from cdof_core.workspace.first_saves import add_first
from cdof_core.workspace.measure_owners import MeasureOwner, keep_owner, list_owners
from cdof_core.workspace.partnership import Member, PlanDate, keep, list_members, list_plans

AREA = AreaCode("E06000055")
Save = Callable[[Engine, Actor], Any]
FIRST_SAVES: dict[str, tuple[Save, Callable[[Engine], Entry | None]]] = {
    "a rating": (
        lambda engine, who: keep_finding(
            engine, who, Finding("1.1", owner=who.name), round_id="round"
        ),
        lambda engine: list_findings(engine, round_id="round")["1.1"].entry,
    ),
    "an owner": (
        lambda engine, who: keep_owner(
            engine, who, MeasureOwner("deaths", accountable=who.name), area_code=AREA
        ),
        lambda engine: list_owners(engine, area_code=AREA)["deaths"].entry,
    ),
    "a plan": (
        lambda engine, who: keep(
            engine, who, PlanDate("delivery_plan", note=who.name), area_code=AREA
        ),
        lambda engine: list_plans(engine, area_code=AREA)[1].entry,
    ),
}


@pytest.mark.parametrize("what", FIRST_SAVES)
def test_of_two_at_once_the_second_is_given_what_the_first_kept(engine: Engine, what: str) -> None:
    save, kept_now = FIRST_SAVES[what]
    together = Barrier(2)

    def keep_as(name: str) -> ChangedMeanwhileError | None:
        together.wait()
        try:
            save(engine, Actor(name, Role.EDITOR))
        except ChangedMeanwhileError as error:
            return error
        return None

    with ThreadPoolExecutor(2) as people:
        said = list(people.map(keep_as, ("Ann", "Ben")))
    (told,) = [error for error in said if error is not None]
    first = "Ann" if said[0] is None else "Ben"
    assert told.newest is not None
    assert told.newest == kept_now(engine)
    assert told.newest.updated_by == first


def test_two_members_of_one_organisation_are_two(engine: Engine) -> None:
    for person in ("Ann", "Ben"):
        keep(
            engine,
            Actor(person, Role.EDITOR),
            Member("police", "The force", person),
            area_code=AREA,
        )
    assert [member.person for member in list_members(engine, area_code=AREA)] == ["Ann", "Ben"]


def test_what_cannot_be_kept_at_all_is_refused_as_ever(engine: Engine) -> None:
    with pytest.raises(InvalidEntryError, match="1 to 120 characters"):
        add_first(
            engine,
            Actor("Ann", Role.EDITOR),
            kind="measure_owner",
            name=" ",
            content={},
            parent=AREA,
        )
