"""The transcribed cells against the text of the two documents."""

import re
from collections import Counter

import pytest

from tests.reference.printed_cases import ESSEX, printed_figures, targets
from tests.reference.test_printed_tables import CELL, IN_THE_TEXT, PRINTED

CAPTION = re.compile(r"^(Table \d+)\b|^Summary for 2012-13")
END = re.compile(r"^(Source|Methodology|ONS published|In other words|- \*\*Red)")
DATA_CELL = re.compile(r"\(?[<£]?\d[\d,.]*(?:/\d+)?[%m]?\)?|-|n/a")
A_YEAR = re.compile(r"\d{4}/\d{2}|\d{4}")


def tables_of(text: str) -> dict[str, Counter[str]]:
    """The data cells under each caption, first column left out."""
    tables: dict[str, Counter[str]] = {}
    current = ""
    for line in text.splitlines():
        if found := CAPTION.match(line):
            current = found[1] or "Value for money"
            tables[current] = Counter()
        elif END.match(line):
            current = ""
        elif current and "\t" in line:
            cells = [cell.strip() for cell in line.split("\t")[1:]]
            tables[current].update(
                cell for cell in cells if DATA_CELL.fullmatch(cell) and not A_YEAR.fullmatch(cell)
            )
    return tables


@pytest.fixture(scope="module")
def chapter(reference_dir) -> dict[str, Counter[str]]:
    path = reference_dir / "seeds" / "bedford-jsna-drug-misuse.txt"
    return tables_of(path.read_text(encoding="utf-8"))


def test_the_chapter_has_the_tables_that_were_transcribed(chapter):
    assert chapter.keys() == {table for table, _ in PRINTED}


@pytest.mark.parametrize("table", sorted({table for table, _ in PRINTED}))
def test_the_transcription_has_the_cells_of_the_chapter(chapter, table):
    cells = [cell for (name, _), line in PRINTED.items() if name == table for cell in line.split()]
    assert Counter(cells) == chapter[table]


@pytest.mark.parametrize("cells", IN_THE_TEXT.values())
def test_the_figures_of_the_text_stand_in_it(reference_dir, cells):
    path = reference_dir / "seeds" / "bedford-jsna-drug-misuse.txt"
    # The text puts a space between one number and its sign.
    text = path.read_text(encoding="utf-8").replace(" %", "%")
    numbers = re.findall(r"£?\d[\d,.]*\d%?|£?\d%?", text)
    assert set(cells.replace(" million", "").split()) <= set(numbers)


def test_every_figure_of_the_essex_report_stands_in_its_text(reference_dir):
    text = (reference_dir / "seeds" / "essex-daat-update.txt").read_text(encoding="utf-8")
    numbers = set(re.findall(r"£?\d[\d.]*%?", text))
    notes = [*printed_figures(ESSEX)["note"], *targets()["note"]]
    assert {CELL.match(note)[1] for note in notes} <= numbers
