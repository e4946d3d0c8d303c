"""The vocabulary every floor shares: things, kinds and errors (standard library only)."""

from cdof_core.domain.area import Area, AreaCode, AreaLevel, partnership_code, partnership_members
from cdof_core.domain.errors import (
    CdofError,
    DataError,
    SelectionError,
    SnapshotError,
)
from cdof_core.domain.indicator import (
    Dataset,
    Indicator,
    IndicatorId,
    Polarity,
    Sensitivity,
    ValueKind,
)
from cdof_core.domain.judgement import (
    GoalOutcome,
    Judgement,
    JudgementLevels,
    JudgementMethod,
    NotComparedReason,
    Quartile,
    Quintile,
    RecentTrend,
    TargetOutcome,
)
from cdof_core.domain.map_class import ClusterKind, MapClass, MapMode
from cdof_core.domain.period import Period, PeriodKind
from cdof_core.domain.selection import BenchmarkKind, Layout, Selection

__all__ = [
    "Area",
    "AreaCode",
    "AreaLevel",
    "BenchmarkKind",
    "CdofError",
    "ClusterKind",
    "DataError",
    "Dataset",
    "GoalOutcome",
    "Indicator",
    "IndicatorId",
    "Judgement",
    "JudgementLevels",
    "JudgementMethod",
    "Layout",
    "MapClass",
    "MapMode",
    "NotComparedReason",
    "Period",
    "PeriodKind",
    "Polarity",
    "Quartile",
    "Quintile",
    "RecentTrend",
    "Selection",
    "SelectionError",
    "Sensitivity",
    "SnapshotError",
    "TargetOutcome",
    "ValueKind",
    "partnership_code",
    "partnership_members",
]
