"""What is published for police forces, told for all of them at once and then for an area's own."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.harm_lines import joined, newest_of
from cdof_core.analysis.harm_measures import SEIZURES, Geography, measures_of
from cdof_core.analysis.national_series import headline_series
from cdof_core.analysis.police_forces import Force
from cdof_core.domain.area import AreaLevel
from cdof_core.domain.own_event import OwnEvent
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store
from cdof_core.store.kept import kept_by_snapshot

MOST_FORCES: Final = 5
"""Lines that one panel can tell apart."""

_KEPT: Final = 4


def figures_of_forces(
    forces: Sequence[Force], events: Sequence[OwnEvent]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of some forces over time, one line a force, and the newest of each.

    Args:
        forces: Those that cover the area.
        events: Dated events of the users; without any, what was found for all forces holds.
    """
    ranks = {force.code: rank for rank, force in enumerate(forces)}
    rows = _ranked(_all_forces(), ranks)
    newest = newest_of(rows, dated_events(events)) if events else _ranked(_newest(), ranks)
    if len(forces) > MOST_FORCES:
        whole = rows[rows["breakdown"] == ""]
        rows = whole.assign(panel=whole["line"], line_rank=0)
    rows = rows.assign(is_part=rows["breakdown"] != "")
    order = ["indicator_id", "is_part", "panel", "line_rank", "period_start"]
    return rows.sort_values(order, ignore_index=True), newest


def _ranked(rows: pd.DataFrame, ranks: dict[str, int]) -> pd.DataFrame:
    """Return the rows of some forces, one force after the other."""
    own = rows[rows["area_code"].isin(list(ranks))]
    own = own.assign(line_rank=own["area_code"].map(ranks))
    return own.sort_values("line_rank", kind="stable", ignore_index=True)


@kept_by_snapshot(_KEPT)
def _newest() -> pd.DataFrame:
    return newest_of(_all_forces(), dated_events())


@kept_by_snapshot(_KEPT)
def _all_forces() -> pd.DataFrame:
    """Return every force's figures with theme, geography, line and panel."""
    places = area_store.areas()
    places = places[places["level"] == AreaLevel.POLICE_FORCE.value]
    codes = list(places["area_code"])
    themes = measures_of(Geography.FORCE)
    by_drug = observation_store.breakdown_series(indicator_id=SEIZURES, area_codes=codes)
    rows = joined(
        [
            headline_series(list(themes), codes),
            with_metadata(by_drug, indicator_store.indicators()),
        ]
    )
    return rows.assign(
        theme=rows["indicator_id"].map(themes),
        geography=Geography.FORCE.value,
        line=rows["area_code"].map(dict(zip(codes, places["name"], strict=True))),
        panel=rows["short_name"].where(rows["breakdown"] == "", rows["breakdown"]),
    )
