import streamlit as st

from cdof_core.ui.about import show_attributions, show_groups, show_methods, show_snapshot
from cdof_core.ui.definitions import show_asked_term, show_glossary
from cdof_core.ui.frame import ensure_frame

ensure_frame()
st.title("About and methods")
st.caption("How are figures compared, and what do the words mean?")
show_asked_term()
show_methods()
st.header("Groups to compare with", anchor=False)
show_groups()
st.header("This snapshot", anchor=False)
show_snapshot()
st.header("Glossary", anchor=False)
show_glossary()
st.header("Attribution", anchor=False)
show_attributions()
