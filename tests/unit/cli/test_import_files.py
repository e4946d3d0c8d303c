"""`import`, `imports`, `snapshots` and `fetch`: from files to the snapshot and back again."""

import pytest

from cdof_core.cli.program import run
from cdof_core.ingest.history import list_snapshots
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import publish_rooms
from cdof_core.store.snapshot import Snapshot
from tests.tiny_catalogue import write_catalogue

OWN = "What,Place,When,How many\nOwn clients,E06990001,2022,12\nOwn clients,E06990099,2022,4\n"
TOLD = ["--column", "What=indicator", "--column", "Place=area"]
TOLD += ["--column", "When=period", "--column", "How many=count"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    library = Library(tmp_path_factory.mktemp("built") / "cdof.duckdb")
    publish_rooms(library, write_catalogue(library.snapshot.parent / "data"), (), who="", why="")
    return library


@pytest.fixture
def library(built, monkeypatch):
    monkeypatch.setenv("CDOF_SNAPSHOT", str(built.snapshot))
    for module in ("importing", "import_files", "imports", "fetch"):
        monkeypatch.setattr(f"cdof_core.cli.{module}.DATA_DIR", built.snapshot.parent / "data")
    return built


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "clients.csv"
    path.write_text(OWN)
    return path


def held(library) -> list[tuple[float]]:
    asked = "SELECT value FROM observation WHERE dataset_id = 'own-clients'"
    return Snapshot(library.snapshot).cursor().execute(asked).fetchall()


def test_an_own_table_is_told_checked_published_and_taken_out(library, table, tmp_path, capsys):
    told = ["import", "own", str(table), *TOLD, "--sensitivity", "open"]
    assert run(told) == 1
    said = capsys.readouterr()
    assert "own-clients: 1 figures by own table; 1 rows left out; 1 errors" in said.out
    assert "clients.csv, row 3, column Place: found 'E06990099'." in said.err
    assert held(library) == []
    left_out = tmp_path / "left.csv"
    assert run([*told, "--without-rejected", "--rejected", str(left_out)]) == 0
    assert "1 added" in capsys.readouterr().out
    assert "E06990099" in left_out.read_text()
    assert held(library) == [(12,)]
    assert run(["imports", "list"]) == 0
    assert "clients.csv" in capsys.readouterr().out
    assert run(["snapshots", "restore", list_snapshots(library)[-1].snapshot_id]) == 0
    assert held(library) == []


@pytest.mark.usefixtures("library")
def test_a_column_headed_by_its_year_is_told_what_it_holds(tmp_path, capsys):
    path = tmp_path / "kits.csv"
    path.write_text("Area,2021 Kits,2022 Kits,Officer\nE06990001,11,12,A. Example\n")
    told = ["--column", "2021 Kits=count", "--column", "2022 Kits=count", "--dry-run"]
    assert run(["import", "own", str(path), "--indicator", "Kits", *told]) == 0
    said = capsys.readouterr()
    assert "own-kits: 2 figures" in said.out
    assert "2022 Kits: count of 2022\nOfficer: not read\n" in said.err


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "White: count of White (a measure of its own)"),
        (["--indicator", "Clients"], "White: count of White (a group of the measure)"),
        (["--column", "White=sex value"], "White: value of White (a sex)"),
        (["--column", "White=-"], "White: not read"),
    ],
)
def test_columns_stand_for_measures_groups_or_sexes(library, tmp_path, capsys, told, said):
    path = tmp_path / "clients.csv"
    path.write_text("Area,Year,White,Asian\nE06990001,2022,120,30\n")
    run(["import", "own", "--dry-run", str(path), *told])
    assert said in capsys.readouterr().err
    assert held(library) == []


@pytest.mark.usefixtures("library")
def test_what_is_told_of_all_rows_outweighs_a_guess(tmp_path, capsys):
    path = tmp_path / "kits.csv"
    path.write_text("Area,Measure,Year,Given,Returned\nE06990001,Old,2021,11,12\n")
    told = ["import", "own", str(path), "--column", "Measure=-", "--dry-run"]
    assert run([*told, "--indicator", "Kits", "--period", "2022"]) == 0
    said = capsys.readouterr()
    assert "Year: not read\nGiven: count of Given (a group of the measure)\n" in said.err


@pytest.mark.usefixtures("library")
def test_one_period_of_all_rows_cannot_be_that_of_several_columns(tmp_path, capsys):
    path = tmp_path / "kits.csv"
    path.write_text("Area,2021,2022\nE06990001,11,12\n")
    assert run(["import", "own", str(path), "--indicator", "Kits", "--period", "2020"]) != 0
    assert "--period says one for all rows, and '2021' has its own." in capsys.readouterr().err


def test_a_column_that_is_not_there_is_named(library, table, capsys):
    assert run(["import", "own", str(table), "--column", "Wher=area"]) != 0
    assert "There is no column 'Wher'." in capsys.readouterr().err
    assert held(library) == []


@pytest.mark.usefixtures("library")
def test_a_file_of_no_source_changes_nothing(table, capsys):
    assert run(["import", "auto", str(table)]) != 0
    assert "The file is of none of the sources that are known here" in capsys.readouterr().err


@pytest.mark.usefixtures("library")
def test_a_service_out_of_reach_changes_nothing(tmp_path, capsys):
    there = ["--address", "http://127.0.0.1:9/api/", "--cache", str(tmp_path / "cache")]
    assert run(["fetch", "fingertips", "--indicators", "90245", *there]) != 0
    assert "is this machine online? Nothing was changed." in capsys.readouterr().err
