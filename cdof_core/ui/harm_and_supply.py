"""The page of harm, crime and supply: all together, then theme by theme, each with its place."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from cdof_core.analysis.harm_and_supply import HarmAndSupply, view_harm_and_supply
from cdof_core.analysis.harm_measures import DELAY, HARMS, SUBSTANCES, Geography, Theme
from cdof_core.analysis.harm_nation import NationalFigures, national_figures
from cdof_core.analysis.places import Places
from cdof_core.charts.paper import Wording
from cdof_core.domain import Selection
from cdof_core.narrative.harm_and_supply import (
    REGISTERED,
    THEMES,
    Delay,
    delay_sentence,
    force_sentence,
    harm_title,
    theme_sentence,
)
from cdof_core.narrative.names import listed
from cdof_core.report.area_trends_table import lines_table
from cdof_core.report.harm_pictures import (
    theme_panels,
    theme_wording,
)
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette
from cdof_core.ui.downloads import file_stem, snapshot_origin
from cdof_core.ui.harm_table import show_spans
from cdof_core.ui.judged import RESULTS_KEPT, chosen_of_whole_area, whole_area_key
from cdof_core.ui.kept import keep
from cdof_core.ui.panel_grid import show_panels
from cdof_core.ui.panels import as_plain_text, show_caveats
from cdof_core.ui.sources import Use, datasets_of, show_sources
from cdof_core.ui.steady import steady
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import page_href, read_parameters

_QUESTION = (
    "Do demand, harm, crime and supply point the same way? Each figure is of the place named "
    "beside it, and of no other."
)


@dataclass(frozen=True, slots=True)
class _Series:
    """What is drawn over time of one kind of place, and its words."""

    rows: pd.DataFrame
    wording: Wording


def load_harm_page() -> HarmAndSupply:
    """Return the figures of the chosen area and of the places around it."""
    asked, places = chosen_of_whole_area()
    return _view(asked, whole_area_key(), places)


@steady
def show_harm_headline(view: HarmAndSupply) -> None:
    """Show how many measures of harm are worse, and which force covers the area."""
    st.title(harm_finding(view))
    counted = listed([THEMES[theme].lower() for theme in HARMS])
    said = f"{_QUESTION} The title counts the area's measures of {counted} that can be compared."
    st.caption(as_plain_text(said))
    for sentence in _force_sentences(view):
        st.markdown(as_plain_text(sentence))


def harms_counted(view: HarmAndSupply) -> pd.DataFrame:
    """Return the area's own measures of harm, those that the title counts."""
    rows = view.latest
    if rows.empty:
        return rows
    is_harm = rows["theme"].isin([theme.value for theme in HARMS]) & (rows["indicator_id"] != DELAY)
    return rows[is_harm & (rows["geography"] == Geography.AUTHORITY.value)]


def harm_finding(view: HarmAndSupply) -> str:
    """Say how many measures of harm are worse than the benchmark."""
    rows, places = harms_counted(view), view.places
    judged = [] if rows.empty else [str(word) for word in rows["judgement"]]
    return harm_title(judged, area_name=places.area.name, benchmark_label=places.chosen.label)


@steady
def show_deaths(view: HarmAndSupply) -> None:
    """Show deaths, how late they are registered, and the substances named nationally."""
    st.header(THEMES[Theme.DEATHS], anchor=False)
    _say_compared(view, Theme.DEATHS)
    st.markdown(as_plain_text(_delay(view)))
    _fold_themes(view, Geography.AUTHORITY, Theme.DEATHS)
    substances = _series(view, Geography.NATION, Theme.DEATHS).rows
    if (substances["indicator_id"] == SUBSTANCES).any():
        show_folded(
            "Substances named in deaths: England and Wales only",
            partial(_show_substances, view),
            key="substances",
        )


def _show_substances(view: HarmAndSupply) -> None:
    st.caption(
        "Substances are not published for authorities. The most frequent are shown; a death may "
        "name several, so they do not add up."
    )
    st.caption(as_plain_text(_series(view, Geography.NATION, Theme.DEATHS).wording.measure))
    _show_themes(view, Geography.NATION, Theme.DEATHS)


def show_harms(view: HarmAndSupply) -> None:
    """Show admissions, and children and families."""
    for theme in (Theme.ADMISSIONS, Theme.FAMILIES):
        _show_harm(view, theme)


@steady
def _show_harm(view: HarmAndSupply, theme: Theme) -> None:
    if len(_series(view, Geography.AUTHORITY, theme).rows):
        st.header(THEMES[theme], anchor=False)
        _say_compared(view, theme)
        _fold_themes(view, Geography.AUTHORITY, theme)


@steady
def show_supply(view: HarmAndSupply) -> None:
    """Show seizures by force, national supply, and county lines closed."""
    st.header(THEMES[Theme.SUPPLY], anchor=False)
    with st.container():
        for sentence in _force_sentences(view):
            st.caption(as_plain_text(sentence))
    _fold_themes(view, Geography.FORCE, Theme.SUPPLY)
    st.caption(
        "Seizures show what the police find, which depends on where they look: more is neither "
        "better nor worse."
    )


@steady
def show_demand(view: HarmAndSupply) -> None:
    """Show demand over time, where it is published for the area."""
    st.header(THEMES[Theme.DEMAND], anchor=False)
    href = page_href("unmet_need", read_parameters())
    _say_compared(view, Theme.DEMAND)
    st.markdown(f"[Unmet need, with its uncertainty]({href})")
    _fold_themes(view, Geography.AUTHORITY, Theme.DEMAND)


def show_nation(view: HarmAndSupply) -> None:
    """Show what is published for the country only."""
    st.header("Published for the country only", anchor=False)
    st.caption(
        "No authority or force has figures of its own for county lines, disruptions of organised "
        "crime and drug-related homicides. Numbers in treatment below are those "
        "of England; those of an authority, where held, stand under demand."
    )
    _fold_themes(view, Geography.NATION, Theme.DEMAND, Theme.CRIME, Theme.SUPPLY)
    if len(view.spans):
        show_folded(
            f"County lines closed, England ({len(view.spans)} spans)",
            partial(show_spans, view),
            key="spans",
        )


def show_harm_sources(view: HarmAndSupply) -> None:
    """Show what to know before using this, and where it comes from."""
    drawn = view.lines[["dataset_id", "short_name"]] if len(view.lines) else view.latest.head(0)
    rows = pd.concat([view.latest[["dataset_id", "short_name"]], drawn], ignore_index=True)
    rows = rows[rows["dataset_id"].fillna("") != ""].drop_duplicates()
    uses = [Use(*pair) for pair in zip(rows["dataset_id"], rows["short_name"], strict=True)]
    datasets = datasets_of([use.dataset_id for use in uses])
    show_caveats(
        [REGISTERED, *(f"{item.publication}: {item.caveats}" for item in datasets if item.caveats)]
    )
    show_sources(uses, key="harm")


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _view(
    selection: Selection,
    key: str,  # noqa: ARG001 (the snapshot and group the entry is for)
    _places: Places,
) -> HarmAndSupply:
    return view_harm_and_supply(selection, places=_places, nation=_nation(content_hash()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _nation(key: str) -> NationalFigures:  # noqa: ARG001 (the snapshot the entry is for)
    return national_figures()


@steady
def _say_compared(view: HarmAndSupply, theme: Theme) -> None:
    """Say how the area's own measures of a theme compare, above what is folded."""
    rows = view.latest
    own = rows[(rows["theme"] == theme.value) & (rows["geography"] == Geography.AUTHORITY.value)]
    if len(own):
        words = [str(word) for word in own["judgement"]]
        said = theme_sentence(words, benchmark_label=view.places.chosen.label)
        st.markdown(as_plain_text(said))


def _fold_themes(view: HarmAndSupply, geography: Geography, *themes: Theme) -> None:
    """Offer series of one kind of place, drawn when unfolded; nothing where there are none."""
    series = _series(view, geography, *themes)
    if series.rows.empty:
        return
    st.caption(as_plain_text(series.wording.measure))
    subject = series.wording.finding.partition(":")[0]
    charts = series.rows["panel"].nunique()
    show_folded(
        f"{subject} ({charts} chart{'' if charts == 1 else 's'})",
        partial(_show_themes, view, geography, *themes),
        key=f"themes_{'_'.join(themes)}_{geography.value}",
    )


def _series(view: HarmAndSupply, geography: Geography, *themes: Theme) -> _Series:
    """Return the series of some themes, found once for as long as the figures are kept."""

    def find() -> _Series:
        rows = view.drawn(geography, *themes)
        datasets = read_table("datasets")
        said = theme_wording(rows, themes=themes, geography=geography, datasets=datasets)
        return _Series(rows, said)

    return keep(find, key=f"series {geography} {themes}", made_from=[view])


def _show_themes(view: HarmAndSupply, geography: Geography, *themes: Theme) -> None:
    """Show series of one kind of place."""
    rows = _series(view, geography, *themes).rows
    stem = file_stem(*themes, geography.value, view.places.area.name)
    palette = current_palette()
    panels = keep(
        lambda: theme_panels(
            view,
            themes=themes,
            geography=geography,
            datasets=read_table("datasets"),
            palette=palette,
        ),
        key=f"panels {stem} {palette.ground}",
        made_from=[view],
    )
    show_panels(
        panels,
        rows=rows,
        identity=(stem, view.places.area.code, len(rows)),
        table=partial(lines_table, rows, title=panels.wording.finding, origin=snapshot_origin()),
        key=stem,
        file_stem=stem,
        defines=[str(name) for name in rows["indicator_id"].unique()],
    )


def _force_sentences(view: HarmAndSupply) -> list[str]:
    if not view.forces:
        return []
    return [
        force_sentence(
            area_name=view.places.area.name,
            force=force.name,
            authorities=force.authorities,
            is_area=force.is_area,
        )
        for force in view.forces
    ]


def _delay(view: HarmAndSupply) -> str:
    rows = view.latest[view.latest["indicator_id"] == DELAY]

    def of(geography: Geography) -> Delay:
        found = rows[rows["geography"] == geography.value]
        if found.empty:
            return Delay(float("nan"), "")
        row = found.iloc[0]
        return Delay(float(row["value"]), str(row["period_label"]), float(row["numerator"]))

    return delay_sentence(
        area_name=view.places.area.name,
        local=of(Geography.AUTHORITY),
        national=of(Geography.NATION),
    )
