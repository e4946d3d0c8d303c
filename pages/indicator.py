import streamlit as st

from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.indicator import (
    show_about_indicator,
    show_area_table,
    show_finding,
    show_indicator_choices,
    show_ranking,
    show_trend,
)
from cdof_core.ui.judged import load_indicator_view

ensure_frame()
view = load_indicator_view()
show_indicator_choices(view)
show_finding(view)
trend, ranking = st.columns(2, gap="medium")
with trend:
    show_trend(view)
with ranking:
    show_ranking(view)
if view.has_local:
    with st.expander("Every area as a table"):
        show_area_table(view)
show_about_indicator(view)
