"""What every view of national figures starts from: series with their catalogue entry and breaks."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.dated_events import dated_events
from cdof_core.comparison.keys import is_usable, number_rows
from cdof_core.comparison.records import records_of
from cdof_core.domain.area import ENGLAND, ENGLAND_AND_WALES, AreaLevel
from cdof_core.domain.own_event import OwnEvent
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store
from cdof_core.store.panel import figures_of_areas

COUNTRIES: Final = {ENGLAND: "England", ENGLAND_AND_WALES: "England and Wales"}
"""Names as lines carry them; England first wherever both have figures."""

LIMITS: Final = ("lower95", "upper95")

_DAYS_A_MONTH: Final = 30.44
_LONG_STEP: Final = 1.5
"""Steps between periods longer than this many usual ones leave a gap."""


def headline_series(indicator_ids: Sequence[str], area_codes: Sequence[str]) -> pd.DataFrame:
    """Return figures that are not broken down, with their catalogue entry.

    Args:
        indicator_ids: Current indicators.
        area_codes: GSS codes.

    Returns:
        Columns of `observation` and those of the catalogue that a reader needs. What may not be
        used (withheld, not comparable) keeps its row and flag and has no value.
    """
    return _with_gaps(figures_of_areas(indicator_ids=indicator_ids, area_codes=area_codes))


def broken_down_series(indicator_id: str, area_codes: Sequence[str]) -> pd.DataFrame:
    """Return figures of one indicator by substance or the like, as `headline_series` does."""
    return _with_gaps(
        observation_store.breakdown_series(indicator_id=indicator_id, area_codes=area_codes)
    )


def main_age(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep, for each indicator and area, the age group with the longest series.

    Args:
        rows: Figures of several ages.

    Returns:
        The rows of one age an indicator and area; the first in alphabetical order of two as long.
    """
    keys = ["indicator_id", "area_code"]
    sizes = rows.groupby([*keys, "age"], as_index=False).size()
    kept = sizes.sort_values([*keys, "size", "age"], ascending=[True, True, False, True])
    return rows.merge(kept.drop_duplicates(keys)[[*keys, "age"]], on=[*keys, "age"])


def with_segments(rows: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Name the unbroken stretch that each point belongs to, so that no line joins across.

    Args:
        rows: Figures with indicator_id, vintage and period_start.
        events: Dated events of these indicators: indicator_id, area_code (empty, or left out, for
            all), event_date and breaks_series.

    Returns:
        The rows with `segment`.
    """
    passed = pd.Series(0, index=rows.index)
    start = pd.to_datetime(rows["period_start"])
    for event in records_of(events[events["breaks_series"].astype(bool)]):
        named = event["indicator_id"]
        concerned = (rows["indicator_id"] == named) | (named == "")
        if event.get("area_code"):
            concerned &= rows["area_code"] == event["area_code"]
        passed += (concerned & (start >= pd.Timestamp(event["event_date"]))).astype(int)
    # A year is not joined to a half or to five years together.
    months = ((pd.to_datetime(rows["period_end"]) - start).dt.days / _DAYS_A_MONTH).round()
    stretch = rows["vintage"] + "#" + passed.astype(str) + "#" + months.astype(str)
    return rows.assign(segment=stretch)


def parted_at_gaps(rows: pd.DataFrame, line: Sequence[str]) -> pd.DataFrame:
    """Part a stretch where a period between two figures is missing, so that no line bridges it.

    Args:
        rows: Figures with segment, period_start and the columns of `line`.
        line: Columns that tell one line from another.

    Returns:
        The rows in their order, a segment named anew after every gap: a step of more than one and
        a half times the shortest of its stretch.
    """
    days = pd.to_datetime(rows["period_start"]).to_numpy().astype("datetime64[D]").astype(float)
    (stretch,) = number_rows([rows], [*line, "segment"])
    in_time = np.lexsort((days, stretch))
    number = stretch[in_time]
    step = np.diff(days[in_time], prepend=np.nan)
    step[np.unique(number, return_index=True)[1]] = np.nan  # the first of each follows nothing
    usual = np.full(len(rows), np.inf)
    np.fmin.at(usual, number, step)
    passed = np.cumsum(step > _LONG_STEP * usual[number])
    before = passed[np.unique(number, return_index=True)[1]]
    gaps = np.empty(len(rows), dtype=np.int64)
    gaps[in_time] = passed - before[number]
    return rows.assign(segment=rows["segment"] + "#" + gaps.astype(str))


def events_of(
    indicator_ids: Sequence[str],
    *,
    places: Mapping[str, str] = MappingProxyType({}),
    own: Sequence[OwnEvent] = (),
) -> pd.DataFrame:
    """Return the dated events on whole series of these indicators, and on those of some places.

    Args:
        indicator_ids: Indicators.
        places: Names by code of places whose own events count too.
        own: Events of the users.

    Returns:
        The columns of `dated_events`, and panel: the place's name, empty for events on all.
    """
    events = dated_events(own)
    kept = events["indicator_id"].isin(["", *indicator_ids])
    kept &= events["area_code"].isin(["", *places])
    found = events[kept].sort_values("event_date", ignore_index=True)
    return found.assign(panel=[places.get(str(code), "") for code in found["area_code"]])


def regions() -> dict[str, str]:
    """Return the nine regions: names by code, in alphabetical order."""
    areas = area_store.areas()
    found = areas[areas["level"] == AreaLevel.REGION.value].sort_values("name")
    return dict(zip(found["area_code"], found["name"], strict=True))


def _with_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    rows = with_metadata(rows, indicator_store.indicators())
    usable = is_usable(rows)
    return rows.assign(**{name: rows[name].where(usable) for name in ("value", *LIMITS)})
