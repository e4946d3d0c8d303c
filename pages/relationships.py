from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.relationships import choose_relationship, show_relationship

ensure_frame()
show_relationship(choose_relationship())
