"""The overview page: key messages and six outcome cards."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.overview import OutcomeCard as OutcomeFacts
from cdof_core.analysis.overview import Overview
from cdof_core.domain import IndicatorId, Judgement, NotComparedReason
from cdof_core.domain.area import ENGLAND_AND_WALES
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.key_messages import key_messages
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import fraction_text, interval_text, number_text, value_text
from cdof_core.narrative.periods import age_words, period_text
from cdof_core.narrative.words import FLAGS, REASONS, trend_word
from cdof_core.ui.cached import snapshot_date
from cdof_core.ui.components import (
    CardRow,
    Message,
    OutcomeCard,
    show_key_messages,
    show_legend,
    show_outcome_cards,
)
from cdof_core.ui.judged import datasets_of
from cdof_core.ui.panels import show_caveats, show_source
from cdof_core.ui.url import page_href, read_parameters

_LEGEND = (
    Judgement.WORSE,
    Judgement.SIMILAR,
    Judgement.BETTER,
    Judgement.HIGHER,
    Judgement.LOWER,
    Judgement.NOT_COMPARED,
)


def show_headline(overview: Overview) -> None:
    """Show the page's title and what it covers."""
    places = overview.comparison.places
    st.title(f"{at_start(in_sentence(places.area.name))}: where do we stand?")
    oldest = period_text(overview.oldest_period)
    said = (
        "Every measure of the outcomes framework that is published for this area, against "
        f"{in_sentence(places.chosen.label)}."
    )
    st.caption(f"{said} Oldest figure shown: {oldest}." if oldest else said)
    if places.warning:
        st.caption(f"About this comparison: {places.warning}")


def show_messages(overview: Overview) -> None:
    """Show the three to five findings that come first."""
    name = overview.comparison.places.area.name
    figures = [figure_from_row(row, area_name=name) for row in overview.findings.to_dict("records")]
    parameters = read_parameters()
    show_key_messages(
        [
            Message(
                text=sentence.text,
                headline=sentence.lead,
                href=page_href("indicator", parameters, indicator=figure.indicator_id, period="")
                if figure
                else "",
                link="See the figures" if figure else "",
            )
            for sentence, figure in zip(
                key_messages(figures, area_name=name), figures or [None], strict=True
            )
        ]
    )


def show_cards(overview: Overview) -> None:
    """Show the six outcomes with their measures, and the legend of the marks."""
    show_outcome_cards([_card(facts) for facts in overview.cards])
    label = in_sentence(overview.comparison.places.chosen.label)
    show_legend(
        _LEGEND,
        sentence=f"Judgement: the 95% interval against the value of {label} "
        "for the same period, sex, age and method.",
    )


def show_overview_sources(overview: Overview) -> None:
    """Show the sources of every figure on the cards, and their caveats."""
    used = [*overview.comparison.rows["dataset_id"]]
    for card in overview.cards:
        used += list(card.national["dataset_id"].dropna())
    datasets = datasets_of(used)
    show_caveats([f"{dataset.publication}: {dataset.caveats}" for dataset in datasets])
    show_source(datasets)


def _card(facts: OutcomeFacts) -> OutcomeCard:
    today = snapshot_date()
    local = tuple(_local_row(row, today) for row in facts.rows.to_dict("records"))
    national = facts.national.to_dict("records")
    with_value = tuple(_national_row(row, today) for row in national if pd.notna(row["value"]))
    return OutcomeCard(
        outcome_id=facts.outcome_id,
        name=facts.name,
        about=_about(len(local), len(national)),
        rows=(*local, *with_value),
        absent_summary="What is not published here" if national else "",
        absent=tuple(f"{row['measure_name']}: {row['local_status_note']}" for row in national),
    )


def _about(local: int, national: int) -> str:
    here = f"{local} measure{'' if local == 1 else 's'} here" if local else "No measure here"
    if not national:
        return here
    noun = "headline measure" if national == 1 else "headline measures"
    return f"{here}; {national} {noun} without a figure for this area"


def _local_row(row: Mapping[Any, Any], today: date) -> CardRow:
    unit, decimals = str(row["unit"]), int(row["decimals"])
    interval = interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
    after = "" if unit == "%" or unit.startswith("£") else unit
    fraction = fraction_text(row["numerator"], row["denominator"])
    kind = str(row["value_kind"])
    count = fraction if kind == "proportion" else number_text(row["numerator"])
    shows_count = kind in ("proportion", "crude_rate", "standardised_rate") and count != "–"
    age = age_words(pd.Timestamp(row["period_end"]).date(), today)
    about = [period_text(str(row["period_label"])), count if shows_count else "", age]
    reason = str(row["reason"])
    flag = FLAGS.get(str(row["flag"]), "")
    sentences = [REASONS.get(reason, ""), flag]
    return CardRow(
        indicator_id=IndicatorId(str(row["indicator_id"])),
        name=str(row["short_name"]),
        about=" · ".join(part for part in about if part),
        value=value_text(row["value"], unit=unit, decimals=decimals, with_unit=False),
        detail=" ".join(part for part in (interval, after) if part),
        judgement=Judgement(str(row["judgement"])),
        reason=reason,
        reason_sentence="; ".join(sentence for sentence in sentences if sentence),
        trend=trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"])),
        href=page_href(
            "indicator", read_parameters(), indicator=str(row["indicator_id"]), period=""
        ),
    )


def _national_row(row: Mapping[Any, Any], today: date) -> CardRow:
    unit, decimals = str(row["unit"]), int(row["decimals"])
    area = "England and Wales" if row["area_code"] == ENGLAND_AND_WALES else "England"
    age = age_words(pd.Timestamp(row["period_end"]).date(), today)
    return CardRow(
        indicator_id=IndicatorId(str(row["indicator_id"])),
        name=str(row["measure_name"]),
        about=f"{area} · {period_text(str(row['period_label']))} · {age}",
        value=value_text(row["value"], unit=unit, decimals=decimals, with_unit=False),
        detail="" if unit == "%" else unit,
        judgement=Judgement.NOT_COMPARED,
        reason=NotComparedReason.NATIONAL_ONLY.value,
        reason_sentence=str(row["local_status_note"]),
        href=page_href(
            "indicator", read_parameters(), indicator=str(row["indicator_id"]), period=""
        ),
    )
