"""Small components for what Streamlit's own elements cannot show: measured, accessible, local."""

from cdof_core.ui.components.data_table import Cell, DataTable, Row, show_table
from cdof_core.ui.components.key_messages import Message, show_key_messages
from cdof_core.ui.components.legend import show_legend
from cdof_core.ui.components.mark import MarkData, mark_data
from cdof_core.ui.components.notes import show_notes
from cdof_core.ui.components.outcome_cards import CardRow, OutcomeCard, show_outcome_cards
from cdof_core.ui.components.profile_table import (
    BenchmarkCell,
    BesideCell,
    ProfileRow,
    ProfileTable,
    Spine,
    show_profile,
)
from cdof_core.ui.components.status import Status, show_status

__all__ = [
    "BenchmarkCell",
    "BesideCell",
    "CardRow",
    "Cell",
    "DataTable",
    "MarkData",
    "Message",
    "OutcomeCard",
    "ProfileRow",
    "ProfileTable",
    "Row",
    "Spine",
    "Status",
    "mark_data",
    "show_key_messages",
    "show_legend",
    "show_notes",
    "show_outcome_cards",
    "show_profile",
    "show_status",
    "show_table",
]
