"""Trends of several areas, or of all measures of an outcome, as pictures."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.area_trends import AreaTrends
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.area_trends import draw_area_trends
from cdof_core.charts.paper import Wording
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette, tall
from cdof_core.comparison.records import records_of
from cdof_core.domain.judgement import RecentTrend
from cdof_core.narrative.findings import measure_line, trend_finding
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_in_sentence, period_text
from cdof_core.report.picture import Picture
from cdof_core.report.trend_picture import in_years
from cdof_core.report.view_words import axis_title, facts_of

_INDEX_DECIMALS: Final = 1


def finding_of_trends(view: IndicatorView, trends: AreaTrends) -> str:
    """Return the title: what the chosen area's series does."""
    own = trends.lines[(trends.lines["line_rank"] == 0) & trends.lines["value"].notna()]
    latest = ""
    if len(own):
        row = own.sort_values("period_end").iloc[-1]
        unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
        value = value_text(float(row["value"]), unit=unit, decimals=decimals)
        latest = f"{value} in {period_in_sentence(str(row['period_label']))}"
    said = trend_finding(view.trend_outcome, view=facts_of(view), latest=latest)
    # What is said begins with the place and a colon of its own.
    return f"{view.indicator['short_name']}, {said if latest else said[:1].lower() + said[1:]}"


def moving_sentence(trends: AreaTrends) -> str:
    """Say which lines rise and fall, and how many are not tested; of a single one nothing."""
    if len(trends.trends) == 1:
        return ""
    said: list[str] = []
    for kind, word in ((RecentTrend.INCREASING, "increasing"), (RecentTrend.DECREASING, "falling")):
        names = trends.trends.loc[trends.trends["trend"] == kind.value, "line"]
        if len(names):
            said.append(f"{word}: {listed([in_sentence(str(name)) for name in names])}")
    untested = int((trends.trends["trend"] == RecentTrend.CANNOT_BE_CALCULATED.value).sum())
    tested = len(trends.trends) - untested
    if not tested:
        return ""
    text = at_start("; ".join(said)) if said else "None changes significantly"
    return f"{text}. {tested} of {len(trends.trends)} lines are tested."


def area_trends_picture(
    view: IndicatorView,
    trends: AreaTrends,
    *,
    source: str,
    is_index: bool = False,
    palette: Palette = LIGHT,
    in_a_room: bool = False,
) -> Picture:
    """Draw the lines of several areas.

    Args:
        view: The measure.
        trends: Its lines.
        source: Source and licence line.
        is_index: Whether values are shown as an index with the first of each stretch at 100.
        palette: The theme's colours.
        in_a_room: Whether it is for a projector that many look at; paper ignores it.
    """
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    points = _points(trends, unit=unit, decimals=decimals, is_index=is_index)
    names = [at_start(str(name)) for name in points["line"].drop_duplicates()]
    finding = finding_of_trends(view, trends)
    scale = "Index: the first value of each unbroken stretch is 100." if is_index else ""
    said = [measure_line(facts_of(view), with_period=False), scale, moving_sentence(trends)]
    wording = Wording(
        finding=finding,
        measure=" ".join(part for part in said if part),
        source=source,
        description=f"Line chart of {listed(names)}. {finding}.",
    )
    dates = pd.to_datetime(trends.events["event_date"])
    events = trends.events.assign(
        time=in_years(dates),
        label=[event_words(row) for row in records_of(trends.events)],
    )

    def draw(width: int | None) -> Drawn:
        return draw_area_trends(
            points,
            events=events,
            unit="index" if is_index else axis_title(unit),
            description=wording.description,
            palette=palette,
            width=width,
            height=tall(in_a_room=in_a_room and width is None),
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def event_words(row: Mapping[Any, Any]) -> str:
    """Return an event as a chart says it: its label, with its area where it is not on all lines."""
    return f"{row['label']}, {row['line']}" if row["line"] else str(row["label"])


def panel_rows_of(view: IndicatorView, trends: AreaTrends) -> pd.DataFrame:
    """Return one panel an area, each with the benchmark behind it, for `PanelPlan`."""
    lines = trends.lines.assign(
        unit=str(view.indicator["unit"]), decimals=int(view.indicator["decimals"])
    )
    areas = lines[~lines["is_benchmark"].astype(bool)]
    behind = lines[lines["is_benchmark"].astype(bool)]
    panels: list[pd.DataFrame] = []
    for name, own in areas.groupby("line", sort=False):
        panels.append(own.assign(panel=str(name), line_rank=0))
        inside = behind[behind["period_start"].isin(own["period_start"])]
        panels.append(inside.assign(panel=str(name), line_rank=1))
    return pd.concat(panels, ignore_index=True) if panels else lines.iloc[:0].assign(panel="")


def _points(trends: AreaTrends, *, unit: str, decimals: int, is_index: bool) -> pd.DataFrame:
    lines = trends.lines
    start, end = pd.to_datetime(lines["period_start"]), pd.to_datetime(lines["period_end"])
    shown: dict[str, Any] = {}
    if is_index:
        shown = {
            "value": lines["index"],
            "lower95": lines["index_lower95"],
            "upper95": lines["index_upper95"],
        }
    held = lines.assign(**shown)
    return held.assign(
        line=[at_start(str(name)) for name in lines["line"]],
        time=in_years(start + (end - start) / 2),
        period_text=[period_text(str(label)) for label in lines["period_label"]],
        value_text=[
            number_text(value, _INDEX_DECIMALS)
            if is_index
            else value_text(value, unit=unit, decimals=decimals)
            for value in held["value"]
        ],
        interval_text=[
            interval_text(
                low,
                high,
                unit="" if is_index else unit,
                decimals=_INDEX_DECIMALS if is_index else decimals,
            )
            or "none"
            for low, high in zip(held["lower95"], held["upper95"], strict=True)
        ],
    ).sort_values(["line_rank", "time"])
