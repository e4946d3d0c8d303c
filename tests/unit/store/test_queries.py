"""Results come as plain columns, and damage found while reading is told as damage."""

from pathlib import Path

import duckdb
import pytest

from cdof_core.domain import SnapshotError
from cdof_core.store.indicators import indicators
from cdof_core.store.observations import all_headlines, series_of_areas
from cdof_core.store.snapshot import SCHEMA_VERSION, current_snapshot
from tests.queries.snapshots import make_snapshot

BLOCK = 256 * 1024  # DuckDB writes blocks of this size and keeps a checksum of each
FIGURE = {"indicator_id": "deaths_rate", "area_code": "E06990001"}


@pytest.fixture
def path(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "cdof.duckdb"
    monkeypatch.setenv("CDOF_SNAPSHOT", str(path))
    return path


def test_columns_are_plain_whether_there_are_rows_or_not(path):
    make_snapshot(path, {"observation": [FIGURE]})
    full = series_of_areas(indicator_ids=["deaths_rate"], area_codes=["E06990001"])
    empty = series_of_areas(indicator_ids=["deaths_rate"], area_codes=[])
    assert (len(full), len(empty)) == (1, 0)
    assert full.dtypes.astype(str).to_dict() == empty.dtypes.astype(str).to_dict()
    assert set(full.dtypes.astype(str)) == {"object", "float64", "datetime64[us]"}


def test_whole_numbers_and_choices_are_plain_too(path):
    make_snapshot(path, {"indicator": [{"indicator_id": "deaths_rate", "profile": True}]})
    kinds = indicators().dtypes.astype(str)
    assert (kinds["position"], kinds["profile"]) == ("int64", "bool")


def test_damage_found_while_reading_says_what_to_run(path):
    make_snapshot(path, {"observation": [FIGURE], "indicator": [{"indicator_id": "deaths_rate"}]})
    with duckdb.connect(path) as connection:
        connection.execute(
            "INSERT INTO observation "
            "SELECT observation.* REPLACE (md5(i::VARCHAR) AS note) "
            "FROM observation, range(50000) t(i)"
        )
    assert len(all_headlines()) == 50_001
    content = bytearray(path.read_bytes())
    for middle_of_block in range(BLOCK * 3 // 2, len(content), BLOCK):
        content[middle_of_block] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(SnapshotError, match=r"is damaged.*Run"):
        all_headlines()


def test_the_rows_of_a_test_are_of_the_version_that_is_read(path):
    make_snapshot(path, {})
    with duckdb.connect(path, read_only=True) as connection:
        found = connection.sql("SELECT schema_version FROM snapshot").fetchall()
    assert found == [(SCHEMA_VERSION,)]


def test_what_a_reader_changes_stays_with_that_reader(path):
    make_snapshot(path, {"indicator": [{"indicator_id": "deaths_rate", "name": "Deaths"}]})
    mine = indicators()
    mine.loc[0, "name"] = "Something else"
    mine["extra"] = 1
    theirs = indicators()
    assert theirs["name"].tolist() == ["Deaths"]
    assert "extra" not in theirs


def test_a_new_file_is_asked_anew(path, tmp_path):
    make_snapshot(path, {"indicator": [{"indicator_id": "deaths_rate", "name": "Deaths"}]})
    assert indicators()["name"].tolist() == ["Deaths"]
    fresh = tmp_path / "fresh.duckdb"
    make_snapshot(fresh, {"indicator": [{"indicator_id": "deaths_rate", "name": "Renamed"}]})
    with current_snapshot().reading():
        fresh.replace(path)
        assert indicators()["name"].tolist() == ["Deaths"]
    assert indicators()["name"].tolist() == ["Renamed"]
