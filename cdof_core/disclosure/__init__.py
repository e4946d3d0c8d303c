"""Small numbers: rules that hide them, protected tables, and the attack that judges them."""

from cdof_core.disclosure.attack import (
    Attack,
    CellInterval,
    CellStatus,
    GroupLeak,
    attack_tables,
)
from cdof_core.disclosure.errors import (
    ContradictionError,
    DisclosureError,
    RelationError,
    RuleError,
    TableError,
    UnprotectableError,
)
from cdof_core.disclosure.protect import (
    AuditedCell,
    HiddenReason,
    ProtectedTables,
    protect_tables,
)
from cdof_core.disclosure.relations import Relation, read_relation, read_relations
from cdof_core.disclosure.rule_files import find_rule
from cdof_core.disclosure.rules import (
    PRESETS,
    CountRange,
    RateStanding,
    SuppressionRule,
    own_rule,
    read_own_rule,
)
from cdof_core.disclosure.tables import Table, TableCell, make_table
from cdof_core.disclosure.views import suppress_small, suppress_small_rows

__all__ = [
    "PRESETS",
    "Attack",
    "AuditedCell",
    "CellInterval",
    "CellStatus",
    "ContradictionError",
    "CountRange",
    "DisclosureError",
    "GroupLeak",
    "HiddenReason",
    "ProtectedTables",
    "RateStanding",
    "Relation",
    "RelationError",
    "RuleError",
    "SuppressionRule",
    "Table",
    "TableCell",
    "TableError",
    "UnprotectableError",
    "attack_tables",
    "find_rule",
    "make_table",
    "own_rule",
    "protect_tables",
    "read_own_rule",
    "read_relation",
    "read_relations",
    "suppress_small",
    "suppress_small_rows",
]
