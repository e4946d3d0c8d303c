"""The treatment journey: what the numbers say, the flow of a year, and every step."""

from functools import partial

import streamlit as st

from cdof_core.analysis.need_estimate import Figures
from cdof_core.analysis.treatment_journey import (
    BEDFORD,
    JourneyMeasure,
    StepView,
    TreatmentJourney,
)
from cdof_core.domain import Judgement
from cdof_core.narrative.journey import compared_sentence, journey_title, rounding_sentence
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.periods import period_text
from cdof_core.report.journey_tables import (
    FigureLine,
    figure_lines,
    journey_file,
    lead_figures,
    lead_file,
)
from cdof_core.report.journey_words import (
    LEADS,
    lead_figure,
    lead_measures,
    missing_lines,
)
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import load_indicator_ids
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Message, Row, show_key_messages, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.journey_flow import show_flow
from cdof_core.ui.journey_page import EVERY, WHOLE, JourneyPage, load_messages
from cdof_core.ui.journey_steps import show_step
from cdof_core.ui.kept import keep
from cdof_core.ui.panels import (
    as_plain_text,
    show_caveats,
    show_no_data,
    show_reference_case,
)
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.steady import steady
from cdof_core.ui.url import changing_href, write_parameters


def show_journey_headline(page: JourneyPage) -> None:
    """Show what the numbers say, as a title."""
    for note in page.notes:
        st.caption(note)
    st.title(as_plain_text(journey_finding(page)))
    st.caption("How do people move from presentation to recovery here, and where are they lost?")


def journey_finding(page: JourneyPage) -> str:
    """Say how many complete treatment, or how many steps figures are held for."""
    journey = page.journey
    lead = lead_figure(journey)
    held = sum(bool(view.measures) for view in journey.steps)
    did = LEADS[str(lead["indicator_id"])] if lead else ""
    return journey_title(lead, did=did, area_name=journey.area_name, held=held)


def show_journey_choices(page: JourneyPage) -> None:
    """Draw the menus of figures, step and year."""
    if page.figures is Figures.REFERENCE:
        show_reference_case(BEDFORD)
    titles = {view.step.key: view.step.title for view in page.journey.steps}
    with st.container(horizontal=True, gap="small"):
        choose_parameter(
            "Figures",
            "figures",
            {
                Figures.OWN.value: f"Held for {in_sentence(page.places.area.name)}",
                Figures.ENGLAND.value: "England",
                Figures.REFERENCE.value: "Reference case: Bedford 2011 to 2014",
            },
            current=page.figures.value,
            width=300,
        )
        choose_parameter(
            "Step",
            "step",
            {WHOLE: "The whole journey", EVERY: "Every step, all figures", **titles},
            current=page.part,
            width=310,
        )
        if len(page.journey.periods) > 1:
            periods = {label: period_text(label) for label in page.journey.periods}
            choose_parameter(
                "Period",
                "period",
                {"": "Newest of each measure", **periods},
                current=page.period,
                width=230,
            )


def show_journey(page: JourneyPage) -> None:
    """Show the whole journey in one view, or the figures of its steps."""
    _show_words(page)
    if page.is_whole:
        show_flow(page)
        _show_leads(page)
    else:
        _show_steps(page)
    _show_missing(page)


@steady
def _show_steps(page: JourneyPage) -> None:
    """Show steps one after the other; of several, say how far they have come."""
    views = [view for view in page.steps if view.measures]
    bar = st.empty()
    for number, view in enumerate(views):
        if len(views) > 1:
            said = f"Drawing step {number + 1} of {len(views)}: {view.step.title}"
            bar.progress(number / len(views), text=said)
        show_step(view, journey=page.journey, period=page.period)
    bar.empty()


def show_journey_sources(page: JourneyPage) -> None:
    """Show what to know before using this, and where everything comes from."""
    journey = page.journey
    is_rounded = journey.rounded_to > 1
    rounded = [rounding_sentence(journey.rounded_to)] if is_rounded else []
    shown = [measure for view in page.steps for measure in view.measures]
    if page.is_whole:
        shown = [measure for _, leads in _leads(journey) for measure in leads]
    limits = [str(measure.indicator["limitations"]) for measure in shown]
    with st.container():
        show_caveats([*rounded, *limits])
    _offer_every_figure(journey)
    show_sources((Use(name, "Treatment journey") for name in journey.sources), key="journey")


@steady
def _offer_every_figure(journey: TreatmentJourney) -> None:
    """Offer all that is held as files; nothing where nothing is."""
    if journey.is_empty:
        return
    files = plain_files(
        f"Treatment journey, {journey.area_name}",
        partial(journey_file, journey),
        file_stem=file_stem("treatment-journey", journey.area_name),
    )
    st.caption("Every figure of every step:")
    held = [str(m.indicator["indicator_id"]) for view in journey.steps for m in view.measures]
    show_beside(files, key="journey", defines=list(dict.fromkeys(held)))


@steady
def _show_words(page: JourneyPage) -> None:
    """Say that nothing is held, or what leads each step."""
    if page.journey.is_empty:
        _show_nothing(page)
    if page.is_whole:
        _show_messages(page)


def _show_nothing(page: JourneyPage) -> None:
    show_no_data(
        f"No figures of the treatment journey are held for {in_sentence(page.journey.area_name)}",
        why=(
            "The monitoring system publishes them for every authority (ViewIt); of these, Barnet's "
            "are in the data shipped here. A file of the authority's own can be imported on the "
            "data page."
        ),
    )
    with st.container(horizontal=True, gap="small"):
        for label, changes in (
            ("Show England", {"figures": Figures.ENGLAND.value}),
            ("Show Barnet", {"area": "E09000003", "figures": ""}),
            ("Show the reference case", {"figures": Figures.REFERENCE.value}),
        ):
            st.button(label, on_click=write_parameters, kwargs=changes)


def _show_messages(page: JourneyPage) -> None:
    messages = [Message(headline=head, text=text) for head, text in load_messages(page)]
    show_key_messages(messages, heading="What the numbers say")


def leads_table(page: JourneyPage) -> DataTable:
    """Return the measure that leads each step, in one table; without groups where none is held."""
    groups: list[tuple[str, tuple[Row, ...]]] = []
    for view, measures in _leads(page.journey):
        rows = [row for measure in measures for row in _lead_rows(measure, page.period)]
        if rows:
            groups.append((view.step.title, tuple(rows)))
    return DataTable(
        caption=f"The treatment journey of {page.journey.area_name}, step by step",
        columns=("Measure", "Value", "95% interval", "Counts", "Compared"),
        groups=tuple(groups),
        numbers=(1, 2, 3),
        noun="measures",
    )


def _leads(journey: TreatmentJourney) -> list[tuple[StepView, list[JourneyMeasure]]]:
    return keep(lambda: list(lead_measures(journey)), key="lead measures", made_from=[journey])


@steady
def _show_leads(page: JourneyPage) -> None:
    """Show the measure that leads each step."""
    table = keep(partial(leads_table, page), key=f"leads {page.period}", made_from=[page.journey])
    if not table.groups:
        return
    st.header("Step by step", anchor=False)
    cells = [row[-1] for _, rows in table.groups for row in rows]
    titles = {title for title, _ in table.groups}
    shown = [
        str(measure.indicator["indicator_id"])
        for view, measures in _leads(page.journey)
        if view.step.title in titles
        for measure in measures
    ]
    compared = sum(cell.judgement not in (None, Judgement.NOT_COMPARED) for cell in cells)
    printed = page.figures is Figures.REFERENCE
    label = "the places printed beside them" if printed else page.journey.benchmark_label
    st.caption(as_plain_text(compared_sentence(compared, len(cells), label=label)))
    show_table(table, key="leads")
    files = plain_files(
        f"The treatment journey of {page.journey.area_name}, step by step",
        partial(lead_file, page.journey, period=page.period),
        file_stem=file_stem("treatment-journey-steps", page.journey.area_name),
    )
    show_beside(files, key="leads", defines=shown)


def _lead_rows(measure: JourneyMeasure, period: str) -> list[Row]:
    own = lead_figures(measure, period=period)
    indicator = str(measure.indicator["indicator_id"])
    # What a reference case prints has no definition of its own.
    is_defined = indicator in load_indicator_ids()
    defined_at = changing_href("definitions", indicator=indicator) if is_defined else ""
    lines: list[FigureLine] = [line for _, part in figure_lines(own) for line in part]
    return [
        (
            Cell(
                str(measure.indicator["short_name"]),
                below=line.below,
                href=defined_at,
            ),
            Cell(line.value),
            Cell(line.interval or "none"),
            Cell(line.counts),
            Cell("", below=line.benchmark, judgement=line.judgement, reason=line.reason),
        )
        for line in lines
    ]


@steady
def _show_missing(page: JourneyPage) -> None:
    """Say which steps nothing is held for, and what would fill them."""
    lines = missing_lines(page.journey, part="" if page.part in (WHOLE, EVERY) else page.part)
    if lines:
        st.header("What is not held", anchor=False)
        st.markdown("\n".join(f"- {as_plain_text(line)}" for line in lines))
