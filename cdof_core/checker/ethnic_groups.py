"""Ethnic groups and their shares in the census, as tables print them."""

import math
from collections.abc import Mapping

from cdof_core.checker.context import Context
from cdof_core.checker.grid import Grid
from cdof_core.checker.periods import census_years
from cdof_core.checker.words import content
from cdof_core.statistics.printed_numbers import TOLERANCE, Quantity, exact

_GROUPS = ("white", "mixed", "asian", "black", "other")


def as_printed(share: float) -> tuple[Quantity, ...]:
    """Return a census share as held and as tables print it: to one place, halves up."""
    printed = math.floor(share * 10 + 0.5 + TOLERANCE) / 10
    return exact(share), exact(printed)


def ethnic_group(label: str) -> str:
    """Return the broad group that a label names, or an empty text."""
    named = [group for group in _GROUPS if group in content(label)]
    return named[0] if len(named) == 1 else ""


def census_shares(context: Context, grid: Grid, code: str) -> Mapping[str, float]:
    """Return the shares of an area in the census that a table or the document names.

    Args:
        context: The document and the published figures.
        grid: The table.
        code: GSS code of the area.

    Returns:
        Percent by broad group; empty where no census of the area is held.
    """
    text = " ".join([grid.table.title, *grid.table.notes])
    text += " ".join(s.text for s in context.document.sentences if "census" in s.text.lower())
    years = census_years(text) or [
        year for held, year in context.published.ethnicity if held == code
    ]
    for year in years:
        held = context.published.ethnicity.get((code, year))
        if held:
            return {ethnic_group(name) or name: share for name, share in held.items()}
    return {}
