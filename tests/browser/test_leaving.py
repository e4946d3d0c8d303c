"""What leaves a page without a file: its citation, and paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.settling import settle

Open = Callable[[str], Page]


def test_the_citation_names_title_area_snapshot_publishers_and_link(open_page: Open) -> None:
    page = open_page("/indicator?area=E06000017&indicator=cin_parent_drug")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    title = page.get_by_role("heading", level=1).inner_text()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(f"{title}. Rutland against England. Combating drugs needs explorer, ")
    assert re.search(r", snapshot \d{1,2} \w{3} \d{4} \(\w{6}\)\. ", text)
    assert " Figures: Department for Education." in text
    assert text.endswith(f" {page.url}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_holds_the_page_in_full_and_in_light_colours(scheme: str, open_page: Open) -> None:
    page = open_page("/indicator?area=E06000017")
    page.emulate_media(media="print", color_scheme=scheme)
    for out in ("stSidebar", "stSelectbox", "stDownloadButton"):
        expect(page.get_by_test_id(out).first).to_be_hidden()
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    ground, ink, overflow, cut = page.evaluate(
        """() => [
            getComputedStyle(document.querySelector('.stApp')).backgroundColor,
            getComputedStyle(document.querySelector('.stMain h1')).color,
            getComputedStyle(document.querySelector('.stMain')).overflowY,
            [...document.querySelectorAll('.stMain *')].some(e => e.shadowRoot &&
              [...e.shadowRoot.querySelectorAll('.frame')].some(f => f.scrollHeight > f.clientHeight + 2)),
        ]"""  # noqa: E501
    )
    assert (ground, ink, overflow) == ("rgb(255, 255, 255)", "rgb(20, 32, 43)", "visible")
    assert cut is False


def test_a_workshop_fits_a_projector(open_page: Open) -> None:
    page = open_page("/area_profile?area=E06000017")
    page.set_viewport_size({"width": 1280, "height": 720})
    written = "h1 => parseFloat(getComputedStyle(h1).fontSize)"
    usual = page.get_by_role("heading", level=1).evaluate(written)
    page.locator(".st-key-choose_mode label").click()
    expect(page).to_have_url(re.compile("mode=workshop"))
    expect(page.get_by_role("button", name="Combine areas")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size == 20
    assert page.get_by_role("heading", level=1).evaluate(written) > usual
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")


def test_finding_needs_the_keyboard_alone(open_page: Open) -> None:
    page = open_page("/find?area=E06000017")
    expect(page.get_by_label("Find an area, a measure or a term")).to_be_focused()
    page.keyboard.type("bedfrod")
    expect(page.get_by_text("1 result", exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Bedford")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?area=E06000055$"))


@pytest.mark.parametrize("stem", ["harm_and_supply", "value_for_money"])
def test_a_measure_of_a_table_of_newest_figures_is_not_opened_at_an_older_period(
    stem: str, open_page: Open
) -> None:
    page = open_page(f"/{stem}?area=E06000055&period=2010-12&sex=Female")
    link = page.locator("th a[data-inside][href*='indicator?']").filter(visible=True).first
    link.click()
    page.wait_for_url("**/indicator?*")
    settle(page)
    assert "area=E06000055" in page.url
    expect(page).not_to_have_url(re.compile(r"period=|sex="))
