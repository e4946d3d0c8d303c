"""A chart that is fed with another area's rows shows what it would show if opened for that area."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.settling import settle

Open = Callable[[str], Page]

CHART = "[data-testid=stVegaLiteChart] svg.marks"
OTHER, OTHER_CODE = "Cornwall", "E06000052"
STILL_FOR_MS = 400
MARK = re.compile(r"<(path|line|text|rect)\b[^>]*>([^<]*)")
WIDE_BY_PX = 2
"""Room that the browser finds for names, at times, beside what it found at first."""


@pytest.mark.parametrize("stem", ["compare_areas", "trends", "map"])
def test_a_chart_follows_the_area_without_being_built_anew(
    stem: str, page: Page, open_page: Open
) -> None:
    open_page(f"/{stem}?area=E06000055")
    chart = page.locator(CHART)
    chart.evaluate("chart => { chart.dataset.first = 'yes'; }")
    before = marks(chart)
    choose(page, OTHER)
    fed = marks(chart)
    assert fed != before
    assert chart.get_attribute("data-first") == "yes"
    size_of_fed = size_of(chart)
    open_page(f"/{stem}?area={OTHER_CODE}")
    opened = page.locator(CHART)
    assert fed == marks(opened)
    for size, own in zip(size_of_fed, size_of(opened), strict=True):
        assert size == pytest.approx(own, abs=WIDE_BY_PX)


def choose(page: Page, area: str) -> None:
    """Choose another area in the bar."""
    field = page.locator(".st-key-choose_area input")
    field.click()
    field.fill(area)
    page.get_by_role("option", name=area, exact=True).click()
    settle(page)


def marks(chart: Locator) -> Counter[tuple[str, str]]:
    """Return the kind of every mark and every text, axes too, at rest; their order is no matter."""
    drawn = chart.inner_html()
    while True:
        chart.page.wait_for_timeout(STILL_FOR_MS)
        now = chart.inner_html()
        if now == drawn:
            return Counter(MARK.findall(now))
        drawn = now


def size_of(chart: Locator) -> tuple[float, float]:
    """Return width and height."""
    box = chart.bounding_box()
    assert box
    return box["width"], box["height"]
