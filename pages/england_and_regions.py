from cdof_core.ui.england_and_regions import (
    load_national,
    show_national_choices,
    show_national_finding,
    show_national_panels,
    show_national_sources,
)
from cdof_core.ui.frame import ensure_frame

ensure_frame()
view = load_national()
show_national_finding(view)
show_national_choices()
show_national_panels(view)
show_national_sources(view)
