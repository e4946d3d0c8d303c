"""Deaths by local authority: no window of years is passed over in silence."""

import pytest
import xlsxwriter

from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.recognise import import_file

PLACES = Places(
    names={"E06990001": "Misty"}, levels={"E06990001": "upper_tier"},
    same={}, parts={}, counties={}, forces={},
)  # fmt: skip
TITLE = (
    "{}: Age-standardised mortality rate for deaths related to drug poisoning, by local authority"
)


def workbook(tmp_path, *windows):
    """A workbook with one sheet a list of windows, each with 12 deaths at 4.0 (2.1 to 7.0)."""
    path = tmp_path / "deaths.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Contents").write(0, 0, "Contents")
        for number, shown in enumerate(windows, start=1):
            sheet = book.add_worksheet(f"Table {number}")
            sheet.write(0, 0, TITLE.format(f"Table {number}"))
            sheet.write_row(2, 0, ["Area code", "Area name"])
            sheet.write_row(4, 0, ["E06990001", "Misty"])
            for start, window in zip(range(2, 99, 4), shown, strict=False):
                sheet.write(2, start, window)
                sheet.write_row(3, start, ["Deaths", "Rate", "Lower CI", "Upper CI"])
                sheet.write_row(4, start, [12, 4.0, 2.1, 7.0])
    return import_file(path, tmp_path / "no catalogue", places=PLACES)


def test_every_window_is_read(tmp_path):
    found = workbook(tmp_path, ["2029–31", "2028–30"])
    assert not found.problems
    assert found.observations["period_label"].tolist() == ["2028-30", "2029-31"]
    assert found.observations["numerator"].tolist() == [12, 12]


@pytest.mark.parametrize(
    ("sheets", "where"),
    [
        ([["2029–31", "2030–30"]], ("Table 1", 3, "2030–30")),
        ([["2029–31"], ["Latest"]], ("Table 2", 3, "Latest")),
    ],
)
def test_columns_under_no_period_stand_in_the_way_of_publishing(tmp_path, sheets, where):
    (error,) = workbook(tmp_path, *sheets).errors
    assert (error.sheet, error.row, error.value) == where
