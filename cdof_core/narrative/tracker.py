"""Words of the outcomes tracker."""

from typing import Any, Final

import pandas as pd

from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text

_NEARNESS: Final = {
    "force": "the police force, not this area alone",
    "region": "the region, not this area",
    "England": "not this area",
    "England and Wales": "not this area",
}


def tracker_finding(rows: pd.DataFrame, *, area_name: str) -> str:
    """Say for how many measures of the framework an area has a figure of its own.

    Args:
        rows: One row a measure: shown_for, value and accountable.
        area_name: The area.
    """
    own = int(((rows["shown_for"] == "area") & rows["value"].notna()).sum())
    wider = int(((rows["shown_for"] != "area") & rows["value"].notna()).sum())
    named = int((rows["accountable"] != "").sum())
    none = len(rows) - own - wider
    return (
        f"Of {number_text(len(rows))} measures, {number_text(own)} "
        f"{'has' if own == 1 else 'have'} a figure for {in_sentence(area_name)}, "
        f"{number_text(wider)} only for a wider area and {number_text(none)} none that is held "
        f"here; {_answered(named)}."
    )


def _answered(named: int) -> str:
    if not named:
        return "nobody is named yet who answers for one"
    return f"{number_text(named)} {'has' if named == 1 else 'have'} somebody who answers"


def where_words(row: dict[Any, Any]) -> str:
    """Name the wider area that a figure is of; empty for the area itself.

    Args:
        row: shown_for and figure_area.
    """
    wider = _NEARNESS.get(str(row["shown_for"]), "")
    return f"{row['figure_area']}: {wider}" if wider else ""
