"""Several areas over time on one measure, and all measures of an outcome for one area."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.area_comparison import area_series
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.indicator_everywhere import Measure, authorities_figures
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.analysis.judged_lines import judge_lines
from cdof_core.comparison.keys import SERIES, cells_at, find_rows, is_usable
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.area import AreaCode
from cdof_core.domain.indicator import COMPARABLE, ValueKind
from cdof_core.domain.judgement import (
    Judgement,
    JudgementLevels,
    NotComparedReason,
    RecentTrend,
)
from cdof_core.domain.own_event import OwnEvent
from cdof_core.domain.selection import BenchmarkKind
from cdof_core.domain.sex import PERSONS
from cdof_core.statistics.recent_trend import TrendReason
from cdof_core.store import areas as area_store

MOST_AREAS: Final = 8
"""Lines that can be told apart by dash and shape in one picture."""

INDEX_BASE: Final = 100.0

_UNTESTED: Final = RecentTrend.CANNOT_BE_CALCULATED.value
_TOO_FEW: Final = TrendReason.TOO_FEW_POINTS.value

_ROLES: Final = {
    BenchmarkKind.ENGLAND: "england",
    BenchmarkKind.REGION: "region",
    BenchmarkKind.DFE_NEIGHBOURS: "neighbours",
}
_LINE: Final = ["line", "line_rank", "area_code", "is_benchmark"]
_POINT: Final = [
    "indicator_id",
    "period_start",
    "period_end",
    "period_label",
    "vintage",
    "age",
    "numerator",
    "denominator",
    "value",
    "lower95",
    "upper95",
    "flag",
    "note",
    "dataset_id",
    "judgement",
    "reason",
]


@dataclass(frozen=True, slots=True)
class AreaTrends:
    """Lines over time.

    Attributes:
        lines: One row a line and period: line (name), line_rank (0 the chosen area), area_code,
            is_benchmark, segment (changes where the series is broken: never join across), the
            period, value (missing where unusable), limits, counts, flag, judgement and reason
            (against the benchmark of the same period), and index, index_lower95, index_upper95
            (the first value of each unbroken stretch is 100).
        trends: One row a line of an area: line, trend, trend_reason.
        events: Dated events on these lines, published and (is_own) of users, the earliest first:
            the columns of `dated_events` and line (empty for all lines).
    """

    lines: pd.DataFrame
    trends: pd.DataFrame
    events: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether no line has a value."""
        return self.lines.empty or bool(self.lines["value"].isna().all())


def build_area_trends(
    view: IndicatorView,
    *,
    beside: Sequence[AreaCode],
    sex: str = PERSONS,
    events: Sequence[OwnEvent] = (),
    levels: JudgementLevels = 3,
) -> AreaTrends:
    """Gather the chosen area, areas beside it and the benchmark over time.

    Args:
        view: The measure, seen from the chosen area.
        beside: Authorities to show beside it, in the order drawn.
        sex: Sex of the figures.
        events: Dated events that users put on series.
        levels: Of judgement, three or five.

    Returns:
        The lines, the chosen area first, the benchmark last.
    """
    annotations = dated_events(events, area_code=view.places.area.code)
    row = view.indicator
    places = view.places
    catalogue = pd.DataFrame([row])
    own = area_series(places, indicator_ids=[str(row["indicator_id"])], catalogue=catalogue)
    own = own[own["sex"] == sex]
    others = authorities_figures(Measure(str(row["indicator_id"]), sex))
    names = area_store.areas().set_index("area_code")["name"]
    parts = [own.assign(line=places.area.name, line_rank=0)]
    for rank, code in enumerate(code for code in beside if code != places.area.code):
        part = others[others["area_code"] == code]
        parts.append(part.assign(line=str(names.get(code, code)), line_rank=rank + 1))
    areas = pd.concat(parts, ignore_index=True).assign(is_benchmark=False)
    behind = _benchmark_line(view, rank=len(parts))
    judged = judge_lines(areas, benchmark=behind, benchmark_code=places.chosen.code, levels=levels)
    areas = pd.concat([areas, judged], axis=1)
    filled = [part for part in (areas[[*_LINE, *_POINT]], behind) if len(part)]
    lines = pd.concat(filled, ignore_index=True) if filled else areas[[*_LINE, *_POINT]]
    lines = lines.assign(
        value=lines["value"].where(is_usable(lines)), segment=segments(lines, annotations)
    )
    return AreaTrends(
        lines=indexed(lines), trends=_trends(areas, annotations), events=_own(lines, annotations)
    )


def segments(rows: pd.DataFrame, annotations: pd.DataFrame) -> list[str]:
    """Name the unbroken stretch each figure belongs to: its method and the breaks passed.

    Args:
        rows: Figures with indicator_id, area_code, age, vintage and period_start.
        annotations: Dated events; those with breaks_series cut the series they name.
    """
    start = pd.to_datetime(rows["period_start"]).to_numpy()
    passed = np.zeros(len(rows), dtype=np.int64)
    indicator, area = rows["indicator_id"].to_numpy(), rows["area_code"].to_numpy()
    is_break = annotations["breaks_series"].astype(bool)
    is_break &= annotations["indicator_id"].isin(["", *rows["indicator_id"].unique()])
    for event in annotations[is_break].itertuples(index=False):
        after = start >= np.datetime64(pd.Timestamp(str(event.event_date)))
        if event.indicator_id:
            after &= indicator == event.indicator_id
        if event.area_code:
            after &= area == event.area_code
        passed += after
    return [
        f"{vintage}#{age}#{count}"
        for vintage, age, count in zip(rows["vintage"], rows["age"], passed, strict=True)
    ]


def indexed(lines: pd.DataFrame) -> pd.DataFrame:
    """Add values as an index: the first value of each unbroken stretch is 100.

    Args:
        lines: Rows with line, segment, period_start, value and limits.

    Returns:
        The rows in order of line and time, with index, index_lower95 and index_upper95; missing
        where a stretch begins with nothing or zero. The limits are those of the value, scaled:
        the first value's own uncertainty is not in them.
    """
    ordered = lines.sort_values(["line_rank", "segment", "period_start"], ignore_index=True)
    first = ordered.groupby(["line_rank", "segment"])["value"].transform("first")
    scale = INDEX_BASE / first.where(first != 0)
    return ordered.assign(
        index=ordered["value"] * scale,
        index_lower95=ordered["lower95"] * scale,
        index_upper95=ordered["upper95"] * scale,
    )


def _own(lines: pd.DataFrame, annotations: pd.DataFrame) -> pd.DataFrame:
    """Return the events that stand on some lines, each with the line it stands on."""
    areas = lines.loc[~lines["is_benchmark"].astype(bool)]
    names = areas.drop_duplicates("area_code").set_index("area_code")["line"]
    concerned = annotations["indicator_id"].isin(["", *lines["indicator_id"].unique()])
    concerned &= annotations["area_code"].isin(["", *names.index])
    found = annotations[concerned].sort_values("event_date", ignore_index=True)
    # Where every event is of all areas, nothing is found, and what is empty would be numbers.
    return found.assign(line=found["area_code"].map(names).astype("str").fillna(""))


def _benchmark_line(view: IndicatorView, *, rank: int) -> pd.DataFrame:
    """Return the chosen benchmark as a line; empty where it has no value.

    A number of a whole country says nothing beside that of one area, and has no line.
    """
    if ValueKind(str(view.indicator["value_kind"])) not in COMPARABLE:
        return pd.DataFrame(columns=[*_LINE, *_POINT])
    role = _ROLES.get(view.places.chosen.kind, "benchmark")
    rows = view.trend[view.trend["role"] == role]
    return rows.assign(
        line=rows["series"],
        line_rank=rank,
        area_code=view.places.chosen.code,
        is_benchmark=True,
        indicator_id=str(view.indicator["indicator_id"]),
        age="",
        dataset_id="",
        judgement=Judgement.NOT_COMPARED.value,
        reason=NotComparedReason.IS_THE_BENCHMARK.value,
    )[[*_LINE, *_POINT]]


def _trends(areas: pd.DataFrame, annotations: pd.DataFrame) -> pd.DataFrame:
    """Return the recent trend of each area's newest series."""
    if areas.empty:
        return pd.DataFrame(columns=["line", "trend", "trend_reason"])
    judged = judge_trends(areas, annotations=annotations)
    rows = areas[["line", "line_rank", "period_end", *SERIES]].sort_values("period_end")
    newest = rows.drop_duplicates("area_code", keep="last").sort_values("line_rank")
    found = find_rows(newest, judged, SERIES)
    return pd.DataFrame(
        {
            "line": newest["line"].to_numpy(),
            "trend": cells_at(found, judged["trend"], otherwise=_UNTESTED),
            "trend_reason": cells_at(found, judged["trend_reason"], otherwise=_TOO_FEW),
        }
    )
