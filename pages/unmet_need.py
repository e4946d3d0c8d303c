from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.need_below import show_below
from cdof_core.ui.need_missing import show_what_is_missing
from cdof_core.ui.need_page import load_need_page
from cdof_core.ui.unmet_need import (
    show_checks,
    show_every_estimate,
    show_need_choices,
    show_need_headline,
    show_need_messages,
    show_need_sources,
    show_rings,
    show_where_next,
)

ensure_frame()
page = load_need_page()
show_need_headline(page)
show_need_choices(page)
if page.has_rings:
    show_rings(page)
    show_need_messages(page)
    show_checks(page)
    show_every_estimate(page)
else:
    show_what_is_missing(page)
show_where_next(page)
show_below(page)
show_need_sources(page)
