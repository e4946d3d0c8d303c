import streamlit as st

from cdof_core.ui.definitions import has_definitions
from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.panels import show_no_data
from cdof_core.ui.trends import (
    load_trends_view,
    show_trends,
    show_trends_choices,
    show_trends_headline,
)

ensure_frame()
if not has_definitions():
    st.title("Trends")
    show_no_data("This snapshot holds no measures", why="Its catalogue is empty.")
    end_page()
view = load_trends_view()
show_trends_headline(view)
show_trends_choices(view)
show_trends(view)
