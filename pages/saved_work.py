import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.people import show_person
from cdof_core.ui.saved_work import show_backup, show_history, show_restore, show_saved

ensure_frame()
st.title("Saved work")
st.caption("What has been saved here, who changed it and when, and how does it come back?")
show_person()
saved, history, backup = st.tabs(["What is saved", "History", "Backup and restore"])
with saved:
    show_saved()
with history:
    show_history()
with backup:
    show_backup()
    show_restore()
