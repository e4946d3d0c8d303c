import streamlit as st

from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.priorities import choose_workshop, show_workshop

ensure_frame()
st.title("Priorities workshop")
st.caption("What comes first, who says so, and how sure are we?")
workshop = choose_workshop()
if workshop is None:
    end_page()
show_workshop(workshop)
