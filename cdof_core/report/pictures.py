"""Charts with their titles, sources and alternative text: the same on screen and on paper."""

from typing import Any

import altair as alt
import pandas as pd

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.ranked_bars import draw_ranked_bars
from cdof_core.charts.recent_trend import draw_recent_trend
from cdof_core.charts.theme import LIGHT, Palette, Wording
from cdof_core.comparison.keys import UNUSABLE_FLAGS
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.findings import (
    ViewFacts,
    coverage_sentence,
    indicator_finding,
    measure_line,
    ranking_finding,
    trend_description,
    trend_finding,
)
from cdof_core.narrative.numbers import interval_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.sentences import Figure
from cdof_core.narrative.words import BASES, MARKS, REASONS


def facts_of(view: IndicatorView) -> ViewFacts:
    """Return what titles need to know of a view."""
    row = view.indicator
    return ViewFacts(
        area_name=view.places.area.name,
        name=str(row["name"]),
        short_name=str(row["short_name"]),
        sentence_name=str(row["sentence_name"]),
        unit=str(row["unit"]),
        decimals=int(row["decimals"]),
        polarity=str(row["polarity"]),
        period=view.period,
        vintage=view.vintage,
        benchmark_label=view.places.chosen.label,
    )


def chosen_figure(view: IndicatorView) -> Figure | None:
    """Return the chosen area's figure at the view's period, or None where it has none."""
    if view.chosen.empty:
        return None
    row = view.chosen.iloc[0].to_dict()
    row |= {"trend": view.trend_outcome, "trend_reason": view.trend_reason}
    return figure_from_row(row, area_name=view.places.area.name)


def ranked_rows(view: IndicatorView) -> pd.DataFrame:
    """Return the areas of a view that have a usable value, with the words a chart shows.

    Args:
        view: An indicator view.

    Returns:
        The view's rows, the chosen partnership among them, with value_text, interval_text,
        judgement_word, is_chosen and label_at.
    """
    rows = view.areas
    if view.places.area.is_partnership and len(view.chosen):
        rows = pd.concat([rows, view.chosen], ignore_index=True)
    shown = rows[rows["value"].notna() & ~rows["flag"].isin(UNUSABLE_FLAGS)]
    return with_words(shown, view).assign(
        is_chosen=shown["area_code"].isin([view.places.area.code, *view.places.own_codes]),
        label_at=shown[["value", "upper95"]].max(axis=1),
    )


def with_words(rows: pd.DataFrame, view: IndicatorView) -> pd.DataFrame:
    """Add the texts of value, interval and judgement to rows of a view."""
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    return rows.assign(
        value_text=[value_text(v, unit=unit, decimals=decimals) for v in rows["value"]],
        interval_text=[
            interval_text(low, high, unit=unit, decimals=decimals) or "not published"
            for low, high in zip(rows["lower95"], rows["upper95"], strict=True)
        ],
        judgement_word=[
            MARKS[Judgement(judgement)].word
            if judgement != Judgement.NOT_COMPARED
            else f"Not compared: {REASONS.get(reason, '')}"
            for judgement, reason in zip(rows["judgement"], rows["reason"], strict=True)
        ],
    )


def ranking_picture(
    view: IndicatorView, *, source: str, palette: Palette = LIGHT
) -> alt.LayerChart:
    """Draw every authority's value, highest first.

    Args:
        view: An indicator view with local figures.
        source: Source and licence line.
        palette: The theme's colours.

    Returns:
        The chart.
    """
    rows, facts = ranked_rows(view), facts_of(view)
    wording = Wording(
        finding=ranking_finding(chosen_figure(view), rows_shown=len(rows), view=facts),
        measure=f"{measure_line(facts)} {coverage_sentence(view.coverage)}",
        source=source,
        description=(
            f"Bar chart of {len(rows)} areas ranked by {facts.sentence_name}, "
            f"{period_text(view.period)}. {indicator_finding(chosen_figure(view), view=facts)}"
        ),
    )
    return draw_ranked_bars(
        rows,
        benchmark=view.benchmark_value,
        benchmark_label=view.places.chosen.label,
        unit=facts.unit,
        wording=wording,
        palette=palette,
    )


def trend_rows(view: IndicatorView) -> pd.DataFrame:
    """Return the points of a trend chart; a missing value stays, so that lines break there."""
    table = view.trend
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    start, end = pd.to_datetime(table["period_start"]), pd.to_datetime(table["period_end"])
    usable = table["value"].notna() & ~table["flag"].isin(UNUSABLE_FLAGS)
    rows = table.assign(
        period_middle=start + (end - start) / 2,
        segment=[_segment(row, view) for row in table.to_dict("records")],
        value_text=[value_text(v, unit=unit, decimals=decimals) for v in table["value"]],
        basis_word=[BASES[str(basis)] for basis in table["basis"]],
        value=table["value"].where(usable),
    )
    latest = rows[rows["value"].notna()].groupby("series")["period_end"].max()
    is_last = rows["value"].notna() & (rows["period_end"] == rows["series"].map(latest))
    return rows.assign(is_last=is_last).drop(columns=["period_start", "period_end"])


def trend_picture(
    view: IndicatorView, *, source: str, palette: Palette = LIGHT, height: int = 320
) -> alt.LayerChart:
    """Draw the chosen area and its benchmarks over time.

    Args:
        view: An indicator view.
        source: Source and licence line.
        palette: The theme's colours.
        height: Height of the plot in pixels.

    Returns:
        The chart.
    """
    rows, facts = trend_rows(view), facts_of(view)
    wording = Wording(
        finding=trend_finding(view.trend_outcome, view.trend_reason, view=facts),
        measure=measure_line(facts, with_period=False),
        source=source,
        description=trend_description(rows[rows["value"].notna()].to_dict("records"), view=facts),
    )
    return draw_recent_trend(
        rows,
        annotations=view.annotations[["event_date", "label"]],
        unit=facts.unit,
        wording=wording,
        palette=palette,
        height=height,
    )


def _segment(row: dict[Any, Any], view: IndicatorView) -> str:
    """Name the unbroken stretch of a series that a point belongs to."""
    breaks = view.annotations[view.annotations["breaks_series"].astype(bool)]
    passed = pd.to_datetime(breaks["event_date"]) <= pd.Timestamp(row["period_start"])
    return f"{row['vintage']}#{int(passed.sum())}"
