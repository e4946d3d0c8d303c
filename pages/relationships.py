from cdof_core.ui.frame import ensure_frame
from cdof_core.ui.relationships import (
    load_relationship,
    show_relationship,
    show_relationship_choices,
    show_relationship_title,
)

ensure_frame()
relationship = load_relationship()
show_relationship_title(relationship)
show_relationship_choices(relationship)
show_relationship(relationship)
