"""Trends as small charts: every area of a group, every measure of an outcome."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_trends import AreaTrends, build_area_trends
from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.places import Places
from cdof_core.charts.paper import Wording
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.comparison.records import records_of
from cdof_core.domain import AreaCode, IndicatorId, JudgementLevels, Selection
from cdof_core.domain.own_event import OwnEvent
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.report.area_trends_picture import moving_sentence, panel_rows_of
from cdof_core.report.area_trends_table import lines_table
from cdof_core.report.panel_picture import PanelPlan, panels_picture
from cdof_core.report.sources import source_line
from cdof_core.ui.area_groups import shown_group
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette
from cdof_core.ui.downloads import file_stem, snapshot_origin
from cdof_core.ui.judged import chosen
from cdof_core.ui.kept import keep
from cdof_core.ui.panel_grid import show_panels
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.session import current_selection
from cdof_core.ui.sources import Use, show_sources

_KEPT = 100


@dataclass(frozen=True, slots=True)
class _Asked:
    """What lines depend on beside the snapshot."""

    indicator_id: str
    area_code: str
    benchmark: BenchmarkRequest
    sex: str
    beside: tuple[AreaCode, ...]
    events: tuple[OwnEvent, ...]
    levels: JudgementLevels


@st.cache_resource(max_entries=_KEPT, show_spinner="Reading…")
def _lines(asked: _Asked, key: str, _view: IndicatorView) -> AreaTrends:  # noqa: ARG001
    return build_area_trends(
        _view, beside=asked.beside, sex=asked.sex, events=asked.events, levels=asked.levels
    )


def load_lines(view: IndicatorView, beside: Sequence[AreaCode]) -> AreaTrends:
    """Return the lines of a measure: the chosen area, areas beside it, the benchmark.

    Args:
        view: The measure.
        beside: Authorities beside the chosen area.
    """
    asked = _Asked(
        indicator_id=str(view.indicator["indicator_id"]),
        area_code=view.places.area.code,
        benchmark=view.places.chosen,
        sex=current_selection().sex,
        beside=tuple(beside),
        events=current_selection().events,
        levels=current_selection().levels,
    )
    return _lines(asked, content_hash(), view)


def show_group(view: IndicatorView, trends: AreaTrends) -> None:
    """Show one panel an area of the chosen group."""
    rows = panel_rows_of(view, trends)
    label = at_start(shown_group().label)
    st.caption(as_plain_text(f"{label}. {moving_sentence(trends)}"))
    _show_panels(
        rows,
        title=f"{view.indicator['name']} over time: {label}",
        events=trends.events[["event_date", "label"]].assign(panel=trends.events["line"]),
        is_shared=True,
        made_from=[view, trends],
        key=f"group_{view.indicator['indicator_id']}",
    )


def show_outcome(view: IndicatorView) -> None:
    """Show every profiled measure of the measure's outcome for the chosen area."""
    catalogue = read_table("indicators")
    same = catalogue["outcome_id"] == view.indicator["outcome_id"]
    ids = [str(name) for name in catalogue.loc[same & catalogue["profile"], "indicator_id"]]
    selection, places = chosen()
    parts: list[pd.DataFrame] = []
    made_from: list[object] = []
    events: list[pd.DataFrame] = []
    for indicator_id in ids:
        own = _measure_view(selection, places.chosen, indicator_id, content_hash(), _places=places)
        lines = load_lines(own, ())
        made_from += [own, lines]
        rows = panel_rows_of(own, lines)
        if rows["value"].notna().any():
            parts.append(rows.assign(panel=str(own.indicator["short_name"])))
            # Dated for every measure of the outcome, each on its own panel.
            events.append(
                own.annotations[["event_date", "label"]].assign(
                    panel=str(own.indicator["short_name"])
                )
            )
    outcomes = read_table("outcomes").set_index("outcome_id")["name"]
    outcome = str(outcomes.get(view.indicator["outcome_id"], "Context"))
    place = at_start(in_sentence(places.area.name))
    if not parts:
        show_no_data(f"{place} has no figures over time for “{outcome}”")
        return
    rows = pd.concat(parts, ignore_index=True)
    st.caption(
        as_plain_text(
            f"{outcome}: {rows['panel'].nunique()} of {len(ids)} measures have figures for "
            f"{in_sentence(places.area.name)}. Each panel has its own scale."
        )
    )
    _show_panels(
        rows,
        title=f"{place}: {outcome}",
        events=pd.concat(events, ignore_index=True),
        is_shared=False,
        made_from=made_from,
        key=f"outcome_{view.indicator['outcome_id']}",
    )
    names = dict(zip(catalogue["indicator_id"], catalogue["short_name"], strict=True))
    used = rows.loc[rows["dataset_id"] != "", ["dataset_id", "indicator_id"]].drop_duplicates()
    show_sources(
        Use(str(row["dataset_id"]), str(names[row["indicator_id"]])) for row in records_of(used)
    )


@st.cache_resource(max_entries=_KEPT, show_spinner="Reading…")
def _measure_view(
    selection: Selection,
    benchmark: BenchmarkRequest,  # noqa: ARG001 (a part of what the entry is for)
    indicator_id: str,
    key: str,  # noqa: ARG001 (likewise)
    *,
    _places: Places,
) -> IndicatorView:
    wanted = replace(selection, indicator_id=IndicatorId(indicator_id), period="")
    return view_indicator(wanted, places=_places)


def _show_panels(
    rows: pd.DataFrame,
    *,
    title: str,
    events: pd.DataFrame,
    is_shared: bool,
    made_from: Sequence[object],
    key: str,
) -> None:
    datasets = read_table("datasets").set_index("dataset_id")
    plan = PanelPlan(
        rows=rows,
        events=events,
        strengths=datasets["strength"],
        is_shared=is_shared,
        has_labels=False,
    )
    wording = Wording(
        finding=title,
        measure="",
        source=source_of(rows),
        description=f"Small line charts. {title}.",
    )
    in_order = tuple(dict.fromkeys(rows["panel"]))
    identity = (title, current_selection(), len(rows), in_order, key)
    stem, palette = file_stem(title), current_palette()
    show_panels(
        keep(
            partial(panels_picture, plan, wording=wording, palette=palette),
            key=f"panels {key} {title} {palette.ground}",
            made_from=made_from,
        ),
        rows=rows,
        identity=identity,
        table=partial(lines_table, rows, title=title, origin=snapshot_origin()),
        key=key,
        file_stem=stem,
        defines=[str(name) for name in rows["indicator_id"].dropna().unique()],
    )


def source_of(rows: pd.DataFrame) -> str:
    """Return the source and licence line of figures with their datasets."""
    return source_line(read_table("datasets"), rows["dataset_id"].unique())
