"""What stands behind a number: a publisher's mark is taken off, a slip is not."""

import pytest

from cdof_core.ingest.sources.cells import read_cell


@pytest.mark.parametrize(
    ("text", "number", "mark"),
    [
        ("1.2*", 1.2, "*"),
        ("1.2u", 1.2, "u"),
        ("14 r", 14, "r"),
        ("14 [u]", 14, "[u]"),
        ("1,204[low]", 1204, "[low]"),
        ("12.5%", 12.5, ""),
        ("£3,400", 3400, ""),
        ("2e3", 2000, ""),
        ("1 204", 1204, ""),
        ("1\u202f204\u202f000.5", 1204000.5, ""),
    ],
)
def test_marks_of_publishers_are_taken_off_a_number(text, number, mark):
    found = read_cell(text)
    assert (found.number, found.mark, found.is_understood) == (number, mark, True)


@pytest.mark.parametrize(
    "text", ["12x", "3.5m", "£12k", "1.2bn", "45pc", "12 yrs", "12[u", "12u]", "12 04"]
)
def test_a_slip_or_a_magnitude_behind_a_number_is_not_read_as_the_number(text):
    found = read_cell(text)
    assert found.number is None
    assert not found.is_understood
