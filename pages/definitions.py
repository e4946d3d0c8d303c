import streamlit as st

from cdof_core.ui.definitions import (
    choose_definition,
    has_definitions,
    show_all_definitions,
    show_all_sources,
    show_definition,
)
from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.panels import show_no_data

ensure_frame()
st.title("Definitions and sources")
st.caption("What does each measure count, what can it not tell, and who published it?")
if not has_definitions():
    show_no_data("This snapshot holds no measures", why="Its catalogue is empty.")
    st.stop()
choose_definition()
show_definition()
definitions, sources = st.tabs(["All definitions", "All sources"])
with definitions:
    show_all_definitions()
with sources:
    show_all_sources()
