import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.judged import load_overview
from cdof_core.ui.overview import (
    show_cards,
    show_headline,
    show_messages,
    show_overview_files,
    show_overview_sources,
)

ensure_frame()
overview = load_overview()
show_headline(overview)
show_messages(overview)
st.header("Six outcomes", anchor=False)
show_cards(overview)
show_overview_files(overview)
show_overview_sources(overview)
