"""One measure in a group of areas as pictures: dots, funnel, boxes; bars are `ranking_picture`."""

from typing import Final

import altair as alt
import numpy as np
import pandas as pd

from cdof_core.analysis.area_funnel import Funnel, size_column
from cdof_core.analysis.compare_areas import AreasCompared
from cdof_core.charts.box_plots import draw_box_plots
from cdof_core.charts.dot_plot import draw_dot_plot
from cdof_core.charts.funnel_plot import draw_funnel_plot
from cdof_core.charts.paper import Wording
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.domain.selection import BenchmarkKind
from cdof_core.narrative.findings import coverage_sentence, measure_line
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.ranks import rank_finding
from cdof_core.report.picture import Picture
from cdof_core.report.ranking_picture import benchmark_label, ranked_rows
from cdof_core.report.view_words import axis_title, facts_of, is_own
from cdof_core.statistics.funnel import FunnelSignificance

_SIGNIFICANCE: Final = {
    FunnelSignificance.HIGH_3S: "Above the 99.8% limit",
    FunnelSignificance.HIGH_2S: "Above the 95% limit",
    FunnelSignificance.NOT_SIGNIFICANT: "Within the limits",
    FunnelSignificance.LOW_2S: "Below the 95% limit",
    FunnelSignificance.LOW_3S: "Below the 99.8% limit",
    FunnelSignificance.TOO_FEW_EVENTS: "Too few events",
    FunnelSignificance.MISSING: "No value",
}

_SIGNIFICANCE_SHORT: Final = {
    FunnelSignificance.HIGH_3S: "Above 99.8%",
    FunnelSignificance.HIGH_2S: "Above 95%",
    FunnelSignificance.NOT_SIGNIFICANT: "Within",
    FunnelSignificance.LOW_2S: "Below 95%",
    FunnelSignificance.LOW_3S: "Below 99.8%",
}
"""Where the heading says of which limits: on a phone those words stood on lines of their own."""

AGAINST_LIMITS: Final = "Against the funnel's limits"
"""Heading of where each area lies, on the page and in a file."""

NOT_TESTED: Final = ("Not tested", "all areas together")
"""What stands there for England, and why."""


def finding_of_comparison(compared: AreasCompared) -> str:
    """Return the title of a comparison: where the chosen area ranks."""
    view = compared.view
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    held = None if view.chosen.empty else float(view.chosen.iloc[0]["value"])
    return rank_finding(
        area_name=view.places.area.name,
        value=value_text(held, unit=unit, decimals=decimals),
        rank=compared.rank,
        of=compared.ranked,
        group_words=_group_words(compared),
        short_name=str(view.indicator["short_name"]),
    )


def _group_words(compared: AreasCompared) -> str:
    if compared.group.is_everyone:
        return "authorities in England"
    label = in_sentence(compared.group.label)
    return f"in {label}" if compared.group.kind == BenchmarkKind.REGION else f"among {label}"


def dot_picture(compared: AreasCompared, *, source: str, palette: Palette = LIGHT) -> Picture:
    """Draw the group's values as points with intervals, the middle half behind them."""
    view = compared.view
    rows = ranked_rows(view, only=compared.group.members)
    values = rows["value"].to_numpy(dtype=float)
    band = tuple(np.quantile(values, [0.25, 0.75])) if len(values) else None
    finding = finding_of_comparison(compared)
    wording = Wording(
        finding=finding,
        measure=(
            f"{measure_line(facts_of(view))} {at_start(compared.group.label)}: "
            f"{coverage_sentence(compared.coverage)} The grey band is the middle half."
        ),
        source=source,
        description=f"Dot plot of {len(rows)} areas with 95% intervals. {finding}.",
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_dot_plot(
            rows,
            benchmark=view.benchmark_value,
            benchmark_label=benchmark_label(view),
            band=None if band is None else (float(band[0]), float(band[1])),
            unit=axis_title(str(view.indicator["unit"])),
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def funnel_picture(
    compared: AreasCompared, funnel: Funnel, *, source: str, palette: Palette = LIGHT
) -> Picture:
    """Draw every authority against the average of all, by size.

    Args:
        compared: The comparison.
        funnel: Its funnel.
        source: Source and licence line.
        palette: The theme's colours.
    """
    view = compared.view
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    size, points = funnel_size(compared), funnel_points(compared, funnel)
    authorities = points[~points["is_pooled"]]
    outside = int(authorities["is_outside"].sum())
    chosen = points[points["area_code"] == view.places.area.code]
    place = at_start(in_sentence(view.places.area.name))
    said = f"{place}: {str(chosen.iloc[0]['word']).lower()}. " if len(chosen) == 1 else ""
    average = value_text(funnel.average, unit=unit, decimals=decimals, with_unit=False)
    wording = Wording(
        finding=f"{said}{outside} of {len(authorities)} authorities lie outside the 95% limits",
        measure=(
            f"{measure_line(facts_of(view))} {_who_is_drawn(compared, funnel)} Lines: control "
            f"limits around the average of all, dashed 95%, solid 99.8%; diamonds lie outside. "
            f"Where far more than one in twenty lie outside, areas differ by more than chance."
        ),
        source=source,
        description=(
            f"Funnel plot of {len(authorities)} authorities by {size}; average {average}; "
            f"{outside} outside the 95% limits. {said}"
        ).strip(),
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_funnel_plot(
            points,
            limits=funnel.limits,
            average=funnel.average,
            average_label=f"Average of all {average}",
            unit=axis_title(unit),
            size_name=at_start(size),
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def funnel_size(compared: AreasCompared) -> str:
    """Return what the size of an area in a funnel counts."""
    indicator = compared.view.indicator
    return str(indicator[f"{size_column(indicator)}_name"]) or "size"


def funnel_points(compared: AreasCompared, funnel: Funnel) -> pd.DataFrame:
    """Return the points of a funnel with where each lies, in words, and what it is.

    Args:
        compared: The comparison.
        funnel: Its funnel.

    Returns:
        The points with word, short_word (under `AGAINST_LIMITS`), is_outside, is_chosen, is_member
        (of the group), value_text and size_text.
    """
    view, points = compared.view, funnel.points
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    size = funnel_size(compared)
    found = [FunnelSignificance(word) for word in points["significance"]]
    words = [_SIGNIFICANCE[kind] for kind in found]
    return points.assign(
        word=words,
        short_word=[_SIGNIFICANCE_SHORT.get(kind, _SIGNIFICANCE[kind]) for kind in found],
        is_outside=[word.startswith(("Above", "Below")) for word in words],
        is_chosen=is_own(points, view),
        is_member=points["area_code"].isin(compared.group.members),
        value_text=[value_text(v, unit=unit, decimals=decimals) for v in points["value"]],
        size_text=[f"{number_text(v)} {size}" for v in points["size"]],
    )


def _who_is_drawn(compared: AreasCompared, funnel: Funnel) -> str:
    """Say how many authorities a funnel shows, why not the others, and which stand out."""
    said = coverage_sentence(compared.view.coverage)
    if funnel.left_out:
        publish = "publishes" if funnel.left_out == 1 else "publish"
        said += f" {funnel.left_out} of them {publish} no counts: in the table, not in the picture."
    if not compared.group.is_everyone:
        said += f" Strong points: {in_sentence(compared.group.label)}; faint ones: the others."
    return said


def box_picture(compared: AreasCompared, *, source: str, palette: Palette = LIGHT) -> Picture:
    """Draw the spread of the group at each period."""
    view = compared.view
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])

    def said(value: float) -> str:
        return value_text(value, unit=unit, decimals=decimals, with_unit=False)

    periods = compared.spread.assign(
        place=range(len(compared.spread)),
        period_text=[period_text(str(label)) for label in compared.spread["period_label"]],
        own_text=[said(value) for value in compared.spread["own"]],
        spread_text=[
            f"median {said(row['median'])}, middle half {said(row['lower_quartile'])} to "
            f"{said(row['upper_quartile'])}"
            for row in records_of(compared.spread)
        ],
    )
    last = periods.iloc[-1]
    group, place = in_sentence(compared.group.label), in_sentence(view.places.area.name)
    finding = f"{at_start(group)}: {last['spread_text']} in {last['period_text']}; " + (
        f"no figure for {place}" if pd.isna(last["own"]) else f"{place} {last['own_text']}"
    )
    wording = Wording(
        finding=finding,
        measure=(
            f"{measure_line(facts_of(view), with_period=False)} Box: middle half with median; "
            f"whiskers: 5th to 95th percentile; ticks: extremes; diamond: {place}."
        ),
        source=source,
        description=f"Box plots of {len(periods)} periods. {finding}.",
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_box_plots(
            periods,
            area_name=view.places.area.name,
            unit=axis_title(unit),
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)
