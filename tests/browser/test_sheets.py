"""How many sheets of A4 a page takes, and that every sheet of a table has its headings."""

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

Open = Callable[[str], Page]
MEASURE = "area=E06000055&indicator=cin_parent_drug"


def _sheets(page: Page) -> list[str]:
    printed = page.pdf(format="A4", print_background=True)
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(printed)).pages]


@pytest.mark.parametrize(
    ("address", "heading", "most"),
    [
        (f"/map?{MEASURE}", "Judgement", 3),
        (f"/compare_areas?{MEASURE}&chart=funnel", "Against the", 4),
        (f"/compare_areas?{MEASURE}&areas=all&before=YE+Mar+2020", "Recent trend", 7),
    ],
)
def test_a_table_of_all_areas_takes_few_sheets_each_with_its_headings(
    address: str, heading: str, most: int, open_page: Open
) -> None:
    page = open_page(address)
    page.get_by_role("rowheader").filter(has_text="Isles of Scilly").first.wait_for()
    sheets = _sheets(page)
    assert len(sheets) <= most
    # The first sheet is the picture's, unless the table begins there.
    assert all(heading in sheet for sheet in sheets[1:])
    assert "Isles of Scilly" in sheets[-1]


def test_what_an_indicator_says_first_and_its_map_share_a_sheet(open_page: Open) -> None:
    sheets = _sheets(open_page(f"/indicator?{MEASURE}"))
    assert len(sheets) <= 3
    assert "not to scale" in sheets[0].replace("\n", " ")
