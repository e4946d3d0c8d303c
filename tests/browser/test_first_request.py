"""A link from a colleague is often the first thing a new server is asked for."""

from playwright.sync_api import expect

from tests.browser.settling import settle

BEDFORD = "E06000055"


def test_a_deep_link_to_a_new_server_opens_inside_the_frame(page, start_server):
    with start_server() as url:
        page.goto(f"{url}/area_profile?area={BEDFORD}")
        settle(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_test_id("stSidebarNav").get_by_text("Overview")).to_be_visible()
        assert f"area={BEDFORD}" in page.url
