import streamlit as st

from cdof_core.ui.definitions import has_definitions
from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.indicator import (
    show_finding,
    show_indicator_choices,
    show_indicator_title,
    show_map,
    show_trend,
)
from cdof_core.ui.indicator_areas import show_areas
from cdof_core.ui.indicator_breakdowns import show_breakdowns
from cdof_core.ui.indicator_tables import (
    show_about_indicator,
    show_trend_table,
)
from cdof_core.ui.judged import load_indicator_view
from cdof_core.ui.panels import show_no_data

ensure_frame()
if not has_definitions():
    st.title("Indicator")
    show_no_data("This snapshot holds no measures", why="Its catalogue is empty.")
    end_page()
view = load_indicator_view()
show_indicator_title(view)
show_indicator_choices(view)
show_finding(view)
left, right = st.columns(2, gap="small")
with left:
    if view.has_local:
        show_map(view)
    else:
        show_trend(view)
with right:
    if view.has_local:
        show_trend(view)
    show_trend_table(view)
show_breakdowns(view)
if view.has_local:
    show_areas(view)
show_about_indicator(view)
