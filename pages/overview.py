import streamlit as st

from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("Overview")
st.caption("Where do we stand on the six outcomes?")
