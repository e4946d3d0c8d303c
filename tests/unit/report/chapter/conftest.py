"""Facts and chapters of real areas, each made once."""

from collections.abc import Callable
from functools import cache

import pytest

from cdof_core.analysis.chapter import ChapterFacts, gather_facts
from cdof_core.analysis.places import find_places
from cdof_core.domain import AreaCode, BenchmarkKind, Selection
from cdof_core.domain.chapter import Chapter
from cdof_core.report.chapter.build import asks_for_harm, build_chapter
from cdof_core.report.chapter.template import find_template
from cdof_core.store import areas

AREAS = {
    "Bedford": "E06000055",
    "Isles of Scilly": "E06000053",
    "Barnet": "E09000003",
    "Northumberland": "E06000057",
}


@cache
def facts_of(area: str, template: str, benchmark: str = "england") -> ChapterFacts:
    asked = find_template(template)
    selection = Selection(
        area_code=AreaCode(AREAS.get(area, area)), benchmark=BenchmarkKind(benchmark)
    )
    places = find_places(
        selection,
        areas=areas.areas(),
        groups=areas.group_members(),
        schemes=areas.group_schemes(),
    )
    # Pictures take most of the time; the briefing has what the written forms are tested on.
    pictured = asked.pictures if template == "briefing" else ()
    return gather_facts(
        selection,
        places=places,
        indicator_ids=asked.measures,
        pictured=pictured,
        with_harm=asks_for_harm(asked),
    )


@pytest.fixture(scope="session")
def facts() -> Callable[..., ChapterFacts]:
    """What is known of an area for a template."""
    return facts_of


@pytest.fixture(scope="session")
def chapter() -> Callable[..., Chapter]:
    """A chapter of an area."""

    @cache
    def make(area: str, template: str) -> Chapter:
        return build_chapter(find_template(template), facts_of(area, template))

    return make
