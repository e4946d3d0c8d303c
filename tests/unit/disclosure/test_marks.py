"""Cells as publishers print them."""

import pytest

from cdof_core.disclosure.marks import CellKind, read_cell
from cdof_core.disclosure.rules import CountRange


@pytest.mark.parametrize(
    ("text", "count"),
    [("0", 0), (" 12 ", 12), ("1,234", 1234), ("1 234 567", 1234567), ("12.0", 12)],
)
def test_counts(text, count):
    assert (read_cell(text).kind, read_cell(text).count) == (CellKind.COUNT, count)


@pytest.mark.parametrize("text", ["*", "**", "c", "[c]", "(c)", "C", "suppressed"])
def test_marks_that_say_nothing(text):
    assert (read_cell(text).kind, read_cell(text).says) == (CellKind.HIDDEN, None)


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("<3", 0, 2),
        ("< 5", 0, 4),
        ("fewer than 5", 0, 4),
        ("<=4", 0, 4),
        ("≤4", 0, 4),
        ("1-7", 1, 7),
        ("1 to 7", 1, 7),
    ],
)
def test_marks_that_state_their_range(text, lowest, highest):
    assert read_cell(text).says == CountRange(lowest, highest)


@pytest.mark.parametrize("text", ["", "-", ":", "..", "[x]", "n/a"])
def test_nothing_there(text):
    assert read_cell(text).kind is CellKind.MISSING


@pytest.mark.parametrize("text", ["2.31", "3.00", "12%", "-4", "7-1", "Bedford", "1,23"])
def test_something_else(text):
    assert read_cell(text).kind is CellKind.OTHER
