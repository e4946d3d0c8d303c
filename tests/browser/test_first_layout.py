"""The first load: what is on the page stays where it is while the rest arrives."""

from playwright.sync_api import Page

from tests.browser.settling import settle

# The browser's own measure: share of the screen that moved times how far. Streamlit's empty page
# moves aside for the navigation that comes after it; that is its own and not counted.
NOTE_SHIFTS = """
    window.shifts = [];
    const own = (source) => !source.node?.closest?.('[data-testid="stMain"]');
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!entry.sources.every(own)) window.shifts.push(entry.value);
    }).observe({ type: "layout-shift", buffered: true });
"""
MOST_THAT_MAY_MOVE = 0.25
"""It measured 0.75 while the line of status and links moved below the menus by a style."""
LOADS = 5
"""The stillest counts: on a busy machine what belongs together can arrive apart."""


def test_the_overview_stays_in_place_while_it_loads(page: Page) -> None:
    page.add_init_script(NOTE_SHIFTS)
    moved: list[float] = []
    while len(moved) < LOADS and min(moved, default=1.0) >= MOST_THAT_MAY_MOVE:
        page.goto("/overview?area=E06000055")
        settle(page)
        moved.append(page.evaluate("window.shifts.reduce((sum, value) => sum + value, 0)"))
    assert min(moved) < MOST_THAT_MAY_MOVE


def test_status_and_links_have_a_line_of_their_own_without_any_style(page: Page) -> None:
    page.goto("/about?area=E06000055")
    settle(page)
    assert page.locator(".st-key-bar .st-key-end_of_bar").count() == 0
    assert page.locator(".st-key-above_page .st-key-end_of_bar").count() == 1
