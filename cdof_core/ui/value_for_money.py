"""The value for money page: local spend, a calculator, and two published summaries."""

from dataclasses import replace
from math import isnan

import pandas as pd
import streamlit as st

from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.local_spend import LINES
from cdof_core.analysis.money_calculation import amounts_held, short_offered
from cdof_core.analysis.places import Places
from cdof_core.domain import IndicatorId, Selection
from cdof_core.narrative.money import (
    pounds_text,
    zero_sentence,
)
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import number_text
from cdof_core.report.pictures import ranking_picture
from cdof_core.report.sources import source_line
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.downloads import area_files, file_stem, plain_files, profile_files
from cdof_core.ui.judged import RESULTS_KEPT, chosen_of_whole_area, whole_area_key
from cdof_core.ui.panels import as_plain_text, show_caveats, show_downloads, show_no_data
from cdof_core.ui.sources import Use, datasets_of, show_sources
from cdof_core.ui.spend_table import spend_finding, spend_table, thousands_text
from cdof_core.ui.steady import steady
from cdof_core.ui.url import read_parameters
from cdof_core.ui.value_calculator import show_calculator
from cdof_core.ui.value_page import ValuePage


def show_value_headline(page: ValuePage) -> None:
    """Show what the area reports to spend, as a title."""
    st.title(spend_finding(page))
    st.caption("What is spent, on whom, and what would more completions return?")


@steady
def show_spend(page: ValuePage) -> None:
    """Show the lines beside neighbours, region and England, and what a zero may mean."""
    spend = page.spend
    _say_before_spend(page)
    if spend.is_empty:
        return
    show_table(spend_table(page), key="spend_lines")
    rows = spend.comparison.rows
    note = next((text for text in rows.loc[rows["value"].notna(), "note"].astype(str) if text), "")
    st.caption(
        f"Pounds per person of any age. {as_plain_text(note)} Amounts that councils return are not "
        "samples: no interval, and no judgement of better or worse."
    )
    show_beside(
        profile_files(spend.comparison, file_stem=file_stem("spend", page.places.area.name)),
        key="spend",
        defines=[str(name) for name in spend.comparison.rows["indicator_id"]],
    )
    _show_ranked_line(page)
    _show_per_person(page)


def show_money(page: ValuePage) -> None:
    """Show the calculator, with what is held of the area offered as a beginning."""
    short = short_offered(page.shorts)
    show_calculator(
        amounts_held(page.spend, page.shorts),
        area_name=page.places.area.name,
        users="" if short is None else short.users,
    )


def show_value_sources(page: ValuePage) -> None:
    """Show caveats and sources of the local figures."""
    rows = page.spend.comparison.rows
    uses = [Use(*pair) for pair in zip(rows["dataset_id"], rows["short_name"], strict=True)]
    if page.spend.per_person:
        uses.append(Use(page.spend.people_dataset, "Adults in alcohol treatment"))
    uses += [Use(one.dataset_id, f"Successful completion, {one.users}") for one in page.shorts]
    show_caveats([dataset.caveats for dataset in datasets_of([use.dataset_id for use in uses])])
    show_sources(uses, key="value")


@steady
def _say_before_spend(page: ValuePage) -> None:
    """Say that nothing is held, or what the zeros on lines may mean."""
    if page.spend.is_empty:
        show_no_data(
            f"No spend is held for {in_sentence(page.places.area.name)}",
            why="A council that made no return has none, and a partnership has a total only where "
            "all its members have one.",
        )
    elif page.spend.zeros:
        st.warning(zero_sentence(page.spend.zeros), icon=":material/help:")


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _line(
    selection: Selection,
    key: str,  # noqa: ARG001 (the snapshot and group the entry is for)
    _places: Places,
) -> IndicatorView:
    return view_indicator(selection, places=_places)


def _show_ranked_line(page: ValuePage) -> None:
    """Show one line of the return for the area and its group, highest first."""
    selection, places = chosen_of_whole_area()
    shown = {str(row) for row in page.spend.comparison.rows["indicator_id"]}
    options = {name: label for name, label in LINES.items() if name in shown}
    asked = read_parameters()["line"]
    line = asked if asked in options else next(iter(options))
    choose_parameter("Line beside neighbours", "line", options, current=line, width=330)
    view = _line(
        replace(selection, indicator_id=IndicatorId(line), period=""), whole_area_key(), places
    )
    group = places.neighbours
    stem = file_stem(line, places.area.name)
    palette = current_palette()
    show_picture(
        lambda: ranking_picture(
            view,
            source=source_line(read_table("datasets"), view.sources),
            palette=palette,
            only=None if group is None else list(group.members),
            group_name="" if group is None else group.label,
        ),
        drawn_for=palette.ground,
        drawn_from=[view, places],
        key="spend_ranking",
        file_stem=f"{stem}-ranking",
        picks_area=True,
        tables=area_files(view, file_stem=stem),
        height=640 if group is None else None,
        defines=[line],
    )


def _show_per_person(page: ValuePage) -> None:
    """Show alcohol treatment spend per person in treatment, of two different years."""
    spend = page.spend
    if not spend.per_person:
        return
    st.subheader("Spend per person in alcohol treatment", anchor=False)
    st.caption(
        f"Net spend of {spend.spend_period} over adults in treatment in {spend.people_period}, the "
        "newest local count held. The two years differ, so this is an order of magnitude, not a "
        "unit cost. Few authorities have a local count for drugs: state one in the calculator."
    )
    rows = tuple(
        (
            Cell(person.name),
            Cell(thousands_text(person.spend)),
            Cell("not held" if isnan(person.people) else number_text(person.people)),
            Cell(
                pounds_text(person.pounds),
                below="nothing on this line: not divided" if person.spend == 0 else "",
            ),
        )
        for person in spend.per_person
    )
    show_table(
        DataTable(
            caption="Alcohol treatment: spend per person in treatment",
            columns=(
                "Area",
                f"Net spend {spend.spend_period}",
                f"In treatment {spend.people_period}",
                "Pounds per person",
            ),
            groups=(
                (at_start(in_sentence(page.places.area.name)), rows[: len(page.places.own_codes)]),
                ("DfE statistical neighbours", rows[len(page.places.own_codes) :]),
            ),
            numbers=(1, 2, 3),
            noun="areas",
        ),
        key="per_person",
    )
    table = pd.DataFrame(
        {
            "Area code": [person.area_code for person in spend.per_person],
            "Area": [person.name for person in spend.per_person],
            f"Net spend {spend.spend_period} (£ thousand)": [p.spend for p in spend.per_person],
            f"In treatment {spend.people_period}": [p.people for p in spend.per_person],
            "Pounds per person, two different years": [p.pounds for p in spend.per_person],
        }
    )
    stem = file_stem("alcohol-spend-per-person", page.places.area.name)
    show_downloads(
        plain_files("Alcohol treatment: spend per person in treatment", table, file_stem=stem),
        key="per_person",
    )
