"""The figures of each step: a sentence, a picture, and the same as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import streamlit as st

from cdof_core.analysis.treatment_journey import JourneyMeasure, StepView, TreatmentJourney
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.report.journey_pictures import categories_picture, category_rows, series_picture
from cdof_core.report.journey_tables import (
    FigureLine,
    figure_lines,
    measure_file,
    shown_figures,
)
from cdof_core.report.journey_words import measure_sentence
from cdof_core.report.picture import Picture
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.kept import keep
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.text_version import show_folded

Kind = Literal["series", "categories", "figure"]


@dataclass(frozen=True, slots=True)
class _Told:
    """A measure in a sentence, and what there is to draw of it."""

    sentence: str
    kind: Kind


def show_step(view: StepView, *, journey: TreatmentJourney, period: str) -> None:
    """Show a step: what it asks, then each of its measures.

    Args:
        view: The step.
        journey: Whose it is.
        period: Label of the period asked for; empty for the newest of each measure.
    """
    st.header(view.step.title, anchor=False)
    st.caption(view.step.question)
    for measure in view.measures:
        _say_measure(measure, journey=journey, period=period)
        _draw_measure(measure, journey=journey, period=period)


def step_picture(view: StepView, *, journey: TreatmentJourney, period: str) -> Picture | None:
    """Draw the first measure of a step that there is something to see of; None without any.

    Args:
        view: The step.
        journey: Whose it is.
        period: Label of the period asked for; empty for the newest of each measure.
    """
    for measure in view.measures:
        told = _tell(measure, journey=journey, period=period)
        draw = _drawing(told.kind, measure, journey=journey, period=period, palette=LIGHT)
        if draw is not None:
            return draw()
    return None


def show_step_in_words(view: StepView, *, journey: TreatmentJourney) -> None:
    """Show a step in sentences, its charts and tables drawn when they are unfolded.

    Args:
        view: The step.
        journey: Whose it is; the newest period of each measure is shown.
    """
    st.header(view.step.title, anchor=False)
    st.caption(view.step.question)
    # Areas have figures of more and fewer measures: what is folded below keeps its place.
    with st.container():
        for measure in view.measures:
            _say_measure(measure, journey=journey, period="")

    def draw() -> None:
        for measure in view.measures:
            _draw_measure(measure, journey=journey, period="")

    show_folded(f"{view.step.title}: charts and tables", draw, key=f"step_{view.step.key}")


def _say_measure(measure: JourneyMeasure, *, journey: TreatmentJourney, period: str) -> None:
    told = _told(measure, journey=journey, period=period)
    st.markdown(as_plain_text(told.sentence))


def _told(measure: JourneyMeasure, *, journey: TreatmentJourney, period: str) -> _Told:
    return keep(
        partial(_tell, measure, journey=journey, period=period),
        key=f"told {measure.indicator['indicator_id']} {period}",
        made_from=[journey, measure],
    )


def _draw_measure(measure: JourneyMeasure, *, journey: TreatmentJourney, period: str) -> None:
    """Draw a measure where there is something to see, and give its table."""
    indicator = str(measure.indicator["indicator_id"])
    told = _told(measure, journey=journey, period=period)
    stem = file_stem(indicator, journey.area_name)
    title = f"{measure.indicator['name']}, {journey.area_name}"
    tables = plain_files(title, partial(measure_file, measure), file_stem=stem)
    palette = current_palette()
    draw = _drawing(told.kind, measure, journey=journey, period=period, palette=palette)
    if draw is not None:
        show_picture(
            draw,
            key=indicator,
            file_stem=stem,
            tables=tables,
            drawn_for=f"{period} {palette.ground}",
            drawn_from=[journey, measure],
            defines=[indicator],
            has_twin=True,
        )

    def show_figures() -> None:
        show_table(
            partial(_table, measure, period),
            key=indicator,
            drawn_for=f"period {period}",
            drawn_from=[measure],
        )
        if draw is None:
            show_beside(tables, key=f"table_{indicator}", defines=[indicator])

    show_folded(f"Table: {measure.indicator['short_name']}", show_figures, key=indicator)


def _tell(measure: JourneyMeasure, *, journey: TreatmentJourney, period: str) -> _Told:
    """Say a measure, and what there is to draw of it: one figure alone is not drawn."""
    sentence = measure_sentence(measure, journey=journey, period=period)
    if measure.is_series:
        return _Told(sentence, "series")
    several = measure.has_categories and len(category_rows(measure, period=period)) > 1
    return _Told(sentence, "categories" if several else "figure")


def _drawing(
    kind: Kind,
    measure: JourneyMeasure,
    *,
    journey: TreatmentJourney,
    period: str,
    palette: Palette,
) -> Callable[[], Picture] | None:
    """Return what draws categories, or a series; None where one figure is all there is."""
    datasets = read_table("datasets")
    if kind == "series":
        return partial(series_picture, measure, journey=journey, datasets=datasets, palette=palette)
    if kind == "categories":
        return partial(
            categories_picture,
            measure,
            journey=journey,
            period=period,
            datasets=datasets,
            palette=palette,
        )
    return None


def _table(measure: JourneyMeasure, period: str) -> DataTable:
    rows = shown_figures(measure, period=period)
    return DataTable(
        caption=f"{measure.indicator['name']}, figures",
        columns=("Category", "Value", "95% interval", "Counts", "Compared", "Remark"),
        groups=tuple(
            (name, tuple(_row(line) for line in lines)) for name, lines in figure_lines(rows)
        ),
        numbers=(1, 2, 3),
        noun="figures",
    )


def _row(line: FigureLine) -> Row:
    compared = (
        Cell("", below=line.benchmark, judgement=line.judgement, reason=line.reason)
        if line.judgement
        else Cell("")
    )
    return (
        Cell(line.name, below=line.below),
        Cell(line.value),
        Cell(line.interval),
        Cell(line.counts),
        compared,
        Cell(line.remark),
    )
