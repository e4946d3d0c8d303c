import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.scorecard import (
    choose_scorecard,
    load_scorecard,
    show_empty_scorecard,
    show_history,
    show_scorecard,
    show_scorecard_sources,
)
from cdof_core.ui.scorecard_editing import edit_scorecard

ensure_frame()
st.title("Scorecard")
st.caption("What did the partnership promise, where does it stand, and will it get there?")
case = choose_scorecard()
card = load_scorecard(case)
if card.lines:
    show_scorecard(card, case)
    show_history(card)
else:
    show_empty_scorecard()
if not case:
    edit_scorecard()
show_scorecard_sources(card)
