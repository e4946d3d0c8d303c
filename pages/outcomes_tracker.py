import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.measure_owners import edit_owners
from cdof_core.ui.outcomes_tracker import (
    load_tracker,
    show_tracker,
    show_tracker_sources,
)

ensure_frame()
st.title("Outcomes tracker")
st.caption("For each measure of the framework: where did we begin, where are we, who answers?")
rows = load_tracker()
show_tracker(rows)
edit_owners(rows)
show_tracker_sources(rows)
