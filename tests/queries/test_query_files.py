"""Every query is one statement that keeps the promises of its header."""

import inspect
import re
from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import expressions

from cdof_core.ingest.checks import CHECKS
from cdof_core.ingest.schema import QUERIES, create_tables
from cdof_core.store import areas, datasets, framework, indicators, observations, snapshot_info

STORE = (areas, datasets, framework, indicators, observations, snapshot_info)
HEADER = re.compile(
    r"-- purpose: (?P<purpose>.+)\n"
    r"-- grain: (?P<grain>.+)\n"
    r"-- params: (?P<params>.+)\n"
    r"-- returns: (?P<returns>.+)\n"
    r"(?!--)"
)
ANSWERS = sorted(QUERIES.glob("*.sql"))
ALL = [*ANSWERS, *sorted(QUERIES.glob("[bcd]*/*.sql"))]  # build, checks, differences


def name_of(path: Path) -> str:
    return path.relative_to(QUERIES).as_posix()


def header_of(path: Path) -> dict[str, str]:
    found = HEADER.match(path.read_text(encoding="utf-8"))
    assert found, "the four lines purpose, grain, params, returns must stand first"
    return found.groupdict()


def declared(path: Path, key: str) -> list[str]:
    text = header_of(path)[key]
    return [] if text == "none" else text.split(", ")


def parsed(path: Path) -> expressions.Expression:
    statements = sqlglot.parse(path.read_text(encoding="utf-8"), read="duckdb")
    assert len(statements) == 1
    return statements[0]


def example(name: str) -> object:
    """A value of the kind that a parameter of this name takes."""
    if name in {"period_starts", "period_ends"}:
        return ["2022-01-01"]
    if name == "figures":
        return [1]
    if name in {"period_start", "period_end"}:
        return "2022-01-01"
    return ["x"] if name.endswith("s") else "x"


@pytest.fixture(scope="module")
def empty_tables():
    with duckdb.connect() as connection:
        for name in ("older", "newer"):  # what the comparison of two snapshots reads
            connection.execute(f"ATTACH ':memory:' AS {name}")
            connection.execute(f"USE {name}")
            create_tables(connection)
        connection.execute("USE memory")
        create_tables(connection)
        connection.execute(
            "CREATE TABLE incoming AS SELECT observation.*, '' AS source_file, "
            "'' AS source_sheet, 1 AS source_line, 1 AS row_id, 1 AS series_id, 1 AS figure_id, "
            "1 AS people_id, value_kind, unit, multiplier, decimals "
            "FROM observation INNER JOIN indicator USING (indicator_id)"
        )
        connection.execute(
            "CREATE TABLE overlapping_parts (indicator_id TEXT, breakdown_type TEXT)"
        )
        yield connection


def test_there_are_queries():
    assert len(ANSWERS) > 20


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_query_is_one_select(path):
    assert isinstance(parsed(path), expressions.Select)


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_the_declared_parameters_are_those_it_takes(path):
    used = {node.name for node in parsed(path).find_all(expressions.Placeholder)}
    assert sorted(used) == sorted(declared(path, "params"))
    assert "?" not in used


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_it_returns_the_declared_columns(empty_tables, path):
    values = {name: example(name) for name in declared(path, "params")}
    found = empty_tables.execute(path.read_text(encoding="utf-8"), values)
    assert [column[0] for column in found.description] == declared(path, "returns")
    assert found.fetchall() == []


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_its_columns_are_named_and_its_rows_have_an_order(path):
    query = parsed(path)
    assert not list(query.find_all(expressions.Star)) or only_counted(query)
    assert query.args.get("order") is not None


def only_counted(query: expressions.Expression) -> bool:
    return all(
        isinstance(star.parent, expressions.Count) for star in query.find_all(expressions.Star)
    )


def functions_of_the_store() -> dict[str, object]:
    return {
        name: function
        for module in STORE
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
    }


def test_every_query_has_its_function_and_every_function_its_query():
    assert sorted(functions_of_the_store()) == [path.stem for path in ANSWERS]


@pytest.mark.parametrize("path", ANSWERS, ids=name_of)
def test_a_function_takes_the_parameters_of_its_query_by_name(path):
    taken = inspect.signature(functions_of_the_store()[path.stem]).parameters.values()
    assert [parameter.name for parameter in taken] == declared(path, "params")
    assert {parameter.kind for parameter in taken} <= {inspect.Parameter.KEYWORD_ONLY}


def test_every_check_has_its_query():
    stems = [path.stem for path in sorted(QUERIES.glob("checks/*.sql"))]
    assert sorted(check.stem for check in CHECKS) == stems
