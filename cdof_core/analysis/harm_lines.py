"""Figures of harm and supply over time: what makes a line, and the newest of each."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from cdof_core.analysis.area_comparison import latest_rows
from cdof_core.analysis.area_trends import segments
from cdof_core.analysis.harm_measures import OVERLAPPING, Geography
from cdof_core.analysis.national_series import parted_at_gaps
from cdof_core.comparison.keys import SERIES
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.judgement import Judgement, NotComparedReason

_DAYS_A_MONTH: Final = 30.44
_LINE: Final = ("theme", "geography", "panel", "line")


def are_spans(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return which figures are of spans that overlap, and so make no line."""
    return rows["indicator_id"].isin(list(OVERLAPPING))


def newest_of(rows: pd.DataFrame, annotations: pd.DataFrame) -> pd.DataFrame:
    """Return the newest whole figure of each measure and place, with its recent trend."""
    whole = rows[rows["breakdown"] == ""]
    if whole.empty:
        return whole
    parts = [latest_rows(group) for _, group in whole.groupby("area_code", sort=False)]
    latest = joined(parts)
    trends = judge_trends(whole, annotations=annotations)
    latest = latest.merge(trends, on=SERIES, how="left", validate="many_to_one")
    is_national = latest["geography"] == Geography.NATION.value
    return latest.assign(
        place=latest["line"],
        judgement=Judgement.NOT_COMPARED.value,
        reason=[NotComparedReason.NATIONAL_ONLY.value if here else "" for here in is_national],
    )


def in_lines(lines: pd.DataFrame, annotations: pd.DataFrame) -> pd.DataFrame:
    """Keep what makes a line, a year never joined to a half or to five years together."""
    if lines.empty:
        return lines.assign(segment="")
    by_panel = lines[lines["value"].notna() & (lines["line_rank"] == 0)]
    periods = by_panel.groupby(["theme", "geography", "panel"])["period_end"].nunique()
    panels = pd.MultiIndex.from_frame(lines[["theme", "geography", "panel"]])
    rows = lines[periods.reindex(panels, fill_value=0).to_numpy() > 1].reset_index(drop=True)
    days = (pd.to_datetime(rows["period_end"]) - pd.to_datetime(rows["period_start"])).dt.days
    months = (days / _DAYS_A_MONTH).round().astype(int)
    names = segments(rows, annotations)
    stretch = [f"{name}#{span}" for name, span in zip(names, months, strict=True)]
    return parted_at_gaps(rows.assign(segment=stretch), _LINE)


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of frames one after the other; those without any say nothing of columns."""
    full = [frame for frame in frames if len(frame)]
    return pd.concat(full, ignore_index=True) if full else frames[0].reset_index(drop=True)
