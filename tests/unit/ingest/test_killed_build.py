"""A build that is killed at whatever moment leaves the old snapshot whole, or the new one."""

import time

import pytest

from cdof_core.ingest.build import build_snapshot
from cdof_core.ingest.history import list_snapshots
from cdof_core.ingest.imported_rooms import write_room
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import is_current, publish_rooms
from cdof_core.store.snapshot import Snapshot
from tests.imports import observation, own_import
from tests.tiny_catalogue import replace

FIRST = 50


def offences_in(destination) -> float:
    """Read the figure that tells the builds apart, and every row on the way."""
    cursor = Snapshot(destination).cursor()
    tables = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'snap'"
    ).fetchall()
    counts = {name: len(cursor.table(name).fetchall()) for (name,) in tables}
    assert (counts["observation"], counts["latest"], counts["snapshot"]) == (6, 5, 1)
    found = cursor.execute("SELECT value FROM observation WHERE indicator_id = 'offences'")
    return found.fetchall()[0][0]


@pytest.mark.acceptance
def test_a_kill_leaves_a_whole_snapshot(catalogue, tmp_path, campaign, warm_processes):
    destination = tmp_path / "cdof.duckdb"

    def start():
        process = warm_processes.Process(target=build_snapshot, args=(catalogue, destination))
        process.start()
        return process

    start().join()  # starts the server of warm processes
    began = time.monotonic()
    start().join()
    whole_build = time.monotonic() - began
    chance = campaign.random()
    published = float(FIRST)
    assert offences_in(destination) == published
    for new in range(FIRST + 1, FIRST + 1 + campaign.rounds(sample=5, full=100)):
        replace(catalogue, "figures/observation.csv", f",,,,{new - 1},", f",,,,{new},")
        build = start()
        time.sleep(chance.uniform(0, whole_build))
        build.kill()
        build.join()
        found = offences_in(destination)
        assert found in {published, float(new)}
        published = found


def write_rooms(library, value) -> tuple[str, ...]:
    """Write one open and one restricted figure, each of its own dataset."""
    names: list[str] = []
    for dataset_id, sensitivity in (("own-open", "open"), ("own-hidden", "restricted")):
        rows = [observation("E06990002", 2022 - (sensitivity == "open"), float(value))]
        imported = own_import(rows, dataset_id=dataset_id, sensitivity=sensitivity)
        names.append(write_room(library, imported, who="Ada"))
    return tuple(names)


def figures_in(path) -> tuple[float, ...]:
    """Read every row of every table, and the imported figures."""
    cursor = Snapshot(path).cursor()
    tables = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'snap'"
    ).fetchall()
    counts = {name: len(cursor.table(name).fetchall()) for (name,) in tables}
    assert counts["snapshot"] == 1
    asked = "SELECT value FROM observation WHERE area_code = 'E06990002' AND indicator_id = $name"
    found = cursor.execute(asked, {"name": "offences"}).fetchall()
    return tuple(value for (value,) in found)


@pytest.mark.acceptance
def test_a_kill_of_an_import_leaves_whole_snapshots(catalogue, tmp_path, campaign, warm_processes):
    library = Library(tmp_path / "published" / "cdof.duckdb")
    publish_rooms(library, catalogue, (), who="Ada", why="Built")

    def start(value):
        process = warm_processes.Process(
            target=publish_rooms,
            args=(library, catalogue, write_rooms(library, value)),
            kwargs={"who": "Ada", "why": "Imported"},
        )
        process.start()
        return process

    start(0).join()
    began = time.monotonic()
    start(0).join()
    whole_import = time.monotonic() - began
    chance = campaign.random()
    possible = {0.0}
    for new in range(1, 1 + campaign.rounds(sample=3, full=100)):
        possible.add(float(new))
        running = start(new)
        time.sleep(chance.uniform(0, whole_import))
        running.kill()
        running.join()
        assert len(figures_in(library.snapshot)) == 1
        assert len(figures_in(library.restricted)) == 2
        assert set(figures_in(library.snapshot)) <= possible
        for kept in list_snapshots(library):
            assert figures_in(library.history / kept.snapshot_id / "cdof.duckdb") is not None
        assert len(library.folders(library.active().rooms)) == 2
    # what was begun is finished by the next start
    publish_rooms(library, catalogue, library.active().rooms, who="", why="Built")
    assert is_current(library, catalogue)
