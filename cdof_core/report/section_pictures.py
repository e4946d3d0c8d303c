"""Which picture a measure gets in a document: over time where it can be, else among others."""

from collections import deque
from typing import Final, TypeAlias

import pandas as pd

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.domain.area import AreaCode
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.report.picture import Picture
from cdof_core.report.pictures import count_ranked, ranking_picture, trend_picture

FEWEST_POINTS: Final = 3
"""Fewer values than this are a comparison, not a line."""
_FEWEST_ROWS: Final = 2
_HEIGHT: Final = 165
_MOST_KEPT: Final = 40
_Asked: TypeAlias = tuple[IndicatorView, int | None, Palette, Picture | None]
_LATELY: Final[deque[_Asked]] = deque(maxlen=_MOST_KEPT)
"""Pictures chosen lately: a chapter draws them ahead, then tells what they show."""


def choose_picture(
    view: IndicatorView, *, most_rows: int | None = None, palette: Palette = LIGHT
) -> Picture | None:
    """Choose the picture of one measure.

    Args:
        view: The measure at the period shown.
        most_rows: Of a long ranking only so many rows nearest the area; None for all.
        palette: The theme's colours.

    Returns:
        The trend where the area has at least three values; else the ranking of its region, or of
        its neighbours; None where fewer than two areas have a value. The picture has no source
        line: the document numbers its sources.
    """
    for known, rows, colours, picture in tuple(_LATELY):
        if known is view and (rows, colours) == (most_rows, palette):
            return picture
    chosen = _chosen(view, most_rows=most_rows, palette=palette)
    _LATELY.append((view, most_rows, palette, chosen))
    return chosen


def _chosen(view: IndicatorView, *, most_rows: int | None, palette: Palette) -> Picture | None:
    if len(_own(view)) >= FEWEST_POINTS:
        return trend_picture(view, source="", height=_HEIGHT, palette=palette)
    name, members = _others(view)
    if count_ranked(view, only=members) < _FEWEST_ROWS:
        return None
    return ranking_picture(
        view, source="", only=members, group_name=name, most=most_rows, palette=palette
    )


def period_shown(view: IndicatorView) -> str:
    """Say for a caption which period the chosen picture shows, or from which to which it runs."""
    own = _own(view)
    if len(own) < FEWEST_POINTS:
        return period_in_sentence(view.period)
    ends = own.sort_values("period_end")["period_label"]
    first, last = (period_in_sentence(str(ends.iloc[end])) for end in (0, -1))
    return f"{first} to {last}"


def _own(view: IndicatorView) -> pd.DataFrame:
    """Return the chosen area's values over time."""
    return view.trend[(view.trend["role"] == "area") & view.trend["value"].notna()]


def _others(view: IndicatorView) -> tuple[str, tuple[AreaCode, ...]]:
    for request in (view.places.region, view.places.neighbours):
        if request is not None:
            return request.label, request.members
    return "", ()
