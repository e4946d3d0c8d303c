"""`chapter` on the command line: what it writes, what it says meanwhile, and what it refuses."""

import pytest

from cdof_core.cli.program import run


@pytest.fixture(autouse=True)
def _real_snapshot(snapshot_path, monkeypatch):
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))


def test_a_chapter_is_written_with_progress(tmp_path, capsys):
    path = tmp_path / "chapter.md"
    assert run(["chapter", "bedford", "blank", "--out", str(path)]) == 0
    assert "Bedford" in path.read_text(encoding="utf-8").splitlines()[0]
    said = capsys.readouterr()
    told = said.err.splitlines()
    assert told[0].startswith("  0% Gathering: ")
    shares = [int(line.split("%")[0]) for line in told]
    assert shares == sorted(shares)
    assert shares[-1] == 100
    assert str(path) in said.out


def test_an_area_that_is_none_is_refused_in_a_sentence(tmp_path, capsys):
    path = tmp_path / "chapter.md"
    assert run(["chapter", "Bedfor", "blank", "--out", str(path)]) != 0
    assert "There is no authority named 'Bedfor'. Did you mean Bedford" in capsys.readouterr().err
    assert not path.exists()
