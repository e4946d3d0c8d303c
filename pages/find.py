import streamlit as st

from cdof_core.ui.find import show_find
from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.lists import show_lists

ensure_frame()
st.title("Find")
st.caption("Where is the area, measure or term I am looking for?")
show_find()
show_lists()
