"""The axis of time of a line chart, with room for the names of the lines at its end."""

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from cdof_core.charts.specification import each_of, first_of, from_rows, text_beside

_ROOM: Final = 0.28
_ROOM_WHEN_NARROW: Final = 0.36
"""Share of the plot right of the last point, for the names of the lines."""
_NARROW: Final = 420
"""Plots below this width give a larger share of it to the names of the lines."""
_LETTER: Final = 6.2
_USUAL_PLOT: Final = 620
"""Pixels across a plot on a laptop's screen."""


TIME_COLUMNS: Final = ("start", "end_when_narrow", "end", "tick", "tick_text")
"""What rows need for an axis of time, see `timed`."""


def timed(rows: pd.DataFrame, shown: pd.DataFrame, plot: int | None) -> pd.DataFrame:
    """Return rows with what their axis of time needs: its ends, its values and their texts.

    Periods are labelled as published, as many as fit, counted back from the latest.

    Args:
        rows: All rows of the chart.
        shown: Those with a value: time and period_text.
        plot: Width of the plot in pixels; None where only the browser knows it.
    """
    return ticked(rows.assign(**_ends(shown)), _ticks(shown, plot))


def ticked(rows: pd.DataFrame, ticks: Mapping[float, str]) -> pd.DataFrame:
    """Return rows of which the first ones carry the values of an axis and their texts.

    Args:
        rows: At least as many as there are values.
        ticks: Texts by value, in the order in which labels give way to others.
    """
    none = [None] * (len(rows) - len(ticks))
    return rows.assign(
        tick=pd.Series([*ticks, *none], index=rows.index, dtype=float),
        tick_text=pd.Series([*ticks.values(), *none], index=rows.index, dtype=object),
    )


def _ends(shown: pd.DataFrame) -> dict[str, float]:
    """Leave room right of the last point for the names of the lines."""
    if shown.empty:
        return {"start": 0.0, "end": 1.0, "end_when_narrow": 1.0}
    last = float(shown["time"].max())
    span = max(last - float(shown["time"].min()), 1.0)
    first = round(last - span * 1.02, 4)
    end, narrow = (
        round(first + (last - first) / (1 - share), 4) for share in (_ROOM, _ROOM_WHEN_NARROW)
    )
    return {"start": first, "end": end, "end_when_narrow": narrow}


def time_scale(dataset: str, plot: int | None) -> dict[str, Any]:
    """Return the scale of rows that are `timed`.

    Args:
        dataset: Their name.
        plot: Width of the plot in pixels; None where only the browser knows it.
    """
    narrow, wide = first_of(dataset, "end_when_narrow"), first_of(dataset, "end")
    if plot is not None:
        end = narrow if plot < _NARROW else wide
    else:
        end = f"width < {_NARROW} ? {narrow} : {wide}"
    return {
        "domainMin": from_rows(dataset, "start"),
        "domainMax": expression(end),
        "nice": False,
        "zero": False,
    }


def names_limit(plot: int | None) -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Cut a line's name where the picture ends."""
    if plot is not None:
        return round(plot * (_ROOM_WHEN_NARROW if plot < _NARROW else _ROOM)) - 10
    return expression(f"width * (width < {_NARROW} ? {_ROOM_WHEN_NARROW} : {_ROOM}) - 10")


def _ticks(shown: pd.DataFrame, plot: int | None) -> dict[float, str]:
    periods = shown.drop_duplicates("time").sort_values("time", ascending=False)
    texts = {round(float(time), 3): str(text) for time, text in _pairs(periods)}
    longest = max((len(text) for text in texts.values()), default=1) * _LETTER + 14
    room = (_USUAL_PLOT if plot is None else plot) * (1 - _ROOM)
    fits = max(1, math.floor(room / longest))
    every = math.ceil(len(texts) / fits) if texts else 1
    return dict(list(texts.items())[::every])


def time_axis(dataset: str) -> dict[str, Any]:
    """Return the axis of rows that are `ticked`."""
    return {
        "values": each_of(dataset, "tick"),
        "labelExpr": text_beside(dataset, "tick", text="tick_text"),
        "labelOverlap": True,
        "grid": False,
    }


def _pairs(periods: pd.DataFrame) -> list[tuple[float, str]]:
    return list(zip(periods["time"], periods["period_text"], strict=True))


def expression(text: str) -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Return what the browser works out when it draws, as Vega-Lite has it."""
    return {"expr": text}
