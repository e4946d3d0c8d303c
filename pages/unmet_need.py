from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.need_below import show_below
from cdof_core.ui.need_page import load_need_page
from cdof_core.ui.unmet_need import (
    show_gap,
    show_need_choices,
    show_need_headline,
    show_need_sources,
    show_where_next,
)

ensure_frame()
page = load_need_page()
show_need_headline(page)
show_need_choices(page)
show_gap(page)
show_where_next(page)
show_below(page)
show_need_sources(page)
