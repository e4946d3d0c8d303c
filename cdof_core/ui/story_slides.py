"""Pinned views as slides: each drawn anew from today's figures, as its page would draw it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from cdof_core.domain import CdofError
from cdof_core.report.picture import Picture
from cdof_core.report.slides import Slide
from cdof_core.ui import story_figures, story_partnership
from cdof_core.ui.session import viewing_as
from cdof_core.ui.url import page_href
from cdof_core.workspace.pinned_views import PinnedView

Shown = Picture | Slide | None

MAKERS: Final[Mapping[str, Callable[[], Shown]]] = {
    "overview": story_figures.overview_slide,
    "framework": story_figures.framework_slide,
    "area_profile": story_figures.profile_slide,
    "indicator": story_figures.indicator_slide,
    "map": story_figures.area_map_slide,
    "compare_areas": story_figures.compared_slide,
    "trends": story_figures.trends_slide,
    "overview_grid": story_figures.grid_slide,
    "england_and_regions": story_figures.national_slide,
    "inequalities": story_figures.inequality_slide,
    "relationships": story_figures.relationship_slide,
    "population": story_figures.population_slide,
    "unmet_need": story_figures.need_slide,
    "treatment_journey": story_figures.journey_slide,
    "who_is_in_need": story_figures.groups_slide,
    "harm_and_supply": story_figures.harm_slide,
    "value_for_money": story_figures.spend_slide,
    "scorecard": story_partnership.scorecard_slide,
    "outcomes_tracker": story_partnership.tracker_slide,
    "partnership": story_partnership.seats_slide,
    "self_assessment": story_partnership.assessment_slide,
    "priorities": story_partnership.workshop_slide,
    "reference_cases": story_figures.printed_slide,
}
"""What draws the views of each page."""

WITHOUT: Final[Mapping[str, str]] = {
    "find": "A search and its results: nothing that a picture or a table of figures would show.",
    "chapter": "A chapter is a document: its page writes it as Word, HTML or PDF.",
    "jsna_section": "A section is a document: its page writes it as Word.",
    "story": "A story is what these slides are made from.",
    "check": "A check is of a document that is not kept, so nothing of it can be drawn anew.",
    "data": "What is held and how old it is, without a figure about a place.",
    "definitions": "Definitions and sources, without a figure about a place.",
    "saved_work": "What was saved, without a figure about a place.",
    "about": "Methods in words, without a figure about a place.",
}
"""Why the views of the other pages have nothing to draw; the slide says so."""

NOTHING_HELD: Final = "Nothing is held for what this view was pinned with; its page says why."


def slides_of(
    views: Sequence[PinnedView], *, address: str, notes: Mapping[str, Sequence[str]]
) -> list[Slide]:
    """Return a slide for each view.

    A title that nobody changed is computed anew, so that a slide never says what yesterday's
    figures said. Where there is nothing to draw, the slide says why.

    Args:
        views: In the order of the story.
        address: Where this installation is reached, for the link in the speaker's notes.
        notes: Further notes to take along, by the view's identifier.
    """
    return [_slide(view, address=address, notes=notes.get(view.view_id, ())) for view in views]


def _slide(view: PinnedView, *, address: str, notes: Sequence[str]) -> Slide:
    link = page_href(view.page, view.parameters).removeprefix("./")
    spoken = "\n\n".join(part for part in (view.note, *notes, f"{address}{link}") if part)
    try:
        with viewing_as(view.parameters):
            return _of(view, _shown(view.page), spoken)
    except CdofError as error:
        return Slide(view.title, points=(str(error),), notes=spoken)


def _shown(page: str) -> Shown:
    return MAKERS[page]() if page in MAKERS else None


def _of(view: PinnedView, shown: Shown, spoken: str) -> Slide:
    if isinstance(shown, Picture):
        words = shown.wording
        title = view.title if view.has_own_title or not words.finding else words.finding
        return Slide(title, words.measure, words.source, picture=shown, notes=spoken)
    if isinstance(shown, Slide):
        title = view.title if view.has_own_title else shown.title
        return replace(shown, title=title, notes=spoken)
    return Slide(view.title, points=(WITHOUT.get(view.page, NOTHING_HELD),), notes=spoken)
