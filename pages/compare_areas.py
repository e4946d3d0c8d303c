from cdof_core.ui.compare_areas import (
    load_areas_compared,
    show_comparison,
    show_comparison_choices,
    show_comparison_headline,
)
from cdof_core.ui.frame import ensure_frame

ensure_frame()
compared = load_areas_compared()
show_comparison_headline(compared)
show_comparison_choices(compared)
show_comparison(compared)
