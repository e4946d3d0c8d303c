from cdof_core.ui.ethnic_penetration import (
    load_penetration,
    show_penetration,
    show_penetration_title,
)
from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.inequalities import (
    load_inequality,
    show_inequality,
    show_inequality_choices,
    show_inequality_title,
    shown_dimension,
)

ensure_frame()
between = shown_dimension()
if between == "ethnicity":
    penetration = load_penetration()
    show_penetration_title(penetration)
    show_inequality_choices(between)
    show_penetration(penetration)
    end_page()
inequality = load_inequality(between)
show_inequality_title(inequality)
show_inequality_choices(between, held=inequality.indicator_ids)
show_inequality(inequality)
