"""Figures that bear on an item of the self-assessment: the area's own, else the nearest there is.

They advise whoever rates; no rating follows from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison
from cdof_core.analysis.outcomes_tracker import GEOGRAPHIES, figures_around
from cdof_core.analysis.places import Places
from cdof_core.analysis.treatment_journey import TreatmentJourney
from cdof_core.comparison.records import records_of
from cdof_core.domain.judgement import Judgement
from cdof_core.domain.rounding import stated_places
from cdof_core.domain.selection import Selection
from cdof_core.store import indicators as indicator_store

_OWN = "area"


@dataclass(frozen=True, slots=True)
class BearingFigure:
    """The figure of one indicator that bears on an item.

    Attributes:
        indicator_id: Which.
        short_name: Its name.
        value: In `unit`; NaN where none is held for the area or around it.
        unit: Of the value.
        decimals: Places shown.
        period_label: Period of the figure; empty without one.
        dataset_id: Where it comes from; empty without one.
        wider_area: The wider area it is of; empty where it is the area's own.
        judgement: How the area's own figure compares; None for a wider area's, which is not held
            against anything here.
        reason: Why it is not compared.
        benchmark_label: What it is compared with.
        own_flag: Why the area's own figure has no value where the source lists it without one, a
            key of `FLAGS`; empty else.
        own_period: Period of that figure without a value; empty else.
    """

    indicator_id: str
    short_name: str
    value: float = float("nan")
    unit: str = ""
    decimals: int = 0
    period_label: str = ""
    dataset_id: str = ""
    wider_area: str = ""
    judgement: Judgement | None = None
    reason: str = ""
    benchmark_label: str = ""
    own_flag: str = ""
    own_period: str = ""


def find_bearing(
    indicator_ids: Sequence[str],
    selection: Selection,
    *,
    places: Places,
    comparison: AreaComparison,
    journey: TreatmentJourney,
) -> dict[str, BearingFigure]:
    """Return the newest figure of each indicator for an area, judged as its own page judges it.

    Args:
        indicator_ids: Indicators; those that this snapshot does not know are left out.
        selection: What is chosen; sex applies to wider areas' figures.
        places: The area and its benchmarks.
        comparison: The area's profile.
        journey: The area's treatment journey.

    Returns:
        By indicator, in the order asked: the profile's figure, else the journey's, else that of
        the nearest wider area, unjudged, else one without a value. The last two say why the
        area's own has none where the source lists it without.
    """
    names = indicator_store.indicators().set_index("indicator_id")["short_name"]
    known = [name for name in dict.fromkeys(indicator_ids) if name in names.index]
    listed = {name: [*_of_profile(name, comparison), *_of_journey(name, journey)] for name in known}
    own = {
        name: held[0]
        for name, rows in listed.items()
        if (held := [row for row in rows if pd.notna(row["value"])])
    }
    wider = _wider([name for name in known if name not in own], selection, places)
    return {
        name: _own_figure(own[name])
        if name in own
        else _with_own_flag(wider.get(name, BearingFigure(name, str(names[name]))), rows)
        for name, rows in listed.items()
    }


def _of_profile(indicator_id: str, comparison: AreaComparison) -> list[dict[Any, Any]]:
    rows = comparison.rows
    return records_of(rows[rows["indicator_id"] == indicator_id])


def _of_journey(indicator_id: str, journey: TreatmentJourney) -> list[dict[Any, Any]]:
    measure = journey.measure(indicator_id)
    if measure is None:
        return []
    whole = measure.whole[measure.whole["period_label"] == measure.period]
    name = {"short_name": measure.indicator["short_name"]}
    return [row | name for row in records_of(whole)]


def _with_own_flag(figure: BearingFigure, rows: Sequence[Mapping[Any, Any]]) -> BearingFigure:
    """Say beside a figure why the area's own, listed without a value, has none."""
    row = next((row for row in rows if pd.notna(row["flag"]) and row["flag"]), None)
    if row is None:
        return figure
    return replace(figure, own_flag=str(row["flag"]), own_period=str(row["period_label"]))


def _own_figure(row: Mapping[Any, Any]) -> BearingFigure:
    label = row["benchmark_label"]
    return replace(
        _figure_of(row),
        judgement=Judgement(str(row["judgement"])),
        reason=str(row["reason"]),
        benchmark_label="" if pd.isna(label) else str(label),
    )


def _figure_of(row: Mapping[Any, Any]) -> BearingFigure:
    value = float(row["value"])
    return BearingFigure(
        indicator_id=str(row["indicator_id"]),
        short_name=str(row["short_name"]),
        value=value,
        unit=str(row["unit"]),
        decimals=stated_places(value, decimals=int(row["decimals"]), note=row.get("note", "")),
        period_label=str(row["period_label"]),
        dataset_id=str(row["dataset_id"]),
    )


def _wider(
    indicator_ids: list[str], selection: Selection, places: Places
) -> dict[str, BearingFigure]:
    """Return the newest figure of the nearest wider area that has one."""
    if not indicator_ids:
        return {}
    rows = figures_around(selection, places, indicator_ids)
    rows = rows[rows["shown_for"] != _OWN]
    rows = rows.assign(
        distance=rows["shown_for"].map({name: rank for rank, name in enumerate(GEOGRAPHIES)})
    ).sort_values(
        ["indicator_id", "distance", "period_end", "age"], ascending=[True, True, False, True]
    )
    return {
        str(row["indicator_id"]): replace(_figure_of(row), wider_area=str(row["figure_area"]))
        for row in records_of(rows.drop_duplicates("indicator_id"))
    }
