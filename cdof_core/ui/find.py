"""The find page: a field, and what it finds among areas, measures and terms."""

from collections import Counter
from collections.abc import Collection

import streamlit as st

from cdof_core.analysis.search import Entry, Hit, Kind, SearchIndex, search
from cdof_core.analysis.search_entries import build_index, read_synonyms
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.components.finder import Finder, FoundGroup, FoundItem, show_finder
from cdof_core.ui.navigation import page_titles
from cdof_core.ui.pinning import view_href
from cdof_core.ui.url import Parameters, page_href, read_parameters, write_parameters
from cdof_core.workspace import open_workspace
from cdof_core.workspace.pinned_views import list_pinned_views

SHOWN_OF_A_KIND = 8
LONGEST_QUERY = 80

_HEADINGS = {
    Kind.AREA: ("Areas", "areas"),
    Kind.MEASURE: ("Measures", "measures"),
    Kind.NATIONAL: ("England and regions", "national series"),
    Kind.TERM: ("Terms", "terms"),
}
_NOTHING_TYPED = (
    "Type the name or code of an area, a measure, a term, or a word in use: "
    "Beds, heroin, overdose, E06000055."
)
_NOTHING_FOUND = (
    "Nothing is called this here. Fewer letters find more; "
    "every measure is listed under Definitions and sources."
)


def show_find() -> None:
    """Show the field and what was found; the address carries what is looked for."""
    parameters = read_parameters()
    query = parameters["q"][:LONGEST_QUERY]
    hits = search(_index(content_hash()), query)
    shared = _shared_reasons(hits)
    groups = _grouped(hits, parameters, shared) if query.strip() else _pinned()
    finder = Finder(
        label="Find an area, a measure or a term",
        placeholder="Bedford, opiates, overdose …",
        query=query,
        summary=". ".join([_summary(query, len(hits)), *shared]),
        groups=groups,
    )
    show_finder(finder, on_query=_take_query)


def _pinned() -> tuple[FoundGroup, ...]:
    """Return the pinned views, shown while nothing is looked for."""
    titles = page_titles()
    items = tuple(
        FoundItem(name=view.title, href=view_href(view), about=titles.get(view.page, view.page))
        for view in list_pinned_views(open_workspace())[:SHOWN_OF_A_KIND]
    )
    return (FoundGroup(heading="Pinned views", items=items),) if items else ()


def _take_query(query: str) -> None:
    write_parameters(q=query[:LONGEST_QUERY])


def _shared_reasons(hits: list[Hit]) -> list[str]:
    """Return what explains several results at once, to be said once above them all."""
    counted = Counter(hit.why for hit in hits if hit.why)
    return [why for why, results in counted.items() if results > 1]


def _summary(query: str, found: int) -> str:
    if not query.strip():
        return _NOTHING_TYPED
    if not found:
        return _NOTHING_FOUND
    return "1 result" if found == 1 else f"{found} results"


def _grouped(
    hits: list[Hit], parameters: Parameters, shared: Collection[str]
) -> tuple[FoundGroup, ...]:
    """Put the results of a kind together, the kind with the best one first."""
    by_kind: dict[Kind, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.entry.kind, []).append(hit)
    return tuple(_group(kind, found, parameters, shared) for kind, found in by_kind.items())


def _group(
    kind: Kind, hits: list[Hit], parameters: Parameters, shared: Collection[str]
) -> FoundGroup:
    heading, noun = _HEADINGS[kind]
    rest = len(hits) - SHOWN_OF_A_KIND
    return FoundGroup(
        heading=heading,
        items=tuple(
            FoundItem(
                name=hit.entry.name,
                href=_href(hit.entry, parameters),
                about=hit.entry.about,
                why="" if hit.why in shared else hit.why,
            )
            for hit in hits[:SHOWN_OF_A_KIND]
        ),
        more=f"{rest} more {noun}: add a word to see them" if rest > 0 else "",
    )


def _href(entry: Entry, parameters: Parameters) -> str:
    if entry.kind is Kind.AREA:
        return page_href("overview", parameters, area=entry.key, q="")
    if entry.kind is Kind.MEASURE:
        return page_href("indicator", parameters, indicator=entry.key, q="")
    if entry.kind is Kind.TERM:
        return page_href("about", parameters, q=entry.key)
    return page_href("england_and_regions", parameters, q="")


@st.cache_resource(max_entries=2, show_spinner=False)
def _index(key: str) -> SearchIndex:  # noqa: ARG001 (the snapshot the entry is for)
    return build_index(
        areas=read_table("areas"),
        area_changes=read_table("area_changes"),
        indicators=read_table("indicators"),
        glossary=read_table("glossary"),
        synonyms=read_synonyms(),
    )
