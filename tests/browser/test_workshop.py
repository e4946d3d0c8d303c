"""Workshop mode on a projector: what the page found, and what shows it, without scrolling."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from cdof_core.workspace import LOCAL_USER, open_workspace
from cdof_core.workspace.pinned_views import pin_view
from cdof_core.workspace.stories import add_story
from tests.browser.server import APP, running_server
from tests.browser.settling import settle

Open = Callable[[str], Page]

PROJECTOR = {"width": 1280, "height": 720}
FIRST_TWO_THIRDS = 480
"""Pixels from the top by which the evidence begins, so that a good part of it is on screen."""

EVIDENCE = {
    "overview": "[aria-label='Key messages']",
    "area_profile": ".st-key-profile_table",
    "compare_areas": "[class*='st-key-picture_'] svg.marks",
    "trends": "[class*='st-key-picture_'] svg.marks",
    "map": "[class*='st-key-picture_'] svg.marks",
    "indicator": "[class*='st-key-picture_'] svg.marks",
    "inequalities": "[class*='st-key-picture_'] svg.marks",
}


@pytest.mark.parametrize("stem", EVIDENCE)
def test_the_finding_and_what_shows_it_are_in_the_first_screen(
    stem: str, page: Page, open_page: Open
) -> None:
    page.set_viewport_size(PROJECTOR)
    open_page(f"/{stem}?area=E06000055&mode=workshop")
    title = page.get_by_role("heading", level=1)
    shown = page.locator(EVIDENCE[stem]).first
    expect(shown).to_be_visible()
    assert title.bounding_box()["y"] < 120
    below = page.get_by_test_id("stCaptionContainer").first.bounding_box()["y"]
    assert below >= title.evaluate(
        "node => { const words = document.createRange(); words.selectNodeContents(node);"
        " return words.getBoundingClientRect().bottom; }"
    )
    assert shown.bounding_box()["y"] < FIRST_TWO_THIRDS


def test_the_outcomes_begin_in_the_first_screen_of_the_overview(
    page: Page, open_page: Open
) -> None:
    page.set_viewport_size(PROJECTOR)
    open_page("/overview?area=E06000055&mode=workshop")
    outcomes = page.get_by_role("heading", name="Six outcomes")
    assert outcomes.bounding_box()["y"] < PROJECTOR["height"] - 150


@pytest.mark.parametrize("colour", ["judgement", "value"])
def test_the_whole_map_and_its_legend_are_in_the_first_screen(
    colour: str, page: Page, open_page: Open
) -> None:
    page.set_viewport_size(PROJECTOR)
    open_page(f"/map?area=E06000055&mode=workshop&colour={colour}")
    drawing = page.locator(".st-key-chart_map svg.marks")
    frame = drawing.bounding_box()
    assert frame["y"] + frame["height"] <= PROJECTOR["height"]
    legend = drawing.locator(".role-legend")
    assert legend.last.bounding_box()["y"] < frame["y"] + frame["height"] / 2
    right = max(box["x"] + box["width"] for box in map(Locator.bounding_box, legend.all()))
    # The island authorities lie lowest and furthest to the left.
    land = drawing.locator(".mark-shape path").evaluate_all(
        "paths => Math.min(...paths.map(path => path.getBoundingClientRect().left))"
    )
    assert right < land


@pytest.mark.parametrize(
    ("place", "picture", "key"),
    [
        ("trends?", "st-key-picture_trends", "Is it getting better or worse"),
        ("trends?trends=index&", "st-key-picture_trends", "Index: the first value"),
        ("relationships?", "st-key-picture_relationship", "Diamond: the chosen area."),
        ("relationships?by=imd2025&", "st-key-picture_relationship", "Shades: deprivation"),
        ("population?", "st-key-picture_pyramid", "Bars: Bedford; full line: England"),
    ],
)
def test_the_whole_chart_and_its_key_are_in_the_first_screen(
    place: str, picture: str, key: str, page: Page, open_page: Open
) -> None:
    page.set_viewport_size(PROJECTOR)
    open_page(f"/{place}area=E06000055&mode=workshop")
    drawing = page.locator(f"[class*='{picture}'] svg.marks")
    said = page.locator(".stMain").get_by_text(key).last
    heading = page.locator(f"[class*='{picture}'] h2")
    for part in (page.get_by_role("heading", level=1), drawing, said):
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box["y"] + box["height"] <= PROJECTOR["height"]
    assert drawing.bounding_box()["height"] > PROJECTOR["height"] / 3
    # A heading right above the chart is not covered by it.
    for box in map(Locator.bounding_box, heading.all()):
        assert box["y"] + box["height"] <= drawing.bounding_box()["y"]


@pytest.mark.parametrize(
    ("stem", "picture"),
    [
        ("map", "st-key-picture_map"),
        ("trends", "st-key-picture_trends"),
        ("relationships", "st-key-picture_relationship"),
        ("population", "st-key-picture_pyramid"),
    ],
)
def test_the_bar_of_a_story_covers_nothing_of_the_chart(
    stem: str, picture: str, page: Page, open_page: Open, workspace_url: str
) -> None:
    kept = open_workspace(workspace_url)
    view_id = pin_view(kept, LOCAL_USER, title="Where", page=stem, parameters={"area": "E06000055"})
    story = add_story(kept, LOCAL_USER, name=f"Board, {stem}", steps=[view_id])
    page.set_viewport_size(PROJECTOR)
    open_page(f"/{stem}?area=E06000055&mode=workshop&story={story.story_id}&place=1")
    bar = page.locator(".st-key-story_player_bar")
    drawing = page.locator(f"[class*='{picture}'] svg.marks")
    expect(bar.get_by_text("Where")).to_be_visible()
    expect(drawing).to_be_visible()
    box = drawing.bounding_box()
    assert box["y"] + box["height"] <= bar.bounding_box()["y"]


def test_the_navigation_leaves_a_workshop_the_width_and_stays_in_reach(
    page: Page, open_page: Open
) -> None:
    page.set_viewport_size(PROJECTOR)
    open_page("/trends?area=E06000055&mode=workshop")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    bar = page.locator(".st-key-above_page").bounding_box()
    assert bar["height"] < 90
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")


def test_where_restricted_figures_are_held_open_pages_are_seen_all_the_same(
    restricted_snapshot: Path, tmp_path: Path, page: Page
) -> None:
    with running_server(APP, restricted_snapshot, tmp_path / "server.log") as url:
        page.goto(f"{url}/about?area=E06000055&mode=workshop")
        settle(page)
        expect(page.locator(".st-key-unchecked_1")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto(f"{url}/area_profile?area=E06000055&mode=workshop")
        settle(page)
        expect(page.get_by_text("is not shown in workshop mode")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_count(0)
