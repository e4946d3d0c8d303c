"""What the treatment journey page shows: whose figures, which step, which year."""

from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from cdof_core.analysis.completions_short import (
    CompletionsShort,
    every_completions_short,
    similar_areas,
)
from cdof_core.analysis.journey_steps import STEPS, JourneyStep
from cdof_core.analysis.need_estimate import Figures
from cdof_core.analysis.places import Places
from cdof_core.analysis.treatment_flow import TreatmentFlow, view_flow
from cdof_core.analysis.treatment_journey import (
    BEDFORD,
    CURRENT,
    StepView,
    TreatmentJourney,
    journey_figures,
    view_journey,
)
from cdof_core.domain import AreaCode, Selection
from cdof_core.domain.area import ENGLAND
from cdof_core.report.journey_words import lead_messages
from cdof_core.ui.cached import content_hash
from cdof_core.ui.judged import RESULTS_KEPT, chosen_of_whole_area, whole_area_key
from cdof_core.ui.url import read_parameters

WHOLE: Final = "whole"
EVERY: Final = "every"


@dataclass(frozen=True, slots=True)
class JourneyPage:
    """What the page shows.

    Attributes:
        figures: Whose figures.
        part: Key of a step, the whole journey, or every step at once.
        period: Year asked for; empty for the newest of each measure.
        journey: The figures.
        flow: A year as a flow, or why there is none.
        shorts: Completions short of the group's top quartile, by group of users; empty where none
            can be counted.
        places: The chosen area and its benchmarks.
        notes: What a link asked for and could not be had.
    """

    figures: Figures
    part: str
    period: str
    journey: TreatmentJourney
    flow: TreatmentFlow
    shorts: tuple[CompletionsShort, ...]
    places: Places
    notes: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the whole journey is shown, not the figures of its steps."""
        return self.part == WHOLE

    @property
    def steps(self) -> tuple[StepView, ...]:
        """Steps whose figures are shown."""
        if self.part == EVERY:
            return self.journey.steps
        return tuple(view for view in self.journey.steps if view.step.key == self.part)


def load_journey_page() -> JourneyPage:
    """Return what the address asks for, with the usual choice where it asks for nothing."""
    parameters = read_parameters()
    selection, places = chosen_of_whole_area()
    figures = next((kind for kind in Figures if kind.value == parameters["figures"]), Figures.OWN)
    figures = Figures.OWN if figures is Figures.TYPED else figures
    journey, shorts = _journey(figures, selection, whole_area_key(), places)
    parts = {WHOLE, EVERY, *(step.key for step in STEPS)}
    part = parameters["step"] if parameters["step"] in parts else WHOLE
    period = parameters["period"] if parameters["period"] in journey.periods else ""
    notes = [
        f"The {noun} of this link does not exist here; the usual one is shown."
        for noun, wanted, shown in (
            ("step", parameters["step"], part),
            ("choice of figures", parameters["figures"], figures.value),
        )
        if wanted and wanted != shown
    ]
    return JourneyPage(
        figures=figures,
        part=part,
        period=period,
        journey=journey,
        flow=_flow(figures, selection, period, whole_area_key(), journey),
        shorts=shorts,
        places=places,
        notes=tuple(notes),
    )


def load_own_journey() -> TreatmentJourney:
    """Return the journey of the chosen area, whatever figures the address asks for."""
    selection, places = chosen_of_whole_area()
    return _journey(Figures.OWN, selection, whole_area_key(), places)[0]


def load_messages(page: JourneyPage) -> list[tuple[str, str]]:
    """Return what leads each step, as headline and sentence."""
    selection, _ = chosen_of_whole_area()
    return _messages(page.figures, selection, whole_area_key(), page.journey, page.shorts)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _messages(
    figures: Figures,  # noqa: ARG001 (what the journey is of)
    selection: Selection,  # noqa: ARG001 (what the journey is of)
    key: str,  # noqa: ARG001 (the snapshot and group the entry is for)
    _journey: TreatmentJourney,
    _shorts: tuple[CompletionsShort, ...],
) -> list[tuple[str, str]]:
    return lead_messages(_journey, _shorts)


@st.cache_resource(max_entries=8, show_spinner=False)
def load_journey_figures(
    collection: str,
    key: str,  # noqa: ARG001 (the snapshot the entry is for)
    steps: tuple[JourneyStep, ...] = STEPS,
    besides: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Return the figures of all areas behind a journey, see `journey_figures`.

    Args:
        collection: Current figures, or a reference case.
        key: Hash of the snapshot.
        steps: Which steps.
        besides: Measures of no step.
    """
    return journey_figures(steps=steps, besides=besides, collection=collection)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Following the journey…")
def _journey(
    figures: Figures,
    selection: Selection,
    key: str,  # noqa: ARG001 (the snapshot and group the entry is for)
    _places: Places,
) -> tuple[TreatmentJourney, tuple[CompletionsShort, ...]]:
    is_england = figures is Figures.ENGLAND
    codes: tuple[AreaCode, ...] = (ENGLAND,) if is_england else _places.own_codes
    journey = view_journey(
        area_codes=codes,
        area_name="England" if is_england else _places.area.name,
        benchmark=_places.england if is_england else _places.chosen,
        group=None if is_england else similar_areas(_places),
        collection=BEDFORD if figures is Figures.REFERENCE else CURRENT,
        levels=selection.levels,
        own_events=selection.events,
        everything=load_journey_figures(
            BEDFORD if figures is Figures.REFERENCE else CURRENT, content_hash()
        ),
    )
    if figures is not Figures.OWN:
        return journey, ()
    return journey, every_completions_short(selection, places=_places)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _flow(
    figures: Figures,  # noqa: ARG001 (what the journey is of)
    selection: Selection,  # noqa: ARG001 (what the journey is of)
    period: str,
    key: str,  # noqa: ARG001 (the snapshot and group the entry is for)
    _journey: TreatmentJourney,
) -> TreatmentFlow:
    return view_flow(_journey, period=period)
