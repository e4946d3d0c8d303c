"""The frame in a browser: the address is the truth, and every way through the app keeps it."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browser.server import running_server
from tests.browser.settling import settle

Open = Callable[[str], Page]
DEMO = Path(__file__).with_name("components_demo.py")


def area_field(page: Page) -> str:
    """What the area menu shows."""
    return page.locator(".st-key-choose_area input").input_value()


def status(page: Page, words: str) -> Locator:
    """The line of the header that says what is on screen."""
    return page.locator(".st-key-status").get_by_text(words)


def choose(page: Page, menu: str, option: str) -> None:
    """Picks an option as a user does: by typing a part of it."""
    field = page.locator(f".st-key-choose_{menu} input")
    field.click()
    field.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def test_the_first_request_of_a_server_may_be_any_page(
    start_server: Callable[[], AbstractContextManager[str]], page: Page
) -> None:
    with start_server() as url:
        page.goto(f"{url}/area_profile?area=E06000017")
        settle(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_test_id("stSidebar")).to_contain_text("Definitions and sources")
        expect(status(page, "against England")).to_contain_text("Rutland")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_first_page_answers_to_its_own_name_too(open_page: Open) -> None:
    page = open_page("/overview?area=E06000017")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(status(page, "against England")).to_contain_text("Rutland")


def test_choices_go_into_the_address_and_back_undoes_them(open_page: Open) -> None:
    page = open_page("/about")
    choose(page, "area", "Rutland")
    expect(page).to_have_url(re.compile(r"/about\?area=E06000017$"))
    choose(page, "vs", "DfE statistical neighbours")
    expect(page).to_have_url(re.compile(r"area=E06000017&vs=dfe$"))
    page.go_back()
    settle(page)
    expect(page).to_have_url(re.compile(r"/about\?area=E06000017$"))
    expect(status(page, "against England")).to_contain_text("Rutland")
    page.go_back()
    settle(page)
    expect(page.get_by_text("Showing Bedford as an example")).to_be_visible()
    page.go_forward()
    settle(page)
    assert area_field(page) == "Rutland"


def test_going_to_another_page_keeps_the_choices(open_page: Open) -> None:
    page = open_page("/about?area=E06000055%2BE06000056&vs=region&levels=5&indicator=")
    page.get_by_test_id("stSidebar").get_by_text("Outcomes framework").click()
    settle(page)
    expect(page).to_have_url(re.compile(r"/framework\?.*area=E06000055%2BE06000056"))
    expect(page).to_have_url(re.compile(r"levels=5"))
    expect(status(page, "against East of England")).to_contain_text(
        "Bedford and Central Bedfordshire"
    )
    page.go_back()
    settle(page)
    expect(page).to_have_url(re.compile(r"/about\?"))
    assert area_field(page) == "Bedford and Central Bedfordshire"


def test_a_menu_shows_on_another_page_what_that_page_shows(open_page: Open) -> None:
    page = open_page("/trends?area=E06000055")
    measure = page.locator(".st-key-choose_indicator input")
    asked = "Drug-related deaths and harm › Drug misuse deaths, 3-year rate"
    expect(measure).to_have_value(asked)
    for name in ("Map", "Compare areas", "Indicator", "Map"):
        page.get_by_role("link", name=name, exact=True).click()
        settle(page)
        expect(
            page.get_by_test_id("stSidebarNavLink").and_(page.get_by_role("link", name=name))
        ).to_have_attribute("aria-current", "page")
        expect(measure).to_have_value(asked)
    # Whatever is chosen next leaves the measure alone.
    choose(page, "area", "Rutland")
    expect(page).to_have_url(re.compile(r"/map\?area=E06000017$"))
    expect(measure).to_have_value(asked)


def test_a_former_authority_leads_to_its_successors(open_page: Open) -> None:
    page = open_page("/framework?area=E10000006&vs=dfe")
    page.get_by_role("link", name="Westmorland and Furness").click()
    settle(page)
    assert area_field(page) == "Westmorland and Furness"
    expect(page.get_by_text("is no longer an authority")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/framework\?"))
    expect(page).to_have_url(re.compile(r"vs=dfe"))
    page.go_back()
    settle(page)
    expect(page.get_by_text("Cumbria (E10000006) is no longer an authority")).to_be_visible()


def test_a_link_in_a_table_opens_another_page_without_loading_anew(open_page: Open) -> None:
    page = open_page("/framework?area=E06000017")
    page.evaluate("window.stillTheSame = true")
    page.get_by_role("link", name=re.compile(r"^\d+ authorit(y|ies)$")).first.click()
    settle(page)
    expect(page).to_have_url(re.compile(r"/indicator\?.*area=E06000017.*&indicator=\w+"))
    assert page.evaluate("window.stillTheSame") is True
    page.go_back()
    settle(page)
    expect(page).to_have_url(re.compile(r"/framework\?area=E06000017$"))


def test_a_page_whose_run_lasts_is_veiled_until_it_ends(page: Page) -> None:
    waiting: list[Callable[[], None]] = []
    may_pass = [1_000_000]

    def slow_down(route: WebSocketRoute) -> None:
        def hand_on(message: str | bytes) -> None:
            may_pass[0] -= 1
            if may_pass[0] < 0:
                waiting.append(partial(route.send, message))
            else:
                route.send(message)

        route.connect_to_server().on_message(hand_on)

    page.route_web_socket(re.compile("_stcore/stream"), slow_down)
    page.goto("/about")
    settle(page)
    main = page.get_by_test_id("stMainBlockContainer")
    veil = "main => getComputedStyle(main, '::after').visibility"
    assert main.evaluate(veil) == "hidden"
    may_pass[0] = 2  # which say that a run has begun
    field = page.locator(".st-key-choose_area input")
    field.click()
    field.fill("Rutland")
    page.get_by_role("option", name="Rutland", exact=True).click()
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "running")
    page.wait_for_timeout(700)
    assert main.evaluate(veil) == "visible"
    may_pass[0] = 1_000_000
    for send in waiting:
        send()
    settle(page)
    expect(status(page, "against England")).to_contain_text("Rutland")
    assert main.evaluate(veil) == "hidden"


def test_quick_choices_do_not_undo_each_other(open_page: Open) -> None:
    page = open_page("/about")
    for menu, option in (("area", "Rutland"), ("vs", "DfE statistical neighbours")):
        field = page.locator(f".st-key-choose_{menu} input")
        field.click()
        field.fill(option)
        page.get_by_role("option", name=option, exact=True).click()
    settle(page)
    expect(status(page, "against DfE statistical neighbours")).to_contain_text("Rutland")


def test_the_link_is_copied(open_page: Open) -> None:
    page = open_page("/about?area=E06000017")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_authorities_are_combined_in_the_dialog(open_page: Open) -> None:
    page = open_page("/about?area=E06000055")
    page.get_by_role("button", name="Combine areas").click()
    dialog = page.get_by_role("dialog")
    members = dialog.locator(".st-key-combine_members input")
    members.fill("Central Bed")
    page.get_by_role("option", name="Central Bedfordshire").click()
    settle(page)
    # Nothing is kept: tests share one workspace.
    page.keyboard.press("Escape")
    dialog.get_by_text("Keep in the menu").click()
    dialog.get_by_role("button", name="Show", exact=True).click()
    settle(page)
    expect(dialog).to_have_count(0)
    expect(page).to_have_url(re.compile("area=E06000055%2BE06000056"))
    assert area_field(page) == "Bedford and Central Bedfordshire"


@pytest.fixture(scope="module")
def demo_url(
    root: Path, snapshot_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The page with every component, in a folder with the app's own settings."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(root / ".streamlit", folder / ".streamlit")
    script = Path(shutil.copy(DEMO, folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(root))
        with running_server(script, snapshot_path, folder / "server.log") as url:
            yield url


@pytest.fixture
def demo(page: Page, demo_url: str) -> Page:
    """The page with every component, opened."""
    page.goto(demo_url)
    settle(page)
    return page


def measures(page: Page) -> list[str]:
    """Names of the profile's rows from top to bottom."""
    return page.locator(".st-key-profile_table tr.row th a").all_inner_texts()


PARENT = "Parent’s drug misuse in children’s assessments"
CHILD = "Child’s own drug misuse in assessments"
DEATHS = "Deaths from drug misuse, age-standardised"
NEW_DEATHS = "Deaths from drug misuse, directly standardised"


def test_a_heading_sorts_up_down_and_back_with_the_keyboard(demo: Page) -> None:
    count = demo.get_by_role("button", name="Count")
    count.focus()
    demo.keyboard.press("Enter")
    assert measures(demo) == [DEATHS, CHILD, PARENT, NEW_DEATHS]
    heading = demo.get_by_role("columnheader", name="Count")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    demo.keyboard.press("Enter")
    # What has no count stays last.
    assert measures(demo) == [PARENT, CHILD, DEATHS, NEW_DEATHS]
    expect(heading).to_have_attribute("aria-sort", "descending")
    demo.keyboard.press("Enter")
    assert measures(demo) == [PARENT, CHILD, DEATHS, NEW_DEATHS]
    expect(heading).to_have_attribute("aria-sort", "none")


def test_the_profile_is_filtered_by_word_outcome_and_judgement(demo: Page) -> None:
    demo.get_by_label("Find a measure").fill("child")
    assert measures(demo) == [PARENT, CHILD]
    demo.get_by_label("All judgements").select_option("Better")
    assert measures(demo) == [CHILD]
    expect(demo.get_by_text("1 of 4 measures")).to_be_visible()
    demo.get_by_label("All outcomes").select_option("Reducing drug-related deaths and harm")
    expect(demo.get_by_text("No measure fits these filters.")).to_be_visible()


def test_a_row_a_card_and_a_message_open_their_indicator(demo: Page) -> None:
    demo.locator(".st-key-profile_table tr.row").nth(2).locator("td").first.click()
    expect(demo).to_have_url(re.compile(r"\?indicator=deaths$"))
    demo.locator(".st-key-outcome_cards a.row").first.focus()
    demo.keyboard.press("Enter")
    expect(demo).to_have_url(re.compile(r"\?indicator=parent$"))


def test_only_links_inside_the_app_become_links(demo: Page) -> None:
    expect(demo.get_by_role("link", name="Cumberland")).to_have_count(1)
    expect(demo.get_by_role("link", name="a trap")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_the_components_are_accessible_and_fit_the_screen(
    scheme: str, size: tuple[int, int], page: Page, demo_url: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(demo_url)
    settle(page)
    found = Axe().run(page).response["violations"]
    assert [(item["id"], [node["target"] for node in item["nodes"]]) for item in found] == []
    # Chips stay whole, and nothing is wider than the screen.
    assert page.evaluate(
        "() => [...document.querySelectorAll('.stMain *')].every(e => !e.shadowRoot ||"
        " [...e.shadowRoot.querySelectorAll('.chip')].every(c => c.scrollWidth <= c.clientWidth + 1"
        " && c.getBoundingClientRect().right <= innerWidth))"
    )
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= size[0]
