"""Saved scenarios on real databases."""

import pytest
from sqlalchemy import Engine

from cdof_core.workspace import LOCAL_USER
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidEntryError
from cdof_core.workspace.scenarios import (
    delete_scenario,
    list_scenarios,
    rename_scenario,
    save_scenario,
)


def test_a_scenario_comes_back_as_it_was_saved(engine: Engine) -> None:
    content = {"in_treatment": 606.0, "coverage": {"value": None, "source": "“we” · ü"}}
    save_scenario(engine, LOCAL_USER, name=" Half \n of all ", content=content)
    save_scenario(engine, LOCAL_USER, name="All", content={})
    first, second = list_scenarios(engine)
    assert (first.name, second.name) == ("All", "Half of all")
    assert (second.content, second.version) == (content, 1)


def test_of_two_people_who_change_at_once_the_second_is_told(engine: Engine) -> None:
    read_by_both = save_scenario(engine, LOCAL_USER, name="Old", content={})
    rename_scenario(engine, LOCAL_USER, read_by_both, name="First")
    with pytest.raises(ChangedMeanwhileError, match="'Old' was changed"):
        rename_scenario(engine, LOCAL_USER, read_by_both, name="Second")
    with pytest.raises(ChangedMeanwhileError):
        delete_scenario(engine, LOCAL_USER, read_by_both)
    (kept,) = list_scenarios(engine)
    assert (kept.name, kept.version) == ("First", 2)
    delete_scenario(engine, LOCAL_USER, kept)
    assert list_scenarios(engine) == []


@pytest.mark.parametrize(
    ("name", "said"), [("  ", "this has 0"), ("x" * 121, "this has 121"), ("Taken", "already")]
)
def test_a_name_that_will_not_do_is_refused(engine: Engine, name: str, said: str) -> None:
    save_scenario(engine, LOCAL_USER, name="Taken", content={})
    with pytest.raises(InvalidEntryError, match=said):
        save_scenario(engine, LOCAL_USER, name=name, content={})
    assert len(list_scenarios(engine)) == 1


def test_too_much_is_refused(engine: Engine) -> None:
    with pytest.raises(InvalidEntryError, match="at most 20000"):
        save_scenario(engine, LOCAL_USER, name="Long", content={"source": "x" * 20_001})


def test_a_number_that_is_none_is_refused(engine: Engine) -> None:
    with pytest.raises(InvalidEntryError, match="JSON"):
        save_scenario(engine, LOCAL_USER, name="Odd", content={"value": float("nan")})
