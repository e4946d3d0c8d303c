"""Backing up, restoring and exporting from the command line."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from cdof_core.cli.program import run
from cdof_core.workspace import LOCAL_USER, add_entry, list_entries, open_workspace
from cdof_core.workspace.ballots import cast_ballot
from cdof_core.workspace.priorities import (
    Criterion,
    Method,
    add_workshop,
    change_workshop,
)
from cdof_core.workspace.priority_candidates import new_candidate


def use(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("CDOF_WORKSPACE_URL", f"sqlite:///{path}")


def test_a_backup_is_restored_on_a_fresh_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, tmp_path / "old.sqlite")
    add_entry(open_workspace(), LOCAL_USER, kind="note", name="=1+1", content={"text": "kept"})
    backup = tmp_path / "all.json"
    assert run(["workspace", "backup", str(backup)]) == 0
    use(monkeypatch, tmp_path / "new.sqlite")
    assert run(["workspace", "restore", str(backup)]) == 0
    assert "Restored 1 entries" in capsys.readouterr().out
    assert [e.content for e in list_entries(open_workspace(), kind="note")] == [{"text": "kept"}]
    assert run(["workspace", "restore", str(backup)]) == 1
    assert "saved here already" in capsys.readouterr().err
    assert run(["workspace", "restore", str(backup), "--replace"]) == 0
    book = tmp_path / "all.xlsx"
    assert run(["workspace", "export", str(book)]) == 0
    sheets = load_workbook(book)
    assert [row[1].value for row in sheets["Saved"]] == ["Name", "'=1+1"]
    assert [row[4].value for row in sheets["History"]] == ["Change", "added"]


def test_a_workbook_never_holds_a_vote_nor_its_phone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, tmp_path / "w.sqlite")
    engine = open_workspace()
    made = add_workshop(
        engine,
        LOCAL_USER,
        name="Autumn",
        area_code="E06990001",
        method=Method.WEIGHTED,
        criteria=(Criterion("Harm", 1),),
    )
    made = change_workshop(
        engine, LOCAL_USER, made, candidates=(new_candidate("Waits"),), is_open=True
    )
    answers = {made.candidates[0].key: {"Harm": 7.0}}
    cast_ballot(engine, code=made.code, phone="secretphone", answers=answers)
    book = tmp_path / "all.xlsx"
    assert run(["workspace", "export", str(book)]) == 0
    cells = [str(cell.value) for sheet in load_workbook(book) for row in sheet for cell in row]
    assert "Autumn" in cells
    assert not [cell for cell in cells if "secretphone" in cell]


def test_a_file_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, tmp_path / "w.sqlite")
    assert run(["workspace", "restore", str(tmp_path / "none.json")]) == 1
    assert "none.json cannot be read: No such file" in capsys.readouterr().err
    assert run(["workspace", "backup", str(tmp_path / "no" / "folder.json")]) == 1
    assert "folder.json cannot be written" in capsys.readouterr().err
