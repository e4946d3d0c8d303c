"""Files of evidence on both databases: what may be kept, by whom, and that nothing is lost."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cdof_core.workspace import (
    LOCAL_USER,
    Actor,
    Role,
    assessment_files,
    open_workspace,
    undo_change,
)
from cdof_core.workspace.assessment_files import (
    FILE,
    LARGEST,
    EvidenceFileError,
    add_file,
    list_files,
    read_file,
    remove_file,
)
from cdof_core.workspace.backup import make_backup, restore_backup
from cdof_core.workspace.changes import list_changes
from cdof_core.workspace.erasing import erase_file, list_taken_out
from cdof_core.workspace.errors import (
    ChangedMeanwhileError,
    ErasedSinceError,
    InvalidEntryError,
    NotAllowedError,
)
from cdof_core.workspace.undoing import undo_at_once

PDF = b"%PDF-1.7 minutes of a meeting \x00\xff"


def add(engine: Engine, name: str = "Minutes.pdf", data: bytes = PDF, actor: Actor = LOCAL_USER):
    return add_file(engine, actor, round_id="r", item_id="2.1", name=name, data=data)


def test_a_file_is_kept_read_taken_out_and_brought_back(engine: Engine) -> None:
    kept = add(engine)
    add(engine, "Notes.txt", "Waits are short – so far".encode())
    assert [one.name for one in list_files(engine, round_id="r")["2.1"]] == [
        "Minutes.pdf",
        "Notes.txt",
    ]
    assert (kept.size, kept.media_type) == (len(PDF), "application/pdf")
    assert list_files(engine, round_id="another") == {}
    remove_file(engine, LOCAL_USER, kept)
    assert [one.name for one in list_files(engine, round_id="r")["2.1"]] == ["Notes.txt"]
    with pytest.raises(ChangedMeanwhileError):
        remove_file(engine, LOCAL_USER, kept)
    removal = list_changes(engine, kind="assessment_file")[0]
    undo_change(engine, LOCAL_USER, removal)
    back = list_files(engine, round_id="r")["2.1"][0]
    assert read_file(engine, back) == PDF


@pytest.mark.parametrize("is_taken_out", [False, True])
def test_a_file_kept_by_mistake_is_erased_for_good(
    engine: Engine, is_taken_out: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = add(engine, "Jane Doe.pdf")
    if is_taken_out:
        remove_file(engine, LOCAL_USER, kept)
        (kept,) = list_taken_out(engine, round_id="r")["2.1"]
    editor, admin = Actor("Ed", Role.EDITOR), Actor("Ada", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowedError, match="an erasure: that needs administrator"):
        erase_file(engine, editor, kept)
    assert read_file(engine, kept) == PDF
    erase_file(engine, admin, kept)
    assert list_files(engine, round_id="r") == list_taken_out(engine, round_id="r") == {}
    with pytest.raises(EvidenceFileError, match="is not kept here any more"):
        read_file(engine, kept)
    # What is left is that it was done, by whom and when.
    (change,) = list_changes(engine)
    assert (change.kind, change.who, change.name) == ("erasure", "Ada", "A file of evidence")
    saved = make_backup(engine, LOCAL_USER).decode()
    text = base64.b64encode(PDF).decode()
    assert "Jane Doe" not in saved
    assert text not in saved
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        held = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
        assert b"Jane Doe" not in held
        assert text.encode() not in held
    # Its room is free again.
    monkeypatch.setattr(assessment_files, "MOST_BYTES", len(PDF))
    add(engine)


def test_a_change_of_what_was_erased_can_no_more_be_undone(engine: Engine) -> None:
    kept = add(engine, "a.pdf")
    remove_file(engine, LOCAL_USER, kept)
    (seen_before, *_) = list_changes(engine, kind=FILE)
    erase_file(engine, LOCAL_USER, kept)
    for undo in (undo_change, undo_at_once):
        with pytest.raises(ErasedSinceError, match=r"Nothing is kept of 'a\.pdf' any more"):
            undo(engine, LOCAL_USER, seen_before)


def test_nor_can_what_was_erased_while_it_was_kept(engine: Engine) -> None:
    kept = add(engine, "a.pdf")
    (added, *_) = list_changes(engine, kind=FILE)
    erase_file(engine, LOCAL_USER, kept)
    with pytest.raises(ErasedSinceError):
        undo_change(engine, LOCAL_USER, added)


def test_only_files_are_erased(engine: Engine) -> None:
    kept = add(engine, "a.pdf")
    other = replace(kept, entry=replace(kept.entry, kind="note"))
    with pytest.raises(InvalidEntryError, match="Only files"):
        erase_file(engine, LOCAL_USER, other)
    assert read_file(engine, kept) == PDF


def test_files_taken_out_count_for_what_all_may_have(engine: Engine, monkeypatch) -> None:
    monkeypatch.setattr(assessment_files, "MOST_BYTES", 2 * len(PDF))
    remove_file(engine, LOCAL_USER, add(engine, "a.pdf"))
    add(engine, "b.pdf")
    with pytest.raises(EvidenceFileError, match=r"c\.pdf is not kept: all files .* taken out"):
        add(engine, "c.pdf")
    assert [one.name for one in list_files(engine, round_id="r")["2.1"]] == ["b.pdf"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("tool.exe", b"MZ", "tool.exe cannot be kept: expected a file that ends in pdf, docx"),
        ("noend", PDF, "noend cannot be kept"),
        ("a.pdf", b"", "a.pdf is empty"),
        ("a.pdf", b"MZ not what it says", "it is no pdf file"),
        ("a.docx", PDF, "it is no docx file"),
        ("a.png", b"\xff\xd8\xff", "it is no png file"),
        ("a.txt", b"\xff\xfe", "it is no txt file"),
        ("a.txt", b"a\0b", "it is no txt file"),
        ("a.pdf", PDF + bytes(LARGEST), "a.pdf has 3.0 MB; a file may have up to 3 MB"),
    ],
)
def test_what_is_no_evidence_is_refused_in_a_sentence(
    engine: Engine, name: str, data: bytes, said: str
) -> None:
    with pytest.raises(EvidenceFileError, match=said):
        add(engine, name, data)
    assert list_changes(engine) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\plans\\Plan 2030.PDF", "Plan 2030.pdf"),
        ("../../etc/plan.pdf", "plan.pdf"),
        ("a\n\x00b.pdf", "ab.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 200 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_says_nothing_but_the_file_s(engine: Engine, name: str, shown: str) -> None:
    assert add(engine, name).name == shown


def test_a_file_as_large_as_may_be_is_kept_whole(engine: Engine) -> None:
    data = PDF + bytes(LARGEST - len(PDF))
    assert read_file(engine, add(engine, data=data)) == data


def test_only_an_editor_keeps_files(engine: Engine) -> None:
    kept = add(engine)
    analyst = Actor("Al", Role.ANALYST)
    with pytest.raises(NotAllowedError):
        add(engine, actor=analyst)
    with pytest.raises(NotAllowedError):
        remove_file(engine, analyst, kept)


def test_a_round_holds_so_many_and_no_more(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessment_files, "MOST_FILES", 1)
    add(engine)
    with pytest.raises(EvidenceFileError, match="this round has 1 files already"):
        add(engine, "b.pdf")


def test_a_backup_holds_the_bytes(engine: Engine, tmp_path) -> None:
    add(engine)
    other = open_workspace(f"sqlite:///{tmp_path}/other.sqlite")
    restore_backup(other, LOCAL_USER, make_backup(engine, LOCAL_USER))
    (file,) = list_files(other, round_id="r")["2.1"]
    assert read_file(other, file) == PDF
