"""The first load: what is on the page stays where it is while the rest arrives."""

import pytest
from playwright.sync_api import Page

from tests.browser.settling import settle

# The browser's own measure: share of the screen that moved times how far. What Streamlit shows
# while its own code for an element is on the way, and the styles of the frame with it, gives way
# when that has come; how much moves then hangs on the machine. Two frames later the page is ours.
NOTE_SHIFTS = """
    window.shifts = [];
    window.stoodAt = Infinity;
    const isDrawn = () => document.querySelector('[data-testid="stHtml"] style, .stHtml style')
      && document.querySelector('h1') && !document.querySelector('[data-testid="stSkeleton"]');
    const waiting = new MutationObserver(() => {
      if (!isDrawn()) return;
      waiting.disconnect();
      const note = () => { window.stoodAt = performance.now(); };
      requestAnimationFrame(() => requestAnimationFrame(note));
    });
    waiting.observe(document, { childList: true, subtree: true });
    // The navigation arrives in its own time and pushes all of the page aside: Streamlit's own.
    const own = (source) => !source.node?.closest?.('[data-testid="stMain"]');
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!entry.sources.every(own)) window.shifts.push([entry.startTime, entry.value]);
    }).observe({ type: "layout-shift", buffered: true });
"""
MOST_THAT_MAY_MOVE = 0.1
"""What https://web.dev/articles/cls calls good."""
LOADS = 3
"""The stillest counts: on a busy machine what belongs together can arrive apart."""


@pytest.mark.parametrize("stem", ["overview", "area_profile", "trends"])
def test_a_page_stays_in_place_once_it_is_drawn(stem: str, page: Page) -> None:
    page.add_init_script(NOTE_SHIFTS)
    moved: list[float] = []
    while len(moved) < LOADS and min(moved, default=1.0) >= MOST_THAT_MAY_MOVE:
        page.goto(f"/{stem}?area=E06000055")
        settle(page)
        assert page.evaluate("Number.isFinite(window.stoodAt)")
        moved.append(
            page.evaluate(
                "window.shifts.reduce((sum, [at, by]) => sum + (at > stoodAt ? by : 0), 0)"
            )
        )
    assert min(moved) < MOST_THAT_MAY_MOVE


def test_status_and_links_have_a_line_of_their_own_without_any_style(page: Page) -> None:
    page.goto("/about?area=E06000055")
    settle(page)
    assert page.locator(".st-key-bar .st-key-end_of_bar").count() == 0
    assert page.locator(".st-key-above_page .st-key-end_of_bar").count() == 1
