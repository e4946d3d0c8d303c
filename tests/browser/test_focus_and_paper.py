"""Where the keyboard is after a change, what opens above the page, and what comes out on paper."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.settling import settle, wear
from tests.browser.streamlits_own import ours

Open = Callable[[str], Page]
BEDFORD = "area=E06000055"

FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.getAttribute("aria-label") || at.textContent;
}"""

CONTROLS = """() => {
  const seen = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot);
      const { width, height } = node.getBoundingClientRect();
      // A heading that sorts is a heading on paper.
      const isControl = node.matches(":not(th) > button, input, select, textarea, [role=tab]");
      if (isControl && width > 2 && height > 2)
        seen.push(node.getAttribute("aria-label") || node.textContent);
    }
  };
  look(document);
  return seen;
}"""
ON = "Areas are sorted by "
AROUND_IS = "scheme => getComputedStyle(document.documentElement).colorScheme === scheme"
A4_AT_96_DPI = {"width": 718, "height": 1047}
"""Pixels between margins of a centimetre."""


def test_sorting_the_grid_leaves_the_keyboard_where_it_was(open_page: Open) -> None:
    page = open_page(f"/overview_grid?{BEDFORD}")
    page.locator("a.sort").nth(2).focus()
    name = page.evaluate(FOCUSED).removeprefix("Sort areas by ")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sort="))
    settle(page)
    expect(page.locator("a.sort.on")).to_be_visible()
    page.wait_for_function(f"said => ({FOCUSED})() === said", arg=f"{ON}{name}; sort by name")


def test_the_tab_key_goes_from_the_grid_to_its_files(open_page: Open) -> None:
    page = open_page(f"/overview_grid?{BEDFORD}")
    page.locator("td").first.focus()
    # What a cell says in full opens with the focus, and closes as it leaves.
    page.keyboard.press("ArrowDown")
    expect(page.locator(".detail")).to_be_visible()
    page.keyboard.press("Tab")
    page.wait_for_function(f"() => ({FOCUSED})().endsWith('CSV')")


def test_an_area_chosen_by_keyboard_in_a_table_keeps_the_focus(open_page: Open) -> None:
    page = open_page(f"/map?{BEDFORD}")
    page.get_by_role("link", name="Blackpool", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area=E06000009"))
    settle(page)
    page.wait_for_function(f"said => ({FOCUSED})() === said", arg="Blackpool")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_above_the_page_is_readable(scheme: str, open_page: Open) -> None:
    page = open_page(f"/framework?{BEDFORD}")
    wear(page, scheme)
    page.wait_for_function(AROUND_IS, arg=scheme)
    button = page.get_by_role("button", name=re.compile("Definitions"))
    button.focus()
    page.keyboard.press("Enter")
    opened = page.get_by_test_id("stPopoverBody")
    expect(opened.get_by_text("What is meant", exact=True)).to_be_visible()
    settle(page)
    assert ours(Axe().run(page).response["violations"]) == []
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(button).to_be_focused()


def test_a_switch_has_an_edge_where_the_system_forces_colours(page: Page, open_page: Open) -> None:
    page.emulate_media(forced_colors="active")
    open_page(f"/about?{BEDFORD}")
    track = page.locator(".st-key-choose_mode label > div:not([data-testid])")
    assert track.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"


@pytest.mark.parametrize("stem", ["map", "trends", "priorities"])
def test_paper_has_finding_chart_and_source_and_no_control(stem: str, open_page: Open) -> None:
    page = open_page(f"/{stem}?{BEDFORD}")
    wear(page, "dark")
    page.wait_for_function(AROUND_IS, arg="dark")
    page.set_viewport_size(A4_AT_96_DPI)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".st-key-above_page")).to_be_hidden()
    assert page.evaluate(CONTROLS) == []
    for drawing in page.locator("[class*='st-key-picture_'] svg.marks").all():
        box = drawing.bounding_box()
        assert box["width"] <= A4_AT_96_DPI["width"]
        # Title and chart share the first sheet.
        assert box["y"] + box["height"] <= A4_AT_96_DPI["height"]
        # What was drawn on dark ground is turned over for white paper.
        assert "invert" in drawing.evaluate("svg => getComputedStyle(svg).filter")


def test_paper_keeps_the_comparator_and_leaves_out_what_is_folded(open_page: Open) -> None:
    page = open_page(f"/area_profile?{BEDFORD}&vs=dfe")
    page.set_viewport_size(A4_AT_96_DPI)
    folded = page.locator("details:not([open])")
    assert folded.count() > 0
    page.emulate_media(media="print")
    heading = page.locator("th").filter(has_text=re.compile("^Neighbours"))
    expect(heading).to_be_visible()
    expect(page.locator("th").filter(has_text=re.compile("^East of England"))).to_be_hidden()
    assert not any(fold.is_visible() for fold in folded.all())
