import streamlit as st

from cdof_core.ui.assessment_removed import offer_removed_files
from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.self_assessment import (
    choose_round,
    show_assignments,
    show_moves,
    show_no_round,
    show_round,
)
from cdof_core.ui.self_assessment_rating import rate_group

ensure_frame()
st.title("Commissioning self-assessment")
st.caption("What does good commissioning look like, and how much of it can we show?")
current = choose_round()
if current is None:
    show_no_round()
    offer_removed_files()
    end_page()
show_round(current)
rate_group(current)
show_moves(current)
show_assignments(current)
offer_removed_files()
