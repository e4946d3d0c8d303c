import streamlit as st

from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.jsna_section import choose_measures, show_document, show_preview
from cdof_core.ui.judged import load_area_profile
from cdof_core.ui.panels import show_no_data

ensure_frame()
st.title("JSNA section")
st.caption("What would a first section of the needs assessment say? Sentences, table and charts.")
profile = load_area_profile()
if profile.comparison.is_empty:
    show_no_data("No figures for this area", why="No publication held here covers it.")
    end_page()
measures = choose_measures(profile)
if not measures:
    show_no_data("No measure is chosen", why="Choose at least one above.")
    end_page()
show_document(profile, measures)
show_preview(profile, measures)
