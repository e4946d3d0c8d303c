"""Every page for areas of every kind: no traceback, no error, no silent blank."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdof_core.ui.navigation import SECTIONS
from tests.conftest import CAMPAIGN_SEED, IS_FULL_CAMPAIGN, Campaign
from tests.pages.conftest import Open

AREAS = {
    "E06000053": "Isles of Scilly",
    "E09000001": "City of London",
    "E06000017": "Rutland",
    "E06000063": "Cumberland",
    "E06000064": "Westmorland and Furness",
    "E06000060": "Buckinghamshire",
    "E06000055": "Bedford",
    "E06000056": "Central Bedfordshire",
    "E06000052": "Cornwall",
    "E06000061": "North Northamptonshire",
    "E06000065": "North Yorkshire",
    "E06000066": "Somerset",
    "E06000023": "Bristol, City of",
    "E06000046": "Isle of Wight",
    "E06000009": "Blackpool",
    "E08000003": "Manchester",
    "E08000025": "Birmingham",
    "E09000003": "Barnet",
    "E09000012": "Hackney",
    "E10000012": "Essex",
    "E06000055+E06000056": "Bedford and Central Bedfordshire",
}
PAGES = [stem for pages in SECTIONS.values() for stem, _ in pages]
NAMED = ("overview", "area_profile")
"""Pages whose title names the area."""

# One page opened in a process takes about a third of a second; a seeded part will do every day.
VISITED_DAILY = 40

ALL = [(stem, area) for stem in PAGES for area in AREAS]
VISITS = (
    ALL
    if IS_FULL_CAMPAIGN
    else sorted(Campaign(is_full=False).random().sample(ALL, min(VISITED_DAILY, len(ALL))))
)


def area_in_title(area: str) -> str:
    """The part of an area's name that every title writes as published."""
    return AREAS[area].removesuffix(", City of")


def has_something_to_read(app: AppTest) -> bool:
    """Whether a page shows more than its frame: a component of its own, or why there is none."""
    drawn = [item.proto.id for item in app.get("bidi_component")]
    of_the_frame = [name for name in drawn if name.endswith(("-status", "-notes"))]
    return len(drawn) > len(of_the_frame) or bool(app.info)


def test_the_seed_is_fixed() -> None:
    assert CAMPAIGN_SEED == 153
    assert len(AREAS) >= 20


@pytest.mark.parametrize(("stem", "area"), VISITS, ids=lambda value: value)
def test_a_page_opens_for_an_area(
    stem: str, area: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, stem, area=area)
    assert not app.exception
    assert not app.error, [item.value for item in app.error]
    assert len(app.title) == 1
    assert app.selectbox(key="choose_area").value == area
    assert has_something_to_read(app)
    if stem in NAMED:
        assert area_in_title(area) in app.title[0].value
