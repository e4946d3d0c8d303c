from cdof_core.ui.ethnic_penetration import show_penetration
from cdof_core.ui.frame import end_page, ensure_frame
from cdof_core.ui.inequalities import choose_inequality, load_inequality, show_inequality

ensure_frame()
between = choose_inequality()
if between == "ethnicity":
    show_penetration()
    end_page()
show_inequality(load_inequality(between))
