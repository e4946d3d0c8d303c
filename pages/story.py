import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.pinned_views import show_pinned_views
from cdof_core.ui.story import choose_story, show_story, show_story_files

ensure_frame()
st.title("Story")
st.caption("Which findings do we show, in which order, and what do we say to each?")
story = choose_story()
show_story(story)
show_story_files(story)
st.header("Pinned views", anchor=False)
show_pinned_views()
