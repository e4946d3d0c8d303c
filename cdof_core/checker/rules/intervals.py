"""Confidence intervals that no estimate could have."""

from collections.abc import Iterator

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.explaining import Explained, explain
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, show
from cdof_core.checker.roles import Reading, Role, readings
from cdof_core.statistics.byar import rate_limits
from cdof_core.statistics.printed_numbers import Quantity, is_transposed
from cdof_core.statistics.wilson import proportion_limits

# Exact, Byar's, Wilson's and normal intervals differ, but never by this much from ten events on.
_WIDER = 1.6
_APART = 2
_LIMITS = (Role.LOWER, Role.UPPER, Role.CHANGE)
_FEWEST_EVENTS = 10
_MOST_LOPSIDED = 3.0


def find(context: Context) -> Iterator[Finding]:
    """Yield intervals that run backwards, miss their estimate, or are far too wide or narrow."""
    for grid in context.grids:
        for oriented in (grid, grid.turned):
            for value, lower, upper in interval_columns(oriented):
                yield from _check(oriented, value, lower, upper)


def interval_columns(grid: Grid) -> list[tuple[Line, Line, Line]]:
    """Return the value, lower and upper columns that belong together."""
    read = readings(grid)
    found: list[tuple[Line, Line, Line]] = []
    for at, reading in enumerate(read):
        if reading.role is not Role.LOWER:
            continue
        upper = next(
            (
                other
                for other in range(at + 1, min(at + 3, len(read)))
                if read[other].role is Role.UPPER
            ),
            None,
        )
        value = _value_before(grid, read, at)
        if upper == at + _APART and read[at + 1].role not in _LIMITS:
            value = at + 1  # printed between its limits
        if upper is not None and value is not None:
            found.append((grid.columns[value], grid.columns[at], grid.columns[upper]))
    return found


def _value_before(grid: Grid, read: list[Reading], at: int) -> int | None:
    """Return the nearest estimate to the left: a rate or share before a count."""
    before = [
        other
        for other in range(at - 1, -1, -1)
        if read[other].role not in (Role.LOWER, Role.UPPER, Role.CHANGE)
        and any(cell.is_number for cell in grid.columns[other].cells)
    ]
    group = grid.columns[at].labels[:-1]
    same = [other for other in before if grid.columns[other].labels[:-1] == group] or before
    if grid.columns[at].aspect:
        same = [other for other in before if grid.columns[other].labels == grid.columns[at].labels]
        same = same or before
    rates = [other for other in same if read[other].role not in (Role.COUNT, Role.EXPECTED)]
    return next(iter(rates or same), None)


def _check(grid: Grid, value: Line, lower: Line, upper: Line) -> Iterator[Finding]:
    explained = next((one for one in explain(grid) if one.column is value), None)
    off: list[Finding] = []
    held = 0
    for unit, (middle, low, high) in enumerate(
        zip(value.cells, lower.cells, upper.cells, strict=True)
    ):
        if low.quantity is None or high.quantity is None:
            continue
        found = impossible(grid, middle, low, high)
        if found is not None:
            yield found
        elif middle.quantity is not None:
            held += 1
            found = _against_counts(grid, explained, unit, (middle, low, high))
            off.extend([found] if found is not None else [])
    # Where most intervals differ from what counts give, they were computed in another way.
    if len(off) * 2 <= held or held == 1:
        yield from off


def impossible(grid: Grid, middle: Cell, low: Cell, high: Cell) -> Finding | None:
    """Return what is impossible about one interval, if anything."""
    problem = problem_of(middle.quantity, low.quantity, high.quantity)
    if problem is None:
        return None
    printed = f"{middle.text} ({low.text} to {high.text})"
    if low.text == high.text:
        printed = middle.text if middle.text == low.text else f"{middle.text} {low.text}"
    found = at_cell(
        grid,
        middle if middle.quantity is not None else low,
        kind=Kind.INTERVAL,
        expected="lower limit ≤ estimate ≤ upper limit",
        wording=f"The interval of {printed} {problem}.",
    )
    return Finding(
        found.kind,
        found.location,
        found.line,
        printed,
        found.expected,
        Confidence.HIGH,
        found.wording,
    )


def problem_of(middle: Quantity | None, low: Quantity | None, high: Quantity | None) -> str | None:
    """Return in words what no interval can have, or None where nothing is wrong."""
    if low is None or high is None:
        return None
    if low.value > high.value:
        return "runs backwards: its lower limit lies above its upper limit"
    if middle is None:
        return None
    is_share = "%" in middle.text
    problems = (
        (low.low > middle.high, "does not hold its own estimate, which lies below the lower limit"),
        (
            middle.low > high.high,
            "does not hold its own estimate, which lies above the upper limit",
        ),
        (is_share and middle.value <= 100 < high.value, "reaches above 100%"),  # noqa: PLR2004
        (is_share and low.value < 0 <= middle.value, "reaches below 0%"),
    )
    return next((words for is_so, words in problems if is_so), None)


def _against_counts(
    grid: Grid, explained: Explained | None, unit: int, cells: tuple[Cell, Cell, Cell]
) -> Finding | None:
    middle, low, high = cells
    expected = None if explained is None else _computed(explained, unit)
    if expected is None:
        return _lopsided(grid, middle, low, high)
    for cell, follows in ((low, expected[0]), (high, expected[1])):
        if cell.quantity is None or middle.quantity is None:
            continue
        printed_arm = abs(cell.quantity.value - middle.quantity.value)
        arm = abs(follows - middle.quantity.value)
        slack = 2 * (cell.quantity.high - cell.quantity.low)
        is_off = printed_arm > arm * _WIDER + slack or printed_arm * _WIDER + slack < arm
        if is_off:
            shown = show(follows, like=cell.quantity)
            swapped = digits_words(swapped=is_transposed(cell.text, shown))
            return at_cell(
                grid,
                cell,
                kind=Kind.INTERVAL,
                expected=f"about {shown}",
                confidence=Confidence.MEDIUM,
                wording=(
                    f"The limit {cell.text} of {middle.text} does not go with its count: the "
                    f"95% limit is about {shown}.{swapped}"
                ),
            )
    return None


def _computed(explained: Explained, unit: int) -> tuple[float, float] | None:
    top, bottom = explained.formula.tops[unit], explained.formula.bottoms[unit]
    if top is None or bottom is None or unit in explained.misfits or top.value < _FEWEST_EVENTS:
        return None
    multiplier = explained.formula.multiplier
    if top.places or bottom.value <= top.value:
        return None
    if multiplier == 100.0:  # noqa: PLR2004
        low, high = proportion_limits(top.value, bottom.value, multiplier=100.0)
    else:
        low, high = rate_limits(top.value, bottom.value, multiplier=multiplier)
    return float(low), float(high)


def _lopsided(grid: Grid, middle: Cell, low: Cell, high: Cell) -> Finding | None:
    """An interval whose two arms differ far more than any method makes them differ."""
    if middle.quantity is None or low.quantity is None or high.quantity is None:
        return None
    down = middle.quantity.value - low.quantity.value
    up = high.quantity.value - middle.quantity.value
    slack = 2 * (low.quantity.high - low.quantity.low)
    is_share = "%" in middle.text and not 10 < middle.quantity.value < 90  # noqa: PLR2004
    if is_share or low.quantity.value <= 0:
        return None
    if up > _MOST_LOPSIDED * down + slack or down > _MOST_LOPSIDED * up + slack:
        return at_cell(
            grid,
            middle,
            kind=Kind.INTERVAL,
            expected="arms of similar length",
            confidence=Confidence.LOW,
            wording=(
                f"The interval of {middle.text}, {low.text} to {high.text}, is much longer on one "
                "side than on the other: one limit may be misprinted."
            ),
        )
    return None
