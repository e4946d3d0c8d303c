"""Spatial clusters on the map page: computed when asked for, said in plain words."""

from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_map import AreaMap
from cdof_core.analysis.contiguity import neighbours_of
from cdof_core.analysis.spatial_clustering import Clustering, find_clusters
from cdof_core.comparison import is_usable
from cdof_core.comparison.records import records_of
from cdof_core.domain import ClusterKind, Layout, ValueKind
from cdof_core.domain.indicator import COMPARABLE
from cdof_core.narrative.clusters import CLUSTER_WORDS
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.report.cluster_picture import (
    clustering_caveats,
    clustering_picture,
    clustering_table,
    clustering_title,
    clustering_words,
)
from cdof_core.store.snapshot import boundaries_path
from cdof_core.ui.cached import content_hash
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.downloads import snapshot_origin, table_files
from cdof_core.ui.map import map_source, map_stem
from cdof_core.ui.map_modes import map_key
from cdof_core.ui.maps import ground_key, layouts, load_ground, outlines_url
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.url import changing_href, read_parameters

_OFF = "off"
_LABELS = {
    Layout.HEXAGONS: "Test: neighbours are hexagons that touch",
    Layout.BOUNDARIES: "Test: neighbours are boundaries that touch",
}
_KEPT = 40
_HEIGHT = 520


def show_clusters(shown: AreaMap) -> None:
    """Offer the test for clusters; where it was asked for, compute and show it.

    Args:
        shown: The first map of the page.
    """
    # Nobody can ask on paper for what was not asked for on the screen.
    with st.container(key="clusters" if _asked() else "clusters_offered"):
        _offer_and_show(shown)


def _offer_and_show(shown: AreaMap) -> None:
    st.header("Do high and low values lie together?", anchor=False)
    if ValueKind(str(shown.view.indicator["value_kind"])) not in COMPARABLE:
        show_no_data(
            "Clusters are not tested for this measure",
            why="A count depends on the size of the area; choose a rate or a share.",
        )
        return
    asked = _asked()
    options = {_OFF: "Not tested"} | {layout.value: _LABELS[layout] for layout in layouts()}
    choose_parameter(
        "Spatial clusters", "cluster", options, current=asked.value if asked else _OFF, width=350
    )
    if asked is None:
        st.caption(
            "Moran's I tests whether neighbours are alike more than by chance, over the country "
            "and area by area. It is computed when asked for and takes a few seconds."
        )
        return
    with st.spinner("Testing for clusters: 999 rearrangements of the values…"):
        found = _clusters(map_key(shown), asked, ground_key(asked), shown)
    if found is None:
        show_no_data(
            "Clusters cannot be tested", why="Too few authorities have a value and a neighbour."
        )
        return
    _show(found, shown)


def _asked() -> Layout | None:
    asked = read_parameters()["cluster"]
    return next((layout for layout in layouts() if layout.value == asked), None)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _clusters(key: str, layout: Layout, ground: str, _shown: AreaMap) -> Clustering | None:  # noqa: ARG001
    areas = _shown.view.areas
    usable = areas.assign(value=areas["value"].where(is_usable(areas)))
    neighbours = _neighbours(layout, ground, content_hash(), boundaries_path())
    return find_clusters(usable, neighbours=neighbours, layout=layout)


@st.cache_resource(max_entries=4, show_spinner=False)
def _neighbours(layout: Layout, ground: str, key: str, path: Path):  # noqa: ANN202, ARG001
    return neighbours_of(layout, boundaries=path)


def _show(found: Clustering, shown: AreaMap) -> None:
    st.markdown(f"**{as_plain_text(clustering_title(found, shown))}.**")
    said = [as_plain_text(text) for text in clustering_words(found, shown) if text]
    st.markdown("\n".join(f"- {text}" for text in said))
    palette, stem = current_palette(), f"{map_stem(shown)}-clusters"
    url, ground = outlines_url(found.layout), ground_key(found.layout)
    picture, table = st.columns([6, 7], gap="small")
    with picture:
        show_picture(
            lambda: clustering_picture(
                found,
                shown,
                ground=load_ground(found.layout),
                source=map_source(shown),
                palette=palette,
                outlines_url=url,
            ),
            drawn_for=f"{map_key(shown)} clusters {ground} {palette.ground} {url}",
            key="clusters",
            file_stem=stem,
            picks_area=True,
            has_twin=True,
            defines=[str(shown.view.indicator["indicator_id"])],
            tables=table_files(
                partial(clustering_table, found, shown, origin=snapshot_origin()), file_stem=stem
            ),
        )
    with table:
        show_table(
            lambda: _table(found, shown),
            key="clusters",
            drawn_for=f"{map_key(shown)} {ground}",
        )
    st.markdown("**What to know before believing a cluster**")
    caveats = [as_plain_text(text) for text in clustering_caveats(found)]
    st.markdown("\n".join(f"- {text}" for text in caveats))


def _table(found: Clustering, shown: AreaMap) -> DataTable:
    order = {kind.value: place for place, kind in enumerate(ClusterKind)}
    rows = found.areas.assign(order=found.areas["kind"].map(order))
    unit, decimals = (
        str(shown.view.indicator["unit"]),
        int(shown.view.indicator["decimals"]),
    )

    def text(value: float) -> str:
        return value_text(
            float(value) if pd.notna(value) else float("nan"),
            unit=unit,
            decimals=decimals,
            with_unit=False,
        )

    return DataTable(
        caption=clustering_title(found, shown),
        columns=("Area", "Value", "Mean of neighbours", "Local I", "p", "Among its neighbours"),
        groups=(
            (
                "",
                tuple(
                    (
                        Cell(
                            str(row["area_name"]),
                            href=changing_href("map", area=str(row["area_code"])),
                        ),
                        Cell(text(row["value"])),
                        Cell(text(row["neighbours_mean"]), below=f"{row['neighbours']} neighbours"),
                        Cell(number_text(row["local_i"], 2)),
                        Cell(number_text(row["p_value"], 3)),
                        Cell(
                            CLUSTER_WORDS[ClusterKind(row["kind"])],
                            below="stays after correction" if row["is_robust"] else "",
                        ),
                    )
                    for row in records_of(rows.sort_values(["order", "area_name"]))
                ),
            ),
        ),
        numbers=(1, 2, 3, 4),
        search="Find an area",
        noun="areas",
        is_compact=True,
        height=_HEIGHT,
    )
