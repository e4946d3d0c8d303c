"""One table in five kinds of file, and files that cannot be read."""

import csv
import zipfile

import docx
import openpyxl
import pytest
import xlsxwriter
from openpyxl import Workbook

from cdof_core.checker import UnreadableError, check_file, check_text
from cdof_core.checker.grid import as_grid
from cdof_core.checker.reading import files, read_file, read_text

CAPTION = "Table 7: Clients citing medicines, 2012/13"
ROWS = [
    ["Area", "Cited", "All clients", "%"],
    ["Northvale", "65", "672", "9.7%"],
    ["Eastmere", "2723", "16103", "16.9%"],
]
AFTER = "Northvale has a lower share than Eastmere."


def write_text(path):
    lines = [CAPTION, "", *("\t".join(row) for row in ROWS), "", AFTER]
    path.write_text("\n".join(lines), encoding="utf-8")


def write_csv(path):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[CAPTION], [], *ROWS, [], [AFTER]])


def write_xlsx(path):
    book = Workbook()
    sheet = book.active
    sheet.append([CAPTION])
    sheet.append([])
    sheet.append(ROWS[0])
    for name, top, bottom, share in ROWS[1:]:
        sheet.append([name, int(top), int(bottom), float(share.strip("%")) / 100])
        sheet.cell(sheet.max_row, 4).number_format = "0.0%"
    sheet.append([])
    sheet.append([AFTER])
    book.save(path)


def write_docx(path):
    word = docx.Document()
    word.add_paragraph(CAPTION)
    table = word.add_table(rows=len(ROWS), cols=4)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    word.add_paragraph(AFTER)
    word.save(str(path))


WRITERS = {".txt": write_text, ".csv": write_csv, ".xlsx": write_xlsx, ".docx": write_docx}


@pytest.mark.parametrize("ending", WRITERS)
def test_every_kind_of_file_gives_the_same_table(tmp_path, ending):
    path = tmp_path / f"table{ending}"
    WRITERS[ending](path)
    document = read_file(path)
    (table,) = document.tables
    assert table.name == "Table 7"
    assert table.caption == (CAPTION,)
    assert [list(row) for row in table.rows] == ROWS
    assert document.sentences[-1].text == AFTER
    assert check_file(path).findings == ()


def test_pasted_tables_may_be_split_by_bars_or_spaces():
    bars = "\n".join(f"| {' | '.join(row)} |" for row in [ROWS[0], ["---"] * 4, *ROWS[1:]])
    spaces = "\n".join("  ".join(f"{cell:<14}" for cell in row).rstrip() for row in ROWS)
    for text in (bars, spaces):
        (table,) = read_text(text).tables
        assert [list(row) for row in table.rows] == ROWS


def test_headers_over_several_columns_and_blank_labels_are_filled():
    text = "Area\t2011/12\t\t2012/13\t\n\tNo.\t%\tNo.\t%\nA\t1\t2%\t3\t4%\n\t5\t6%\t7\t8%\n"
    grid = as_grid(read_text(text).tables[0])
    assert [column.labels for column in grid.columns] == [
        ("2011/12", "No."),
        ("2011/12", "%"),
        ("2012/13", "No."),
        ("2012/13", "%"),
    ]
    assert [(row.labels, row.is_continued) for row in grid.rows] == [
        (("A",), False),
        (("A",), True),
    ]


def test_lines_broken_at_the_margin_are_one_sentence():
    text = (
        "The number of people in treatment in Northvale rose from 310 in the first of\n"
        "the years to 345 in the last."
    )
    (sentence,) = read_text(text).sentences
    assert sentence.text.endswith("rose from 310 in the first of the years to 345 in the last.")


def test_merged_cells_of_word_count_once(tmp_path):
    word = docx.Document()
    table = word.add_table(rows=2, cols=3)
    for at, text in enumerate(["Area", "Both years", "", "A", "1", "2"]):
        table.cell(at // 3, at % 3).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    word.save(str(tmp_path / "merged.docx"))
    assert read_file(tmp_path / "merged.docx").tables[0].rows[0] == ("Area", "Both years", "")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty.txt is empty: expected text or a table."),
        ("blank.csv", b" \n\n", "blank.csv is empty: expected text or a table."),
        (
            "binary.txt",
            b"\x00\x01\x02\xff",
            "binary.txt is not text: it holds bytes that no",
        ),
        ("noise.txt", bytes(range(1, 9)) * 9, "noise.txt is not text"),
        ("legacy.txt", bytes(range(1, 9)) * 9 + b"\xff", "legacy.txt is not text"),
        ("false.xlsx", b"not a workbook", "false.xlsx is damaged: expected"),
        ("false.docx", b"PK\x03\x04 not", "false.docx is damaged: expected"),
        ("other.odt", b"PK\x03\x04", "other.odt cannot be checked: expected a file ending in"),
        ("other.pdf", b"%PDF-1.7", "other.pdf: This is a PDF. Give the table in it as .xlsx"),
        ("renamed.xlsx", b"%PDF-1.7", "renamed.xlsx: This is a PDF."),
        ("shown.docx", b"\x89PNG\r\n\x1a\n", "shown.docx: This is a picture."),
        ("old.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 9, "old.xlsx: This is a file of Excel or Word"),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0" + b"\0" * 9,
            "old.doc: This is a file of Excel or Word 2003",
        ),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "locked.xlsx: This file has a password. Open it, take the password off",
        ),
        ("page.csv", b"<!DOCTYPE html><html>", "page.csv: This is a web page, not a table."),
        (
            "open.csv",
            b'Area,Deaths\nLuton,3\nBedford,"4\nEssex,5\n',
            "open.csv, row 3: The row is not valid CSV (unexpected end of data); look for an "
            "unclosed quotation mark.",
        ),
        (
            "stray.tsv",
            b'Area\tDeaths\n"Bed"ford\t4\n',
            "stray.tsv, row 2: The row is not valid CSV",
        ),
    ],
)
def test_what_cannot_be_read_is_named_in_one_sentence(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as raised:
        check_file(path)
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


def test_quotation_marks_hold_commas_and_may_have_blanks_behind_them(tmp_path):
    path = tmp_path / "semicolons.csv"
    path.write_text('"Area";"Rate, per 1,000, all ages"\n"Luton" ;3.1\n"Essex";2,9\n')
    assert [list(row) for row in read_file(path).tables[0].rows] == [
        ["Area", "Rate, per 1,000, all ages"],
        ["Luton", "3.1"],
        ["Essex", "2,9"],
    ]


def test_a_formula_without_its_result_is_named_and_one_with_it_is_read(tmp_path):
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Counts")
        sheet.write_row(0, 0, ["Area", "People", "Share"])
        sheet.write_row(1, 0, ["A", 20])
        sheet.write_formula(1, 2, "=B2/100", None, 0.2)
    assert read_file(path).tables[0].rows[1] == ("A", "20", "0.2")
    unsaved = openpyxl.load_workbook(path)
    unsaved.save(path)
    with pytest.raises(UnreadableError, match=r"sheet Counts, cell C2: the formula =B2/100 has"):
        read_file(path)


def test_a_formula_whose_result_is_an_empty_text_is_an_empty_cell(tmp_path):
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Counts")
        sheet.write_row(0, 0, ["Area", "People", "Note"])
        sheet.write_row(1, 0, ["A", 20])
        sheet.write_formula(1, 2, '=IF(B2>90,"high","")', None, "@")
    # As Excel keeps it: said to be a text, and none there.
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert b"<v>@</v>" in parts["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b"<v>@</v>", b"<v></v>"))
    assert read_file(path).tables[0].rows[1] == ("A", "20", "")


def test_a_formula_over_several_cells_is_named_as_it_is_written(tmp_path):
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Counts")
        sheet.write_row(0, 0, ["Area", "People", "Sum"])
        sheet.write_row(1, 0, ["A", 20])
        sheet.write_array_formula("C2:C2", "{=SUM(B2:B2)}", None, 20)
    openpyxl.load_workbook(path).save(path)
    with pytest.raises(UnreadableError, match=r"cell C2: the formula =SUM\(B2:B2\) has"):
        read_file(path)


def test_an_archive_that_is_no_document_is_damaged(tmp_path):
    for ending in ("xlsx", "docx"):
        path = tmp_path / f"other.{ending}"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "nothing")
        with pytest.raises(UnreadableError, match="is damaged"):
            check_file(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableError, match="cannot be opened"):
            check_file(path)


def test_what_is_too_large_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" * 20, encoding="utf-8")
    monkeypatch.setattr(files, "MOST_CELLS", 39)
    with pytest.raises(UnreadableError, match="holds 40 cells"):
        check_file(path)
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    with pytest.raises(UnreadableError, match="has 80 bytes: expected at most 10"):
        check_file(path)
    write_xlsx(tmp_path / "bomb.xlsx")
    monkeypatch.setattr(files, "MOST_BYTES", 10**6)
    monkeypatch.setattr(files, "MOST_UNPACKED_BYTES", 10)
    with pytest.raises(UnreadableError, match="unpacks to"):
        check_file(tmp_path / "bomb.xlsx")


def test_nothing_pasted_is_refused():
    with pytest.raises(UnreadableError, match="the text is empty"):
        check_text(" \n ")


def test_commas_of_thousands_above_rows_of_tabs_split_nothing():
    text = (
        "Table 1: Kits per 1,000 adults\nDistrict\tKits per 1,000\nNorthvale\t5.1\nKilnford\t4.7\n"
    )
    (table,) = read_text(text).tables
    assert table.title == "Table 1: Kits per 1,000 adults"
    assert table.rows == (
        ("District", "Kits per 1,000"),
        ("Northvale", "5.1"),
        ("Kilnford", "4.7"),
    )
