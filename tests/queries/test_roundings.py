"""Whatever the catalogue says of rounding is one of the words that are understood."""

from pathlib import Path

import pytest

from cdof_core.domain.rounding import Rounding, rounding_of
from cdof_core.store.observations import all_headlines


def test_every_note_on_rounding_is_understood(snapshot_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
    notes = {note for note in all_headlines()["note"] if note.startswith("Rounded")}
    assert notes
    assert not [note for note in notes if rounding_of(note) is Rounding.NONE]
