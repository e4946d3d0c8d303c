"""Waiting until the app stands still."""

from playwright.sync_api import Page, expect

PAGE_SETTLES_WITHIN_MS = 30_000
# A click reaches the server and comes back as "running" within this time; before that the page
# still says that it stands still.
CLICK_IS_NOTICED_WITHIN_MS = 200


def settle(page: Page) -> None:
    """Waits until the script has run to its end, and fails on any traceback that it left."""
    page.wait_for_timeout(CLICK_IS_NOTICED_WITHIN_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    tracebacks = page.locator(".stException")
    assert tracebacks.count() == 0, tracebacks.first.inner_text()


def wear(page: Page, scheme: str) -> None:
    """Asks for a light or dark theme, and waits until the app wears it: on a busy machine it lags.

    Args:
        page: With the app.
        scheme: light or dark.
    """
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(
        "scheme => { const parts = getComputedStyle(document.querySelector('.stApp'))"
        ".backgroundColor.match(/\\d+/g).slice(0, 3).map(Number);"
        " return (parts[0] + parts[1] + parts[2] < 384) === (scheme === 'dark'); }",
        arg=scheme,
        timeout=PAGE_SETTLES_WITHIN_MS,
    )
