from textwrap import dedent

import pytest

from cdof_core.domain import DataError
from cdof_core.ingest.text_files import read_csv, read_entries, read_toml

COLUMNS = ["area_code", "name", "note"]


def read(tmp_path, content: str | bytes):
    path = tmp_path / "area.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_csv(path, shown_as="data/room/area.csv", allowed=COLUMNS)


def refuse(tmp_path, content: str | bytes) -> DataError:
    with pytest.raises(DataError) as caught:
        read(tmp_path, content)
    assert caught.value.file == "data/room/area.csv"
    return caught.value


def test_every_cell_is_text_and_keeps_its_place(tmp_path):
    rows = read(tmp_path, "area_code,name\nE1,NA\nE2,\n")
    assert rows["name"].tolist() == ["NA", ""]
    assert rows["source_line"].tolist() == [2, 3]
    assert set(rows["source_file"]) == {"data/room/area.csv"}


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text(tmp_path):
    rows = read(tmp_path, b"\xef\xbb\xbfarea_code,name\r\nE1,Testshire\r\n")
    assert rows[["area_code", "name"]].values.tolist() == [["E1", "Testshire"]]


def test_a_cell_of_several_lines_does_not_shift_the_lines_below(tmp_path):
    rows = read(tmp_path, 'area_code,note\nE1,"two\nlines"\nE2,one\n')
    assert rows["source_line"].tolist() == [2, 4]


def test_blank_lines_are_passed_over(tmp_path):
    assert read(tmp_path, "area_code,name\n\nE1,Testshire\n\n")["source_line"].tolist() == [3]


@pytest.mark.parametrize(
    ("content", "row", "value", "said"),
    [
        ("", None, "", "empty"),
        ("area_code,nmae\nE1,x\n", 1, "nmae", "Did you mean name?"),
        ("area_code,population\nE1,x\n", 1, "population", "Known: area_code, name, note"),
        ("area_code,name,name\nE1,x,y\n", 1, "name", "repeated"),
        ("area_code,name\nE1\n", 2, "", "1 cells; the header has 2"),
        ("area_code,name\nE1,x\nE2,Bristol, City of\n", 3, "", "3 cells; the header has 2"),
        ('area_code,name\nE1,x\nE2,"open\n', 3, "", "quotation mark"),
        (b"area_code,name\nE1,Caf\xe9\n", None, r"b'\xe9'", "UTF-8"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path, content, row, value, said):
    error = refuse(tmp_path, content)
    assert (error.row, error.value) == (row, value)
    assert said in str(error)


def write_toml(tmp_path, text: str):
    path = tmp_path / "entries.toml"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def test_entries_become_rows_that_know_their_line(tmp_path):
    path = write_toml(
        tmp_path,
        """
        [[entry]]
        name = "first"
        profile = true

        [[entry]]
        name = "second"
        periods = ["2021", "2022"]
        """,
    )
    rows = read_entries(path, "entry", shown_as="f.toml", allowed=["name", "profile", "periods"])
    assert rows["name"].tolist() == ["first", "second"]
    assert rows["profile"].tolist() == ["true", ""]
    assert rows["periods"].tolist() == ["", "2021\n2022"]
    assert rows["source_line"].tolist() == [2, 6]


@pytest.mark.parametrize(
    ("text", "row", "value"),
    [
        ("[[entry]]\nnmae = 'x'\n", 1, "nmae"),
        ("[[other]]\nname = 'x'\n", None, "other"),
        ("[[entry]\n", None, ""),
    ],
)
def test_an_entry_that_cannot_be_read_is_refused(tmp_path, text, row, value):
    with pytest.raises(DataError) as caught:
        read_entries(write_toml(tmp_path, text), "entry", shown_as="f.toml", allowed=["name"])
    assert (caught.value.file, caught.value.row, caught.value.value) == ("f.toml", row, value)


def test_a_broken_description_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"f\.toml\. The file is not valid TOML"):
        read_toml(write_toml(tmp_path, "publisher = "), shown_as="f.toml")
