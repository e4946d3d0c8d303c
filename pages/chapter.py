import streamlit as st

from cdof_core.ui.chapter import choose_chapter, show_no_chapter
from cdof_core.ui.chapter_output import edit_head, read_chapter_text, take_away
from cdof_core.ui.chapter_snapshot import show_state
from cdof_core.ui.chapter_versions import show_versions
from cdof_core.ui.chapter_writing import write_chapter_sections
from cdof_core.ui.frame import end_page, ensure_frame

ensure_frame()
st.title("Chapter")
st.caption("What should the needs assessment say? Begun for you, edited by you, all numbers cited.")
kept = choose_chapter()
if kept is None:
    show_no_chapter()
    end_page()
show_state(kept)
write, read, versions, about, files = st.tabs(
    ["Write", "Read", "Versions", "Title and authors", "Take away"],
    key="chapter_tab",
    bind="query-params",
)
with write:
    write_chapter_sections(kept)
# All its pictures are drawn for those who read, not at every word that is written.
if read.open:
    with read:
        read_chapter_text(kept)
with versions:
    show_versions(kept)
with about:
    edit_head(kept)
with files:
    take_away(kept)
