"""The framework's measures for one partnership: nearest figure, where it began, where it heads."""

from typing import Final

import pandas as pd

from cdof_core.analysis.area_comparison import area_series
from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.framework import FORMS, LEAP_DAYS
from cdof_core.analysis.places import Places
from cdof_core.comparison.keys import SERIES, is_usable
from cdof_core.comparison.trends import is_after_latest_break, judge_trends
from cdof_core.domain.area import ENGLAND_AND_WALES
from cdof_core.domain.selection import Selection
from cdof_core.store import areas as area_store
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store.panel import figures_of_areas

LEVELS: Final = ("headline", "supporting", "ohid_local")
"""Levels of the framework that a partnership is asked about; themes were never settled."""

GEOGRAPHIES: Final = ("area", "force", "region", "England", "England and Wales")
"""From the nearest: a measure is shown for the first of these that has a figure."""

FIGURE: Final = [
    "indicator_id",
    "short_name",
    "shown_for",
    "figure_area",
    "period_label",
    "period_end",
    "value",
    "value_note",
    "lower95",
    "upper95",
    "unit",
    "decimals",
    "polarity",
    "flag",
    "dataset_id",
    "baseline_value",
    "baseline_note",
    "baseline_label",
    "trend",
    "trend_reason",
]


def track_outcomes(selection: Selection, *, places: Places) -> pd.DataFrame:
    """Return every measure of the framework with the nearest figure there is for an area.

    The baseline is the first figure of the same unbroken series over as long a period: what came
    before a change of method is no beginning of what is counted now.

    Args:
        selection: What is chosen; sex applies.
        places: The area and its benchmarks.

    Returns:
        One row a measure of the framework's levels named here, in its order: the columns of
        `measure` (its unit and polarity as measure_unit and measure_polarity), outcome_name, and
        the columns of `FIGURE`, missing where no figure is held for any of the geographies;
        shown_for is one of `GEOGRAPHIES`.
    """
    measures = framework_store.measures()
    measures = measures[measures["level"].isin(LEVELS)].rename(
        columns={"unit": "measure_unit", "polarity": "measure_polarity"}
    )
    outcomes = framework_store.outcomes()[["outcome_id", "name", "position"]].rename(
        columns={"name": "outcome_name", "position": "outcome_position"}
    )
    links = framework_store.measure_indicators()
    links = links[links["relation"].isin(FORMS)]
    figures = _nearest(figures_around(selection, places, sorted(set(links["indicator_id"]))), links)
    rows = measures.merge(outcomes, on="outcome_id", how="left").merge(
        figures, on="measure_id", how="left"
    )
    rows["outcome_name"] = rows["outcome_name"].fillna("")
    rows["outcome_position"] = rows["outcome_position"].fillna(len(outcomes) + 1)
    return rows.sort_values(["outcome_position", "position"], ignore_index=True)


def figures_around(selection: Selection, places: Places, indicator_ids: list[str]) -> pd.DataFrame:
    """Return the newest usable figure of each series of an area and the places it lies in.

    Args:
        selection: What is chosen; sex applies.
        places: The area and its benchmarks.
        indicator_ids: Indicators.

    Returns:
        The observation's columns, the indicator's, trend, baseline_value, baseline_note and
        baseline_label, with shown_for (one of `GEOGRAPHIES`) and figure_area (its name).
    """
    catalogue = indicator_store.indicators()
    own = area_series(places, indicator_ids=indicator_ids, catalogue=catalogue)
    around = _places_around(places)
    others = with_metadata(
        figures_of_areas(indicator_ids=indicator_ids, area_codes=sorted(set(around["area_code"]))),
        catalogue,
    )
    series = pd.concat([own, others], ignore_index=True)
    series = series[(series["sex"] == selection.sex) & is_usable(series)]
    events = dated_events(selection.events, area_code=places.area.code)
    trends = judge_trends(series, annotations=events)
    ordered = series.sort_values(["period_end", "period_start"])
    newest = ordered.drop_duplicates(SERIES, keep="last")
    unbroken = ordered[is_after_latest_break(ordered, annotations=events)]
    named = {code: (kind, name) for code, kind, name in around.itertuples(index=False)}
    named[str(places.area.code)] = ("area", places.area.name)
    found = newest.merge(trends, on=SERIES, how="left").merge(
        _first(unbroken), on=SERIES, how="left"
    )
    return found.assign(
        shown_for=[named[str(code)][0] for code in found["area_code"]],
        figure_area=[named[str(code)][1] for code in found["area_code"]],
    )


def _first(ordered: pd.DataFrame) -> pd.DataFrame:
    """Return the first figure of each series over as long a period as its newest."""
    length = pd.to_datetime(ordered["period_end"]) - pd.to_datetime(ordered["period_start"])
    days = ordered[SERIES].assign(days=length.dt.days)
    newest = days.groupby(SERIES, sort=False)["days"].transform("last")
    alike = ordered[((days["days"] - newest).abs() <= LEAP_DAYS).to_numpy(dtype=bool)]
    return alike.drop_duplicates(SERIES)[[*SERIES, "value", "note", "period_label"]].rename(
        columns={
            "value": "baseline_value",
            "note": "baseline_note",
            "period_label": "baseline_label",
        }
    )


def _places_around(places: Places) -> pd.DataFrame:
    """Return the force, region and countries that an area lies in: code, geography and name."""
    areas = area_store.areas().set_index("area_code")
    own = [str(code) for code in places.own_codes]
    forces = {str(areas.loc[code, "police_force_code"]) for code in own} - {""}
    around: list[tuple[str, str]] = []
    if len(forces) == 1:
        around.append((forces.pop(), "force"))
    if places.area.region_code:
        around.append((str(places.area.region_code), "region"))
    around += [(str(places.england.code), "England"), (ENGLAND_AND_WALES, "England and Wales")]
    known = [
        (code, kind, str(areas.loc[code, "name"])) for code, kind in around if code in areas.index
    ]
    return pd.DataFrame(
        [item for item in known if item[0] not in own], columns=["area_code", "shown_for", "name"]
    )


def _nearest(figures: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Keep one figure a measure: the nearest place, rates first, the measure before its parts."""
    joined = links.merge(figures, on="indicator_id")
    joined = joined.assign(
        distance=joined["shown_for"].map({name: rank for rank, name in enumerate(GEOGRAPHIES)}),
        nearness=joined["relation"].map({form: rank for rank, form in enumerate(FORMS)}),
        is_count=joined["value_kind"].isin(["count", "estimate"]),
    )
    ordered = joined.sort_values(
        ["measure_id", "distance", "is_count", "nearness", "period_end", "position", "age"],
        ascending=[True, True, True, True, False, True, True],
    )
    # A measure has a note of its own.
    nearest = ordered.drop_duplicates("measure_id").rename(columns={"note": "value_note"})
    return nearest[["measure_id", *FIGURE]]
