"""What a user has chosen: one frozen value that a link can carry."""

from dataclasses import dataclass
from enum import StrEnum

from cdof_core.domain.area import AreaCode
from cdof_core.domain.indicator import NO_INDICATOR, IndicatorId
from cdof_core.domain.judgement import JudgementLevels
from cdof_core.domain.own_event import OwnEvent
from cdof_core.domain.sex import PERSONS


class BenchmarkKind(StrEnum):
    """What an area is compared with."""

    ENGLAND = "england"
    REGION = "region"
    DFE_NEIGHBOURS = "dfe"
    ONS_GLOBAL = "ons_global"
    ONS_ECONOMIC = "ons_economic"
    ONS_DEMOGRAPHIC = "ons_demographic"
    IMD_2019_DECILE = "imd2019"
    IMD_2025_DECILE = "imd2025"
    ONS_CLUSTER = "ons_cluster_global"
    ONS_CLUSTER_ECONOMIC = "ons_cluster_economic"
    ONS_CLUSTER_DEMOGRAPHIC = "ons_cluster_demographic"
    OWN_GROUP = "group"


class Layout(StrEnum):
    """How the map is drawn."""

    HEXAGONS = "hexagons"
    BOUNDARIES = "boundaries"


@dataclass(frozen=True, slots=True)
class Selection:
    """Everything a link carries.

    Attributes:
        area_code: Chosen area or partnership.
        benchmark: What to compare with.
        group_id: The user's own group, when the benchmark is one; empty otherwise.
        indicator_id: Chosen indicator; empty where a page shows several.
        period: Period label as published; empty for the latest.
        sex: As in the data, `Persons` unless chosen.
        levels: Three or five levels of judgement.
        keep_area_in_group: Whether a group benchmark counts the area itself.
        layout: How the map is drawn.
        notes: Sentences on what a link asked for and could not be had.
        events: Dated events that users put on series; no link carries them.
    """

    area_code: AreaCode
    benchmark: BenchmarkKind = BenchmarkKind.ENGLAND
    group_id: str = ""
    indicator_id: IndicatorId = NO_INDICATOR
    period: str = ""
    sex: str = PERSONS
    levels: JudgementLevels = 3
    keep_area_in_group: bool = False
    layout: Layout = Layout.HEXAGONS
    notes: tuple[str, ...] = ()
    events: tuple[OwnEvent, ...] = ()
