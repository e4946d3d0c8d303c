"""The indicator page: one measure as finding, map and trend."""

from dataclasses import replace
from functools import partial

import streamlit as st

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.theme import Palette
from cdof_core.domain import MapMode
from cdof_core.narrative.figures import Figure
from cdof_core.narrative.findings import indicator_finding, measure_line
from cdof_core.narrative.numbers import published_text
from cdof_core.narrative.periods import period_in_sentence, period_text
from cdof_core.narrative.sentences import level_sentence, trend_sentence
from cdof_core.report.area_map_picture import area_map_picture
from cdof_core.report.picture import Picture
from cdof_core.report.pictures import map_picture, trend_picture
from cdof_core.report.sources import source_line
from cdof_core.report.view_words import chosen_figure, facts_of
from cdof_core.ui.cached import load_sexes, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Message, show_key_messages
from cdof_core.ui.downloads import area_files, file_stem, trend_files
from cdof_core.ui.indicator_menu import measure_labels
from cdof_core.ui.judged import view_key
from cdof_core.ui.kept import keep
from cdof_core.ui.map_modes import JUDGED_BY, choose_mode, load_map
from cdof_core.ui.maps import (
    LAYOUTS,
    ground_key,
    has_map,
    layouts,
    load_ground,
    outlines_url,
    show_no_map,
    shown_layout,
)
from cdof_core.ui.no_local import lacking_sex, show_no_local
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.session import current_selection
from cdof_core.ui.workshop import is_workshop


def show_indicator_choices(view: IndicatorView) -> None:
    """Draw the menus of measure, period, sex and map."""
    indicator_id = str(view.indicator["indicator_id"])
    with st.container(horizontal=True, gap="small"):
        choose_parameter("Measure", "indicator", measure_labels(), current=indicator_id, width=480)
        if view.has_local:
            labels = [str(label) for label in view.periods["period_label"].unique()]
            texts = {label: period_text(label) for label in labels}
            choose_parameter("Period", "period", texts, current=view.period, width=150)
        sex, sexes = current_selection().sex, load_sexes(indicator_id)
        if offers_sex(indicator_id):
            offered = dict.fromkeys([*sexes, sex])
            choose_parameter("Sex", "sex", {name: name for name in offered}, current=sex, width=130)
        if view.has_local and len(layouts()) > 1:
            texts = {layout.value: LAYOUTS[layout] for layout in layouts()}
            choose_parameter("Map", "layout", texts, current=shown_layout().value, width=170)
        if view.has_local:
            choose_mode(load_map(view, among=JUDGED_BY), label="Judge by", among=JUDGED_BY)


def _chosen(view: IndicatorView) -> Figure | None:
    return keep(lambda: chosen_figure(view), key="chosen figure", made_from=[view])


def offers_sex(indicator_id: str) -> bool:
    """Return whether there is a sex to choose, or one was chosen that authorities lack."""
    sexes = load_sexes(indicator_id)
    return len(sexes) > 1 or (bool(sexes) and current_selection().sex not in sexes)


def show_indicator_title(view: IndicatorView) -> None:
    """Show what the numbers say as a title, the measure and what it is held against."""
    facts, figure = facts_of(view), _chosen(view)
    said = [measure_line(facts), "How does it differ between areas, and which way does it go?"]
    if view.has_local:
        st.title(indicator_finding(figure, view=facts).removesuffix("."))
    else:
        st.title(_national_finding(view))
    asked = current_selection().period
    if asked and asked != view.period:
        said.append(f"There are no figures for {period_text(asked)}; the newest are shown.")
    st.caption(" ".join(said))
    if view.places.warning:
        st.caption(f"About this comparison: {view.places.warning}")


def show_finding(view: IndicatorView) -> None:
    """Show what the numbers say in sentences, or for which places they are published."""
    figure = _chosen(view)
    if figure is not None:
        sentences = [level_sentence(figure).text, trend_sentence(figure).text]
        show_key_messages(
            [Message(text=sentence) for sentence in sentences if sentence],
            heading="What the numbers say",
        )
    if not view.has_local:
        show_no_local(view, what="No authority has a figure for this measure")


def show_map(view: IndicatorView) -> None:
    """Show every authority on the map; a click chooses one."""
    layout, palette = shown_layout(), current_palette()
    if not has_map(layout, view.areas["area_code"]):
        show_no_map()
        return
    stem, shown = stem_of(view), load_map(view, among=JUDGED_BY)
    is_plain = shown.mode is MapMode.JUDGEMENT
    draw = partial(map_picture, view) if is_plain else partial(area_map_picture, shown)
    url, in_a_room = outlines_url(layout), is_workshop()
    looks = f"{ground_key(layout)} {palette.ground} {url} {in_a_room}"
    show_picture(
        lambda: draw(
            ground=load_ground(layout),
            source=source_of(view),
            palette=palette,
            outlines_url=url,
            in_a_room=in_a_room,
        ),
        drawn_for=f"{view_key()} {shown.mode} {looks}",
        key="map",
        file_stem=f"{stem}-map",
        picks_area=True,
        tables=area_files(view, file_stem=stem),
        already_said=measure_line(facts_of(view)),
        defines=[str(view.indicator["indicator_id"])],
        has_twin=True,
    )
    if shown.why_other:
        st.caption(as_plain_text(shown.why_other))
    st.page_link(
        "pages/map.py",
        label="More on the map page: change, rank, a region, a second map, clusters",
        icon=":material/map:",
    )
    if len(layouts()) == 1:
        st.caption(
            "Real boundaries can be added: `python -m cdof_core boundaries --download` fetches "
            "them once, and the map then offers both."
        )


def show_trend(view: IndicatorView) -> None:
    """Show the chosen area and its benchmarks over time."""
    if view.trend.empty:
        return
    stem = f"{stem_of(view)}-trend"
    palette = current_palette()
    show_picture(
        lambda: _trend_picture(view, palette),
        drawn_for=f"{view_key()} {palette.ground}",
        key="trend",
        file_stem=stem,
        tables=trend_files(view, file_stem=stem),
        already_said=measure_line(facts_of(view), with_period=False),
        defines=[str(view.indicator["indicator_id"])],
        has_twin=True,
    )


def _trend_picture(view: IndicatorView, palette: Palette) -> Picture:
    """Return the trend; where no authority has a figure, under the national finding."""
    picture = trend_picture(view, source=source_of(view), palette=palette)
    if view.has_local:
        return picture
    measure = measure_line(facts_of(view), with_period=False)
    said = replace(picture.wording, finding=_national_finding(view), measure=measure)
    return replace(picture, wording=said)


def _national_finding(view: IndicatorView) -> str:
    """Say the newest national figure, the chosen area having none."""
    known = view.trend[view.trend["value"].notna()]
    name = str(view.indicator["short_name"])
    if known.empty:
        lacking = lacking_sex(str(view.indicator["indicator_id"]))
        return f"{name}: " + (
            f"no figures for {lacking}" if lacking else "figures by breakdown only"
        )
    newest = known.sort_values(["period_end", "period_start"]).iloc[-1]
    value = published_text(
        float(newest["value"]),
        unit=str(view.indicator["unit"]),
        decimals=int(view.indicator["decimals"]),
        note=newest["note"],
    )
    when = period_in_sentence(str(newest["period_label"]))
    return f"{name}: {value} in {when}, {newest['series']}"


def source_of(view: IndicatorView) -> str:
    """Return the line of sources under the page's pictures."""
    return source_line(read_table("datasets"), view.sources)


def stem_of(view: IndicatorView) -> str:
    """Return the beginning of file names: measure, area and period."""
    return file_stem(view.indicator["indicator_id"], view.places.area.name, view.period)
