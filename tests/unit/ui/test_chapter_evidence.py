"""What local evidence of a chapter takes, and what it refuses in a sentence."""

import io

import pytest
from PIL import Image

from cdof_core.checker.reading.text import read_text
from cdof_core.domain.chapter import Block, BlockKind
from cdof_core.ui import chapter_evidence
from cdof_core.ui.chapter_evidence import as_png, as_table
from cdof_core.workspace.errors import InvalidEntryError

LOCAL = Block("local", BlockKind.LOCAL)


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind)
    return written.getvalue()


def test_a_wide_photograph_becomes_a_png_that_fits_a_page() -> None:
    made = as_png("photo.jpg", picture((3200, 800), "JPEG"))
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.size) == ("PNG", (1600, 400))


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", picture((9, 9))[:40], picture((9, 9), "GIF")],
    ids=["empty", "text", "half a picture", "another kind"],
)
def test_what_is_no_picture_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InvalidEntryError, match=r"plan.png: a PNG or JPEG of at most 8 MB"):
        as_png("plan.png", data)


def test_a_picture_of_too_many_bytes_or_too_much_detail_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chapter_evidence, "_LARGEST_IMAGE", 60)
    with pytest.raises(InvalidEntryError, match="holds too much detail"):
        as_png("plan.png", picture((900, 900)))
    monkeypatch.setattr(chapter_evidence, "_LARGEST_FILE", 60)
    with pytest.raises(InvalidEntryError, match="was expected"):
        as_png("plan.png", picture((900, 900)))


@pytest.mark.parametrize(("rows", "columns"), [(60, 12), (61, 12), (60, 13)])
def test_a_table_is_no_larger_than_a_page(rows: int, columns: int) -> None:
    table = [[f"{row}" for _ in range(columns)] for row in range(rows + 1)]
    if (rows, columns) == (60, 12):
        assert len(as_table(LOCAL, table).rows) == 60
        return
    with pytest.raises(InvalidEntryError, match=f"{rows} rows and {columns} columns; at most 60"):
        as_table(LOCAL, table)


def test_headings_are_told_apart_and_numbers_known() -> None:
    made = as_table(LOCAL, [["Place", "", "Place"], ["North", "£1,200", "a"], ["South", "<5", "b"]])
    assert made.columns == ("Place", "Column 2", "Place (3)")
    assert made.number_columns == (1,)


def test_words_are_no_table() -> None:
    with pytest.raises(InvalidEntryError, match="the pasted text: no table was found"):
        chapter_evidence._only_table(read_text("Only words.", name="the pasted text"))


def test_a_file_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapter_evidence, "_LARGEST_FILE", 3)
    with pytest.raises(InvalidEntryError, match=r"counts.csv: a file of at most"):
        chapter_evidence._read("counts.csv", b"a,b\n1,2\n")


def test_a_file_without_a_table_is_named_as_it_is_called() -> None:
    # Whoever shows the sentence takes care of signs that mean something there.
    with pytest.raises(InvalidEntryError, match=r"^our_note\.txt: no table was found"):
        chapter_evidence._only_table(read_text("A note, and nothing more.", name="our_note.txt"))
