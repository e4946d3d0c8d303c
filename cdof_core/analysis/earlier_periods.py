"""Which earlier periods a measure's figures may be held against: same method, no break between."""

import pandas as pd

from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.keys import is_usable
from cdof_core.comparison.own_past import comparable_periods
from cdof_core.domain.sex import PERSONS
from cdof_core.store.panel import figures_of_authorities


def series_like_shown(view: IndicatorView) -> pd.DataFrame:
    """Return every authority's figures over time, of the age and method the view shows.

    Args:
        view: The measure at one period.

    Returns:
        Columns of `observation` with the indicator's, one row an authority and period; empty
        where no authority has a figure.
    """
    if not view.has_local:
        return view.areas.iloc[:0]
    row = view.indicator
    known = view.areas["sex"].dropna()
    rows = figures_of_authorities(
        indicator_id=str(row["indicator_id"]), sex=str(known.iloc[0]) if len(known) else PERSONS
    )
    rows = with_metadata(rows, pd.DataFrame([row]))
    age = view.areas["age"].dropna().iloc[0]
    return rows[(rows["age"] == age) & (rows["vintage"] == view.vintage)].reset_index(drop=True)


def earlier_periods(view: IndicatorView, series: pd.DataFrame) -> tuple[str, ...]:
    """Return the labels of the periods that the shown one may be held against, newest first.

    Args:
        view: The measure at one period.
        series: From `series_like_shown`.

    Returns:
        Labels as published; none overlaps the shown period or lies before a break.
    """
    shown = series[series["period_label"] == view.period]
    if shown.empty:
        return ()
    columns = ["period_label", "vintage", "age", "period_start", "period_end"]
    periods = series.loc[is_usable(series), columns].drop_duplicates()
    breaks = view.annotations[view.annotations["breaks_series"].astype(bool)]
    kept = comparable_periods(periods, shown=shown.iloc[0][columns], breaks=breaks)
    kept = kept.sort_values(["period_end", "period_start"], ascending=False)
    return tuple(dict.fromkeys(str(label) for label in kept["period_label"]))
