"""The map page: where a measure is high or low, in a mode of choice, beside a second map."""

from functools import partial
from typing import Final

import streamlit as st

from cdof_core.analysis.area_map import AreaMap
from cdof_core.charts.map_amounts import AmountScale
from cdof_core.domain import MapMode
from cdof_core.narrative.findings import indicator_finding, measure_line
from cdof_core.narrative.periods import period_text
from cdof_core.report.area_map_picture import (
    amount_scale,
    area_map_picture,
    area_map_rows,
    area_map_title,
)
from cdof_core.report.area_map_table import area_map_table
from cdof_core.report.sources import source_line
from cdof_core.report.view_words import chosen_figure, facts_of
from cdof_core.ui.cached import read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.downloads import file_stem, snapshot_origin, table_files
from cdof_core.ui.indicator_menu import measure_labels
from cdof_core.ui.map_modes import choose_mode, map_key
from cdof_core.ui.map_shown import NOTHING, SAME, Maps, codes_of, period_texts, regions
from cdof_core.ui.map_table import show_map_table
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
from cdof_core.ui.panels import as_plain_text, show_caveats
from cdof_core.ui.session import current_selection
from cdof_core.ui.sources import Use, datasets_of, show_sources
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import read_parameters
from cdof_core.ui.workshop import is_workshop

QUESTION: Final = "Where is it high or low, and does it cluster?"
_WHOLE: Final = "england"
_KEPT: Final = 60


def show_map_headline(maps: Maps) -> None:
    """Show the finding, the question and what cannot be shown as asked."""
    shown = maps.first
    if maps.is_empty:
        st.title(as_plain_text(str(shown.view.indicator["name"])), anchor=False)
        st.caption(QUESTION)
        return
    st.title(as_plain_text(_headline(maps)), anchor=False)
    said = [QUESTION, measure_line(facts_of(shown.view))]
    if shown.view.places.warning:
        said.append(f"About this comparison: {shown.view.places.warning}")
    st.caption(as_plain_text(" ".join(said)))
    _say_what_is_not_shown(maps)


def show_map_choices(maps: Maps) -> None:
    """Draw the menus: measure, period, colours, their start, layout, region, second map."""
    shown = maps.first
    view = shown.view
    with st.container(horizontal=True, gap="small"):
        choose_parameter(
            "Measure",
            "indicator",
            measure_labels(),
            current=str(view.indicator["indicator_id"]),
            width=310,
        )
        if not view.has_local:
            return
        choose_parameter("Period", "period", period_texts(view), current=view.period, width=130)
        choose_mode(shown, label="Colours")
        if shown.mode is MapMode.CHANGE:
            pasts = {label: period_text(label) for label in shown.earlier_periods}
            choose_parameter("Since", "before", pasts, current=shown.earlier, width=140)
        places = {_WHOLE: "England"} | regions()
        choose_parameter("Show", "zoom", places, current=maps.region or _WHOLE, width=170)
        if len(layouts()) > 1:
            texts = {layout.value: LAYOUTS[layout] for layout in layouts()}
            choose_parameter("Map", "layout", texts, current=shown_layout().value, width=170)
        _choose_second(maps)


def show_maps(maps: Maps) -> None:
    """Show the map, and the second beside it; on a phone below it."""
    scales = _scales(maps)
    if maps.second is None:
        picture, table = st.columns([6, 7], gap="small")
        with picture:
            _show_map(maps, maps.first, scales[0], key="map")
        with table:
            show_map_table(maps.first, page="map", region=maps.region)
        return
    left, right = st.columns(2, gap="small")
    with left:
        _show_map(maps, maps.first, scales[0], key="map")
    with right:
        _show_map(maps, maps.second, scales[1], key="map_second")
    st.caption(
        "Both maps show the same places in the same mode; a click on either chooses the area in "
        "both. "
        + (
            "Colours of both run over the same values."
            if scales[0] is not None and scales[0] == scales[1]
            else "Colours of each follow its own figures."
        )
    )
    show_folded(
        "Every authority of the first map as a table",
        partial(show_map_table, maps.first, page="map", region=maps.region),
        key="first_map",
    )


def show_map_sources(maps: Maps) -> None:
    """Show sources and caveats of what is on the maps."""
    shown = [maps.first, *([maps.second] if maps.second else [])]
    show_sources(
        Use(dataset_id, str(one.view.indicator["short_name"]))
        for one in shown
        for dataset_id in one.view.sources
    )
    used = list(dict.fromkeys(name for one in shown for name in one.view.sources))
    comparability = [str(one.view.indicator["comparability"]) for one in shown]
    show_caveats([*comparability, *(dataset.caveats for dataset in datasets_of(used))])


def map_source(shown: AreaMap) -> str:
    """Return the source and licence line of a map's figures."""
    return source_line(read_table("datasets"), shown.view.sources)


def map_stem(shown: AreaMap) -> str:
    """Return the beginning of file names: measure, area, period and mode."""
    view = shown.view
    return file_stem(view.indicator["indicator_id"], view.places.area.name, view.period, shown.mode)


def _say_what_is_not_shown(maps: Maps) -> None:
    """Say what a link asked for that this measure or snapshot cannot show."""
    shown, asked = maps.first, read_parameters()
    said = [shown.why_other]
    if asked["period"] and current_selection().period != shown.view.period:
        when = period_text(current_selection().period)
        said.append(f"There are no figures for {when}; the newest are shown.")
    if shown.mode is MapMode.CHANGE and asked["before"] not in ("", "none", shown.earlier):
        said.append(
            f"{period_text(asked['before'][:40])} cannot be compared with "
            f"{period_text(shown.view.period)}: it overlaps, was made by another method, or lies "
            f"before a break. The change since {period_text(shown.earlier)} is shown."
        )
    if asked["pair"] not in ("", NOTHING) and maps.second is None:
        said.append("The second map of this link has no figures for authorities.")
    if maps.second is not None and maps.second.why_other:
        said.append(f"Second map: {maps.second.why_other}")
    for sentence in filter(None, said):
        st.caption(as_plain_text(sentence))


def _choose_second(maps: Maps) -> None:
    view, second = maps.first.view, maps.second
    own = str(view.indicator["indicator_id"])
    options = {NOTHING: "Nothing"}
    if len(period_texts(view)) > 1:
        options[SAME] = "This measure, another period"
    options |= {name: label for name, label in measure_labels().items() if name != own}
    current = NOTHING
    if second is not None:
        name = str(second.view.indicator["indicator_id"])
        current = SAME if name == own else name
    choose_parameter("Beside it", "pair", options, current=current, width=220)
    if second is not None:
        texts = period_texts(second.view)
        if current == SAME:
            texts.pop(view.period, None)
        choose_parameter("Its period", "then", texts, current=second.view.period, width=140)


def _scales(maps: Maps) -> tuple[AmountScale | None, AmountScale | None]:
    """Return the scales of both maps: one for both where they show the same measure."""
    first, second = maps.first, maps.second
    if second is None:
        return amount_scale(first), None
    ids = [str(one.view.indicator["indicator_id"]) for one in (first, second)]
    if ids[0] == ids[1] and first.mode is second.mode:
        both = amount_scale(first, second)
        return both, both
    return amount_scale(first), amount_scale(second)


def _show_map(maps: Maps, shown: AreaMap, scale: AmountScale | None, *, key: str) -> None:
    layout, palette, only = shown_layout(), current_palette(), codes_of(maps.region)
    stem = map_stem(shown)
    is_only = maps.second is None
    if not has_map(layout, shown.areas["area_code"], region=maps.region):
        show_no_map()
        return
    url, in_a_room = outlines_url(layout), is_workshop()
    show_picture(
        lambda: area_map_picture(
            shown,
            ground=load_ground(layout, region=maps.region),
            source=map_source(shown),
            palette=palette,
            only=only,
            part_name=regions().get(maps.region, ""),
            scale=scale,
            outlines_url=url,
            in_a_room=in_a_room,
        ),
        drawn_for=" ".join(
            (
                map_key(shown),
                ground_key(layout),
                maps.region,
                repr(scale),
                palette.ground,
                url,
                str(in_a_room),
            )
        ),
        key=key,
        file_stem=f"{stem}-map",
        picks_area=True,
        tables=table_files(
            partial(area_map_table, shown, origin=snapshot_origin()), file_stem=stem
        ),
        already_said=measure_line(facts_of(shown.view)) if is_only else "",
        is_titled=is_only,
        defines=[str(shown.view.indicator["indicator_id"])],
        has_twin=shown is maps.first,
    )


def _headline(maps: Maps) -> str:
    """Return what the one map says; of two, which say it themselves, where the area stands."""
    shown = maps.first
    if maps.second is None:
        return _title(map_key(shown), maps.region, shown)
    view = shown.view
    return indicator_finding(chosen_figure(view), view=facts_of(view)).removesuffix(".")


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _title(key: str, region: str, _shown: AreaMap) -> str:  # noqa: ARG001
    rows = area_map_rows(_shown, only=codes_of(region))
    return area_map_title(_shown, rows, part_name=regions().get(region, ""))
