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
