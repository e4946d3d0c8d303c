"""The page of relationships: two measures of every authority against each other."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from cdof_core.analysis.decile_values import decile_indicators
from cdof_core.analysis.relationships import SCORES, Grouping, Relationship, relate
from cdof_core.comparison.records import records_of
from cdof_core.domain import AreaCode, partnership_members
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.relationship import CAVEATS
from cdof_core.report.relationship_picture import (
    coverage_words,
    relationship_picture,
    relationship_table,
    relationship_title,
    relationship_words,
)
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.downloads import file_stem, snapshot_origin, table_files
from cdof_core.ui.judged import DEFAULT_INDICATOR
from cdof_core.ui.panels import as_plain_text, show_caveats, show_no_data
from cdof_core.ui.session import current_selection
from cdof_core.ui.sources import Use, datasets_of, show_sources
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import changing_href, read_parameters
from cdof_core.ui.workshop import is_workshop

GROUPINGS = {
    Grouping.REGION: "Region of the chosen area",
    Grouping.IMD_2025: "Deprivation decile, 2025",
    Grouping.IMD_2019: "Deprivation decile, 2019",
}
_SCORE_NAMES = {
    "imd2025": "Deprivation score of the area, IMD 2025",
    "imd2019": "Deprivation score of the area, IMD 2019",
}
_KEYS = {
    Grouping.REGION: "Blue: authorities of the chosen area's region; grey: the others.",
    Grouping.IMD_2025: "Shades: deprivation of the area (IMD 2025), two deciles a shade.",
    Grouping.IMD_2019: "Shades: deprivation of the area (IMD 2019), two deciles a shade.",
}
_SIZES = "Size: population of mid-2022. Diamond: the chosen area. A click chooses an area."
_QUESTION = "Do areas with more of one thing have more of another, and which do not fit?"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Everything a relationship depends on beside the snapshot."""

    across: str
    up: str
    period: str
    grouping: Grouping
    own: tuple[AreaCode, ...]


def load_relationship() -> Relationship | None:
    """Return the two measures that the address names; None where none can be offered."""
    asked = _asked(_offered(content_hash()))
    return None if asked is None else _view(asked, content_hash())


def show_relationship_title(view: Relationship | None) -> None:
    """Show the finding and the question, or that nothing can be set against anything."""
    if view is None or view.is_empty:
        st.title("No two measures can be set against each other", anchor=False)
    else:
        st.title(as_plain_text(relationship_title(view)), anchor=False)
    st.caption(_QUESTION)


def show_relationship_choices(view: Relationship | None) -> None:
    """Draw the menus of both measures, the period and the colours."""
    offered = _offered(content_hash())
    asked, parameters = _asked(offered), read_parameters()
    if asked is None or view is None:
        return
    with st.container(horizontal=True, gap="small"):
        measures = {name: label for name, label in offered.items() if name not in SCORES}
        choose_parameter("Measure", "indicator", measures, current=asked.up, width=310)
        if view.up.periods:
            labels = {label: period_text(label) for label in view.up.periods}
            choose_parameter("Period", "period", labels, current=view.up.period, width=150)
        others = {name: label for name, label in offered.items() if name != asked.up}
        choose_parameter("Against", "second", others, current=asked.across, width=310)
        groups = {kind.value: label for kind, label in GROUPINGS.items()}
        choose_parameter("Colour by", "by", groups, current=asked.grouping.value, width=230)
    for name, kept in (("indicator", asked.up), ("second", asked.across)):
        if parameters[name] not in ("", kept):
            st.caption("A measure of this link has no figures for enough authorities.")


def show_relationship(view: Relationship | None) -> None:
    """Show the two measures, the caveat, the table and the sources."""
    if view is None or view.is_empty:
        show_no_data("No authority has both values", why="Choose two other measures.")
        return
    if view.years_apart:
        st.warning(as_plain_text(relationship_words(view)[0]), icon=":material/event_busy:")
    stem = file_stem("relationship", view.up.measure_id, view.across.measure_id)
    caveat, key = f"**{as_plain_text(CAVEATS[0])}**", f"{_KEYS[_grouping()]} {_SIZES}"
    if is_workshop():
        # Words above and below a picture would push it off a projector's first screen.
        with st.container(key="words_beside"):
            words, place = st.columns((1, 3), gap="medium")
        words.markdown(caveat)
        words.caption(key)
        with place:
            _show_picture(view, stem=stem, in_a_room=True)
    else:
        st.markdown(caveat)
        _show_picture(view, stem=stem, in_a_room=False)
        st.caption(key)
    show_folded(
        "Both values of every authority as a table",
        # Its links keep the other choices of the address, which the component adds.
        lambda: show_table(partial(_table, view), key=stem, drawn_from=[view]),
        key="both_values",
    )
    show_caveats([*CAVEATS[1:], coverage_words(view)])
    measures = (view.across.short_name, view.up.short_name)
    show_sources(Use(name, " and ".join(measures)) for name in view.sources)
    show_caveats(
        [f"{dataset.publication}: {dataset.caveats}" for dataset in datasets_of(view.sources)],
        title="What to know of the sources",
    )


def _show_picture(view: Relationship, *, stem: str, in_a_room: bool) -> None:
    palette = current_palette()
    show_picture(
        lambda: relationship_picture(
            view, datasets=read_table("datasets"), palette=palette, in_a_room=in_a_room
        ),
        drawn_for=f"{palette.ground} {in_a_room}",
        drawn_from=[view],
        key=stem,
        file_stem=stem,
        picks_area=True,
        tables=table_files(
            partial(relationship_table, view, origin=snapshot_origin()), file_stem=stem
        ),
        defines=[view.up.measure_id, view.across.measure_id],
        has_twin=True,
        is_said_below=in_a_room,
    )


def _table(view: Relationship) -> DataTable:
    rows = tuple(
        (
            Cell(
                str(row["area_name"]),
                href=changing_href("relationships", area=str(row["area_code"])),
            ),
            Cell(_text(row["x"], view.across.unit, view.across.decimals), order=row["x"]),
            Cell(_text(row["y"], view.up.unit, view.up.decimals), order=row["y"]),
            Cell(number_text(row["population"]), order=row["population"]),
            Cell(str(row["group"])),
            Cell(
                number_text(row["residual"], 1),
                below="far" if row["is_outlying"] else "",
                order=row["residual"],
            ),
        )
        for row in records_of(view.points)
    )
    return DataTable(
        caption=relationship_title(view),
        columns=(
            "Area",
            f"{view.across.short_name}, {period_text(view.across.period)}",
            f"{view.up.short_name}, {period_text(view.up.period)}",
            "Population",
            "Group",
            "Distance from the line",
        ),
        groups=(("", rows),),
        numbers=(1, 2, 3, 5),
        search="Find an area",
        noun="areas",
        is_compact=True,
        is_sortable=True,
    )


def _text(value: float, unit: str, decimals: int) -> str:
    return value_text(value, unit=unit, decimals=decimals, with_unit=False)


def _asked(offered: dict[str, str]) -> _Asked | None:
    parameters = read_parameters()
    measures = [name for name in offered if name not in SCORES]
    if not measures:
        return None
    usual = DEFAULT_INDICATOR if DEFAULT_INDICATOR in measures else measures[0]
    up = parameters["indicator"] if parameters["indicator"] in measures else usual
    across = parameters["second"] if parameters["second"] in offered else next(iter(SCORES))
    if across == up:
        across = next(name for name in offered if name != up)
    area = current_selection().area_code
    return _Asked(
        across=across,
        up=up,
        period=current_selection().period,
        grouping=_grouping(),
        own=partnership_members(area) or (area,),
    )


def _grouping() -> Grouping:
    asked = read_parameters()["by"]
    return Grouping(asked) if asked in list(Grouping) else Grouping.REGION


@st.cache_resource(max_entries=2, show_spinner=False)
def _offered(key: str) -> dict[str, str]:  # noqa: ARG001 (the snapshot the entry is for)
    rows = decile_indicators()
    return _SCORE_NAMES | dict(zip(rows["indicator_id"], rows["short_name"], strict=True))


@st.cache_resource(max_entries=200, show_spinner="Comparing…")
def _view(asked: _Asked, key: str) -> Relationship:  # noqa: ARG001 (the snapshot)
    return relate(
        across=asked.across,
        up=asked.up,
        period=asked.period,
        grouping=asked.grouping,
        own_codes=asked.own,
    )
