"""The inequalities page: between whom, how large the gap is, and how it moved."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from cdof_core.analysis.decile_values import decile_indicators
from cdof_core.analysis.inequalities import BY_SEX, Dimension, InequalityView, view_inequality
from cdof_core.analysis.places import Places
from cdof_core.charts.theme import DARK
from cdof_core.comparison.records import records_of
from cdof_core.domain import AreaCode
from cdof_core.domain.own_event import OwnEvent
from cdof_core.domain.sex import PERSONS
from cdof_core.narrative.names import listed
from cdof_core.report.inequality_picture import (
    SCOPES,
    gap_note,
    gap_panels,
    inequality_finding,
    latest_picture,
    over_time_panels,
    without_groups,
)
from cdof_core.report.panel_picture import Panels
from cdof_core.report.series_table import series_table
from cdof_core.report.tables import Table
from cdof_core.ui.cached import content_hash, load_indicator_ids, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import show_table
from cdof_core.ui.downloads import file_stem, snapshot_origin, table_files
from cdof_core.ui.inequality_tables import latest_table, show_gaps
from cdof_core.ui.judged import chosen
from cdof_core.ui.panel_grid import show_panels
from cdof_core.ui.panels import as_plain_text, show_caveats, show_no_data
from cdof_core.ui.session import current_selection
from cdof_core.ui.sources import Use, datasets_of, show_sources
from cdof_core.ui.text_version import folded, show_folded
from cdof_core.ui.url import read_parameters

BY = {
    Dimension.SEX: "Sex",
    Dimension.AGE: "Age (national)",
    Dimension.DEPRIVATION: "Deprivation of where people live (national)",
    Dimension.AREAS: "Deprivation of areas, IMD 2025",
    Dimension.AREAS_2019: "Deprivation of areas, IMD 2019",
    Dimension.SUBSTANCE: "Substance: need not met",
    Dimension.ETHNICITY: "Ethnic group (reference case)",
}
_BY_DECILE = (Dimension.AREAS, Dimension.AREAS_2019)
_NATIONAL = (Dimension.AGE, Dimension.DEPRIVATION)
"""The same for every area."""

_QUESTION = "Who is better or worse off, by how much, and is the gap closing?"
_MISSING_OFFER = "There is no such breakdown; sex is shown."


@dataclass(frozen=True, slots=True)
class _Asked:
    """Everything a view depends on beside the snapshot."""

    dimension: Dimension
    indicator_id: str
    area_code: AreaCode
    sex: str
    events: tuple[OwnEvent, ...]


def shown_dimension() -> Dimension:
    """Return between whom the address compares."""
    asked = read_parameters()["by"].lower()
    return Dimension(asked) if asked in list(Dimension) else Dimension.SEX


def show_inequality_title(view: InequalityView) -> None:
    """Show the gap in words and whom it is about."""
    place = chosen()[1].area.name
    said = without_groups(view, area_name=place) if view.is_empty else inequality_finding(view)
    st.title(as_plain_text(said), anchor=False)
    st.caption(f"{_QUESTION} {SCOPES[view.scope]}")


def show_inequality_choices(dimension: Dimension, *, held: Collection[str] = ()) -> None:
    """Draw the menus: between whom, and of which measure.

    Args:
        dimension: Between whom.
        held: Measures on show, to be named where there is nothing to choose between.
    """
    asked = read_parameters()["by"].lower()
    with st.container(horizontal=True, gap="small"):
        options = {kind.value: label for kind, label in BY.items()}
        choose_parameter("Between", "by", options, current=dimension.value, width=360)
        offered = _offered(dimension)
        if offered:
            current = _indicator(dimension)
            choose_parameter("Measure", "indicator", offered, current=current, width=380)
    if asked and asked != dimension.value:
        st.caption(_MISSING_OFFER)
    wanted = read_parameters()["indicator"]
    if not offered and held:
        names = listed([_short_name(name) for name in held])
        st.caption(as_plain_text(f"This breakdown is held for no measure but {names}."))
    elif offered and wanted in load_indicator_ids() and wanted not in offered:
        st.caption(
            as_plain_text(
                f"{_short_name(wanted)} is not held by this breakdown; "
                f"{_short_name(_indicator(dimension))} is shown."
            )
        )


def load_inequality(dimension: Dimension) -> InequalityView:
    """Return one measure between groups for the chosen area."""
    _, places = chosen()
    return _view(_asked(dimension), content_hash(), _places=places)


def show_inequality(view: InequalityView) -> None:
    """Show the groups, the gap as a table and over time, and the groups over time folded away."""
    if view.is_empty:
        show_no_data(
            "Nothing is published or imported for this measure",
            why="Small areas are often withheld; choose another breakdown or another measure.",
        )
        return
    datasets = read_table("datasets")
    stem = _stem(view)
    palette = current_palette()
    tables = table_files(
        _table(
            view,
            view.latest.assign(panel=view.latest["group"]),
            "latest",
            against=view.everyone,
        ),
        file_stem=f"{stem}-latest",
    )
    show_picture(
        lambda: latest_picture(view, datasets=datasets, palette=palette),
        drawn_for=palette.ground,
        drawn_from=[view],
        key=f"latest_{stem}",
        file_stem=f"{stem}-latest",
        tables=tables,
        defines=view.indicator_ids,
        has_twin=True,
    )
    show_folded(
        "The groups as a table",
        lambda: show_table(partial(latest_table, view), key=f"groups_{stem}", drawn_from=[view]),
        key="groups",
    )
    show_gaps(view)
    _show_over_time(view)
    _show_ground(view)


def _show_over_time(view: InequalityView) -> None:
    """Show the gap over time, and folded away the groups themselves."""
    if _has_a_line(view.gaps):
        st.header("Is the gap closing?", anchor=False)
        _show_lines(view, view.gaps, gap_panels, "gap")
    if _has_a_line(view.over_time):
        draw = partial(_show_lines, view, view.over_time, over_time_panels, "over-time")
        show_folded("The groups over time", draw, key="over_time")


def _has_a_line(rows: pd.DataFrame) -> bool:
    """Return whether any panel has more than one point."""
    return bool(rows["value"].notna().sum() > rows["panel"].nunique())


def _show_lines(
    view: InequalityView, rows: pd.DataFrame, draw: Callable[..., Panels], name: str
) -> None:
    palette, stem = current_palette(), f"{_stem(view)}-{name}"
    panels = _panels(
        _asked(view.dimension),
        name,
        palette is DARK,
        content_hash(),
        _draw=partial(draw, view, datasets=read_table("datasets"), palette=palette),
    )
    st.caption(as_plain_text(panels.wording.measure))
    show_panels(
        panels,
        rows=rows,
        identity=(_asked(view.dimension), name),
        table=_table(view, rows, name),
        key=stem,
        file_stem=stem,
        defines=view.indicator_ids,
    )


def _stem(view: InequalityView) -> str:
    """Return the beginning of file names and keys: between whom, and of which measures."""
    return file_stem("inequalities", view.dimension.value, *view.indicator_ids)


def _show_ground(view: InequalityView) -> None:
    """Show events, sources and caveats."""
    if len(view.events):
        dated = view.events.assign(event_date=pd.to_datetime(view.events["event_date"]))
        with folded(f"What changed on the way ({len(dated)}): the dashed upright lines"):
            st.markdown(
                "\n".join(
                    f"- **{row['event_date']:%B %Y}: {as_plain_text(row['label'])}.** "
                    f"{as_plain_text(row['detail'])}"
                    for row in records_of(dated)
                )
            )
    used = view.over_time.drop_duplicates(["dataset_id", "short_name"])
    show_sources([Use(*pair) for pair in zip(used["dataset_id"], used["short_name"], strict=True)])
    datasets = datasets_of(list(used["dataset_id"]))
    show_caveats([f"{dataset.publication}: {dataset.caveats}" for dataset in datasets])


def _table(
    view: InequalityView, rows: pd.DataFrame, name: str, *, against: str = ""
) -> Callable[[], Table]:
    return partial(
        series_table,
        rows,
        title=f"{BY[view.dimension]}, {name.replace('-', ' ')}",
        finding=inequality_finding(view),
        origin=snapshot_origin(),
        events=view.events,
        notes=[("Scope", SCOPES[view.scope]), ("How gaps are made", gap_note(view))],
        against=against,
    )


def _asked(dimension: Dimension) -> _Asked:
    selection = current_selection()
    sex = selection.sex if dimension in _BY_DECILE else PERSONS
    area = AreaCode("") if dimension in _NATIONAL else selection.area_code
    events = () if dimension in _NATIONAL else selection.events
    return _Asked(dimension, _indicator(dimension), area, sex, events)


def _offered(dimension: Dimension) -> dict[str, str]:
    if dimension in _BY_DECILE:
        return _deciles(content_hash())
    if dimension is not Dimension.SEX:
        return {}
    names = read_table("indicators").set_index("indicator_id")["short_name"]
    return {name: str(names[name]) for name in BY_SEX if name in names.index}


def _short_name(indicator_id: str) -> str:
    return str(read_table("indicators").set_index("indicator_id")["short_name"][indicator_id])


def _indicator(dimension: Dimension) -> str:
    offered, asked = _offered(dimension), read_parameters()["indicator"]
    if asked in offered:
        return asked
    preferred = str(BY_SEX[0])
    return preferred if preferred in offered else next(iter(offered), "")


@st.cache_resource(max_entries=2, show_spinner=False)
def _deciles(key: str) -> dict[str, str]:  # noqa: ARG001 (the snapshot the entry is for)
    rows = decile_indicators()
    return dict(zip(rows["indicator_id"], rows["short_name"], strict=True))


@st.cache_resource(max_entries=100, show_spinner="Comparing…")
def _view(asked: _Asked, key: str, *, _places: Places) -> InequalityView:  # noqa: ARG001
    return view_inequality(
        asked.dimension,
        indicator_id=asked.indicator_id,
        sex=asked.sex,
        places=_places,
        events=asked.events,
    )


@st.cache_resource(max_entries=100, show_spinner="Drawing…")
def _panels(
    asked: _Asked,  # noqa: ARG001 (part of the key, as are the next three)
    name: str,  # noqa: ARG001
    is_dark: bool,  # noqa: ARG001
    key: str,  # noqa: ARG001
    *,
    _draw: Callable[[], Panels],
) -> Panels:
    return _draw()
