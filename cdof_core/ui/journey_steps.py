"""The figures of each step: a sentence, a picture, and the same as a table."""

import streamlit as st

from cdof_core.analysis.treatment_journey import JourneyMeasure
from cdof_core.report.journey_pictures import categories_picture, category_rows, series_picture
from cdof_core.report.journey_tables import (
    FigureLine,
    figure_lines,
    measure_file,
    shown_figures,
)
from cdof_core.report.journey_words import measure_sentence
from cdof_core.report.picture import Picture
from cdof_core.ui.cached import read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.journey_page import JourneyPage
from cdof_core.ui.panels import as_plain_text, show_downloads


def show_steps(page: JourneyPage) -> None:
    """Show each step that is asked for: what it asks, then its measures."""
    for view in page.steps:
        if not view.measures:
            continue
        st.header(view.step.title, anchor=False)
        st.caption(view.step.question)
        for measure in view.measures:
            _show_measure(measure, page)


def _show_measure(measure: JourneyMeasure, page: JourneyPage) -> None:
    """Say a measure, draw it where there is something to see, and give its table."""
    said = measure_sentence(measure, journey=page.journey, period=page.period)
    st.markdown(as_plain_text(said))
    indicator = str(measure.indicator["indicator_id"])
    stem = file_stem(indicator, page.journey.area_name)
    title = f"{measure.indicator['name']}, {page.journey.area_name}"
    tables = plain_files(title, measure_file(measure), file_stem=stem)
    picture = _picture(measure, page)
    if picture is not None:
        show_picture(picture, key=indicator, file_stem=stem, tables=tables)
    with st.expander(f"Table: {measure.indicator['short_name']}"):
        show_table(_table(measure, page), key=indicator)
        if picture is None:
            show_downloads(tables, key=f"table_{indicator}")


def _picture(measure: JourneyMeasure, page: JourneyPage) -> Picture | None:
    """Return a picture of categories, or of a series; None where one figure is all there is."""
    datasets, palette = read_table("datasets"), current_palette()
    if measure.is_series:
        return series_picture(measure, journey=page.journey, datasets=datasets, palette=palette)
    if measure.has_categories and len(category_rows(measure, period=page.period)) > 1:
        return categories_picture(
            measure,
            journey=page.journey,
            period=page.period,
            datasets=datasets,
            palette=palette,
        )
    return None


def _table(measure: JourneyMeasure, page: JourneyPage) -> DataTable:
    rows = shown_figures(measure, period=page.period)
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
