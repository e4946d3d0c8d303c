"""A table of areas is put in order by any column, with England and the region kept on top."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_areas_are_put_in_order_by_count_and_england_stays_first(
    open_page: Callable[[str], Page],
) -> None:
    page = open_page("/compare_areas?area=E06000055&indicator=deaths_drug_misuse_3y_rate")
    table = page.locator("table").filter(has=page.get_by_role("button", name="Count"))
    rows = table.locator("tbody tr.row")
    expect(rows.first).to_contain_text("England")
    expect(table.locator("tr.row:not(.pinned)").first).to_contain_text("Bedford")
    count = table.get_by_role("button", name="Count")
    count.click()
    expect(table.get_by_role("columnheader", name="Count")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(count).to_be_focused()
    count.click()
    expect(rows.first).to_contain_text("England")
    expect(table.locator("tr.row:not(.pinned)").first).to_contain_text(re.compile("Essex"))
    count.click()
    expect(table.locator("tr.row:not(.pinned)").first).to_contain_text("Bedford")
