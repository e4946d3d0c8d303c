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
from cdof_core.workspace.scenarios import (
    SavedScenario,
    delete_scenario,
    list_scenarios,
    rename_scenario,
    save_scenario,
)

__all__ = [
    "GroupKind",
    "OwnGroup",
    "SavedScenario",
    "delete_group",
    "delete_scenario",
    "find_group",
    "list_groups",
    "list_scenarios",
    "open_workspace",
    "rename_group",
    "rename_scenario",
    "save_group",
    "save_scenario",
]
