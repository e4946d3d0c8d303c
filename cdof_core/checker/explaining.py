"""Which counts a column of rates or percentages follows from, found by trying.

A column says what it is a share of in words that no program reads reliably; but numbers that fit to
every printed digit, row after row, do so by chance only rarely. Each way of computing the column is
weighed: digits that agree speak for it, rows that do not and far-fetched ways against it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cdof_core.checker.formulas import Formula, ways_to
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import as_rounded
from cdof_core.checker.roles import Reading, Role, readings
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

_MOST_COUNTS = 14
_ENOUGH = 1.0
_SURE = 2.0
"""Digits of evidence where no row fits but two that changed denominators: chance gives one."""
_UNSAID: Final = 3.0
"""Digits that numbers without a unit of their own need before they are taken to be shares."""
_MOST_DIGITS = 3.0
_PREFERRED = -0.05
_FEWEST_SHIFTED = 3
# A long table is tried on its first rows; the likeliest ways are then held against all of them.
_SCREENED = 60
_MOST_LIKELY = 5
_MOST_MEASURES = 80
_MOST_MISFITS = 6


@dataclass(frozen=True, slots=True)
class Explained:
    """A line and the way that explains it best.

    Attributes:
        grid: The grid whose columns were tried.
        column: The line.
        formula: The way.
        fits: Units that agree.
        misfits: Units that do not.
    """

    grid: Grid
    column: Line
    formula: Formula
    fits: tuple[int, ...]
    misfits: tuple[int, ...]
    is_preferred: bool


@lru_cache(maxsize=512)
def explain(grid: Grid) -> tuple[Explained, ...]:
    """Find for every rate, percentage and ratio among the columns what it follows from.

    Args:
        grid: A grid; turn it to explain rows.
    """
    if grid.is_turned and len(grid.columns) > _MOST_MEASURES:
        return ()
    read = readings(grid)
    counts = [
        at
        for at, reading in enumerate(read)
        if reading.role in (Role.COUNT, Role.EXPECTED, Role.MONEY) and _has_numbers(grid, at)
    ]
    found: list[Explained] = []
    for at, reading in enumerate(read):
        if reading.role in (Role.PERCENT, Role.RATE, Role.RATIO) and _has_numbers(grid, at):
            best = _best(grid, at, reading, counts) or _of_shares(grid, at, read)
            if best is not None:
                found.append(best)
        elif reading.role is Role.NUMBER and _has_numbers(grid, at):
            best = _best(grid, at, reading, counts)
            if best is not None and _evidence(best) >= _UNSAID:
                found.append(best)
    return tuple(found)


def _of_shares(grid: Grid, at: int, read: Sequence[Reading]) -> Explained | None:
    """Return the way from one share over another, as penetration is one share over the other."""
    shares = [
        other
        for other, reading in enumerate(read)
        if other != at and reading.role is Role.PERCENT and _has_numbers(grid, other)
    ]
    if read[at].role is not Role.RATIO or len(shares) <= 1:
        return None
    ways = [_best(grid, at, Reading(Role.RATIO, per), shares) for per in (100.0, 1.0)]
    told = [one for one in ways if one is not None and _evidence(one) >= _SURE]
    return max(told, key=_evidence, default=None)


def _evidence(explained: Explained) -> float:
    """Return the digits with which a way fits, those of swapped denominators among them."""
    units = (*explained.fits, *swapped_units(explained))
    numbers = [explained.column.cells[unit].quantity for unit in units]
    return sum(digits(number) for number in numbers if number) if len(units) > 1 else 0.0


def _has_numbers(grid: Grid, at: int) -> bool:
    return any(cell.is_number for cell in grid.columns[at].cells)


def _best(grid: Grid, at: int, reading: Reading, counts: Sequence[int]) -> Explained | None:
    near = sorted(counts, key=lambda other: abs(other - at))[:_MOST_COUNTS]
    weighed = [
        (score, explained)
        for formula in ways_to(grid, at, reading, sorted(near))
        if (judged := _judge(grid, grid.columns[at], formula, most=_SCREENED)) is not None
        for score, explained in (judged,)
    ]
    if len(grid.rows) > _SCREENED:
        likely = sorted(weighed, key=lambda pair: -pair[0])[:_MOST_LIKELY]
        weighed = [
            judged
            for _, one in likely
            if (judged := _judge(grid, grid.columns[at], one.formula)) is not None
        ]
    if not weighed:
        return None
    score, explained = max(weighed, key=lambda pair: pair[0])
    swapped = len(swapped_units(explained))
    fitting, missing = len(explained.fits) + swapped, len(explained.misfits) - swapped
    if score >= (_ENOUGH if explained.fits else _SURE) and fitting >= missing:
        return explained
    moved = max((one for _, one in weighed), key=lambda one: len(shifted_units(one)))
    if len(shifted_units(moved)) >= _FEWEST_SHIFTED and len(shifted_units(moved)) * 2 > len(
        moved.misfits
    ):
        return moved
    preferred = [pair for pair in weighed if pair[1].is_preferred]
    if not preferred:
        return None
    return max(preferred, key=lambda pair: (len(pair[1].fits), -pair[1].formula.cost))[1]


def _judge(
    grid: Grid, column: Line, formula: Formula, *, most: int | None = None
) -> tuple[float, Explained] | None:
    """Hold a formula against a column, or against its first cells only."""
    fits: list[int] = []
    misfits: list[int] = []
    score = -formula.cost
    for unit, cell in enumerate(column.cells[:most]):
        follows = formula.follows(unit)
        if cell.quantity is None or follows is None:
            continue
        if follows.agrees(cell.quantity):
            fits.append(unit)
            score += digits(cell.quantity)
        else:
            misfits.append(unit)
            rounded = as_rounded(follows.value, cell.quantity)
            shown = f"{rounded.value:.{cell.quantity.places}f}"
            score -= 0.5 if is_transposed(cell.text, shown) else 1.0
    if not fits and not misfits:
        return None
    is_preferred = formula.cost <= _PREFERRED
    explained = Explained(grid, column, formula, tuple(fits), tuple(misfits), is_preferred)
    for unit in swapped_units(explained):
        # Two rows that follow from each other's denominators speak for the way, not against it.
        number = column.cells[unit].quantity
        score += 1.0 + (digits(number) if number else 0.0)
    return score, explained


def shifted_units(explained: Explained) -> list[int]:
    """Return units whose figures are those of the next unit, or of the one before."""
    best: list[int] = []
    every = sorted((*explained.fits, *explained.misfits))
    # Some rows may have moved round among themselves while the others stayed.
    some = sorted(explained.misfits) if len(explained.misfits) >= _FEWEST_SHIFTED else []
    for units, step in ((units, step) for units in (every, some) for step in (1, -1)):
        moved: list[int] = []
        for place, unit in enumerate(units):
            printed = explained.column.cells[unit].quantity
            follows = explained.formula.follows(units[(place + step) % len(units)])
            is_wrong = unit in explained.misfits and printed is not None
            if is_wrong and follows is not None and printed and follows.agrees(printed):
                moved.append(unit)
        best = max(best, moved, key=len)
    return best


def swapped_units(explained: Explained) -> dict[int, int]:
    """Return pairs of units whose figures follow from each other's denominators."""
    pairs: dict[int, int] = {}
    if len(explained.misfits) > _MOST_MISFITS:
        return pairs
    for one in explained.misfits:
        for other in explained.misfits:
            if one < other and _fits_with(explained, one, other):
                pairs[one], pairs[other] = other, one
    return pairs


def _fits_with(explained: Explained, one: int, other: int) -> bool:
    for top, bottom in ((one, other), (other, one)):
        printed = explained.column.cells[top].quantity
        follows = explained.formula.follows(top, bottom=bottom)
        if printed is None or follows is None or not follows.agrees(printed):
            return False
        own = explained.formula.bottoms[top], explained.formula.bottoms[bottom]
        if own[0] is not None and own[1] is not None and own[0].value == own[1].value:
            return False
    return True


def digits(quantity: Quantity) -> float:
    """Return how many digits of evidence an agreeing number is."""
    width = quantity.high - quantity.low
    if width <= 0 or quantity.value <= 0:
        return 0.0
    return min(max(math.log10(quantity.value / width), 0.0), _MOST_DIGITS)
