"""What the explorer knows that bears on an item of the self-assessment: advice, never a rating."""

from collections.abc import Mapping, Sequence

from cdof_core.analysis.assessment_evidence import BearingFigure, find_bearing
from cdof_core.analysis.self_assessment import Item
from cdof_core.narrative.self_assessment import bearing_words, not_held_words
from cdof_core.ui.journey_page import load_own_journey
from cdof_core.ui.judged import chosen, load_area_profile
from cdof_core.ui.navigation import page_titles
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import page_href, read_parameters

Bearing = Mapping[str, BearingFigure]
_PAGE, _INDICATOR, _NOT_HELD = "page", "indicator", "not_held"


def load_bearing(items: Sequence[Item]) -> Bearing:
    """Return the figures that bear on some items, by indicator."""
    wanted = [key for kind, key in _named(items) if kind == _INDICATOR]
    if not wanted:
        return {}
    selection, places = chosen()
    return find_bearing(
        wanted,
        selection,
        places=places,
        comparison=load_area_profile().comparison,
        journey=load_own_journey(),
    )


def evidence_lines(item: Item, bearing: Bearing) -> list[str]:
    """Return a line of Markdown for each page and figure that bears on an item, held or not."""
    titles, name = page_titles(), chosen()[1].area.name
    lines: list[str] = []
    for kind, key in _named([item]):
        if kind == _PAGE and key in titles:
            lines.append(f"See [{titles[key]}]({page_href(key, read_parameters())}).")
        elif kind == _INDICATOR and key in bearing:
            figure = bearing[key]
            href = page_href("indicator", read_parameters(), indicator=key)
            said = as_plain_text(bearing_words(figure, area_name=name))
            lines.append(f"[{as_plain_text(figure.short_name)}]({href}): {said}")
        elif kind == _NOT_HELD:
            lines.append(as_plain_text(not_held_words(key)))
    return lines


def show_bearing_sources(bearing: Bearing) -> None:
    """Show where the figures come from."""
    held = [figure for figure in bearing.values() if figure.dataset_id]
    show_sources((Use(one.dataset_id, one.short_name) for one in held), key="bearing")


def _named(items: Sequence[Item]) -> list[tuple[str, str]]:
    """Return kind and key of everything that some items name as evidence."""
    parts = [name.partition(":") for item in items for name in item.evidence]
    return [(kind, key) for kind, _, key in parts]
