"""Every dated event on series: those of the publishers, and those that users put there."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from cdof_core.domain.area import AreaCode, partnership_members
from cdof_core.domain.own_event import OwnEvent
from cdof_core.store import indicators as indicator_store

OWN_NOTE: Final = "own note"
"""What marks an event as the user's own, wherever it is shown."""


def dated_events(own: Sequence[OwnEvent] = (), *, area_code: str = "") -> pd.DataFrame:
    """Return the events that break or mark series.

    Args:
        own: Events of the users; a method break among them parts a series as a published one does.
        area_code: The chosen area. Events of a member of a partnership stand on the partnership's
            own series too: it is made of that member's figures.

    Returns:
        The columns of the store's `annotations` and is_own. The label of a user's event says that
        it is one.
    """
    published = indicator_store.annotations().assign(is_own=False)
    rows = [
        _row(event, AreaCode(code))
        for event in own
        for code in (event.area_code, *_partnership_of(event.area_code, area_code))
    ]
    if not rows:
        return published
    return pd.concat([published, pd.DataFrame(rows)], ignore_index=True).astype(
        {"breaks_series": bool, "is_own": bool}
    )


def _partnership_of(member: str, area_code: str) -> tuple[str, ...]:
    return (area_code,) if member in partnership_members(area_code) else ()


def _row(event: OwnEvent, area_code: AreaCode) -> dict[str, object]:
    return {
        "annotation_id": event.event_id,
        "indicator_id": event.indicator_id,
        "area_code": area_code,
        "event_date": pd.Timestamp(event.event_date),
        "kind": event.kind.value,
        "label": f"{event.label} ({OWN_NOTE})",
        "detail": event.detail,
        "breaks_series": event.kind.breaks_series,
        "dataset_id": "",
        "is_own": True,
    }
