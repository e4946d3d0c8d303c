import streamlit as st

from cdof_core.ui.data_fetch import choose_fetching
from cdof_core.ui.data_held import show_held, show_imports, show_kept
from cdof_core.ui.data_import import choose_file, show_import
from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.restricted import choose_unlocking

ensure_frame()
st.title("Data")
st.caption("Which figures are held, how old are they, and how do new ones come in?")
bring, held, imported, kept = st.tabs(
    ["Bring in a file", "Datasets", "Imported", "Earlier snapshots"]
)
with bring:
    choose_file()
    choose_fetching()
    show_import()
with held:
    show_held()
    choose_unlocking()
with imported:
    show_imports()
with kept:
    show_kept()
