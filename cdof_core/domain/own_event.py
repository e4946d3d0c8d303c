"""A dated event that a user put on an area's series."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cdof_core.domain.area import AreaCode
from cdof_core.domain.indicator import IndicatorId


class EventKind(StrEnum):
    """What happened."""

    PROVIDER_CHANGE = "provider change"
    METHOD_BREAK = "method break"
    EVENT = "event"

    @property
    def breaks_series(self) -> bool:
        """Whether figures before and after must not be joined or tested together."""
        return self is EventKind.METHOD_BREAK


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """One event of a user's own.

    Attributes:
        event_id: Stable, as it is saved.
        area_code: Authority or partnership whose series it stands on.
        indicator_id: Measure it stands on; empty for every measure of the area.
        event_date: The first day it holds.
        kind: What happened.
        label: A few words for a chart.
        detail: More for a table; empty for none.
    """

    event_id: str
    area_code: AreaCode
    indicator_id: IndicatorId
    event_date: date
    kind: EventKind
    label: str
    detail: str = ""
