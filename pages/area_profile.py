import streamlit as st

from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("Area profile")
st.caption("How does this area compare with its benchmarks on every measure?")
