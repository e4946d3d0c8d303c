"""The pages in a browser: readable by everybody, on every screen, and led by keyboard and mouse."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Page, expect

from cdof_core.cli.program import run
from cdof_core.ui.navigation import SECTIONS
from tests.browser.settling import settle, wear
from tests.browser.streamlits_own import is_forgiven, ours
from tests.browser.targets import small_targets

Open = Callable[[str], Page]

BEDFORD = "area=E06000055"
ADDRESSES = {stem: f"/{stem}?{BEDFORD}" for pages in SECTIONS.values() for stem, _ in pages} | {
    "combined areas": f"/area_profile?{BEDFORD}%2BE06000056",
    "a national measure": f"/indicator?{BEDFORD}&indicator=deaths_by_substance_rate",
    "results": f"/find?{BEDFORD}&q=heroin",
    "workshop": f"/area_profile?{BEDFORD}&mode=workshop",
    "text only": f"/map?{BEDFORD}&mode=text",
    "text of many charts": f"/indicator?{BEDFORD}&mode=text",
    "text of wide tables": f"/value_for_money?{BEDFORD}&mode=text",
    "text of the country": f"/england_and_regions?{BEDFORD}&mode=text",
    "an indicator in full": f"/indicator?{BEDFORD}&fold_areas=true&fold_definition=true",
    "a scenario in full": f"/unmet_need?{BEDFORD}&fold_closer=true",
    "a line of a scorecard": f"/scorecard?{BEDFORD}&fold_line=true",
    "groups over time": f"/inequalities?{BEDFORD}&fold_over_time=true",
    "hardly any figure": "/overview?area=E06000053",
}
SCREENS = {
    "desk": (1440, 900, "light"),
    "desk at night": (1440, 900, "dark"),
    "phone": (390, 844, "light"),
}
TABS_TO_THE_TABLE = 80


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_is_accessible_and_fits_the_screen(name: str, page: Page, open_page: Open) -> None:
    open_page(ADDRESSES[name])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found = {}
    for screen, (width, height, scheme) in SCREENS.items():
        wear(page, scheme)
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        found[screen] = ours(Axe().run(page).response["violations"])
        if page.evaluate("document.querySelector('.stMain').scrollWidth") > width:
            found[screen].append(("page-is-too-wide", screen))
        found[screen] += small_targets(page)
    assert found == {screen: [] for screen in SCREENS}


def test_a_chapter_in_the_browser_is_accessible(
    page: Page, tmp_path: Path, snapshot_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
    written = tmp_path / "chapter.html"
    assert run(["chapter", "Bedford", "briefing", "--out", str(written), "--quiet"]) == 0
    page.set_content(written.read_text(encoding="utf-8"))
    found = {}
    for screen, (width, height, scheme) in SCREENS.items():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        found[screen] = ours(Axe().run(page).response["violations"])
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[screen].append(("page-is-too-wide", screen))
    assert found == {screen: [] for screen in SCREENS}


def test_the_bar_leaves_a_phone_to_the_page(page: Page, open_page: Open) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(f"/about?{BEDFORD}")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    # A fifth of the screen: menus with their names inside, three buttons, what copies and keeps.
    assert page.locator(".st-key-above_page").bounding_box()["height"] <= 170


def test_pictures_of_a_workshop_stay_in_their_cards(page: Page, open_page: Open) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(f"/unmet_need?{BEDFORD}&mode=workshop")
    expect(page.locator("[class*='st-key-picture_'] svg.marks").first).to_be_visible()
    beyond = page.locator("[class*='st-key-picture_']").evaluate_all(
        "cards => cards.flatMap(card => [...card.querySelectorAll('svg.marks')].map(svg =>"
        " svg.getBoundingClientRect().right - card.getBoundingClientRect().right))"
    )
    assert beyond
    assert max(beyond) <= 0


@pytest.mark.parametrize("colour", ["judgement", "value"])
def test_a_maps_legend_stays_on_the_smallest_phone(
    colour: str, page: Page, open_page: Open
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_page(f"/map?area=E06000055&colour={colour}")
    words = page.locator(".st-key-chart_map .role-legend text")
    words.last.wait_for()
    ends = [box["x"] + box["width"] for box in (word.bounding_box() for word in words.all())]
    assert max(ends) <= 320


def test_only_what_is_listed_is_forgiven() -> None:
    assert is_forgiven("list", '<ul data-testid="stSidebarNavItems" class="a">')
    assert not is_forgiven("list", '<ul class="cards"><li data-testid="stSidebarNavItems">')
    assert not is_forgiven("color-contrast", '<ul data-testid="stSidebarNavItems">')


def test_the_whole_profile_stands_in_the_page_on_a_desk(open_page: Open) -> None:
    page = open_page("/area_profile?area=E06000055")
    frame = page.locator(".st-key-profile_table .frame")
    assert frame.evaluate("e => e.scrollWidth <= e.clientWidth")
    heights = page.locator(".st-key-profile_table tr.row").evaluate_all(
        "rows => rows.map(row => row.offsetHeight)"
    )
    assert len(heights) >= 20
    assert max(heights) <= 52


def test_the_keyboard_reaches_menus_and_the_links_of_the_table(open_page: Open) -> None:
    page = open_page("/area_profile?area=E06000055")
    page.locator("body").focus()
    reached: list[str] = []
    for _ in range(TABS_TO_THE_TABLE):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "() => { let e = document.activeElement;"
                " while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
                " return e.getAttribute('aria-label') || e.textContent || '' }"
            )
        )
        if reached[-1] == "Assessments: drug misuse by a parent":
            break
    text = " | ".join(reached)
    assert "Area" in text
    assert "Compare with" in text
    assert "Find a measure" in text
    assert reached[-1] == "Assessments: drug misuse by a parent"
    page.keyboard.press("Enter")
    settle(page)
    expect(page).to_have_url(re.compile(r"/indicator\?.*indicator=cin_parent_drug"))


@pytest.mark.parametrize("chart", ["map", "ranking_region"])
def test_a_click_on_an_area_chooses_it_and_keeps_the_measure(chart: str, open_page: Open) -> None:
    page = open_page("/indicator?area=E06000055&indicator=cin_parent_drug&vs=dfe&fold_areas=true")
    drawing = page.locator(f".st-key-chart_{chart} .marks").first
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    # Some place between the chosen area and the edge holds another one.
    for share in (0.45, 0.55, 0.35, 0.65, 0.75, 0.25):
        x = 0.3 if chart.startswith("ranking") else 0.5
        page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * share)
        settle(page)
        if "area=E06000055" not in page.url:
            break
    assert "area=E06000055" not in page.url
    expect(page).to_have_url(re.compile(r"indicator=cin_parent_drug"))
    expect(page).to_have_url(re.compile(r"vs=dfe"))


def test_a_row_of_the_table_of_areas_chooses_the_area(open_page: Open) -> None:
    page = open_page("/indicator?area=E06000055&indicator=cin_parent_drug")
    page.get_by_text("Where other areas stand").click()
    page.get_by_label("Find an area").fill("Rutland")
    page.get_by_role("link", name="Rutland", exact=True).click()
    settle(page)
    expect(page).to_have_url(re.compile(r"area=E06000017"))
    expect(page).to_have_url(re.compile(r"indicator=cin_parent_drug"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rutland")
    expect(page.get_by_label("Find an area")).to_be_visible()


def test_a_section_is_made_and_downloaded(open_page: Open) -> None:
    page = open_page("/jsna_section?area=E06000055&measures=cin_parent_drug")
    page.get_by_role("button", name="Make the Word document").click()
    button = page.get_by_role("button", name="Download the section (.docx)")
    expect(button).to_be_visible()
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "jsna-section-bedford.docx"
    paragraphs = Document(str(download.value.path())).paragraphs
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    # 236 of 1,387 assessments: Children in need 2025, table C3.
    assert "was 17.0% in the year to March 2025 (236 of 1,387" in text


@pytest.mark.parametrize("label", ["CSV", "Excel", "PNG", "SVG"])
def test_a_picture_and_its_figures_are_downloaded(label: str, open_page: Open) -> None:
    page = open_page("/indicator?area=E06000055&indicator=cin_parent_drug")
    button = page.locator(".st-key-downloads_trend").get_by_role("button", name=label)
    with page.expect_download() as download:
        button.click()
    assert download.value.path().stat().st_size > 200
