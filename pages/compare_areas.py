import streamlit as st

from cdof_core.ui.compare_areas import (
    load_areas_compared,
    show_comparison,
    show_comparison_choices,
    show_comparison_headline,
)
from cdof_core.ui.definitions import has_definitions
from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.panels import show_no_data

ensure_frame()
if not has_definitions():
    st.title("Compare areas")
    show_no_data("This snapshot holds no measures", why="Its catalogue is empty.")
    end_page()
compared = load_areas_compared()
show_comparison_headline(compared)
show_comparison_choices(compared)
show_comparison(compared)
