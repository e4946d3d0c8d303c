"""Which picture a measure gets in a document: over time where it can be, else among others."""

from typing import Final

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.domain.area import AreaCode
from cdof_core.report.picture import Picture
from cdof_core.report.pictures import ranked_rows, ranking_picture, trend_picture

FEWEST_POINTS: Final = 3
"""Fewer values than this are a comparison, not a line."""
_FEWEST_ROWS: Final = 2
_HEIGHT: Final = 165


def choose_picture(view: IndicatorView) -> Picture | None:
    """Choose the picture of one measure.

    Args:
        view: The measure at the period shown.

    Returns:
        The trend where the area has at least three values; else the ranking of its region, or of
        its neighbours; None where fewer than two areas have a value. The picture has no source
        line: the document numbers its sources.
    """
    own = view.trend[(view.trend["role"] == "area") & view.trend["value"].notna()]
    if len(own) >= FEWEST_POINTS:
        return trend_picture(view, source="", height=_HEIGHT)
    name, members = _others(view)
    if len(ranked_rows(view, only=members)) < _FEWEST_ROWS:
        return None
    return ranking_picture(view, source="", only=members, group_name=name)


def _others(view: IndicatorView) -> tuple[str, tuple[AreaCode, ...]]:
    for request in (view.places.region, view.places.neighbours):
        if request is not None:
            return request.label, request.members
    return "", ()
