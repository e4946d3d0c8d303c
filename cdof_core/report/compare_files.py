"""What the page that compares areas shows as tables to take away: ranks, pasts, funnel, spread."""

from typing import Final

import pandas as pd

from cdof_core.analysis.compare_areas import AreasCompared
from cdof_core.domain import RecentTrend
from cdof_core.narrative.names import at_start
from cdof_core.narrative.numbers import value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import trend_word
from cdof_core.report.compare_pictures import (
    AGAINST_LIMITS,
    NOT_TESTED,
    finding_of_comparison,
    funnel_points,
)
from cdof_core.report.table_origin import Origin
from cdof_core.report.tables import Table, view_table
from cdof_core.report.view_words import judgement_text, missing_text

SPREAD_NAMES: Final = {
    "minimum": "Lowest",
    "p5": "5th percentile",
    "lower_quartile": "Lower quartile",
    "median": "Median",
    "upper_quartile": "Upper quartile",
    "p95": "95th percentile",
    "maximum": "Highest",
}
"""Headings of a box's figures, on the page and in a file."""


def is_trend_tested(compared: AreasCompared) -> bool:
    """Return whether any compared area's recent trend could be tested."""
    return bool((compared.areas["trend"] != RecentTrend.CANNOT_BE_CALCULATED.value).any())


def compared_table(compared: AreasCompared, *, origin: Origin, has_funnel: bool = False) -> Table:
    """Return every authority's figure with its place in the comparison as a table.

    Args:
        compared: The comparison.
        origin: Where the figures come from.
        has_funnel: Whether a funnel is shown, so that each area's place in it is told.

    Returns:
        The table of the view, one row an authority, with the rank in the group (empty outside
        it), the recent trend and the own past where the page has them, and the funnel's verdict,
        England first there.
    """
    funnel = compared.funnel if has_funnel else None
    first = None if funnel is None else funnel.england
    table = view_table(compared.view, origin=origin, first=first)
    codes = table.data["Area code"]
    group = _group_columns(compared).reindex(codes).reset_index(drop=True)
    about = [
        ("Areas compared", at_start(compared.group.label)),
        ("Comparison says", finding_of_comparison(compared)),
    ]
    if funnel is not None:
        words = funnel_points(compared, funnel).set_index("area_code")["word"].reindex(codes)
        words[words.index.isin(funnel.england["area_code"])] = f"{NOT_TESTED[0]}: {NOT_TESTED[1]}"
        group[AGAINST_LIMITS] = words.fillna("Not drawn").to_numpy()
        unit, places = str(compared.view.indicator["unit"]), table.decimals["Value"]
        average = value_text(funnel.average, unit=unit, decimals=places)
        about.append(("Average of all in the funnel", average))
    return Table(
        title=table.title,
        data=pd.concat([table.data, group], axis=1),
        decimals=table.decimals,
        about=(*table.about, *about),
        built_at=table.built_at,
    )


def spread_file(compared: AreasCompared, *, origin: Origin) -> Table:
    """Return the figures behind the box plots as a table.

    Args:
        compared: The comparison.
        origin: Where the figures come from.

    Returns:
        One row a period, newest first: every figure of its box, and the chosen area's value or
        why it has none.
    """
    table = view_table(compared.view, origin=origin)
    newest = compared.spread.sort_values(["period_end", "period_start"], ascending=False)
    own = compared.view.places.area.name
    data = pd.DataFrame(
        {
            "Areas compared": at_start(compared.group.label),
            "Period": [period_text(str(label)) for label in newest["period_label"]],
            "Unit": str(compared.view.indicator["unit"]),
            "Areas with a value": newest["areas"],
            "Areas in the group": len(compared.group.members),
            **{heading: newest[name] for name, heading in SPREAD_NAMES.items()},
            own: newest["own"],
            "What is missing and why": [
                missing_text(str(flag)) if pd.isna(value) else ""
                for value, flag in zip(newest["own"], newest["own_flag"], strict=True)
            ],
        }
    )
    about = [line for line in table.about if line[0] not in ("Title", "Finding", "Period")]
    title = f"{compared.view.indicator['name']}: spread of {compared.group.label} by period"
    return Table(
        title=title,
        data=data.reset_index(drop=True),
        decimals=dict.fromkeys([*SPREAD_NAMES.values(), own], table.decimals["Value"]),
        about=(("Title", title), *about),
        built_at=table.built_at,
    )


def _group_columns(compared: AreasCompared) -> pd.DataFrame:
    """Return what is known of each area of the group alone, by its code."""
    areas, polarity = compared.areas, str(compared.view.indicator["polarity"])
    columns: dict[str, object] = {"Rank among the areas compared": areas["group_rank"].to_numpy()}
    if is_trend_tested(compared):
        columns["Recent trend"] = [
            trend_word(str(trend), str(reason), polarity)
            for trend, reason in zip(areas["trend"], areas["trend_reason"], strict=True)
        ]
    if compared.earlier:
        when = period_text(compared.earlier)
        columns |= {
            f"Value {when}": areas["earlier_value"].to_numpy(),
            f"Lower 95% limit {when}": areas["earlier_lower95"].to_numpy(),
            f"Upper 95% limit {when}": areas["earlier_upper95"].to_numpy(),
            "Against its own past": [
                judgement_text(str(change), str(reason))
                for change, reason in zip(areas["change"], areas["change_reason"], strict=True)
            ],
        }
    return pd.DataFrame(columns, index=areas["area_code"].to_numpy())
