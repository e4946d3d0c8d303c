"""A build that is killed at whatever moment leaves the old snapshot whole, or the new one."""

import time

import pytest

from cdof_core.ingest.build import build_snapshot
from cdof_core.store.snapshot import Snapshot
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
