"""Where an area stands on the six outcomes, and what to say first."""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison, compare_area
from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.findings import choose_findings
from cdof_core.analysis.places import Places
from cdof_core.comparison.records import records_of
from cdof_core.domain.selection import Selection
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store
from cdof_core.store.kept import kept_by_snapshot


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
    outcomes = framework_store.outcomes()
    order = list(outcomes["outcome_id"])
    local = _by_outcome(comparison.rows, order)
    national = _by_outcome(national_measures(shown=set(comparison.rows["indicator_id"])), order)
    cards = tuple(
        OutcomeCard(
            outcome_id=str(outcome["outcome_id"]),
            name=str(outcome["name"]),
            question=str(outcome["question"]),
            rows=local[number],
            national=national[number],
        )
        for number, outcome in enumerate(records_of(outcomes))
    )
    ends, labels = comparison.rows["period_end"], comparison.rows["period_label"]
    return Overview(
        comparison=comparison,
        cards=cards,
        findings=choose_findings(comparison.rows),
        oldest_period="" if ends.empty else str(labels.iloc[int(ends.argmin())]),
    )


def _by_outcome(rows: pd.DataFrame, order: list[str]) -> list[pd.DataFrame]:
    """Part rows by outcome, each part in the order of the rows."""
    # Sorted once and cut: picking rows out of seventy columns six times takes five times as long.
    place = pd.Index(order).get_indexer(pd.Index(rows["outcome_id"]))
    together = rows.take(np.argsort(place, kind="stable"))
    ends = np.searchsorted(np.sort(place), np.arange(len(order) + 1))
    return [
        together.iloc[start:end].reset_index(drop=True)
        for start, end in itertools.pairwise(ends.tolist())
    ]


def national_measures(*, shown: set[str]) -> pd.DataFrame:
    """Return headline measures without a figure for the area, with their latest national one.

    Args:
        shown: Indicators that the area's own figures already show.

    Returns:
        One row a measure: measure_id, outcome_id, measure_name, local_status, local_status_note
        and the columns of its newest national figure, missing where none ships. The measure
        itself comes before its parts, and the widest age band before others.
    """
    links = framework_store.measure_indicators()
    has_local = links.loc[links["indicator_id"].isin(shown) & _is_form(links), "measure_id"]
    headline = _headline_measures()
    return headline[~headline["measure_id"].isin(has_local)].reset_index(drop=True)


@kept_by_snapshot(4)
def _headline_measures() -> pd.DataFrame:
    """Return all headline measures with their latest national figures, whatever an area has."""
    measures = framework_store.measures()
    links = framework_store.measure_indicators()
    headline = measures[measures["level"] == "headline"]
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
