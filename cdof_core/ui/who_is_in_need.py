"""Who is in need: groups in treatment against the population, and need told by other measures."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from cdof_core.analysis.need_estimate import Figures
from cdof_core.analysis.need_groups import MEASURES, GroupPenetration, Trait, view_group_penetration
from cdof_core.analysis.need_steps import NEED_STEPS, TRAIT_MEASURES
from cdof_core.analysis.places import Places
from cdof_core.analysis.treatment_journey import (
    BEDFORD,
    CURRENT,
    StepView,
    TreatmentJourney,
    view_journey,
)
from cdof_core.comparison.records import records_of
from cdof_core.domain import AreaCode, Judgement, Selection
from cdof_core.domain.area import ENGLAND
from cdof_core.narrative.journey import rounding_sentence
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.need_groups import groups_sentence, is_fewer, need_title
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.report.journey_words import missing_lines
from cdof_core.report.need_groups_picture import (
    NOUNS,
    group_penetration_picture,
    group_penetration_table,
    unknown_sentence,
)
from cdof_core.statistics.penetration import ASSUMPTION
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.journey_page import load_journey_figures
from cdof_core.ui.journey_steps import show_step_in_words
from cdof_core.ui.judged import RESULTS_KEPT, chosen_of_whole_area, whole_area_key
from cdof_core.ui.panels import as_plain_text, show_caveats, show_no_data, show_reference_case
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.steady import steady
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import read_parameters, write_parameters


@dataclass(frozen=True, slots=True)
class WhoIsInNeed:
    """What the page shows.

    Attributes:
        figures: Whose figures.
        journey: Measures of the groups.
        traits: Penetration rates by ethnic group, sex and age.
        places: The chosen area and its benchmarks.
    """

    figures: Figures
    journey: TreatmentJourney
    traits: tuple[GroupPenetration, ...]
    places: Places


def load_who_is_in_need() -> WhoIsInNeed:
    """Return what the address asks for."""
    asked = read_parameters()["figures"]
    offered = (Figures.OWN, Figures.ENGLAND, Figures.REFERENCE)
    figures = next((kind for kind in offered if kind.value == asked), Figures.OWN)
    selection, places = chosen_of_whole_area()
    journey, traits = _need(figures, selection, whole_area_key(), places)
    return WhoIsInNeed(figures=figures, journey=journey, traits=traits, places=places)


def period_of_rates(trait: Trait, figures: Figures) -> str:
    """Return the year of the rates by a trait that the page has; empty where it has none.

    Args:
        trait: What people are grouped by.
        figures: Whose.
    """
    selection, places = chosen_of_whole_area()
    _, traits = _need(figures, selection, whole_area_key(), places)
    return next((view.period for view in traits if view.trait is trait and not view.why_not), "")


def show_need_groups_headline(page: WhoIsInNeed) -> None:
    """Show what the numbers say, as a title."""
    fewer = {
        view.trait.value: [
            str(row["category"])
            for row in records_of(view.rows[view.rows["line_rank"] == 0])
            if is_fewer(row)
        ]
        for view in page.traits
        if not view.why_not
    }
    held = any(not view.why_not for view in page.traits)
    title = need_title(area_name=page.journey.area_name, fewer=fewer, is_held=held)
    st.title(as_plain_text(title))
    st.caption(f"Who needs help here, and who may be missed? {ASSUMPTION}")
    if page.figures is Figures.REFERENCE:
        show_reference_case(BEDFORD)
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


def show_need_groups(page: WhoIsInNeed) -> None:
    """Show the rates by each trait, then each group told by other measures."""
    _show_traits(page)
    for view in page.journey.steps:
        _show_told(view, page)
    _show_not_held(page)


@steady
def _show_traits(page: WhoIsInNeed) -> None:
    """Show the rates that are held, and say which are not."""
    missing = [view for view in page.traits if view.why_not]
    held = [view for view in page.traits if not view.why_not]
    for view in held:
        _say_rates(view, page)
        if view is held[0]:
            _show_rates(view, page)
            _fold_rates_table(view)
        else:
            show_folded(
                f"Penetration by {NOUNS[view.trait]}: chart and table",
                partial(_show_rates_and_table, view, page),
                key=f"rates_all_{view.trait}",
            )
    if missing:
        _show_missing_traits(missing, page)


@steady
def _show_told(view: StepView, page: WhoIsInNeed) -> None:
    """Show a group told by other measures, where any is held."""
    if view.step.key and view.measures:
        show_step_in_words(view, journey=page.journey)


@steady
def _show_not_held(page: WhoIsInNeed) -> None:
    """Say which groups nothing is held for."""
    lines = missing_lines(page.journey)
    if lines:
        st.header("What is not held", anchor=False)
        st.markdown("\n".join(f"- {as_plain_text(line)}" for line in lines))


def show_need_groups_sources(page: WhoIsInNeed) -> None:
    """Show what to know before using this, and where everything comes from."""
    rates = [view for view in page.traits if not view.why_not]
    notes = [rounding_sentence(page.journey.rounded_to)] if page.journey.rounded_to > 1 else []
    if rates:
        notes += [
            ASSUMPTION,
            "A rate is a question, not a verdict: use differs between groups.",
            "Treatment covers adults; the Census counts every age.",
            *(unknown_sentence(view) for view in rates),
        ]
    show_caveats(notes)
    used = dict.fromkeys(
        [*page.journey.sources, *(name for view in rates for name in view.dataset_ids)]
    )
    show_sources((Use(name, "Who is in need") for name in used), key="need_groups")


def _say_rates(view: GroupPenetration, page: WhoIsInNeed) -> None:
    own = records_of(view.rows[view.rows["line_rank"] == 0])
    said = groups_sentence(own, area_name=page.journey.area_name, period=view.period)
    st.markdown(as_plain_text(said))


def _show_rates(view: GroupPenetration, page: WhoIsInNeed) -> None:
    name, palette = page.journey.area_name, current_palette()
    picture = group_penetration_picture(view, datasets=read_table("datasets"), palette=palette)
    stem = file_stem("penetration", view.trait, name)
    tables = plain_files(picture.wording.finding, group_penetration_table(view), file_stem=stem)
    show_picture(
        picture,
        key=f"rates_{view.trait}",
        file_stem=stem,
        tables=tables,
        explains=view.dataset_ids,
        has_twin=True,
        drawn_for=palette.ground,
        drawn_from=[view],
    )


def _show_rates_and_table(view: GroupPenetration, page: WhoIsInNeed) -> None:
    _show_rates(view, page)
    _show_rates_table(view)


def _fold_rates_table(view: GroupPenetration) -> None:
    show_folded(
        f"Table: penetration by {NOUNS[view.trait]}",
        partial(_show_rates_table, view),
        key=f"rates_{view.trait}",
    )


def _show_rates_table(view: GroupPenetration) -> None:
    show_table(partial(_table, view), key=f"rates_{view.trait}", drawn_from=[view])


def _table(view: GroupPenetration) -> DataTable:
    groups = tuple(
        (str(place), tuple(_row(row) for row in records_of(part)))
        for place, part in view.rows.groupby("line", sort=False)
    )
    return DataTable(
        caption=f"Penetration rates by {NOUNS[view.trait]}",
        columns=("Group", "In treatment", "Population", "Rate", "95% interval", "Against parity"),
        groups=groups,
        numbers=(1, 2, 3, 4),
        noun="groups",
    )


def _row(row: dict[Any, Any]) -> Row:
    return (
        Cell(str(row["category"])),
        Cell(
            value_text(row["in_treatment"], unit="%", decimals=1),
            below=f"{number_text(row['people'])} of {number_text(row['base'])}",
        ),
        Cell(value_text(row["population"], unit="%", decimals=1)),
        Cell(value_text(row["value"], unit="%", decimals=0)),
        Cell(interval_text(row["lower95"], row["upper95"], unit="%", decimals=0)),
        Cell("", judgement=Judgement(str(row["judgement"])), reason=str(row["reason"])),
    )


def _show_missing_traits(missing: list[GroupPenetration], page: WhoIsInNeed) -> None:
    """Say which rates cannot be had, and where some are."""
    names = listed([NOUNS[view.trait] for view in missing])
    reasons = "; ".join(dict.fromkeys(view.why_not for view in missing))
    show_no_data(
        f"No penetration rates by {names} for {in_sentence(page.journey.area_name)}",
        why=f"{at_start(reasons)}. The monitoring "
        "system's public export holds them for every authority; Barnet's and England's are in "
        "the data shipped here.",
    )
    with st.container(horizontal=True, gap="small"):
        for label, changes in (
            ("Show England", {"figures": Figures.ENGLAND.value}),
            ("Show Barnet", {"area": "E09000003", "figures": ""}),
        ):
            st.button(label, on_click=write_parameters, kwargs=changes)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _need(
    figures: Figures,
    selection: Selection,
    key: str,  # noqa: ARG001 (the snapshot and group the entry is for)
    _places: Places,
) -> tuple[TreatmentJourney, tuple[GroupPenetration, ...]]:
    is_england = figures is Figures.ENGLAND
    codes: tuple[AreaCode, ...] = (ENGLAND,) if is_england else _places.own_codes
    collection = BEDFORD if figures is Figures.REFERENCE else CURRENT
    journey = view_journey(
        area_codes=codes,
        area_name="England" if is_england else _places.area.name,
        benchmark=_places.england if is_england else _places.chosen,
        collection=collection,
        levels=selection.levels,
        steps=NEED_STEPS,
        besides=TRAIT_MEASURES,
        everything=load_journey_figures(
            collection, content_hash(), steps=NEED_STEPS, besides=TRAIT_MEASURES
        ),
    )
    traits = tuple(
        view_group_penetration(
            journey.measure(MEASURES[trait]), trait, authorities=_places.authorities
        )
        for trait in Trait
    )
    return journey, traits
