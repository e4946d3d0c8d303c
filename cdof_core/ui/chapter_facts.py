"""The facts that a chapter is shown and made from, of the snapshot that the session reads."""

from dataclasses import replace

import streamlit as st

from cdof_core.analysis.chapter import ChapterFacts, gather_facts
from cdof_core.analysis.places import Places
from cdof_core.domain import BenchmarkKind, Layout, Selection
from cdof_core.domain.chapter import Chapter
from cdof_core.report.chapter.build import asks_for_harm
from cdof_core.report.chapter.harm import HARM_TABLES, local_measures
from cdof_core.report.chapter.template import find_template
from cdof_core.ui.cached import content_hash
from cdof_core.ui.judged import RESULTS_KEPT, chosen_against
from cdof_core.workspace.chapters import KeptChapter

TAKE_FIRST = (
    "A newer snapshot is here. Take its figures into the chapter first: what is added now would be "
    "of another snapshot than the rest."
)


def is_of_this_snapshot(kept: KeptChapter) -> bool:
    """Return whether a chapter's computed parts are of the snapshot that the session reads."""
    return kept.chapter.content_hash == content_hash()


def facts_for(kept: KeptChapter) -> ChapterFacts:
    """Return the facts that a chapter is built from, against its own comparator."""
    return facts_of(kept.chapter)


def facts_of(chapter: Chapter) -> ChapterFacts:
    """Return the facts of a chapter as it stands: those of its template and of what was added."""
    added = tuple(dict.fromkeys(name for one in chapter.sections for name in one.measures))
    return facts_against(BenchmarkKind(chapter.benchmark), chapter.template_id, added)


def facts_against(
    benchmark: BenchmarkKind, template_id: str, added: tuple[str, ...] = ()
) -> ChapterFacts:
    """Return the facts of a template and of measures added to it, against a comparator."""
    selection, places = chosen_against(benchmark)
    return _facts(_plain(selection), template_id, added, content_hash(), places)


def _plain(selection: Selection) -> Selection:
    """Leave out what no figure of a chapter depends on."""
    return replace(
        Selection(area_code=selection.area_code, layout=Layout.HEXAGONS),
        benchmark=selection.benchmark,
        levels=selection.levels,
    )


@st.cache_resource(max_entries=min(RESULTS_KEPT, 12), show_spinner="Gathering the figures…")
def _facts(
    selection: Selection,
    template_id: str,
    added: tuple[str, ...],
    key: str,  # noqa: ARG001 (the snapshot the entry is for)
    _places: Places,
) -> ChapterFacts:
    template = find_template(template_id)
    measures = [name for name in added if name not in HARM_TABLES]
    return gather_facts(
        selection,
        places=_places,
        indicator_ids=tuple(dict.fromkeys((*template.measures, *measures, *local_measures(added)))),
        pictured=tuple(dict.fromkeys((*template.pictures, *measures))),
        with_harm=asks_for_harm(template) or len(measures) < len(added),
    )
