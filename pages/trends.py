from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.trends import (
    load_trends_view,
    show_trends,
    show_trends_choices,
    show_trends_headline,
)

ensure_frame()
view = load_trends_view()
show_trends_headline(view)
show_trends_choices(view)
show_trends(view)
