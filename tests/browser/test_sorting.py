"""A table of areas is put in order by any column, with England and the region kept on top."""

import re
from collections.abc import Callable

import pytest
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


def test_the_chosen_areas_row_is_marked_and_its_unseen_words_do_not_lengthen_the_page(
    open_page: Callable[[str], Page],
) -> None:
    page = open_page("/map?area=E06000055&indicator=deaths_drug_misuse_3y_rate")
    row = page.locator("tr.row.chosen")
    expect(row).to_have_count(1)
    expect(row).to_have_attribute("aria-current", "true")
    expect(row.locator("th")).to_contain_text("Bedford (chosen area)")
    mark = row.locator("th").evaluate("node => getComputedStyle(node, '::before').content")
    assert "◆" in mark
    # The row stands some thousand pixels down its own frame.
    frame = row.evaluate("node => node.offsetTop")
    length = page.evaluate("document.querySelector('.stMain').scrollHeight")
    assert frame > 2000
    assert length < frame


def test_a_phone_breaks_no_period_before_its_year(
    page: Page, open_page: Callable[[str], Page]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page("/compare_areas?area=E06000055&indicator=cin_parent_drug&chart=box")
    label = page.get_by_role("rowheader").filter(has_text="YE Mar 2025")
    lines = """node => {
      const words = document.createRange();
      words.selectNodeContents(node.firstChild);
      return words.getClientRects().length;
    }"""
    assert label.evaluate(lines) == 1


@pytest.mark.parametrize("stem", ["map", "compare_areas"])
def test_a_phone_shows_every_column_of_the_areas(
    stem: str, page: Page, open_page: Callable[[str], Page]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    # Words of the one withheld area would widen the column of values.
    open_page(f"/{stem}?area=E06000055&indicator=deaths_drug_misuse_3y_rate")
    frame = page.locator(".frame.compact").first
    expect(frame).to_contain_text("Withheld")
    assert frame.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_the_word_that_says_why_there_is_no_figure_is_whole(
    open_page: Callable[[str], Page],
) -> None:
    page = open_page("/compare_areas?area=E06000017&chart=box&areas=all")
    word = page.get_by_text("Withheld", exact=True).first
    lines = """node => {
      const size = parseFloat(getComputedStyle(node).fontSize);
      return node.getBoundingClientRect().height / size;
    }"""
    assert word.evaluate(lines) < 2
