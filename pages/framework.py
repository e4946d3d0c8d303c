import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.framework import (
    show_framework_files,
    show_framework_sources,
    show_measures,
    show_outcomes,
)

ensure_frame()
st.title("Outcomes framework")
st.caption("What is measured, for which areas, and what does the latest national figure say?")
show_outcomes()
st.header("Measures", anchor=False)
show_measures()
show_framework_files()
show_framework_sources()
