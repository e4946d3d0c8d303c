"""Where an area stands on the six outcomes, and what to say first."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison, compare_area, with_metadata
from cdof_core.analysis.places import Places
from cdof_core.domain.judgement import Judgement, RecentTrend
from cdof_core.domain.selection import Selection
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store

MOST_MESSAGES: Final = 5
_ALWAYS_SAID: Final = ("deaths_drug_misuse_3y_rate", "alcohol_need_met")
"""Headline harm and the need that ships for most areas: said whatever the judgement."""

_WORSE: Final = (Judgement.MUCH_WORSE.value, Judgement.WORSE.value)
_BETTER: Final = (Judgement.MUCH_BETTER.value, Judgement.BETTER.value)


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """One outcome of the framework for one area.

    Attributes:
        outcome_id: Identifier.
        name: Outcome.
        question: What it asks, in plain words.
        rows: Judged figures of the area.
        national: Headline measures without a local figure: measure_name, local_status_note and
            the latest national figure's columns (value missing where none ships).
    """

    outcome_id: str
    name: str
    question: str
    rows: pd.DataFrame
    national: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Overview:
    """The six cards and the findings to open with.

    Attributes:
        comparison: Everything behind the cards.
        cards: Six, in the framework's order.
        findings: Rows of the comparison in order of importance, three to five where there are
            so many.
        oldest_period: Label of the oldest figure shown; empty where there is none.
    """

    comparison: AreaComparison
    cards: tuple[OutcomeCard, ...]
    findings: pd.DataFrame
    oldest_period: str


def build_overview(selection: Selection, *, places: Places) -> Overview:
    """Build the overview of one area.

    Args:
        selection: What the user chose.
        places: The area and its benchmarks.

    Returns:
        The overview; every outcome has a card, even where nothing is published.
    """
    comparison = compare_area(selection, places=places)
    national = national_measures(shown=set(comparison.rows["indicator_id"]))
    cards = tuple(
        OutcomeCard(
            outcome_id=str(outcome["outcome_id"]),
            name=str(outcome["name"]),
            question=str(outcome["question"]),
            rows=_of_outcome(comparison.rows, outcome["outcome_id"]),
            national=_of_outcome(national, outcome["outcome_id"]),
        )
        for outcome in framework_store.outcomes().to_dict("records")
    )
    oldest = comparison.rows.sort_values("period_end").head(1)
    return Overview(
        comparison=comparison,
        cards=cards,
        findings=choose_findings(comparison.rows),
        oldest_period="" if oldest.empty else str(oldest["period_label"].iloc[0]),
    )


def choose_findings(rows: pd.DataFrame, *, most: int = MOST_MESSAGES) -> pd.DataFrame:
    """Choose what a reader should hear first.

    Order: the two figures furthest on the worse side of the benchmark, headline measures
    before others; what is always said; what is getting worse; the best figure. Nothing twice.

    Args:
        rows: Judged figures of one area.
        most: At most so many.

    Returns:
        Chosen rows in order of importance.
    """
    usable = rows[rows["value"].notna()]
    gap = ((usable["value"] - usable["benchmark"]) / usable["benchmark"]).abs()
    ranked = usable.assign(gap=gap.fillna(0.0), headline=usable["role"] == "headline").sort_values(
        ["headline", "gap", "indicator_id"], ascending=[False, False, True]
    )
    worsening = ranked.apply(_is_worsening, axis=1) if len(ranked) else ranked["value"].notna()
    parts = [
        ranked[ranked["judgement"].isin(_WORSE)].head(2),
        ranked[ranked["indicator_id"].isin(_ALWAYS_SAID)],
        ranked[worsening].head(1),
        ranked[ranked["judgement"].isin(_BETTER)].head(1),
        ranked[ranked["judgement"] != Judgement.NOT_COMPARED.value],
    ]
    chosen = pd.concat(parts).drop_duplicates("indicator_id").head(most)
    return chosen.drop(columns=["gap", "headline"]).reset_index(drop=True)


def _is_worsening(row: "pd.Series[Any]") -> bool:
    bad = {
        "low_is_good": RecentTrend.INCREASING.value,
        "high_is_good": RecentTrend.DECREASING.value,
    }
    return bool(row["trend"] == bad.get(str(row["polarity"])))


def _of_outcome(rows: pd.DataFrame, outcome_id: object) -> pd.DataFrame:
    return rows[rows["outcome_id"] == outcome_id].reset_index(drop=True)


def national_measures(*, shown: set[str]) -> pd.DataFrame:
    """Return headline measures without a figure for the area, with their latest national one.

    Args:
        shown: Indicators that the area's own figures already show.

    Returns:
        One row a measure: measure_id, outcome_id, measure_name, local_status, local_status_note
        and the columns of its newest national figure, missing where none ships. The measure
        itself comes before its parts, and the widest age band before others.
    """
    measures = framework_store.measures()
    links = framework_store.measure_indicators()
    has_local = links.loc[links["indicator_id"].isin(shown) & _is_form(links), "measure_id"]
    headline = measures[(measures["level"] == "headline") & ~measures["measure_id"].isin(has_local)]
    latest = with_metadata(observation_store.latest_national(), indicator_store.indicators())
    figures = links[_is_form(links)].merge(latest, on="indicator_id")
    newest = figures.sort_values(
        ["measure_id", "period_end", "age", "position"], ascending=[True, False, False, True]
    ).drop_duplicates("measure_id")
    named = headline[["measure_id", "outcome_id", "name", "local_status", "local_status_note"]]
    return named.rename(columns={"name": "measure_name"}).merge(
        newest.drop(columns=["outcome_id"]), on="measure_id", how="left"
    )


def _is_form(links: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a link is the measure or a form of it, not a proxy or a relative."""
    return links["relation"].isin(["is the measure", "local form", "national form", "part"])
