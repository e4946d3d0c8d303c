import threading
from pathlib import Path

import duckdb
import pytest

from cdof_core.domain import SnapshotError
from cdof_core.store.snapshot import (
    DEFAULT_PATH,
    SCHEMA_VERSION,
    Snapshot,
    attach_statement,
    boundaries_path,
    current_snapshot,
    read_as_held,
    reading_newest,
)


def publish(path: Path, *, content: str, version: int = SCHEMA_VERSION, rows: int = 3) -> None:
    """Put a small snapshot in a file's place, as a build does."""
    fresh = path.with_suffix(".fresh")
    fresh.unlink(missing_ok=True)
    with duckdb.connect(fresh) as connection:
        connection.execute("CREATE TABLE snapshot (content_hash VARCHAR, schema_version INTEGER)")
        connection.execute("INSERT INTO snapshot VALUES ($1, $2)", [content, version])
        connection.execute(
            "CREATE TABLE figure AS SELECT hash(i) AS value FROM range($rows) AS t(i)",
            {"rows": rows},
        )
    fresh.replace(path)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "it's the snapshot.duckdb"
    publish(path, content="first")
    return path


def content_of(snapshot: Snapshot) -> str:
    return snapshot.cursor().execute("SELECT content_hash FROM snapshot").fetchall()[0][0]


def test_tables_are_read_by_their_plain_names(path):
    assert content_of(Snapshot(path)) == "first"


def test_a_new_file_in_the_old_one_s_place_is_read_from_the_next_cursor_on(path):
    snapshot = Snapshot(path)
    assert content_of(snapshot) == "first"
    publish(path, content="second")
    assert content_of(snapshot) == "second"


def test_a_reader_at_work_finishes_on_the_file_it_began_with(path):
    snapshot = Snapshot(path)
    cursor = snapshot.cursor()
    publish(path, content="second")
    assert content_of(snapshot) == "second"
    assert cursor.execute("SELECT content_hash FROM snapshot").fetchall() == [("first",)]


def test_a_block_of_reading_never_mixes_two_builds(path):
    snapshot = Snapshot(path)
    with snapshot.reading():
        publish(path, content="second")
        assert content_of(snapshot) == "first"
        with snapshot.reading():
            assert content_of(snapshot) == "first"
        assert content_of(snapshot) == "first"
    assert content_of(snapshot) == "second"


def test_whoever_holds_on_reads_the_file_that_was_there_and_shares_it(path):
    newest = Snapshot(path)
    held = newest.held()
    assert newest.held() is held
    publish(path, content="second")
    assert (content_of(held), content_of(newest)) == ("first", "second")
    assert held.identity() != newest.identity()
    assert content_of(newest.held()) == "second"
    path.unlink()
    assert content_of(held) == "first"


def test_only_the_reader_who_holds_on_is_given_the_older_file(path, monkeypatch):
    monkeypatch.setenv("CDOF_SNAPSHOT", str(path))
    held: list[Snapshot] = []
    read_as_held(lambda newest: held[0] if held else newest)
    try:
        held.append(current_snapshot().held())
        publish(path, content="second")
        assert content_of(current_snapshot()) == "first"
        with reading_newest():
            assert content_of(current_snapshot()) == "second"
        held.clear()
        assert content_of(current_snapshot()) == "second"
    finally:
        read_as_held(lambda newest: newest)


def test_a_block_of_reading_holds_its_own_thread_only(path):
    snapshot = Snapshot(path)
    elsewhere: list[str] = []
    with snapshot.reading():
        publish(path, content="second")
        thread = threading.Thread(target=lambda: elsewhere.append(content_of(snapshot)))
        thread.start()
        thread.join()
    assert elsewhere == ["second"]


def test_many_threads_read_while_files_are_swapped(path):
    snapshot = Snapshot(path)
    contents = [f"build {number}" for number in range(6)]
    found: set[str] = set()
    errors: list[Exception] = []
    is_over = threading.Event()

    def read() -> None:
        try:
            while not is_over.is_set():
                with snapshot.reading():
                    first, again = content_of(snapshot), content_of(snapshot)
                assert first == again
                found.add(first)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for content in contents:
        publish(path, content=content)
    is_over.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert found <= {"first", *contents}
    assert content_of(snapshot) == contents[-1]


def test_the_same_cursor_serves_a_thread_again(path):
    snapshot = Snapshot(path)
    assert snapshot.cursor() is snapshot.cursor()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY figure TO '/tmp/taken.csv'",
        "ATTACH '/tmp/other.duckdb' AS other",
        "INSERT INTO figure VALUES (1)",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_a_query_reaches_nothing_but_the_snapshot_and_changes_nothing(path, statement):
    with pytest.raises(duckdb.Error):
        Snapshot(path).cursor().execute(statement)


def test_a_query_cannot_name_a_variable_of_the_program(path):
    cursor = Snapshot(path).cursor()
    secret = duckdb.connect().sql("SELECT 1 AS hidden")
    assert secret.fetchall() == [(1,)]
    with pytest.raises(duckdb.CatalogException):
        cursor.execute("SELECT hidden FROM secret")


def test_a_missing_snapshot_says_what_to_run(tmp_path):
    with pytest.raises(SnapshotError, match=r"no snapshot at .*x\.duckdb.*cdof_core build"):
        Snapshot(tmp_path / "x.duckdb").cursor()


@pytest.mark.parametrize("content", [b"", b"area_code,name\n", b"\0" * 20_000])
def test_another_file_in_its_place_says_what_to_run(path, content):
    path.write_bytes(content)
    with pytest.raises(SnapshotError, match=r"damaged, unfinished or not a snapshot.*build"):
        Snapshot(path).cursor()


def test_a_file_cut_short_is_refused(path):
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(SnapshotError, match="damaged"):
        Snapshot(path).cursor()


def test_a_database_of_something_else_is_refused(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE cookery (recipe VARCHAR)")
    with pytest.raises(SnapshotError, match="not a snapshot"):
        Snapshot(path).cursor()


def test_another_version_is_refused_by_number(path):
    publish(path, content="old", version=SCHEMA_VERSION - 1)
    with pytest.raises(SnapshotError, match=rf"version {SCHEMA_VERSION - 1}, not {SCHEMA_VERSION}"):
        Snapshot(path).cursor()


def test_a_repaired_snapshot_is_read_again(path):
    snapshot = Snapshot(path)
    path.write_bytes(b"")
    with pytest.raises(SnapshotError):
        snapshot.cursor()
    publish(path, content="mended")
    assert content_of(snapshot) == "mended"


def test_the_environment_names_the_snapshot(monkeypatch, tmp_path):
    monkeypatch.setenv("CDOF_SNAPSHOT", str(tmp_path / "mine.duckdb"))
    assert current_snapshot().path == tmp_path / "mine.duckdb"
    assert current_snapshot() is current_snapshot()
    assert boundaries_path() == tmp_path / "boundaries" / "authorities.geojson"


@pytest.mark.parametrize("value", [None, ""])
def test_otherwise_it_lies_with_the_catalogue(monkeypatch, root, value):
    monkeypatch.delenv("CDOF_SNAPSHOT", raising=False)
    if value is not None:
        monkeypatch.setenv("CDOF_SNAPSHOT", value)
    assert current_snapshot().path == DEFAULT_PATH == root / "data" / "cdof.duckdb"


def test_a_quote_in_a_path_stays_text():
    statement = attach_statement(Path("/home/o'neill/x.duckdb"))
    assert statement == "ATTACH '/home/o''neill/x.duckdb' AS snap (READ_ONLY)"
