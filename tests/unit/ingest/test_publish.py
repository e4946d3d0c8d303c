"""Imported rooms join the catalogue, take the place of older figures, and go again."""

import shutil

import pytest

from cdof_core.domain import DataError, SnapshotError
from cdof_core.ingest import history
from cdof_core.ingest.differences import CHANGES, compare_snapshots
from cdof_core.ingest.history import list_snapshots, restore_snapshot, snapshot_file
from cdof_core.ingest.imported_rooms import write_room
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import (
    is_current,
    list_imports,
    publish_rooms,
    publish_staged,
    rooms_with,
    rooms_without,
    stage_snapshot,
)
from cdof_core.store.snapshot import Snapshot
from tests.imports import observation, own_import
from tests.tiny_catalogue import append, replace, write_catalogue


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    made = Library(folder / "cdof.duckdb")
    publish_rooms(made, write_catalogue(folder / "data"), (), who="Ada", why="Built")
    return folder


@pytest.fixture
def library(tmp_path, built):
    shutil.copytree(built, tmp_path / "published", ignore=shutil.ignore_patterns("data"))
    return Library(tmp_path / "published" / "cdof.duckdb")


def offences(path) -> list[tuple[object, ...]]:
    asked = (
        "SELECT area_code, period_label, value, dataset_id FROM observation "
        "WHERE indicator_id = 'offences' ORDER BY ALL"
    )
    return Snapshot(path).cursor().execute(asked).fetchall()


def bring(library, catalogue, imported, who="Ada"):
    name = write_room(library, imported, who=who)
    publish_rooms(library, catalogue, rooms_with(library, name), who=who, why="Imported")
    return name


OLD = ("E06990001", "2022", 50.0, "figures")


def test_an_imported_figure_joins_the_catalogue(library, catalogue):
    bring(library, catalogue, own_import([observation("E06990002", 2022, 70)]))
    assert offences(library.snapshot) == [OLD, ("E06990002", "2022", 70.0, "own-counts")]


def test_a_newer_figure_takes_the_older_one_s_place_and_gives_it_back(library, catalogue):
    bring(library, catalogue, own_import([observation("E06990001", 2022, 51)]))
    assert offences(library.snapshot) == [("E06990001", "2022", 51.0, "own-counts")]
    without = rooms_without(library, "own-counts")
    publish_rooms(library, catalogue, without, who="Ada", why="Removed")
    assert offences(library.snapshot) == [OLD]


def test_another_vintage_stands_beside(library, catalogue):
    revised = observation("E06990001", 2022, 51, vintage="new method")
    bring(library, catalogue, own_import([revised]))
    assert [row[2] for row in offences(library.snapshot)] == [50.0, 51.0]


def test_a_newer_release_of_a_dataset_takes_the_place_of_the_whole_older_one(library, catalogue):
    bring(library, catalogue, own_import([observation("E06990002", 2021, 60)]))
    bring(library, catalogue, own_import([observation("E06990002", 2022, 70)]))
    assert [row[1] for row in offences(library.snapshot)] == ["2022", "2022"]
    (record,) = list_imports(library)
    assert (record.who, record.figures, record.sources[0]["name"]) == ("Ada", 1, "own.csv")


def test_a_figure_of_an_undeclared_area_changes_nothing(library, catalogue):
    before = library.snapshot.read_bytes()
    with pytest.raises(DataError, match="E06990077"):
        bring(library, catalogue, own_import([observation("E06990077", 2022, 1)]))
    assert library.snapshot.read_bytes() == before
    assert library.active().rooms == ()


def test_restricted_figures_are_in_no_file_but_the_restricted_one(library, catalogue):
    hidden = own_import([observation("E06990002", 2022, 70)], sensitivity="restricted")
    bring(library, catalogue, hidden)
    assert offences(library.snapshot) == [OLD]
    assert offences(library.restricted) == [OLD, ("E06990002", "2022", 70.0, "own-counts")]
    assert b"own-counts" not in library.snapshot.read_bytes()
    publish_rooms(library, catalogue, rooms_without(library, "own-counts"), who="", why="")
    assert not library.restricted.exists()


def test_restricted_imports_of_one_second_are_kept_under_names_of_their_own(
    library, catalogue, monkeypatch
):
    class Stopped(history.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 1, 2, 3, 4, 5, tzinfo=tz)

    monkeypatch.setattr(history, "datetime", Stopped)
    shutil.rmtree(library.history)
    for value in (70, 71):
        hidden = own_import([observation("E06990002", 2022, value)], sensitivity="restricted")
        bring(library, catalogue, hidden)
    kept = [one.snapshot_id for one in list_snapshots(library)]
    assert len(kept) == 3
    assert {name[:15] for name in kept} == {"20260102-030405"}


def test_every_snapshot_is_kept_with_who_when_why_and_sources(library, catalogue):
    bring(library, catalogue, own_import([observation("E06990002", 2022, 70)]), who="Grace")
    newest, oldest = list_snapshots(library)
    assert (oldest.who, oldest.why, oldest.figures, oldest.sources) == ("Ada", "Built", 6, ())
    assert (newest.who, newest.figures, newest.sources[0]["sha256"]) == ("Grace", 7, "ab" * 32)
    assert newest.published_at > oldest.published_at


def test_ten_are_kept(library, catalogue, monkeypatch):
    assert history.KEPT == 10
    monkeypatch.setattr(history, "KEPT", 2)
    for value in (1, 2):
        bring(library, catalogue, own_import([observation("E06990002", 2022, value)]))
    kept = list_snapshots(library)
    # the first build is forgotten
    assert [offences(snapshot_file(library, one.snapshot_id))[1][2] for one in kept] == [2, 1]


def test_a_restored_snapshot_stays_though_the_catalogue_moves_on(library, catalogue):
    (first,) = list_snapshots(library)
    bring(library, catalogue, own_import([observation("E06990001", 2022, 51)]))
    restore_snapshot(library, first.snapshot_id)
    assert offences(library.snapshot) == [OLD]
    assert list_imports(library) == []
    replace(catalogue, "figures/observation.csv", ",50,", ",52,")
    assert is_current(library, catalogue)
    publish_rooms(library, catalogue, library.active().rooms, who="", why="Built")
    assert offences(library.snapshot) == [("E06990001", "2022", 52.0, "figures")]


def test_what_cannot_be_restored_is_named(library):
    (first,) = list_snapshots(library)
    with pytest.raises(SnapshotError, match=first.snapshot_id):
        restore_snapshot(library, "yesterday")


def test_a_snapshot_is_current_until_a_source_or_an_import_changes(library, catalogue):
    assert is_current(library, catalogue)
    name = write_room(library, own_import([observation("E06990002", 2022, 70)]), who="")
    assert is_current(library, catalogue)  # it lies there, but nobody published it
    publish_rooms(library, catalogue, rooms_with(library, name), who="", why="")
    assert is_current(library, catalogue)
    append(catalogue, "figures/annotation.csv", "a2,offences,,2021-06-01,event,More,false")
    assert not is_current(library, catalogue)


def test_a_staged_snapshot_is_refused_once_another_was_published(library, catalogue):
    name = write_room(library, own_import([observation("E06990002", 2022, 70)]), who="")
    staged = stage_snapshot(library, catalogue, rooms_with(library, name))
    other = own_import([observation("E06990003", 2022, 9)], dataset_id="other")
    bring(library, catalogue, other)
    with pytest.raises(SnapshotError, match="published meanwhile"):
        publish_staged(library, catalogue, staged, who="", why="")
    assert [row[0] for row in offences(library.snapshot)] == ["E06990001", "E06990003"]
    assert not staged.folder.exists()


def test_differences_name_what_was_added_removed_revised_and_reflagged(library, catalogue):
    rows = [
        observation("E06990001", 2022, 75),  # 50 before: a half more
        observation("E06990002", 2022, 70),
        observation("E06990001", 2021, float("nan"), indicator_id="deaths_rate", flag="withheld"),
    ]
    name = write_room(library, own_import(rows), who="")
    staged = stage_snapshot(library, catalogue, rooms_with(library, name))
    found = compare_snapshots(library.snapshot, staged.open_file)
    assert found.counts == {"added": 1, "removed": 0, "revised": 1, "re-flagged": 1, "rounded": 0}
    assert found.unchanged == 4  # six figures before, two of them changed
    first = found.figures.iloc[0]
    assert (first["change"], first["old_value"], first["new_value"]) == ("revised", 50, 75)
    assert (first["difference"], first["share"]) == (25, 0.5)
    assert found.sentence() == "1 added, 1 revised, 1 re-flagged; 4 figures stay the same."
    back = compare_snapshots(staged.open_file, library.snapshot)
    assert back.counts == {"added": 0, "removed": 1, "revised": 1, "re-flagged": 1, "rounded": 0}


@pytest.mark.parametrize(
    ("value", "revised"), [(50 * (1 + 1e-12), 0), (50 * (1 - 1e-12), 0), (50.0001, 1), (0, 1)]
)
def test_a_number_written_to_other_places_is_no_revision(library, catalogue, value, revised):
    name = write_room(library, own_import([observation("E06990001", 2022, value)]), who="")
    staged = stage_snapshot(library, catalogue, rooms_with(library, name))
    found = compare_snapshots(library.snapshot, staged.open_file)
    assert found.counts == {change: revised * (change == "revised") for change in CHANGES}


# Before (2021 and 2022), after, and how many changes of either kind: one decimal was given before,
# none is now, or the other way about; 12.6 is no rounding of 12.
@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((12.4, 30.0), (12, 30), {"rounded": 1}),
        ((12.5, 30.0), (13, 30), {"rounded": 1}),
        ((12.5, 30.0), (12, 30), {"rounded": 1}),
        ((12, 30), (12.4, 30.3), {"rounded": 2}),
        ((12, 30), (12.6, 30.3), {"revised": 1, "rounded": 1}),
        ((12.4, 30.0), (12.0, 30.1), {"revised": 2}),
        ((12.4, 30.0), (12.0, 30.05), {"revised": 1, "rounded": 1}),
    ],
)
def test_a_change_of_decimals_alone_is_told_apart(library, catalogue, before, after, told):
    for values in (before, after):
        rows = [
            observation("E06990001", year, value, indicator_id="deaths_rate")
            for year, value in zip((2031, 2032), values, strict=True)
        ]
        name = write_room(library, own_import(rows), who="")
        if values is before:
            publish_rooms(library, catalogue, (name,), who="", why="")
    staged = stage_snapshot(library, catalogue, rooms_with(library, name))
    found = compare_snapshots(library.snapshot, staged.open_file)
    assert {change: count for change, count in found.counts.items() if count} == told
    assert ("the same to the decimals given" in found.sentence()) is ("rounded" in told)


def test_a_count_has_no_decimals_to_lose(library, catalogue):
    name = write_room(library, own_import([observation("E06990001", 2022, 50.4)]), who="")
    staged = stage_snapshot(library, catalogue, rooms_with(library, name))
    assert compare_snapshots(library.snapshot, staged.open_file).counts["revised"] == 1
