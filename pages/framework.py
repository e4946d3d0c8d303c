import streamlit as st

from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("Outcomes framework")
st.caption("What is measured, for which areas, and what does the latest national figure say?")
