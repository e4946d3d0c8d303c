import streamlit as st

from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("About and methods")
st.caption("How are figures compared, and where do we depart from official methods?")
