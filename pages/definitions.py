import streamlit as st

from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("Definitions and sources")
st.caption("What does each measure count, what can it not tell, and who published it?")
