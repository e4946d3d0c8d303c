"""The axis of time of a line chart, with room for the names of the lines at its end."""

import json
import math
from typing import Any, Final

import pandas as pd

_ROOM: Final = 0.28
_ROOM_WHEN_NARROW: Final = 0.36
"""Share of the plot right of the last point, for the names of the lines."""
_ROOMS: Final = (_ROOM_WHEN_NARROW, _ROOM)
_NARROW: Final = 420
"""Plots below this width give a larger share of it to the names of the lines."""
_LETTER: Final = 6.2
_USUAL_PLOT: Final = 620
"""Pixels across a plot on a laptop's screen."""


def time_scale(shown: pd.DataFrame, plot: int | None) -> dict[str, Any]:
    """Leave room right of the last point for the names of the lines."""
    if shown.empty:
        return {"domain": [0, 1], "nice": False, "zero": False}
    last = float(shown["time"].max())
    span = max(last - float(shown["time"].min()), 1.0)
    first = round(last - span * 1.02, 4)
    ends = {share: round(first + (last - first) / (1 - share), 4) for share in _ROOMS}
    return {
        "domainMin": first,
        "domainMax": _by_width(plot, narrow=ends[_ROOM_WHEN_NARROW], wide=ends[_ROOM]),
        "nice": False,
        "zero": False,
    }


def _by_width(plot: int | None, *, narrow: float, wide: float) -> Any:  # noqa: ANN401
    """Choose for the width of the plot: now where it is known, else by the browser."""
    if plot is not None:
        return narrow if plot < _NARROW else wide
    return expression(f"width < {_NARROW} ? {narrow} : {wide}")


def names_limit(plot: int | None) -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Cut a line's name where the picture ends."""
    if plot is not None:
        return round(plot * (_ROOM_WHEN_NARROW if plot < _NARROW else _ROOM)) - 10
    return expression(f"width * (width < {_NARROW} ? {_ROOM_WHEN_NARROW} : {_ROOM}) - 10")


def time_axis(shown: pd.DataFrame, plot: int | None) -> dict[str, Any]:
    """Label periods as published, as many as fit, counted back from the latest."""
    periods = shown.drop_duplicates("time").sort_values("time", ascending=False)
    texts = {f"{time:.3f}": str(text) for time, text in _pairs(periods)}
    longest = max((len(text) for text in texts.values()), default=1) * _LETTER + 14
    room = (_USUAL_PLOT if plot is None else plot) * (1 - _ROOM)
    fits = max(1, math.floor(room / longest))
    every = math.ceil(len(texts) / fits) if texts else 1
    return {
        "values": [float(time) for time in list(texts)[::every]],
        "labelExpr": f"{json.dumps(texts)}[format(datum.value, '.3f')]",
        "labelOverlap": True,
        "grid": False,
    }


def _pairs(periods: pd.DataFrame) -> list[tuple[float, str]]:
    return list(zip(periods["time"], periods["period_text"], strict=True))


def expression(text: str) -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Return what the browser works out when it draws, as Vega-Lite has it."""
    return {"expr": text}
