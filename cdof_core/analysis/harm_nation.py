"""What is published for the countries only, the same beside every area."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from cdof_core.analysis.harm_lines import are_spans, in_lines, joined, newest_of
from cdof_core.analysis.harm_measures import SUBSTANCES, Geography, measures_of
from cdof_core.analysis.national_series import (
    broken_down_series,
    headline_series,
    main_age,
)
from cdof_core.domain.area import ENGLAND, ENGLAND_AND_WALES
from cdof_core.domain.sex import PERSONS
from cdof_core.store import indicators as indicator_store

MOST_SUBSTANCES: Final = 6
"""Substances of death that are drawn: those with the highest newest rates."""
_EVERYTHING: Final = frozenset({"All drug misuse", "Any opiate"})
"""Breakdowns of deaths that gather other substances."""
_NATIONS: Final = {ENGLAND: "England", ENGLAND_AND_WALES: "England and Wales"}


@dataclass(frozen=True, slots=True)
class NationalFigures:
    """What is published for the countries only: the same whatever the area.

    Attributes:
        rows: Figures over time.
        latest: The newest figure of each measure with its recent trend.
        lines: What of the rows makes a line, in its stretches.
    """

    rows: pd.DataFrame
    latest: pd.DataFrame
    lines: pd.DataFrame


def national_figures() -> NationalFigures:
    """Gather what is published for the countries only."""
    annotations = indicator_store.annotations()
    rows = _of_nations()
    return NationalFigures(
        rows=rows,
        latest=newest_of(rows, annotations),
        lines=in_lines(rows[~are_spans(rows)], annotations),
    )


def _of_nations() -> pd.DataFrame:
    """Return national figures: of the country with the longer series, England where they tie."""
    themes = measures_of(Geography.NATION)
    codes = list(_NATIONS)
    rows = headline_series([name for name in themes if name != SUBSTANCES], codes)
    rows = main_age(rows[rows["sex"] == PERSONS])
    counted = rows.groupby(["indicator_id", "area_code"])["value"].transform("count")
    fullest = rows.assign(counted=counted).sort_values(
        ["indicator_id", "counted", "area_code"], ascending=[True, False, True]
    )
    chosen = fullest.drop_duplicates("indicator_id")[["indicator_id", "area_code"]]
    rows = rows.merge(chosen, on=["indicator_id", "area_code"]).assign(panel="")
    rows["panel"] = rows["short_name"] + ": " + rows["area_code"].map(_NATIONS)
    deaths = _substances(broken_down_series(SUBSTANCES, codes))
    order = {name: rank for rank, name in enumerate(themes)}
    rows = rows.assign(order=rows["indicator_id"].map(order))
    rows = joined([rows.sort_values(["order", "period_start"]), deaths])
    return rows.assign(
        theme=rows["indicator_id"].map(themes),
        geography=Geography.NATION.value,
        line=rows["area_code"].map(_NATIONS),
        line_rank=0,
    )


def _substances(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the substances most often named at the newest period, the most frequent first."""
    single = rows[~rows["breakdown"].isin(list(_EVERYTHING)) & (rows["sex"] == PERSONS)]
    newest = single[single["period_end"] == single["period_end"].max()]
    kept = list(newest.nlargest(MOST_SUBSTANCES, "value")["breakdown"])
    rank = {name: place for place, name in enumerate(kept)}
    rows = single[single["breakdown"].isin(kept)]
    rows = rows.assign(panel=rows["breakdown"], rank=rows["breakdown"].map(rank))
    return rows.sort_values(["rank", "period_start"]).drop(columns="rank")
