"""Whatever the catalogue says of rounding is one of the words that are understood."""

from cdof_core.domain.rounding import Rounding, rounding_of
from cdof_core.store.queries import run_query


def test_every_note_on_rounding_is_understood():
    rows = run_query("all_headlines")
    notes = set(rows.loc[rows["note"].str.startswith("Rounded"), "note"])
    assert notes
    assert not [note for note in notes if rounding_of(note) is Rounding.NONE]
