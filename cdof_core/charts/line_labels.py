"""Where the names at the ends of lines stand, so that none covers another."""

import math
from collections.abc import Sequence

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_NEAR = 1 / 3
"""Share of the time shown within which a line ends together with the one that goes on longest."""


def nice_top(highest: float, *, ticks: int = 5) -> float:
    """Return the round number at or above the highest value where an axis from zero ends.

    Args:
        highest: Highest value to show; zero or less gives 1.
        ticks: About so many steps to zero.

    Returns:
        A multiple of 1, 2, 2.5 or 5 times a power of ten.
    """
    return nice_ticks(highest, ticks=ticks)[-1]


def nice_ticks(highest: float, *, ticks: int = 5) -> list[float]:
    """Return the round numbers from zero to the end of an axis that covers the highest value.

    Args:
        highest: Highest value to show; zero or less gives 0 and 1.
        ticks: Most steps to the end.

    Returns:
        Multiples of 1, 2, 2.5 or 5 times a power of ten.
    """
    if highest <= 0:
        return [0.0, 1.0]
    raw = highest / ticks
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(size * power for size in _STEPS if size * power >= raw * (1 - 1e-9))
    return [step * number for number in range(math.ceil(highest / step - 1e-9) + 1)]


def dodged(places: Sequence[float], *, apart: float, top: float) -> list[float]:
    """Move places apart as little as their order allows.

    Args:
        places: Places on an axis from zero.
        apart: Least distance between two of them.
        top: End of the axis; no place goes beyond it or below zero while there is room.

    Returns:
        The places in the order given, each at least `apart` from the next.
    """
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _start(groups[-1], places, apart, top) < (
            _start(groups[-2], places, apart, top) + len(groups[-2]) * apart
        ):
            last = groups.pop()
            groups[-1] += last
    moved = [0.0] * len(places)
    for group in groups:
        start = _start(group, places, apart, top)
        for step, index in enumerate(group):
            moved[index] = start + step * apart
    return moved


def name_times(ends: Sequence[float], *, first: float) -> list[float]:
    """Return where along the axis of time the name of each line begins.

    A name runs on to the right: where a line ends a little before another, its name would cover
    the other's last points. It stands behind them instead; that of a line that ended long ago stays
    where the line ends.

    Args:
        ends: Time of the last point of each line.
        first: Earliest time shown.

    Returns:
        The times in the order given.
    """
    latest = max(ends, default=first)
    near = latest - (latest - first) * _NEAR
    return [latest if end >= near else end for end in ends]


def _start(group: Sequence[int], places: Sequence[float], apart: float, top: float) -> float:
    """Return the lowest place of a group whose members stand side by side around their mean."""
    length = (len(group) - 1) * apart
    middle = sum(places[index] for index in group) / len(group)
    return max(0.0, min(middle - length / 2, top - length))
