"""The page of national series: what is shown, the panels, their sources."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from cdof_core.analysis.england_and_regions import BY, regional_indicators, view_national
from cdof_core.analysis.national_panels import NationalView, Part
from cdof_core.charts.theme import DARK, LIGHT
from cdof_core.comparison.records import records_of
from cdof_core.report.england_and_regions_picture import (
    measure_of,
    national_finding,
    national_panels,
)
from cdof_core.report.panel_picture import Panels
from cdof_core.report.series_table import series_table
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.downloads import file_stem, snapshot_origin
from cdof_core.ui.panel_grid import show_panels
from cdof_core.ui.panels import as_plain_text, show_caveats, show_no_data
from cdof_core.ui.sources import Use, datasets_of, show_sources
from cdof_core.ui.text_version import folded
from cdof_core.ui.url import changing_href, read_parameters

PARTS = {
    Part.HEADLINE: "Headline measures",
    Part.REGIONS: "One measure by region",
    Part.SURVEY: "Crime survey by drug and age",
    Part.TREATMENT: "Treatment by substance",
    Part.DEATHS: "Deaths",
}
_WAYS = {
    "year": "Used in the last year",
    "month": "Used in the last month",
    "sex": "Sex",
    "age": "Age",
    "substance": "Substance",
    "deprivation": "Deprivation",
}
_FIGURE = [
    "indicator_id",
    "area_code",
    "period_start",
    "period_end",
    "sex",
    "age",
    "breakdown",
    "vintage",
]
"""What makes a figure: England's line stands in every panel and is counted once."""

_QUESTION = "What do the national series behind the framework show, and how do regions differ?"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for, and what can be had of it."""

    part: Part
    by: str
    offered: dict[str, str]
    indicator_id: str


def load_national() -> NationalView:
    """Return the national series that the address asks for."""
    asked = _asked()
    return _view(asked.part, asked.by, asked.indicator_id, content_hash())


def show_national_choices() -> None:
    """Draw the menus: which series, parted how, of which measure."""
    asked = _asked()
    with st.container(horizontal=True, gap="small"):
        options = {kind.value: label for kind, label in PARTS.items()}
        choose_parameter("Show", "part", options, current=asked.part.value, width=280)
        if BY[asked.part]:
            ways = {name: _WAYS[name] for name in BY[asked.part]}
            choose_parameter("By", "by", ways, current=asked.by, width=220)
        if asked.part is Part.REGIONS:
            choose_parameter(
                "Measure", "indicator", asked.offered, current=asked.indicator_id, width=380
            )
    wanted = read_parameters()
    if wanted["part"].lower() not in ("", asked.part.value):
        st.caption("There is no such part of this page; the headline measures are shown.")
    if asked.part is Part.REGIONS and wanted["indicator"] not in (
        "",
        asked.indicator_id,
    ):
        st.caption("That measure is not published by region; the first that is is shown.")


def _asked() -> _Asked:
    asked = read_parameters()
    wanted = asked["part"].lower()
    part = Part(wanted) if wanted in list(Part) else Part.HEADLINE
    by = asked["by"] if asked["by"] in BY[part] else next(iter(BY[part]), "")
    offered = _regional(content_hash()) if part is Part.REGIONS else {}
    named = asked["indicator"] if asked["indicator"] in offered else next(iter(offered), "")
    return _Asked(part=part, by=by, offered=offered, indicator_id=named)


def load_national_panels() -> Panels | None:
    """Return the panels that the address asks for, in the light theme; None where none is held."""
    asked = _asked()
    if load_national().is_empty:
        return None
    return _panels(asked.part, asked.by, asked.indicator_id, False, content_hash())


def show_national_finding(view: NationalView) -> None:
    """Show the title, the question and the measure."""
    st.title(as_plain_text(national_finding(view)), anchor=False)
    st.caption(as_plain_text(f"{_QUESTION} {measure_of(view)}"))


def show_national_panels(view: NationalView) -> None:
    """Show the panels with what happened on the way, or say that there are none."""
    if view.is_empty:
        show_no_data(
            "No national figures are held for this", why="The snapshot has no such series."
        )
        return
    panels = _panels(
        view.part, view.by, view.indicator_id, current_palette() is DARK, content_hash()
    )
    stem = file_stem("england", view.part.value, view.by, view.indicator_id)
    table = partial(
        series_table,
        view.rows,
        title=", ".join(
            part for part in (PARTS[view.part], _WAYS.get(view.by, "").lower()) if part
        ),
        finding=panels.wording.finding,
        origin=snapshot_origin(),
        events=view.events,
    )
    st.caption(_coverage(view))
    show_panels(
        panels,
        rows=view.rows,
        identity=stem,
        table=table,
        key=stem,
        file_stem=stem,
        defines=[str(name) for name in view.rows["indicator_id"].unique()],
    )
    _show_events(view)


def show_national_sources(view: NationalView) -> None:
    """Show absent measures, sources and caveats."""
    if view.absent:
        said = "; ".join(f"{name}: {why}" for name, why in view.absent)
        st.markdown(as_plain_text(f"Without a national figure: {said}"))
    rows = view.rows[view.rows["value"].notna()]
    used = rows.drop_duplicates(["dataset_id", "short_name"])
    show_sources([Use(*pair) for pair in zip(used["dataset_id"], used["short_name"], strict=True)])
    datasets = datasets_of(list(used["dataset_id"]))
    show_caveats([f"{dataset.publication}: {dataset.caveats}" for dataset in datasets])
    if view.indicator_id:
        href = changing_href("definitions", indicator=view.indicator_id)
        st.markdown(f"[Definition of this measure]({href})")


def _coverage(view: NationalView) -> str:
    figures = view.rows.drop_duplicates(_FIGURE)
    shown = int(figures["value"].notna().sum())
    missing = len(figures) - shown
    panels = view.rows["panel"].nunique()
    said = f"{shown:,} figures in {panels} panels"
    if missing:
        said += f"; {missing:,} without a value (reasons in the table)"
    return f"{said}. Lines break where a period has no figure."


def _show_events(view: NationalView) -> None:
    if view.events.empty:
        return
    dated = view.events.assign(event_date=pd.to_datetime(view.events["event_date"]))
    lines = {
        f"- **{row['event_date']:%B %Y}: {as_plain_text(row['label'])}.** "
        f"{as_plain_text(row['detail'])}"
        + (" Lines are not joined across it." if row["breaks_series"] else "")
        for row in records_of(dated.sort_values("event_date"))
    }
    with folded(f"What changed on the way ({len(lines)}): the dashed upright lines"):
        st.markdown("\n".join(sorted(lines)))


@st.cache_resource(max_entries=60, show_spinner="Reading…")
def _view(part: Part, by: str, indicator_id: str, key: str) -> NationalView:  # noqa: ARG001
    return view_national(part, by=by, indicator_id=indicator_id)


@st.cache_resource(max_entries=60, show_spinner="Drawing…")
def _panels(part: Part, by: str, indicator_id: str, is_dark: bool, key: str) -> Panels:
    view = _view(part, by, indicator_id, key)
    palette = DARK if is_dark else LIGHT
    return national_panels(view, datasets=read_table("datasets"), palette=palette)


@st.cache_resource(max_entries=2, show_spinner=False)
def _regional(key: str) -> dict[str, str]:  # noqa: ARG001 (the snapshot the entry is for)
    rows = regional_indicators()
    return dict(zip(rows["indicator_id"], rows["short_name"], strict=True))
