"""`check` on the command line: what it prints, and how it ends."""

import io
import json

import pytest

from cdof_core.cli.program import run

WRONG = (
    "Area\tCount\tAll\t%\nNorthvale\t31\t39\t70%\nEastmere\t26\t34\t76%\nKilnford\t20\t40\t50%\n"
)
RIGHT = WRONG.replace("70%", "79%")


@pytest.fixture(autouse=True)
def _no_snapshot(tmp_path, monkeypatch):
    monkeypatch.setenv("CDOF_SNAPSHOT", str(tmp_path / "none.duckdb"))


@pytest.fixture
def table(tmp_path):
    def write(text: str) -> str:
        path = tmp_path / "table.txt"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_findings_are_printed_and_end_with_one(table, capsys):
    assert run(["check", table(WRONG)]) == 1
    said = capsys.readouterr().out
    assert "printed:  70%" in said
    assert "expected: 79%" in said
    assert "Northvale" in said


def test_findings_as_json_have_six_texts_each(table, capsys):
    assert run(["check", table(WRONG), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert list(found) == ["location", "kind", "printed", "expected", "confidence", "wording"]
    assert (found["printed"], found["expected"], found["confidence"]) == ("70%", "79%", "high")


def test_nothing_found_ends_with_nought(table, capsys):
    assert run(["check", table(RIGHT)]) == 0
    assert "Nothing found." in capsys.readouterr().out
    assert run(["check", table(RIGHT), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_an_unreadable_file_ends_with_two(tmp_path, capsys):
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\x00\x00")
    assert run(["check", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("picture.txt is not text: it holds bytes that no text has.")


def test_pasted_text_comes_from_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(WRONG))
    assert run(["check", "-"]) == 1
    assert "the pasted text" in capsys.readouterr().out
