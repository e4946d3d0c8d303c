"""The overview page: key messages and six outcome cards."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.overview import OutcomeCard as OutcomeFacts
from cdof_core.analysis.overview import Overview
from cdof_core.comparison.records import records_of
from cdof_core.domain import (
    IndicatorId,
    Judgement,
    JudgementLevels,
    NotComparedReason,
    ValueKind,
)
from cdof_core.domain.area import ENGLAND_AND_WALES
from cdof_core.domain.indicator import COMPARABLE
from cdof_core.domain.judgement import RecentTrend
from cdof_core.narrative.figures import Figure, figure_from_row, places_of
from cdof_core.narrative.key_messages import key_messages
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import (
    MISSING,
    count_text,
    fraction_text,
    interval_text,
    unit_for,
    value_text,
)
from cdof_core.narrative.other_years import population_of_another_year
from cdof_core.narrative.periods import age_words, period_text
from cdof_core.narrative.sentences import Sentence
from cdof_core.narrative.words import FLAGS, REASONS, trend_word
from cdof_core.report.spine_picture import profile_finding
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import snapshot_date
from cdof_core.ui.charts import current_palette
from cdof_core.ui.components import (
    CardRow,
    Message,
    OutcomeCard,
    show_key_messages,
    show_legend,
    show_outcome_cards,
)
from cdof_core.ui.downloads import file_stem, profile_files, spine_files
from cdof_core.ui.kept import keep
from cdof_core.ui.panels import show_caveats
from cdof_core.ui.session import current_selection
from cdof_core.ui.sources import Use, datasets_of, show_sources, warning_of
from cdof_core.ui.url import HOME, Parameters, page_href, read_parameters
from cdof_core.ui.workshop import is_workshop

_MUCH = frozenset(
    {
        Judgement.MUCH_WORSE,
        Judgement.MUCH_BETTER,
        Judgement.MUCH_LOWER,
        Judgement.MUCH_HIGHER,
    }
)
MESSAGES_IN_A_ROOM = 3
"""On a projector the cards begin in the first screen; what follows here is in them too."""
_UNUSED: dict[JudgementLevels, frozenset[Judgement]] = {3: _MUCH, 5: frozenset()}
_INTERVALS: dict[JudgementLevels, str] = {
    3: "the 95% interval",
    5: "the 95% and 99.8% intervals",
}


def show_headline(overview: Overview) -> None:
    """Show the page's title and what it covers."""
    places = overview.comparison.places
    st.title(profile_finding(overview.comparison))
    oldest = period_text(overview.oldest_period)
    said = (
        "Where do we stand? Every measure of the outcomes framework that is published for this "
        f"area, against {in_sentence(places.chosen.label)}."
    )
    st.caption(f"{said} Oldest figure shown: {oldest}." if oldest else said)
    if places.warning:
        st.caption(f"About this comparison: {places.warning}")


def messages_of(overview: Overview) -> tuple[Sentence, ...]:
    """Return the three to five findings that come first, or that there is nothing to say."""
    return key_messages(_leading(overview), area_name=overview.comparison.places.area.name)


def _leading(overview: Overview) -> list[Figure]:
    name = overview.comparison.places.area.name
    return [figure_from_row(row, area_name=name) for row in records_of(overview.findings)]


def show_messages(overview: Overview) -> None:
    """Show the three to five findings that come first; a room reads three, above the cards."""
    parameters = read_parameters()
    most = MESSAGES_IN_A_ROOM if is_workshop() else None
    messages = keep(
        lambda: _messages(overview, parameters),
        key=f"messages of {page_href(HOME, parameters)}",
        made_from=[overview],
    )
    with st.container(key="leading_messages"):
        show_key_messages(messages[:most])


def _messages(overview: Overview, parameters: Parameters) -> list[Message]:
    figures = _leading(overview)
    return [
        Message(
            text=sentence.text,
            headline=sentence.lead,
            href=page_href(
                "indicator", parameters, indicator=figure.indicator_id, period="", sex=""
            )
            if figure
            else "",
            link="See the figures" if figure else "",
        )
        for sentence, figure in zip(messages_of(overview), figures or [None], strict=True)
    ]


def show_cards(overview: Overview) -> None:
    """Show the six outcomes with their measures, and the legend of the marks."""
    parameters = read_parameters()
    cards = keep(
        lambda: [_card(facts, parameters) for facts in overview.cards],
        key=f"cards of {page_href(HOME, parameters)}",
        made_from=[overview],
    )
    show_outcome_cards(cards)
    label = in_sentence(overview.comparison.places.chosen.label)
    levels = current_selection().levels
    show_legend(
        [item for item in Judgement if item not in _UNUSED[levels]],
        sentence=f"Judgement: {_INTERVALS[levels]} against the value of {label} "
        "for the same period, sex, age and method.",
    )


def show_overview_files(overview: Overview) -> None:
    """Offer the figures of the cards as files."""
    stem = file_stem("overview", overview.comparison.places.area.name)
    shown = keep(lambda: _shown(overview), key="measures of an overview", made_from=[overview])
    comparison = overview.comparison
    files = [*profile_files(comparison, file_stem=stem)]
    if not comparison.is_empty:
        files += spine_files(comparison, file_stem=stem, palette=current_palette())
    show_beside(files, key="overview", defines=shown)


def _shown(overview: Overview) -> list[str]:
    return [
        str(name)
        for card in overview.cards
        for part in (card.rows, card.national)
        for name in part["indicator_id"].tolist()
        if pd.notna(name)
    ]


def show_overview_sources(overview: Overview) -> None:
    """Show the sources of every figure on the cards, and their caveats."""
    uses = keep(lambda: _uses(overview), key="uses of an overview", made_from=[overview])
    show_sources(uses)
    datasets = datasets_of([use.dataset_id for use in uses])
    show_caveats([f"{dataset.publication}: {dataset.caveats}" for dataset in datasets])


def _uses(overview: Overview) -> list[Use]:
    rows = overview.comparison.rows
    uses = [Use(*pair) for pair in zip(rows["dataset_id"], rows["short_name"], strict=True)]
    for card in overview.cards:
        national = card.national
        known = national["value"].notna()
        # Two columns, not the whole table: it has seventy.
        named = zip(national["dataset_id"][known], national["measure_name"][known], strict=True)
        uses += [Use(*pair) for pair in named]
    return uses


def _card(facts: OutcomeFacts, parameters: Parameters) -> OutcomeCard:
    today = snapshot_date()
    local = tuple(_local_row(row, today, parameters) for row in records_of(facts.rows))
    national = records_of(facts.national)
    with_value = tuple(
        _national_row(row, today, parameters) for row in national if pd.notna(row["value"])
    )
    return OutcomeCard(
        outcome_id=facts.outcome_id,
        name=facts.name,
        about=_about(len(local), len(with_value), len(national) - len(with_value)),
        rows=(*local, *with_value),
        absent_summary="What is not published here" if national else "",
        absent=tuple(f"{row['measure_name']}: {row['local_status_note']}" for row in national),
    )


def _about(local: int, national: int, unknown: int) -> str:
    here = f"{local} measure{'' if local == 1 else 's'} here" if local else "Nothing published here"
    said = [here]
    if national:
        said.append(f"{national} national only")
    if unknown:
        said.append(f"{unknown} without a figure")
    return ", ".join(said)


def _local_row(row: Mapping[Any, Any], today: date, parameters: Parameters) -> CardRow:
    unit, decimals = str(row["unit"]), places_of(row)
    kind = ValueKind(str(row["value_kind"]))
    reason = str(row["reason"])
    sentences = [REASONS.get(reason, ""), FLAGS.get(str(row["flag"]), "")]
    is_sized, is_missing = kind in COMPARABLE, pd.isna(row["value"])
    return CardRow(
        indicator_id=IndicatorId(str(row["indicator_id"])),
        name=str(row["short_name"]),
        about=tuple(
            line for line in (_figures(row, kind), _times(row, today), _trend(row)) if line
        ),
        value=value_text(row["value"], unit=unit, decimals=decimals, with_unit=False),
        unit="" if is_sized or is_missing else unit_for(row["value"], _spelt(unit), decimals),
        judgement=Judgement(str(row["judgement"])),
        reason=reason,
        reason_sentence="; ".join(sentence for sentence in sentences if sentence),
        warning=warning_of(str(row["dataset_id"])),
        href=_href(row, parameters),
    )


def _figures(row: Mapping[Any, Any], kind: ValueKind) -> str:
    """Return interval, unit, count and, if of another year, population behind a sized value."""
    if kind not in COMPARABLE:
        return ""
    population = population_of_another_year(str(row["note"]), period=str(row["period_label"]))
    unit, decimals = str(row["unit"]), places_of(row)
    interval = interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
    count = ""
    if kind is ValueKind.PROPORTION:
        count = fraction_text(row["numerator"], row["denominator"])
    elif kind in (ValueKind.CRUDE_RATE, ValueKind.STANDARDISED_RATE):
        count = count_text(row["numerator"], str(row["numerator_name"]))
    measured = " ".join(part for part in (interval, _spelt(unit)) if part)
    parts = (measured, "" if count == MISSING else count, population)
    return " · ".join(part for part in parts if part)


def _times(row: Mapping[Any, Any], today: date) -> str:
    """Return the period and its age."""
    age = age_words(pd.Timestamp(row["period_end"]).date(), today).removeprefix("ended ")
    return f"{period_text(str(row['period_label']))} · {age}"


def _trend(row: Mapping[Any, Any]) -> str:
    """Return the recent trend where one was tested; the profile says why others were not."""
    if row["trend"] == RecentTrend.CANNOT_BE_CALCULATED:
        return ""
    return trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"]))


def _national_row(row: Mapping[Any, Any], today: date, parameters: Parameters) -> CardRow:
    unit, decimals = str(row["unit"]), places_of(row)
    area = "England and Wales" if row["area_code"] == ENGLAND_AND_WALES else "England"
    return CardRow(
        indicator_id=IndicatorId(str(row["indicator_id"])),
        name=str(row["measure_name"]),
        about=(*_counted(row), area, _times(row, today)),
        value=value_text(row["value"], unit=unit, decimals=decimals, with_unit=False),
        unit=_spelt(unit),
        judgement=Judgement.NOT_COMPARED,
        reason=NotComparedReason.NATIONAL_ONLY.value,
        reason_sentence=str(row["local_status_note"]),
        warning=warning_of(str(row["dataset_id"])),
        href=_href(row, parameters),
    )


def _counted(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """Return what a national figure counts, where that is not the measure in so many words."""
    if row["relation"] == "part":
        return (f"Only a part: {row['short_name']}",)
    return () if row["short_name"] == row["measure_name"] else (str(row["short_name"]),)


def _spelt(unit: str) -> str:
    """Return a unit that stands after its number; signs stand with the number already."""
    return "" if unit == "%" or unit.startswith("£") else unit


def _href(row: Mapping[Any, Any], parameters: Parameters) -> str:
    return page_href("indicator", parameters, indicator=str(row["indicator_id"]), period="", sex="")
