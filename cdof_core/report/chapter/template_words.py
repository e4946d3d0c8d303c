"""Names that a template may use: analyses and audiences."""

from typing import Final

from cdof_core.report.chapter.harm import HARM_TABLES

COMPUTED: Final = (
    "headline",
    "key_messages",
    "measures_table",
    "population",
    "deprivation",
    "deaths_by_sex",
    "ethnic_penetration",
    "unmet_need",
    "needs_together",
    "drug_need",
    "main_needs",
    "completions_short",
    "spend",
    "value_for_money",
    "inequalities_found",
    "worse_measures",
    "information_needed",
    "performance_table",
    *HARM_TABLES,
)
"""Analyses that a section may ask for by name."""
AUDIENCES: Final = ("commissioners", "providers", "partnership")
