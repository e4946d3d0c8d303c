import streamlit as st

from cdof_core.ui.check import choose_document, show_check
from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("Check a table or a chapter")
st.caption("Which numbers and claims of this document cannot be right, and what follows instead?")
choose_document()
show_check()
