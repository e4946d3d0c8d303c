"""Ways in which a column of rates, percentages or ratios may follow from columns of counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cdof_core.checker.grid import Grid
from cdof_core.checker.periods import spans
from cdof_core.checker.roles import Reading, Role, is_total, names_denominator
from cdof_core.checker.words import content
from cdof_core.statistics.printed_numbers import Quantity, total

_MULTIPLIERS = (100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0)
_ALL = re.compile(r"\b(any|all|either|total|combined|overall|both)\b", re.IGNORECASE)
Values = tuple[Quantity | None, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """One way to compute a line from others.

    Attributes:
        words: How, for the reader.
        tops: Numerator of each unit.
        bottoms: Denominator of each unit.
        multiplier: What the quotient is multiplied by.
        cost: How far-fetched it is, in digits of evidence.
    """

    words: str
    tops: Values
    bottoms: Values
    multiplier: float
    cost: float

    @property
    def is_of_whole(self) -> bool:
        """Whether all units have one denominator, as shares of one whole do."""
        known = {bottom.value for bottom in self.bottoms if bottom is not None}
        return len(known) <= 1

    def follows(self, unit: int, *, bottom: int | None = None) -> Quantity | None:
        """Return what follows for a unit, with another unit's denominator if one is named."""
        above = self.tops[unit]
        below = self.bottoms[unit if bottom is None else bottom]
        if above is None or below is None or below.low <= 0 or above.low < 0:
            return None
        return above.over(below, multiplier=self.multiplier)


def ways_to(grid: Grid, at: int, reading: Reading, counts: Sequence[int]) -> Iterator[Formula]:
    """Yield the ways in which a column may be computed.

    Args:
        grid: The grid.
        at: The column.
        reading: What it is taken for.
        counts: Columns of counts to try.
    """
    multipliers = [reading.multiplier] if reading.multiplier else list(_MULTIPLIERS)
    if reading.role is Role.RATIO and reading.multiplier == 1.0:
        # A ratio is printed as it is, or as 100 times itself.
        multipliers = [1.0, 100.0]
    unsaid = 0.5 if len(multipliers) > 1 else 0.0
    for multiplier in multipliers:
        for words, tops, bottoms, cost in _quotients(grid, at, counts):
            yield Formula(words, tops, bottoms, multiplier, cost + unsaid)
            years = _years(grid, at)
            if years > 1 and reading.role is Role.RATE:
                yield Formula(
                    f"{words}, a year", tops, bottoms, multiplier / years, cost + unsaid + 0.5
                )


def _years(grid: Grid, at: int) -> int:
    named = [*spans(grid.columns[at].text), *spans(grid.table.title)]
    return max((span.years for span in named if not span.is_financial), default=1)


def _quotients(
    grid: Grid, at: int, counts: Sequence[int]
) -> Iterator[tuple[str, Values, Values, float]]:
    values = {other: tuple(cell.counted for cell in grid.columns[other].cells) for other in counts}
    for top in counts:
        near = _nearness(grid, at, top, len(counts))
        yield from _of_whole(grid, at, top, values[top], near)
        for bottom in counts:
            if bottom == top or not _can_divide(values[top], values[bottom]):
                continue
            cost = near + _bottom_cost(
                grid, at, top, bottom, is_widest=_is_widest(bottom, counts, values)
            )
            name = f"{_name(grid, top)} ÷ {_name(grid, bottom)}"
            yield name, values[top], values[bottom], cost
            rest = _minus(values[bottom], values[top])
            yield f"(1 − {name})", rest, values[bottom], cost + 1.0
            for second in counts:
                if second > top and second != bottom and second - top <= 2:  # noqa: PLR2004
                    both = _plus(values[top], values[second])
                    if _can_divide(both, values[bottom]):
                        words = f"({_name(grid, top)} + {_name(grid, second)}) ÷ "
                        own = 0.2 if _ALL.search(grid.columns[at].label) else 0.4
                        yield words + _name(grid, bottom), both, values[bottom], cost + own


def _of_whole(
    grid: Grid, at: int, top: int, tops: Values, near: float
) -> Iterator[tuple[str, Values, Values, float]]:
    """Shares of a column's own total, of a population row, and of the row across a group."""
    totals = [unit for unit, row in enumerate(grid.rows) if is_total(row.label)]
    parts = [tops[unit] for unit in range(len(tops)) if unit not in totals]
    known = [part for part in parts if part is not None]
    name = _name(grid, top)
    if len(known) == len(parts) > 1:
        whole = total(known)
        if whole.low > 0:
            yield f"{name} ÷ its sum", tops, (whole,) * len(tops), near + 0.4
    for unit, row in enumerate(grid.rows):
        base = tops[unit] if unit < len(tops) else None
        is_base = unit in totals or "population" in row.label.lower()
        if is_base and base is not None and base.low > 0:
            cost = near + (0.3 if unit in totals else -0.2)
            others = tuple(
                None if other == unit and unit not in totals else value
                for other, value in enumerate(tops)
            )
            yield f"{name} ÷ {row.label}", others, (base,) * len(tops), cost
    del at


def _nearness(grid: Grid, at: int, top: int, count: int) -> float:
    """Return what the labels and the place say for a numerator."""
    column, other = grid.columns[at], grid.columns[top]
    cost = 0.5 if count > 2 else 0.2  # noqa: PLR2004 - with two counts there is little choice
    if column.labels[:-1] != other.labels[:-1] and len(column.labels) > 1:
        cost += 0.5
    mine, yours = content(column.label), content(other.label)
    if column.label == other.label and column.label:
        cost -= 0.6
    elif mine & yours:
        cost -= 0.3
    return cost + 0.02 * abs(at - top) + (0.1 if top > at else 0.0)


def _bottom_cost(grid: Grid, at: int, top: int, bottom: int, *, is_widest: bool | None) -> float:
    """Return what the labels and the place say for a denominator.

    Args:
        grid: The grid.
        at: Column to be explained.
        top: Numerator.
        bottom: Denominator.
        is_widest: Whether every other count is a part of it; None where there are only the two.
    """
    column, other = grid.columns[at], grid.columns[bottom]
    cost = 0.2
    if names_denominator(other.label) or other.aspect == "denominator":
        cost -= 0.3
    if names_denominator(grid.columns[top].label) and not names_denominator(other.label):
        cost += 0.6
    cost -= 0.3 if is_widest is None else 0.1 * is_widest
    if len(column.labels) > 1 and column.labels[:-1] != other.labels[:-1]:
        cost += 0.4
    return cost + (0.1 if bottom > at else 0.0)


def _is_widest(bottom: int, counts: Sequence[int], values: dict[int, Values]) -> bool | None:
    if len(counts) == 2:  # noqa: PLR2004
        return None
    return all(_can_divide(values[other], values[bottom]) for other in counts if other != bottom)


def _can_divide(tops: Values, bottoms: Values) -> bool:
    """Whether most numerators are no larger than their denominators."""
    pairs = [
        (top.value, bottom.value)
        for top, bottom in zip(tops, bottoms, strict=True)
        if top is not None and bottom is not None
    ]
    small = sum(top <= bottom for top, bottom in pairs)
    ratio_like = sum(top <= bottom * 4 for top, bottom in pairs)
    return bool(pairs) and (small * 2 > len(pairs) or ratio_like == len(pairs))


def _name(grid: Grid, at: int) -> str:
    return f"“{grid.columns[at].label or 'value'}”"


def _plus(one: Values, other: Values) -> Values:
    return tuple(None if a is None or b is None else a + b for a, b in zip(one, other, strict=True))


def _minus(one: Values, other: Values) -> Values:
    return tuple(None if a is None or b is None else a - b for a, b in zip(one, other, strict=True))
