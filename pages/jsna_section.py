import streamlit as st

from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("JSNA section")
st.caption("What would a first section of the needs assessment say?")
