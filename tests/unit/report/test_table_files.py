import csv
import io
import zipfile

import openpyxl
import pandas as pd
import pytest

from cdof_core.report.table_files import as_csv, as_xlsx, harmless
from cdof_core.report.tables import Table

HOSTILE = ["=1+1", "+44 20", "-1+2", "@SUM(A1)", "\tTab", "\rReturn"]


@pytest.fixture
def table():
    data = pd.DataFrame(
        {
            "Area": ["Bedford", "=HYPERLINK(1)", 'Say "so", twice', "Ŵ £ ≥"],
            "Change": [-2.5, 3.0, None, 0.1],
            "Count": pd.array([236, None, 0, 1234567], dtype="Int64"),
            "What is missing and why": ["", "Count: not published", "Value: withheld", ""],
        }
    )
    return Table(
        title="Test",
        data=data,
        decimals={"Change": 1},
        about=(("Title", "Test"), ("Licence", "=OGL"), ("Link", "https://example.org/?a=1")),
        built_at=pd.Timestamp("2026-11-22 11:00", tz="UTC"),
    )


def rows_of(table):
    return list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline="")))


def sheets_of(table):
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(table)))


def test_excel_is_told_that_the_text_is_utf8(table):
    assert as_csv(table).startswith(b"\xef\xbb\xbf")
    assert rows_of(table)[4][0] == "Ŵ £ ≥"


def test_quotes_and_commas_survive(table):
    assert rows_of(table)[3][0] == 'Say "so", twice'


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_would_run_is_made_harmless(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Bedford", "2019–21", "−2.5", "1 = 1", "", " =1"])
def test_other_texts_stay(text):
    assert harmless(text) == text


def test_in_a_csv_formulas_are_texts_and_negative_numbers_numbers(table):
    assert rows_of(table)[2][0] == "'=HYPERLINK(1)"
    assert [row[1] for row in rows_of(table)[1:]] == ["-2.5", "3", "", "0.1"]
    assert [row[2] for row in rows_of(table)[1:]] == ["236", "", "0", "1234567"]


def test_a_heading_cannot_run_either(table):
    data = table.data.rename(columns={"Area": "=cmd()"})
    changed = Table(title=table.title, data=data, decimals={}, about=(), built_at=table.built_at)
    assert rows_of(changed)[0][0] == "'=cmd()"


def test_a_workbook_has_the_data_and_what_to_know(table):
    book = sheets_of(table)
    assert book.sheetnames == ["Data", "About these data"]
    data = [[cell.value for cell in row] for row in book["Data"].iter_rows()]
    assert data[0] == ["Area", "Change", "Count", "What is missing and why"]
    assert data[1] == ["Bedford", -2.5, 236, None]
    about = {row[0].value: row[1].value for row in book["About these data"].iter_rows()}
    assert about["Link"] == "https://example.org/?a=1"


def test_a_workbook_runs_nothing(table):
    book = sheets_of(table)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book["Data"]["A3"].value == "=HYPERLINK(1)"
    assert book["Data"]["A3"].data_type == "s"
    assert all(cell.hyperlink is None for row in book["About these data"] for cell in row)


def test_numbers_show_their_places(table):
    sheet = sheets_of(table)["Data"]
    assert sheet["B2"].number_format == "#,##0.0"
    assert sheet["B2"].value == -2.5


def test_the_header_stays_in_view(table):
    assert sheets_of(table)["Data"].freeze_panes == "C2"


def test_the_same_table_is_the_same_file(table):
    first = as_xlsx(table)
    assert as_xlsx(table) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        # The time of writing would make every file another one.
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert as_csv(table) == as_csv(table)
