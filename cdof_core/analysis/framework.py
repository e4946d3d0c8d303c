"""What the outcomes framework measures, and what can be seen of it here."""

from typing import Final

import pandas as pd

from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.comparison.keys import SERIES
from cdof_core.comparison.trends import is_after_latest_break, judge_trends
from cdof_core.domain.area import ENGLAND, ENGLAND_AND_WALES, AreaLevel
from cdof_core.store import areas as area_store
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store
from cdof_core.store.panel import figures_of_areas

FORMS: Final = ("is the measure", "local form", "national form", "part")
"""Relations in which an indicator shows a measure; a proxy or a relative does not."""

LEAP_DAYS: Final = 3

NATIONAL: Final = (ENGLAND, ENGLAND_AND_WALES)


def view_framework() -> pd.DataFrame:
    """Return every measure with its newest national figure and where local figures exist.

    Returns:
        One row a measure in the framework's order: the columns of `measure`; outcome_name; the
        newest national figure's indicator_id, area_code, short_name, period_label, period_end,
        age, value, value_note, unit_of_figure, decimals, polarity_of_figure, trend, trend_reason,
        dataset_id, previous_value, previous_note and previous_label (the figure before it in the
        same unbroken series; missing where none ships); local_indicator_id, authorities (how many
        have a figure) and authorities_latest (label of their newest period).
    """
    measures = framework_store.measures()
    links = framework_store.measure_indicators()
    links = links[links["relation"].isin(FORMS)]
    outcomes = framework_store.outcomes()[["outcome_id", "name", "position"]]
    outcomes = outcomes.rename(columns={"name": "outcome_name", "position": "outcome_position"})
    rows = measures.merge(outcomes, on="outcome_id", how="left")
    rows = rows.merge(_newest_national(links), on="measure_id", how="left")
    rows = rows.merge(_local_coverage(links), on="measure_id", how="left")
    rows["authorities"] = rows["authorities"].fillna(0).astype(int)
    rows["outcome_name"] = rows["outcome_name"].fillna("")
    last = len(outcomes) + 1
    rows["outcome_position"] = rows["outcome_position"].fillna(last)
    return rows.sort_values(["outcome_position", "position"], ignore_index=True)


def _newest_national(links: pd.DataFrame) -> pd.DataFrame:
    """Return one national figure a measure: the newest, the measure itself before its parts."""
    catalogue = indicator_store.indicators()
    latest = with_metadata(observation_store.latest_national(), catalogue)
    latest = latest[latest["value"].notna()]
    series = figures_of_areas(
        indicator_ids=sorted(set(latest["indicator_id"])), area_codes=NATIONAL
    )
    trends = judge_trends(
        with_metadata(series, catalogue), annotations=indicator_store.annotations()
    )
    figures = latest.merge(trends, on=SERIES, how="left")
    figures = figures.merge(_previous(series), on=[*SERIES, "period_start"], how="left").rename(
        columns={
            "polarity": "polarity_of_figure",
            "position": "indicator_position",
            "note": "value_note",
        }
    )
    kept = [
        "indicator_id",
        "area_code",
        "short_name",
        "period_label",
        "period_end",
        "age",
        "value",
        "value_note",
        "unit",
        "decimals",
        "polarity_of_figure",
        "trend",
        "trend_reason",
        "previous_value",
        "previous_note",
        "previous_label",
        "dataset_id",
        "indicator_position",
    ]
    joined = links.merge(figures[kept], on="indicator_id")
    joined["nearness"] = joined["relation"].map({form: rank for rank, form in enumerate(FORMS)})
    ordered = joined.sort_values(
        ["measure_id", "period_end", "nearness", "age", "indicator_position"],
        ascending=[True, False, True, False, True],
    )
    newest = ordered.drop_duplicates("measure_id")
    # A measure has a unit of its own; the figure's is the one shown beside its value.
    return newest.drop(columns=["relation", "nearness", "indicator_position"]).rename(
        columns={"unit": "unit_of_figure"}
    )


def _previous(series: pd.DataFrame) -> pd.DataFrame:
    """Return the figure before each one in its series, nothing across a break of the series."""
    events = indicator_store.annotations()
    kept = series[is_after_latest_break(series, annotations=events) & series["value"].notna()]
    ordered = kept.sort_values("period_start")
    length = pd.to_datetime(ordered["period_end"]) - pd.to_datetime(ordered["period_start"])
    ordered = ordered.assign(days=length.dt.days)
    before = ordered.groupby(SERIES, sort=False)[["value", "note", "period_label", "days"]].shift()
    # Leap years and months of 30 and 31 days are one length; a quarter and a half-year are not.
    alike = (before["days"] - ordered["days"]).abs() <= LEAP_DAYS
    return ordered[[*SERIES, "period_start"]].assign(
        previous_value=before["value"].where(alike),
        previous_note=before["note"].where(alike),
        previous_label=before["period_label"].where(alike),
    )


def _local_coverage(links: pd.DataFrame) -> pd.DataFrame:
    """Return how many authorities have a figure of each measure, and of when the newest is."""
    areas = area_store.areas()
    authorities = set(areas.loc[areas["level"] == AreaLevel.UPPER_TIER.value, "area_code"])
    figures = observation_store.all_headlines()
    local = figures[figures["area_code"].isin(authorities) & figures["value"].notna()]
    joined = links.merge(local, on="indicator_id").sort_values("period_end")
    covered = joined.groupby(["measure_id", "indicator_id"]).agg(
        authorities=("area_code", "nunique"),
        authorities_latest=("period_label", "last"),
        newest=("period_end", "max"),
    )
    best = covered.reset_index().sort_values(["authorities", "newest"], ascending=False)
    return (
        best.drop_duplicates("measure_id")
        .drop(columns="newest")
        .rename(columns={"indicator_id": "local_indicator_id"})
    )
