import streamlit as st

from cdof_core.ui.definitions import (
    choose_definition,
    show_all_definitions,
    show_all_sources,
    show_definition,
)
from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("Definitions and sources")
st.caption("What does each measure count, what can it not tell, and who published it?")
choose_definition()
show_definition()
definitions, sources = st.tabs(["All definitions", "All sources"])
with definitions:
    show_all_definitions()
with sources:
    show_all_sources()
