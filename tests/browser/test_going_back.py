"""Going back, and to a page by the navigation, finds the page as it was left."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.settling import settle

Open = Callable[[str], Page]
UNFOLDED = "/indicator?area=E06000055&fold_areas=true"


def _go(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNavLink").filter(has_text=name).first.click()
    settle(page)


def test_what_was_unfolded_is_so_after_going_back_and_by_the_navigation(
    base_url: str, open_page: Open
) -> None:
    page = open_page("/indicator?area=E06000055")
    fold = page.get_by_test_id("stExpander").filter(has_text="Where other areas stand")
    fold.locator("summary").click()
    expect(page).to_have_url(f"{base_url}{UNFOLDED}")
    settle(page)
    _go(page, "Trends")
    expect(page).to_have_url(f"{base_url}/trends?area=E06000055")
    page.go_back()
    expect(page).to_have_url(f"{base_url}{UNFOLDED}")
    settle(page)
    expect(fold.locator("details")).to_have_attribute("open", "")
    page.go_forward()
    expect(page).to_have_url(f"{base_url}/trends?area=E06000055")
    settle(page)
    _go(page, "Indicator")
    expect(page).to_have_url(f"{base_url}{UNFOLDED}")
    expect(fold.locator("details")).to_have_attribute("open", "")


def test_a_link_of_a_table_takes_nothing_unfolded_to_another_page(
    open_page: Open,
) -> None:
    page = open_page("/framework?area=E06000055&fold_of_another=true")
    link = page.locator("a[data-inside][href*='indicator?']").filter(visible=True).first
    link.hover()
    href = link.evaluate("link => link.href")
    assert "area=E06000055" in href
    assert "fold_" not in href


@pytest.mark.parametrize("stem", ["trends", "map", "compare_areas"])
def test_going_back_and_forward_brings_area_and_measure_with_their_menus(
    stem: str, open_page: Open
) -> None:
    page = open_page(f"/{stem}?area=E06000055")
    area = page.get_by_role("combobox", name="Area", exact=True)
    measure = page.get_by_role("combobox", name="Measure", exact=True)
    first = measure.input_value()
    for menu, option in ((area, "Luton"), (measure, "Assessments: drug misuse by a parent")):
        menu.click()
        menu.fill(option)
        page.get_by_role("option").filter(has_text=option).first.click()
        settle(page)
    last = measure.input_value()
    assert last != first
    for step, shown in (
        (page.go_back, ("Luton", first)),
        (page.go_back, ("Bedford", first)),
        (page.go_forward, ("Luton", first)),
        (page.go_forward, ("Luton", last)),
    ):
        step()
        settle(page)
        expect(area).to_have_value(shown[0])
        expect(measure).to_have_value(shown[1])
        expect(page.get_by_role("heading", level=1)).to_contain_text(shown[0])
