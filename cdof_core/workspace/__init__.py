"""What users enter, apart from the published snapshot and never lost with it."""

from cdof_core.workspace.engine import open_workspace
from cdof_core.workspace.own_groups import (
    GroupKind,
    OwnGroup,
    delete_group,
    find_group,
    list_groups,
    rename_group,
    save_group,
)

__all__ = [
    "GroupKind",
    "OwnGroup",
    "delete_group",
    "find_group",
    "list_groups",
    "open_workspace",
    "rename_group",
    "save_group",
]
