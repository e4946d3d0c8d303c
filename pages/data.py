import streamlit as st

from cdof_core.ui.data_held import show_held, show_imports, show_kept, show_work
from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.restricted import choose_unlocking

ensure_frame()
st.title("Data")
st.caption("Which figures are held, how old are they, and how do new ones come in?")
show_work()
held, imported, kept = st.tabs(["Datasets", "Imported", "Earlier snapshots"])
with held:
    show_held()
    choose_unlocking()
with imported:
    show_imports()
with kept:
    show_kept()
