import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.reference_cases import choose_case, show_printed_findings, show_printed_tables

ensure_frame()
st.title("Reference cases")
st.caption("What do two published documents print, and what follows from what they print?")
case = choose_case()
st.header("What does not hold", anchor=False)
show_printed_findings(case)
st.header("Every figure, as printed", anchor=False)
show_printed_tables(case)
