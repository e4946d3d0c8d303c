"""Below the gap of the unmet need page: one part at a time, made when it is asked for."""

from enum import StrEnum

import streamlit as st

from cdof_core.analysis.need_estimate import Figures
from cdof_core.analysis.treatment_coverage import TreatmentCoverage
from cdof_core.ui.choices import choose_part
from cdof_core.ui.need_beside import load_need_beside, show_need_beside, uses_beside
from cdof_core.ui.need_coverage import show_coverage
from cdof_core.ui.need_page import NeedPage, coverage_beside
from cdof_core.ui.need_scenarios import show_scenarios
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.sources import Use
from cdof_core.ui.steady import steady
from cdof_core.ui.text_version import is_text_only
from cdof_core.ui.url import read_parameters


class Below(StrEnum):
    """What the lower half of the page can show."""

    CLOSE = "close"
    AREAS = "areas"
    BESIDE = "beside"


_TITLES = {
    Below.CLOSE: "What would close it",
    Below.AREAS: "Coverage of other areas",
    Below.BESIDE: "Deaths and admissions beside it",
}


@steady
def show_below(page: NeedPage) -> None:
    """Show what would close the gap, other areas, or harm beside it; all in the text version."""
    offered = _offered(page)
    if len(offered) > 1 and not is_text_only():
        options = {part.value: _TITLES[part] for part in offered}
        choose_part("More on this need", "below", options, current=_shown(page)[0].value)
    asked = read_parameters()["below"]
    if asked and asked not in {part.value for part in offered}:
        why = "is not offered here" if asked in set(Below) else "does not exist"
        st.caption(as_plain_text(f"The part “{asked}” of this link {why}; the first is shown."))
    for part in _shown(page):
        if part is Below.CLOSE and page.view is not None:
            estimate = page.view.estimate
            show_scenarios(estimate, figures=page.figures, coverage=coverage_beside(page))
        elif part is Below.AREAS:
            _show_areas(page)
        else:
            show_need_beside(load_need_beside(), substance=page.substance)


def uses_below(page: NeedPage) -> list[Use]:
    """Return the datasets behind the parts that are shown, with the measures they are of."""
    shown = _shown(page)
    coverage = coverage_beside(page) if shown and shown != (Below.BESIDE,) else None
    # What would close a gap is reckoned by coverage of the same substance alone.
    is_used = coverage is not None and (
        Below.AREAS in shown or coverage.measure.substance is page.substance
    )
    uses = _uses_of(coverage) if coverage is not None and is_used else []
    return uses + (uses_beside(load_need_beside()) if Below.BESIDE in shown else [])


def _offered(page: NeedPage) -> tuple[Below, ...]:
    """Return what there is: nothing to close without a gap, nothing beside another place."""
    close = (Below.CLOSE,) if page.has_rings else ()
    return (*close, Below.AREAS, Below.BESIDE) if page.is_of_area else close


def _shown(page: NeedPage) -> tuple[Below, ...]:
    """Return the part that the address asks for, else the first; all in the text version."""
    offered = _offered(page)
    if is_text_only():
        return offered
    asked = read_parameters()["below"]
    if not asked and read_parameters()["picture"]:
        # Links from before the parts were chosen name the picture of other areas alone.
        asked = Below.AREAS.value
    return tuple(part for part in offered if part.value == asked) or offered[:1]


def _show_areas(page: NeedPage) -> None:
    coverage = coverage_beside(page)
    if coverage is None:
        st.header("How much of the need does treatment reach elsewhere?", anchor=False)
        st.caption("Coverage of this need is held for too few authorities to compare them.")
        return
    # A period that somebody typed is of their table, not of the published figures.
    is_published = page.view is not None and page.figures is not Figures.TYPED
    period = page.view.estimate.period if page.view and is_published else ""
    show_coverage(coverage, asked_for=page.substance, period=period)


def _uses_of(coverage: TreatmentCoverage) -> list[Use]:
    measure = str(coverage.view.indicator["name"])
    return [Use(name, measure) for name in coverage.view.sources]
