"""Saved scenarios on a real SQLite file."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from cdof_core.workspace import open_workspace
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidScenarioError
from cdof_core.workspace.scenarios import (
    delete_scenario,
    list_scenarios,
    rename_scenario,
    save_scenario,
)
from cdof_core.workspace.tables import scenario


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_workspace(f"sqlite:///{tmp_path}/scenarios.sqlite")


def test_a_scenario_comes_back_as_it_was_saved(engine: Engine) -> None:
    content = {"in_treatment": 606.0, "coverage": {"value": None, "source": "“we” · ü"}}
    save_scenario(engine, name=" Half \n of all ", content=content)
    save_scenario(engine, name="All", content={})
    first, second = list_scenarios(engine)
    assert (first.name, second.name) == ("All", "Half of all")
    assert (second.content, second.version) == (content, 1)


def test_of_two_people_who_change_at_once_the_second_is_told(engine: Engine) -> None:
    read_by_both = save_scenario(engine, name="Old", content={})
    rename_scenario(engine, read_by_both, name="First")
    with pytest.raises(ChangedMeanwhileError, match="'Old' was changed"):
        rename_scenario(engine, read_by_both, name="Second")
    with pytest.raises(ChangedMeanwhileError):
        delete_scenario(engine, read_by_both)
    (kept,) = list_scenarios(engine)
    assert (kept.name, kept.version) == ("First", 2)
    delete_scenario(engine, kept)
    assert list_scenarios(engine) == []


@pytest.mark.parametrize(
    ("name", "said"), [("  ", "this has 0"), ("x" * 121, "this has 121"), ("Taken", "already")]
)
def test_a_name_that_will_not_do_is_refused(engine: Engine, name: str, said: str) -> None:
    save_scenario(engine, name="Taken", content={})
    with pytest.raises(InvalidScenarioError, match=said):
        save_scenario(engine, name=name, content={})
    assert len(list_scenarios(engine)) == 1


def test_too_much_is_refused(engine: Engine) -> None:
    with pytest.raises(InvalidScenarioError, match="at most 20000"):
        save_scenario(engine, name="Long", content={"source": "x" * 20_001})


def test_a_number_that_is_none_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="JSON"):
        save_scenario(engine, name="Odd", content={"value": float("nan")})


def test_a_workspace_of_the_first_version_gains_the_table_and_keeps_its_groups(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/old.sqlite"
    old = create_engine(url)
    with old.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('0001')"))
        connection.execute(text("CREATE TABLE own_group (id VARCHAR(32), name VARCHAR(120))"))
        connection.execute(text("INSERT INTO own_group VALUES ('a', 'Kept')"))
    old.dispose()
    engine = open_workspace(url)
    columns = inspect(engine).get_columns("scenario")
    made = {column["name"]: str(column["type"]) for column in columns}
    assert made == {column.name: str(column.type) for column in scenario.columns}
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM own_group")).scalar() == "Kept"
