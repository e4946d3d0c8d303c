"""What the page on value for money is made of, kept for an area."""

from dataclasses import dataclass

import streamlit as st

from cdof_core.analysis.completions_short import CompletionsShort, every_completions_short
from cdof_core.analysis.local_spend import LocalSpend, view_spend
from cdof_core.analysis.places import Places
from cdof_core.domain import Selection
from cdof_core.ui.judged import RESULTS_KEPT, chosen_of_whole_area, whole_area_key


@dataclass(frozen=True, slots=True)
class ValuePage:
    """What the page shows of the chosen area.

    Attributes:
        places: The area and its benchmarks.
        spend: What it reports to spend.
        shorts: Completions it is short of, by group of users whose counts are held.
    """

    places: Places
    spend: LocalSpend
    shorts: tuple[CompletionsShort, ...]


def load_value_page() -> ValuePage:
    """Return spend and completions of the chosen area."""
    selection, places = chosen_of_whole_area()
    return _page(selection, whole_area_key(), places)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _page(
    selection: Selection,
    key: str,  # noqa: ARG001 (the snapshot and group the entry is for)
    _places: Places,
) -> ValuePage:
    return ValuePage(
        places=_places,
        spend=view_spend(selection, places=_places),
        shorts=every_completions_short(selection, places=_places),
    )
