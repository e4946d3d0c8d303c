"""The rules: one a module, each reads what it needs and returns findings."""

from cdof_core.checker.context import Rule
from cdof_core.checker.rules import (
    areas,
    bases,
    claims,
    copies,
    disclosure,
    implied,
    impossible,
    intervals,
    mixed_periods,
    pairs,
    penetration,
    ratios,
    sentences,
    shares,
    significance,
    standardised,
    stated,
    sums,
    text_tables,
    two_values,
)

RULES: tuple[Rule, ...] = (
    sums.find,
    shares.find,
    ratios.find,
    pairs.find,
    intervals.find,
    impossible.find,
    implied.find,
    penetration.find,
    bases.find,
    two_values.find,
    standardised.find,
    mixed_periods.find,
    areas.find,
    claims.find,
    copies.find,
    disclosure.find,
    stated.find,
    sentences.find,
    significance.find,
    text_tables.find,
)
"""Every rule, in no order that matters: the report sorts what they find."""
