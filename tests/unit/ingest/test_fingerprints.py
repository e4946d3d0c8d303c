import duckdb
import pytest

from cdof_core.ingest.fingerprints import content_hash, source_hash
from tests.tiny_catalogue import write, write_catalogue

Row = tuple[str | None, float, str | None]

ROWS: list[Row] = [("a", 1.5, None), ("b", 0.1, "2024-01-01"), ("b", 0.1, "2024-01-01")]


def hash_of(rows: list[Row], *, extra: str = "") -> str:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE figure (code VARCHAR, value DOUBLE, day DATE)")
        connection.execute("CREATE TABLE snapshot (built_at TIMESTAMP)")
        for row in rows:
            connection.execute("INSERT INTO figure VALUES (?, ?, ?)", row)
        connection.execute(extra)
        return content_hash(connection)


def test_the_order_of_rows_and_the_time_of_the_build_change_nothing():
    clock = "INSERT INTO snapshot VALUES (now()::TIMESTAMP)"
    assert hash_of(ROWS) == hash_of(ROWS[::-1], extra=clock)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        ROWS[:2],  # one of two equal rows is gone
        [("a", 1.5, None), ("b", 0.1, None), ("b", 0.1, "2024-01-01")],
        [("a", 1.5000000000000002, None), *ROWS[1:]],
        [("A", 1.5, None), *ROWS[1:]],
    ],
)
def test_other_rows_have_another_hash(rows):
    assert hash_of(rows) != hash_of(ROWS)


def test_missing_is_not_the_word_for_it():
    assert hash_of([("null", 1, None)]) != hash_of([(None, 1, None)])


def test_a_table_more_is_another_content():
    assert hash_of(ROWS, extra="CREATE TABLE other (code VARCHAR)") != hash_of(ROWS)


def test_the_same_sources_have_the_same_hash_wherever_they_lie(tmp_path):
    first = source_hash(write_catalogue(tmp_path / "here"))
    assert source_hash(write_catalogue(tmp_path / "there")) == first


@pytest.mark.parametrize("name", ["figures/dataset.toml", "figures/observation.csv", "new/a.csv"])
def test_another_text_is_another_source(tmp_path, name):
    catalogue = write_catalogue(tmp_path)
    before = source_hash(catalogue)
    write(catalogue, name, "other")
    assert source_hash(catalogue) != before
