"""An answer is kept for one file and one question, and never given for another."""

import gc
import weakref

import pytest

from cdof_core.store.areas import areas
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.store.snapshot import Snapshot, current_snapshot, read_as_held
from tests.queries.snapshots import make_snapshot

asked: list[str] = []


@kept_by_snapshot(4)
def names(level: str) -> tuple[str, ...]:
    asked.append(level)
    held = areas()
    return tuple(held.loc[held["level"] == level, "name"])


@pytest.fixture(autouse=True)
def path(tmp_path, monkeypatch):
    asked.clear()
    file = tmp_path / "cdof.duckdb"
    monkeypatch.setenv("CDOF_SNAPSHOT", str(file))
    make_snapshot(file, {"area": [place("Oneham"), place("Twoland", "country")]})
    return file


def place(name, level="upper_tier"):
    code = {"Oneham": "E06990001", "Twoland": "E92990001", "Threeton": "E06990003"}[name]
    return {"area_code": code, "name": name, "level": level}


def test_the_same_question_is_answered_once():
    assert [names("upper_tier"), names("upper_tier")] == [("Oneham",)] * 2
    assert asked == ["upper_tier"]


def test_another_question_has_its_own_answer():
    assert (names("upper_tier"), names("country")) == (("Oneham",), ("Twoland",))
    assert names(level="country") == ("Twoland",)


def test_a_new_file_at_the_same_path_is_asked_anew(path):
    assert names("upper_tier") == ("Oneham",)
    newer = path.with_name("newer.duckdb")
    make_snapshot(newer, {"area": [place("Threeton")]})
    newer.replace(path)
    assert names("upper_tier") == ("Threeton",)


def test_an_answer_keeps_no_older_file_open():
    holds: list[Snapshot] = [current_snapshot().held()]
    gone = weakref.ref(holds[0])
    read_as_held(lambda newest: holds[0] if holds else newest)
    try:
        assert names("upper_tier") == ("Oneham",)
        holds.clear()
        gc.collect()
        assert gone() is None
    finally:
        read_as_held(lambda newest: newest)
