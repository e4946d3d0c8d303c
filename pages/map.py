import streamlit as st

from cdof_core.ui.definitions import has_definitions
from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.map import (
    show_map_choices,
    show_map_headline,
    show_map_sources,
    show_maps,
)
from cdof_core.ui.map_clusters import show_clusters
from cdof_core.ui.map_shown import load_maps
from cdof_core.ui.no_local import show_no_local
from cdof_core.ui.panels import show_no_data

ensure_frame()
if not has_definitions():
    st.title("Map")
    show_no_data("This snapshot holds no measures", why="Its catalogue is empty.")
    end_page()
maps = load_maps()
show_map_headline(maps)
show_map_choices(maps)
if maps.is_empty:
    show_no_local(maps.first.view, what="No authority has a figure for this measure")
    end_page()
show_maps(maps)
show_clusters(maps.first)
show_map_sources(maps)
