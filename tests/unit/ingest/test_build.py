import os
import time
from pathlib import Path

import pytest

from cdof_core.domain import DataError, SnapshotError
from cdof_core.ingest.build import build_snapshot, is_up_to_date
from cdof_core.store.snapshot import Snapshot
from tests.tiny_catalogue import append, replace, write, write_catalogue

OBSERVATION = "figures/observation.csv"


@pytest.fixture
def destination(tmp_path):
    return tmp_path / "published" / "cdof.duckdb"


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    return Snapshot(path).cursor().table(table).fetchall()


def names_beside(path: Path) -> list[str]:
    return sorted(other.name for other in path.parent.iterdir())


def test_the_report_counts_what_was_published(catalogue, destination):
    report = build_snapshot(catalogue, destination)
    assert report.path == destination
    assert (report.row_counts["observation"], report.row_counts["area"]) == (6, 7)
    assert report.content_hash == rows_of(destination, "snapshot")[0][0]


def test_nothing_but_the_snapshot_is_left(catalogue, destination):
    build_snapshot(catalogue, destination)
    assert names_beside(destination) == ["cdof.duckdb"]


def test_progress_rises_to_the_end(catalogue, destination):
    told: list[tuple[float, str]] = []
    build_snapshot(
        catalogue, destination, progress=lambda share, doing: told.append((share, doing))
    )
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert told[-1] == (1.0, "Done")


def test_figures_lie_sorted_by_indicator_area_and_period(catalogue, destination):
    build_snapshot(catalogue, destination)
    keys = [(row[0], row[1], row[2]) for row in rows_of(destination, "observation")]
    assert keys == sorted(keys)


def test_another_figure_is_another_content(catalogue, destination):
    first = build_snapshot(catalogue, destination).content_hash
    replace(catalogue, OBSERVATION, ",50,", ",51,")
    assert build_snapshot(catalogue, destination).content_hash != first


def test_the_latest_is_the_newest_period_though_it_be_withheld(catalogue, destination):
    build_snapshot(catalogue, destination)
    latest = (
        Snapshot(destination)
        .cursor()
        .execute("SELECT indicator_id, area_code, period_label, flag FROM latest ORDER BY ALL")
    )
    assert latest.fetchall() == [
        ("deaths_rate", "E06990001", "2022", "suppressed"),
        ("deaths_rate", "E06990002", "2021", ""),
        ("deaths_rate", "E92000001", "2021", ""),
        ("offences", "E06990001", "2022", ""),
        ("printed_share", "E06990001", "2020", ""),
    ]


def test_an_older_vintage_that_ended_is_not_the_latest_but_two_of_one_period_are(
    catalogue, destination
):
    write(
        catalogue,
        "figures/observation_vintages.csv",
        """
        indicator_id,area_code,period_start,period_end,period_label,period_kind,vintage,value
        offences,E06990003,2016-01-01,2016-12-31,2016,calendar,first,10
        offences,E06990003,2017-01-01,2017-12-31,2017,calendar,second,11
        offences,E06990003,2017-01-01,2017-12-31,2017,calendar,third,12
        """,
    )
    build_snapshot(catalogue, destination)
    latest = (
        Snapshot(destination)
        .cursor()
        .execute("SELECT vintage FROM latest WHERE area_code = 'E06990003' ORDER BY vintage")
    )
    assert latest.fetchall() == [("second",), ("third",)]


def test_authorities_get_their_hexagons(tmp_path, destination):
    catalogue = write_catalogue(tmp_path / "data")
    lines = ["area_code,name,level,region_code,easting,northing"]
    lines += [
        f"E0699000{n},Place {n},upper_tier,E12000099,{400_000 + 9_000 * (n % 3)},{9_000 * (n // 3)}"
        for n in range(1, 7)
    ]
    lines += ["E92000001,England,country,,,", "E12000099,Testland,region,,,"]
    write(catalogue, "places/area.csv", "\n".join(lines) + "\n")
    build_snapshot(catalogue, destination)
    placed = rows_of(destination, "area_hexagon")
    assert [row[0] for row in placed] == [f"E0699000{n}" for n in range(1, 7)]
    assert len({(row[1], row[2]) for row in placed}) == 6


def test_a_catalogue_at_fault_leaves_the_old_snapshot(catalogue, destination):
    build_snapshot(catalogue, destination)
    before = destination.read_bytes()
    append(catalogue, "figures/annotation.csv", "a2,hope,,2021-06-01,event,Hope,false")
    with pytest.raises(DataError):
        build_snapshot(catalogue, destination)
    assert destination.read_bytes() == before
    assert names_beside(destination) == ["cdof.duckdb"]


def test_a_log_of_the_old_file_is_not_taken_for_the_new_one_s(catalogue, destination):
    build_snapshot(catalogue, destination)
    destination.with_name("cdof.duckdb.wal").write_bytes(b"left by a program that crashed")
    build_snapshot(catalogue, destination)
    assert names_beside(destination) == ["cdof.duckdb"]
    assert len(rows_of(destination, "observation")) == 6


def test_what_a_killed_build_left_goes_after_an_hour(catalogue, destination):
    destination.parent.mkdir()
    old = destination.with_name("cdof.duckdb.0a.building")
    young = destination.with_name("cdof.duckdb.0b.building")
    for path in (old, young):
        path.touch()
    os.utime(old, (time.time() - 3700, time.time() - 3700))
    build_snapshot(catalogue, destination)
    assert names_beside(destination) == ["cdof.duckdb", "cdof.duckdb.0b.building"]


def test_a_place_that_cannot_be_replaced_is_named(catalogue, destination):
    destination.mkdir(parents=True)  # a folder stands where the file should be
    with pytest.raises(SnapshotError, match=r"cdof\.duckdb could not be replaced"):
        build_snapshot(catalogue, destination)
    assert names_beside(destination) == ["cdof.duckdb"]


def test_two_builds_at_once_leave_one_whole_snapshot(catalogue, destination, warm_processes):
    builds = [
        warm_processes.Process(target=build_snapshot, args=(catalogue, destination))
        for _ in range(2)
    ]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [0, 0]
    assert names_beside(destination) == ["cdof.duckdb"]
    assert len(rows_of(destination, "observation")) == 6


def test_a_snapshot_is_up_to_date_until_a_source_changes(catalogue, destination):
    assert not is_up_to_date(catalogue, destination)
    build_snapshot(catalogue, destination)
    assert is_up_to_date(catalogue, destination)
    replace(catalogue, "catalogue/indicators/all.toml", "per 1,000", "per 100,000")
    assert not is_up_to_date(catalogue, destination)


def test_what_is_not_a_source_changes_nothing(catalogue, destination):
    build_snapshot(catalogue, destination)
    write(catalogue, "README.md", "Words.")
    write(catalogue, "boundaries/area.csv", "geometry")
    (catalogue / "cdof.duckdb").touch()
    assert is_up_to_date(catalogue, destination)


def test_a_damaged_snapshot_is_not_up_to_date(catalogue, destination):
    build_snapshot(catalogue, destination)
    destination.write_bytes(destination.read_bytes()[:5000])
    assert not is_up_to_date(catalogue, destination)
