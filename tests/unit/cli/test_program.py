"""The command line: what it prints where, and how it ends."""

import subprocess
import sys

import pytest

from cdof_core.cli.program import run
from cdof_core.store.snapshot import Snapshot
from tests.tiny_catalogue import append, replace, write_catalogue


@pytest.fixture
def catalogue(tmp_path):
    return write_catalogue(tmp_path / "data")


@pytest.fixture
def destination(tmp_path, monkeypatch):
    path = tmp_path / "cdof.duckdb"
    monkeypatch.setenv("CDOF_SNAPSHOT", str(path))
    return path


def test_build_says_what_it_made(catalogue, destination, capsys):
    assert run(["build", "--data", str(catalogue)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(
        f"{destination}: 6 observations of 3 indicators from 4 datasets, 7 areas; "
    )
    assert "100%  Done" in said.err
    assert Snapshot(destination).cursor().table("observation").fetchall()


def test_build_goes_where_it_is_told(catalogue, destination, tmp_path):
    assert run(["build", "--data", str(catalogue), "--out", str(tmp_path / "other.duckdb")]) == 0
    assert (tmp_path / "other.duckdb").exists()
    assert not destination.exists()


def test_build_if_needed_does_only_what_is_needed(catalogue, destination, capsys):
    command = ["build", "--if-needed", "--data", str(catalogue)]
    assert run(command) == 0
    written = destination.stat().st_mtime_ns
    capsys.readouterr()
    assert run(command) == 0
    assert capsys.readouterr().out == f"{destination} is up to date.\n"
    assert destination.stat().st_mtime_ns == written
    replace(catalogue, "figures/observation.csv", ",50,", ",51,")
    assert run(command) == 0
    assert destination.stat().st_mtime_ns != written


def test_warnings_are_shown_but_do_not_stop_a_build(catalogue, destination, capsys):
    replace(catalogue, "figures/observation.csv", ",12,50000,0.2,", ",12,50000,0.4,")
    assert run(["build", "--data", str(catalogue)]) == 0
    assert "To look at (1):\ndata/figures/observation.csv, line 4" in capsys.readouterr().err
    assert destination.exists()


def test_a_catalogue_at_fault_is_refused_without_a_traceback(catalogue, destination, capsys):
    append(catalogue, "places/area.csv", "E06990005,Misty")
    assert run(["build", "--data", str(catalogue)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith(
        "data/places/area.csv, line 9. The row has 2 cells; the header has 5.\n"
    )
    assert not destination.exists()


def test_info_tells_the_snapshot_and_its_datasets(catalogue, destination, capsys):
    run(["build", "--data", str(catalogue)])
    content = Snapshot(destination).cursor().table("snapshot").fetchall()[0][0]
    capsys.readouterr()
    assert run(["info"]) == 0
    said = capsys.readouterr().out
    assert f"content {content}\n6 figures in 4 datasets:\n" in said
    assert "       5  figures: Office for Invented Statistics, Invented figures\n" in said
    assert "       0  places: Office for Invented Statistics, Invented figures\n" in said


def test_info_without_a_snapshot_says_what_to_run(destination, capsys):
    assert run(["info"]) == 1
    assert capsys.readouterr().err == (
        f"There is no snapshot at {destination}. Run `python -m cdof_core build`.\n"
    )


def test_boundaries_that_are_not_there_are_refused(catalogue, destination, capsys, tmp_path):
    run(["build", "--data", str(catalogue)])
    capsys.readouterr()
    assert run(["boundaries", "--file", str(tmp_path / "nothing.geojson")]) == 1
    assert "nothing.geojson" in capsys.readouterr().err
    assert not (destination.parent / "boundaries").exists()


def test_statistics_cannot_be_verified_against_nothing(tmp_path, capsys):
    assert run(["verify-statistics", str(tmp_path)]) == 2
    assert "cannot verify against" in capsys.readouterr().err


def test_help_names_every_command_and_a_call_loads_only_its_own(capsys):
    with pytest.raises(SystemExit):
        run(["--help"])
    named = capsys.readouterr().out
    for name in ("build", "chapter", "check", "import", "verify-statistics", "workspace"):
        assert f"\n    {name} " in named or f"\n    {name}\n" in named
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from cdof_core.cli.program import run\n"
            "try: run(['check', '--help'])\n"
            "except SystemExit: pass\n"
            "print('cdof_core.cli.chapter' in sys.modules, 'cdof_core.cli.check' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.splitlines()[-1] == "False True"


@pytest.mark.parametrize(
    "arguments", [[], ["bild"], ["boundaries"], ["boundaries", "--file", "x", "--download"]]
)
def test_a_wrong_call_shows_how_to_call(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        run(arguments)
    assert caught.value.code == 2
    assert "usage: python -m cdof_core" in capsys.readouterr().err


def test_a_stopped_build_says_that_nothing_changed(catalogue, destination, capsys, monkeypatch):
    def stop(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cdof_core.cli.build.publish_rooms", stop)
    assert run(["build", "--data", str(catalogue)]) == 130
    assert capsys.readouterr().err == "Stopped; nothing was changed.\n"
    assert not destination.exists()
