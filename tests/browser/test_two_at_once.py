"""Two people at two browsers change the same line: the second is asked, and nothing is lost."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.settling import settle

AREA = "E06000056"


def open_line(page: Page, name: str) -> None:
    """Open the form of a line that is kept."""
    page.goto(f"/scorecard?area={AREA}&fold_line=true")
    settle(page)
    summary = page.get_by_text("Add or change a line", exact=True)
    if not page.get_by_label("Line to change").is_visible():
        summary.click()
    page.get_by_label("Line to change").click()
    page.get_by_role("option", name=name).click()
    settle(page)


def write(page: Page, label: str, text: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.fill(text)
    box.press("Tab")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def test_two_browsers_that_change_one_line_lose_nothing(browser: Browser, base_url: str) -> None:
    contexts = [browser.new_context(base_url=base_url) for _ in range(2)]
    ann, ben = (context.new_page() for context in contexts)
    ann.goto(f"/scorecard?area={AREA}&fold_line=true")
    settle(ann)
    write(ann, "Name", "Waits of a test")
    write(ann, "Who answers for it", "Nobody yet")
    press(ann, "Keep this line")
    expect(ann.get_by_text("Waits of a test is kept.")).to_be_visible()

    for page in (ann, ben):
        open_line(page, "Waits of a test")
    write(ann, "Who answers for it", "Ann")
    write(ann, "Commentary", "Hers")
    write(ben, "Who answers for it", "Ben")
    press(ann, "Keep this line")
    expect(ann.get_by_text("Waits of a test is kept.")).to_be_visible()

    # The second is told whose stands, and what was typed still stands too.
    press(ben, "Keep this line")
    expect(ben.get_by_text("changed this while you wrote", exact=False)).to_be_visible()
    expect(ben.get_by_text(re.compile("Owner: Ann"))).to_be_visible()
    expect(ben.get_by_label("Who answers for it", exact=True)).to_have_value("Ben")
    press(ben, "Keep mine instead")
    expect(ben.get_by_text("Waits of a test is kept.")).to_be_visible()

    # What the first wrote and the second left alone is there beside what the second wrote.
    open_line(ann, "Waits of a test")
    expect(ann.get_by_label("Who answers for it", exact=True)).to_have_value("Ben")
    expect(ann.get_by_label("Commentary", exact=True)).to_have_value("Hers")
    press(ann, "Remove this line")
    for context in contexts:
        context.close()
