"""A chart that is fed with another area's rows shows what it would show if opened for that area."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.settling import settle

Open = Callable[[str], Page]

CHART = "[data-testid=stVegaLiteChart] svg.marks"
OTHER, OTHER_CODE = "Cornwall", "E06000052"
STILL_FOR_MS = 400
MARK = re.compile(r"<(path|line|text|rect)\b[^>]*>([^<]*)")
WIDE_BY_PX = 2
"""Room that the browser finds for names, at times, beside what it found at first."""


@pytest.mark.parametrize(
    "place",
    [
        "compare_areas?",
        "trends?",
        "trends?trends=group&",
        "map?",
        "inequalities?",
        "population?",
        "unmet_need?",
        "harm_and_supply?",
    ],
)
def test_charts_follow_the_area_without_being_built_anew(
    place: str, page: Page, open_page: Open
) -> None:
    open_page(f"/{place}area=E06000055")
    charts = page.locator(CHART)
    charts.first.wait_for()
    before = [marks(chart) for chart in charts.all()]
    charts.evaluate_all("charts => charts.forEach(chart => { chart.dataset.first = 'yes'; })")
    choose(page, OTHER)
    fed = [marks(chart) for chart in charts.all()]
    assert fed != before
    # The other area may have charts that this one has no figures for.
    expect(page.locator(f"{CHART}[data-first]")).to_have_count(len(before))
    sizes = [size_of(chart) for chart in charts.all()]
    open_page(f"/{place}area={OTHER_CODE}")
    expect(charts).to_have_count(len(fed))
    assert fed == [marks(chart) for chart in charts.all()]
    for fed_size, chart in zip(sizes, charts.all(), strict=True):
        assert fed_size == pytest.approx(size_of(chart), abs=WIDE_BY_PX)


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
