import streamlit as st

from cdof_core.ui.definitions import (
    choose_definition,
    has_definitions,
    show_all_definitions,
    show_all_sources,
    show_asked_source,
    show_definition,
    show_sources_of,
)
from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.panels import show_no_data
from cdof_core.ui.reference_cases import show_case_definitions

ensure_frame()
st.title("Definitions and sources")
st.caption("What does each measure count, what can it not tell, and who published it?")
if not has_definitions():
    show_no_data("This snapshot holds no measures", why="Its catalogue is empty.")
    end_page()
show_asked_source()
measure = choose_definition()
show_definition(measure)
show_sources_of(measure)
definitions, sources, cases = st.tabs(["All definitions", "All sources", "Reference cases"])
with definitions:
    show_all_definitions()
with sources:
    show_all_sources()
with cases:
    show_case_definitions()
