"""The indicator page: one measure as map, trend, ranking and table, with its definition."""

import streamlit as st

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.domain import Judgement
from cdof_core.narrative.findings import coverage_sentence, indicator_finding, measure_line
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.sentences import level_sentence, trend_sentence
from cdof_core.narrative.words import FLAGS, REASONS, chip_word
from cdof_core.report.pictures import (
    chosen_figure,
    facts_of,
    ranking_picture,
    trend_picture,
)
from cdof_core.report.sources import source_line
from cdof_core.ui.cached import load_sexes, read_table
from cdof_core.ui.charts import current_palette, show_chart
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Message, show_key_messages, show_table
from cdof_core.ui.definitions import show_definition
from cdof_core.ui.judged import datasets_of
from cdof_core.ui.panels import show_caveats, show_no_data, show_source
from cdof_core.ui.session import current_selection
from cdof_core.ui.url import page_href, read_parameters


def show_indicator_choices(view: IndicatorView) -> None:
    """Draw the menus of measure, period and sex."""
    with st.container(horizontal=True, gap="small"):
        choose_parameter(
            "Measure",
            "indicator",
            _measures(),
            current=str(view.indicator["indicator_id"]),
            width=420,
        )
        if view.has_local:
            labels = [str(label) for label in view.periods["period_label"].unique()]
            choose_parameter(
                "Period",
                "period",
                {label: period_text(label) for label in labels},
                current=view.period,
                width=150,
            )
        sex, sexes = current_selection().sex, load_sexes(str(view.indicator["indicator_id"]))
        if len(sexes) > 1 or sex not in sexes:
            offered = dict.fromkeys([*sexes, sex])
            choose_parameter("Sex", "sex", {name: name for name in offered}, current=sex, width=130)


def show_finding(view: IndicatorView) -> None:
    """Show what the numbers say, first as a title, then as sentences."""
    facts, figure = facts_of(view), chosen_figure(view)
    st.title(indicator_finding(figure, view=facts).removesuffix("."))
    said = [measure_line(facts)]
    if view.has_local:
        said.append(coverage_sentence(view.coverage))
    st.caption(" ".join(said))
    if figure is not None:
        sentences = [level_sentence(figure).text, trend_sentence(figure).text]
        show_key_messages(
            [Message(text=sentence) for sentence in sentences if sentence],
            heading="What the numbers say",
        )
    if not view.has_local:
        show_no_data(
            "No authority has a figure for this measure",
            why=str(view.indicator["geography"]),
        )
    if view.places.warning:
        st.caption(f"About this comparison: {view.places.warning}")


def show_trend(view: IndicatorView) -> None:
    """Show the chosen area and its benchmarks over time."""
    if view.trend.empty:
        return
    picture = trend_picture(view, source=_source(view), palette=current_palette())
    st.subheader(picture.wording.finding, anchor=False)
    st.caption(picture.wording.measure)
    show_chart(picture.on_screen(), key="trend", description=picture.wording.description)
    with st.expander("Trend as a table"):
        _trend_table(view)


def show_ranking(view: IndicatorView) -> None:
    """Show every authority, highest first."""
    if not view.has_local:
        return
    picture = ranking_picture(view, source=_source(view), palette=current_palette())
    with st.container(height=620, border=False):
        show_chart(
            picture.on_screen(),
            key="ranking",
            description=picture.wording.description,
            picks_area=True,
        )


def show_area_table(view: IndicatorView) -> None:
    """Show every authority as a table, those without a figure with the reason."""
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    parameters = read_parameters()
    ordered = view.areas.sort_values(["value", "area_name"], ascending=[False, True])
    rows = tuple(
        (
            Cell(
                str(row["area_name"]),
                href=page_href("indicator", parameters, area=str(row["area_code"])),
            ),
            Cell(number_text(row["rank"])),
            Cell(number_text(row["numerator"])),
            Cell(value_text(row["value"], unit=unit, decimals=decimals, with_unit=False)),
            Cell(interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)),
            Cell(
                chip_word(str(row["judgement"]), str(row["reason"])),
                below=_why(str(row["judgement"]), str(row["reason"]), str(row["flag"])),
            ),
        )
        for row in ordered.to_dict("records")
    )
    show_table(
        DataTable(
            caption=f"{view.indicator['name']}, {period_text(view.period)}",
            columns=("Area", "Rank", "Count", "Value", "95% interval", "Judgement"),
            groups=(("", rows),),
            numbers=(1, 2, 3, 4),
            search="Find an area",
            noun="areas",
        ),
        key="areas",
    )


def show_about_indicator(view: IndicatorView) -> None:
    """Show definition, caveats and sources."""
    st.header("Definition and source", anchor=False)
    show_definition()
    datasets = datasets_of(list(view.sources))
    show_caveats([str(view.indicator["comparability"]), *(dataset.caveats for dataset in datasets)])
    show_source(datasets)


def _why(judgement: str, reason: str, flag: str) -> str:
    said = [FLAGS.get(flag, "")]
    if judgement == Judgement.NOT_COMPARED:
        said.append(REASONS.get(reason, ""))
    return "; ".join(part for part in said if part)


def _measures() -> dict[str, str]:
    """Return the menu of measures: those of the profile first, under their outcomes."""
    indicators = read_table("indicators")
    outcomes = read_table("outcomes").set_index("outcome_id")["position"]
    ordered = indicators.assign(outcome=indicators["outcome_id"].map(outcomes)).sort_values(
        ["profile", "outcome", "position"], ascending=[False, True, True]
    )
    return dict(zip(ordered["indicator_id"], ordered["short_name"], strict=True))


def _source(view: IndicatorView) -> str:
    return source_line(read_table("datasets"), view.sources)


def _trend_table(view: IndicatorView) -> None:
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    table = view.trend.pivot_table(
        index=["period_start", "period_label", "vintage"],
        columns="series",
        values="value",
        aggfunc="first",
    ).reset_index()
    names = [name for name in dict.fromkeys(view.trend["series"]) if name in table.columns]
    rows = tuple(
        (
            Cell(period_text(str(row["period_label"])), below=str(row["vintage"])),
            *(
                Cell(value_text(row[name], unit=unit, decimals=decimals, with_unit=False))
                for name in names
            ),
        )
        for row in table.to_dict("records")
    )
    show_table(
        DataTable(
            caption=f"{view.indicator['name']} over time",
            columns=("Period", *names),
            groups=(("", rows),),
            numbers=tuple(range(1, len(names) + 1)),
            noun="periods",
        ),
        key="trend_table",
    )
