"""Menus of a page after another choice has given their options other names."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.settling import settle


def _choose(page: Page, menu: str, option: str) -> None:
    field = page.get_by_role("combobox", name=menu, exact=True)
    field.click()
    # Only the options on screen are drawn.
    field.fill(option)
    page.get_by_role("option").filter(has_text=option).first.click()
    settle(page)


def test_a_menu_that_another_choice_renamed_is_no_choice_of_its_own(
    open_page: Callable[[str], Page],
) -> None:
    page = open_page("/compare_areas?area=E06000055&indicator=cin_parent_drug")
    # The menu of areas said "East of England (11)", and says "East Midlands (10)" from here on.
    _choose(page, "Area", "Rutland")
    _choose(page, "Compare with", "DfE")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in the East Midlands")
    assert "areas=" not in page.url
    assert "vs=dfe" in page.url
    expect(page.get_by_text("This area has no group")).to_have_count(0)
