"""A map in any of its modes as a table to take away."""

import pandas as pd

from cdof_core.analysis.area_map import AreaMap
from cdof_core.narrative.maps import MODE_NAMES, mode_words
from cdof_core.narrative.periods import period_text
from cdof_core.report.area_map_picture import (
    CLASS_TITLES,
    area_map_rows,
    area_map_title,
    goal_words,
    is_judged,
)
from cdof_core.report.table_origin import Origin
from cdof_core.report.tables import Table, view_table


def area_map_table(shown: AreaMap, *, origin: Origin) -> Table:
    """Return every authority with its class as a table.

    Args:
        shown: The map.
        origin: Where the figures come from.

    Returns:
        The table of the view, one row an authority, with the class of the map and, for a change,
        the earlier figure.
    """
    table = view_table(shown.view, origin=origin)
    rows = area_map_rows(shown).set_index("area_code")
    codes = table.data["Area code"]
    added = {f"Map: {CLASS_TITLES[shown.mode]}": rows["class_text"].reindex(codes).to_numpy()}
    if shown.earlier:
        when = period_text(shown.earlier)
        added |= {
            f"Value {when}": rows["earlier_value"].reindex(codes).to_numpy(),
            f"Lower 95% limit {when}": rows["earlier_lower95"].reindex(codes).to_numpy(),
            f"Upper 95% limit {when}": rows["earlier_upper95"].reindex(codes).to_numpy(),
        }
    meaning = mode_words(
        shown.mode,
        is_judged=is_judged(shown),
        earlier=shown.earlier,
        goal=goal_words(shown),
        is_overlapping=shown.goal is not None and shown.goal.is_overlapping,
    )
    about = [
        ("Map shows", MODE_NAMES[shown.mode]),
        ("Map says", area_map_title(shown, area_map_rows(shown))),
    ]
    if meaning:
        about.append(("How areas are classed", meaning))
    return Table(
        title=table.title,
        data=pd.concat([table.data, pd.DataFrame(added, index=table.data.index)], axis=1),
        decimals=table.decimals,
        about=(*table.about, *about),
        built_at=table.built_at,
    )
