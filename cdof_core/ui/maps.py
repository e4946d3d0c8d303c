"""The ground under maps, made once for a snapshot and a layout."""

from collections.abc import Iterable
from pathlib import Path

import streamlit as st
from streamlit import runtime

from cdof_core.charts.map_ground import MapGround, ground_file, lay_ground, part_of_ground
from cdof_core.domain import Layout
from cdof_core.store.areas import hexagons
from cdof_core.store.geography import available_layouts, boundary_geometry, hexagon_geometry
from cdof_core.store.snapshot import boundaries_path
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.panels import show_no_data
from cdof_core.ui.url import read_parameters

LAYOUTS = {Layout.BOUNDARIES: "Real boundaries", Layout.HEXAGONS: "One hexagon each"}

_Stamp = tuple[str, int, int]


def layouts() -> tuple[Layout, ...]:
    """Return the layouts that can be drawn here, the one shown unless chosen first."""
    return _layouts(_boundary_stamp())


def shown_layout() -> Layout:
    """Return the layout that the address asks for, or the usual one where it cannot be drawn."""
    asked = read_parameters()["layout"].lower()
    return next((layout for layout in layouts() if layout.value == asked), layouts()[0])


def load_ground(layout: Layout, *, region: str = "") -> MapGround:
    """Return outlines, places of marks and borders of a layout.

    Args:
        layout: Hexagons or real boundaries.
        region: Code of a region to draw alone; empty for the whole country.
    """
    if region:
        return _part(layout, region, _boundary_stamp(), content_hash())
    return _ground(layout, _boundary_stamp(), content_hash())


def has_map(layout: Layout, codes: Iterable[str], *, region: str = "") -> bool:
    """Return whether any of some areas can be drawn; areas of one's own have no place on a map.

    Args:
        layout: Hexagons or real boundaries.
        codes: Codes of the areas.
        region: As for `load_ground`.
    """
    return load_ground(layout, region=region).holds(codes)


def show_no_map() -> None:
    """Say that none of the areas has a place on the map."""
    show_no_data(
        "There is no map for these areas",
        why="The snapshot holds neither a hexagon nor a boundary of them. Their figures are in "
        "the table.",
    )


def ground_key(layout: Layout) -> str:
    """Return what tells the ground of one map from another beside the snapshot."""
    return f"{layout} {_boundary_stamp()}"


def outlines_url(layout: Layout) -> str:
    """Return where a browser finds the outlines of the whole country, the same for every map.

    To be asked in every run that shows a map: the server forgets files that no run asked for.

    Returns:
        An address on this server; empty where there is no server.
    """
    if not runtime.exists():
        return ""
    files = runtime.get_instance().media_file_mgr
    data = _file(layout, _boundary_stamp(), content_hash())
    below = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = files.add(data, "application/json", f"outlines {layout}")
    return f"/{below}{path}" if below else path


def _boundary_stamp() -> _Stamp:
    """Tell one boundary file from another, and from none."""
    path = boundaries_path()
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), status.st_mtime_ns, status.st_size


@st.cache_resource(max_entries=2, show_spinner=False)
def _layouts(stamp: _Stamp) -> tuple[Layout, ...]:
    return available_layouts(Path(stamp[0]))


@st.cache_resource(max_entries=20, show_spinner="Laying out the map…")
def _part(layout: Layout, region: str, stamp: _Stamp, key: str) -> MapGround:
    areas = read_table("areas")
    inside = areas[areas["region_code"] == region]
    return part_of_ground(
        _ground(layout, stamp, key),
        frozenset(str(code) for code in inside["area_code"]),
        regions=dict(zip(inside["area_code"], inside["region_code"], strict=True)),
    )


@st.cache_resource(max_entries=4, show_spinner="Laying out the map…")
def _ground(layout: Layout, stamp: _Stamp, key: str) -> MapGround:  # noqa: ARG001 (the snapshot)
    geometry = boundary_geometry(Path(stamp[0])) if layout is Layout.BOUNDARIES else None
    areas = read_table("areas")
    named = hexagons().merge(areas[["area_code", "name"]], on="area_code")
    geometry = geometry or hexagon_geometry(named)
    return lay_ground(
        geometry.features,
        attribution=geometry.attribution,
        regions=dict(zip(areas["area_code"], areas["region_code"], strict=True)),
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _file(layout: Layout, stamp: _Stamp, key: str) -> bytes:
    return ground_file(_ground(layout, stamp, key))
