"""What users enter, apart from the published snapshot and never lost with it."""

from cdof_core.workspace.engine import open_workspace
from cdof_core.workspace.entries import (
    LOCAL_USER,
    Actor,
    Change,
    Entry,
    Role,
    add_entry,
    change_entry,
    find_entry,
    find_named,
    list_changes,
    list_entries,
    may_write,
    remove_entry,
)
from cdof_core.workspace.kinds import KINDS, KindRule
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
from cdof_core.workspace.undoing import undo_change

__all__ = [
    "KINDS",
    "LOCAL_USER",
    "Actor",
    "Change",
    "Entry",
    "GroupKind",
    "KindRule",
    "OwnGroup",
    "Role",
    "SavedScenario",
    "add_entry",
    "change_entry",
    "delete_group",
    "delete_scenario",
    "find_entry",
    "find_group",
    "find_named",
    "list_changes",
    "list_entries",
    "list_groups",
    "list_scenarios",
    "may_write",
    "open_workspace",
    "remove_entry",
    "rename_group",
    "rename_scenario",
    "save_group",
    "save_scenario",
    "undo_change",
]
