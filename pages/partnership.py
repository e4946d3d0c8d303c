import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.partnership import (
    show_chain,
    show_dates,
    show_functioning,
    show_log,
    show_table_of_seats,
)
from cdof_core.ui.partnership_editing import (
    edit_dates,
    edit_functioning,
    edit_log,
    edit_meetings,
    edit_members,
)
from cdof_core.ui.partnership_erasing import offer_erasing_of_members
from cdof_core.ui.partnership_meetings import show_meetings

ensure_frame()
st.title("Partnership")
st.caption("Who is at the table, who comes, what is due, and to whom do we answer?")
show_table_of_seats()
edit_members()
offer_erasing_of_members()
st.header("Meetings", anchor=False)
show_meetings()
edit_meetings()
st.header("Plans", anchor=False)
show_dates()
edit_dates()
st.header("Support requests and challenges", anchor=False)
show_log()
edit_log()
st.header("How we work together", anchor=False)
show_functioning()
edit_functioning()
st.header("To whom we answer", anchor=False)
show_chain()
