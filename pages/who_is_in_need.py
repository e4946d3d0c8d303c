from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.who_is_in_need import (
    load_who_is_in_need,
    show_need_groups,
    show_need_groups_headline,
    show_need_groups_sources,
)

ensure_frame()
page = load_who_is_in_need()
show_need_groups_headline(page)
show_need_groups(page)
show_need_groups_sources(page)
