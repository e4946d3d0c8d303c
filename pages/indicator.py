import streamlit as st

from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("Indicator")
st.caption("How does one measure vary between areas and over time?")
