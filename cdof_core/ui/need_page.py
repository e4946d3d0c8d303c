"""What the unmet need page shows: whose figures, which substance, which estimate."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from cdof_core.analysis.need_estimate import Figures, NeedEstimate, Substance
from cdof_core.analysis.need_estimates import area_estimates, england_estimates
from cdof_core.analysis.need_reference import reference_estimates
from cdof_core.analysis.places import Places
from cdof_core.analysis.treatment_coverage import TreatmentCoverage
from cdof_core.analysis.unmet_need import UnmetNeedView, view_unmet_need
from cdof_core.ui.cached import content_hash
from cdof_core.ui.judged import RESULTS_KEPT, chosen
from cdof_core.ui.need_coverage import load_coverage
from cdof_core.ui.need_typed import typed_table
from cdof_core.ui.url import read_parameters

Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class NeedPage:
    """What the page shows.

    Attributes:
        figures: Whose figures.
        substance: Whose need.
        estimates: Every estimate of these figures.
        view: The estimate shown; None where none is held for the substance.
        places: The chosen area and its benchmarks.
        is_default: Whether the substance was picked because nothing is held for the usual one.
        notes: What a link asked for and could not be had.
    """

    figures: Figures
    substance: Substance
    estimates: tuple[NeedEstimate, ...]
    view: UnmetNeedView | None
    places: Places
    is_default: bool
    notes: tuple[str, ...] = ()

    @property
    def area_name(self) -> str:
        """Place whose figures are shown."""
        if self.view is not None:
            return self.view.estimate.area_name
        fixed = {Figures.ENGLAND: "England", Figures.REFERENCE: "Bedford"}
        return fixed.get(self.figures, self.places.area.name)

    @property
    def is_of_area(self) -> bool:
        """Whether the figures are of the chosen area; those of another place stand alone."""
        return self.figures.is_of_area

    @property
    def has_rings(self) -> bool:
        """Whether there is a gap to show."""
        return self.view is not None and bool(self.view.rings)


def load_need_page() -> NeedPage:
    """Return what the address asks for, with the usual choice where it asks for nothing."""
    parameters = read_parameters()
    _, places = chosen()
    figures = _member(Figures, parameters["figures"]) or Figures.OWN
    estimates = _estimates(figures, places)
    asked = _member(Substance, parameters["substance"])
    held = [item.substance for item in estimates if item.caseload.is_known]
    usual = Substance.OCU if Substance.OCU in held or not held else held[0]
    substance = asked or usual
    fitting = [item for item in estimates if item.substance is substance]
    wanted = [item for item in fitting if item.estimate_id == parameters["estimate"]]
    shown = next(iter([*wanted, *fitting]), None)
    view = None if shown is None else view_unmet_need(shown, among=estimates)
    unknown = {
        "choice of figures": bool(parameters["figures"])
        and _member(Figures, parameters["figures"]) is None,
        "substance": bool(parameters["substance"]) and asked is None,
        # Another substance has other estimates: choosing it is no fault of the link.
        "prevalence estimate": parameters["estimate"].startswith(substance.value) and not wanted,
    }
    return NeedPage(
        figures=figures,
        substance=substance,
        estimates=estimates,
        view=view,
        places=places,
        is_default=asked is None and usual is not Substance.OCU,
        notes=tuple(
            f"The {noun} of this link does not exist here; the usual one is shown."
            for noun, is_unknown in unknown.items()
            if is_unknown
        ),
    )


def coverage_beside(page: NeedPage) -> TreatmentCoverage | None:
    """Return coverage of other areas; figures of another place stand alone."""
    if not page.is_of_area:
        return None
    period = page.view.estimate.period if page.view else ""
    return load_coverage(page.substance, period=period)


def _estimates(figures: Figures, places: Places) -> tuple[NeedEstimate, ...]:
    if figures is Figures.TYPED:
        return typed_table().estimates
    code = places.area.code if figures is Figures.OWN else ""
    return _held(figures, code, content_hash(), places)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _held(
    figures: Figures,
    code: str,  # noqa: ARG001 (the area the entry is for)
    key: str,  # noqa: ARG001 (the snapshot the entry is for)
    _places: Places,
) -> tuple[NeedEstimate, ...]:
    if figures is Figures.ENGLAND:
        return england_estimates()
    if figures is Figures.REFERENCE:
        return reference_estimates()
    return area_estimates(_places)


def _member(kind: type[Member], asked: str) -> Member | None:
    return next((member for member in kind if member.value == asked), None)
