"""Denominators that are not printed, or printed and out of line with what is published."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.explaining import explain
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell
from cdof_core.checker.periods import Span, spans
from cdof_core.checker.roles import Role, rate_multiplier, read_line, readings
from cdof_core.checker.words import label_key
from cdof_core.statistics.printed_numbers import Quantity, is_transposed

MOST_GROWTH_A_YEAR = 0.02
"""No English authority's population or households grew or shrank by more in a year since 2001."""

_AGED = re.compile(r"\b(?:aged?|over)?\s*(?P<from>\d{1,2})\s?(?:\+|and over|or over|plus)", re.I)
_SPAN_OF_AGES = re.compile(r"\b(?P<from>\d{1,2})\s?(?:-|–|to)\s?(?P<to>\d{1,2})\b")
_LEAST_OF_REFERENCE = 0.75
_MOST_OF_REFERENCE = 1.04
_NEAR = 0.3


@dataclass(frozen=True, slots=True)
class _Implied:
    cell: Cell
    span: Span
    base: Quantity
    multiplier: float


def find(context: Context) -> Iterator[Finding]:
    """Yield implied denominators that jump, and printed populations that cannot be."""
    for grid in context.grids:
        yield from _jumps(grid)
        for oriented in (grid, grid.turned):
            yield from _populations(context, oriented)


def _jumps(grid: Grid) -> Iterator[Finding]:
    """Counts and rates of one measure over years imply a base that cannot jump."""
    read = readings(grid)
    for at, reading in enumerate(read):
        if reading.role is not Role.RATE:
            continue
        if any(one.column is grid.columns[at] for one in explain(grid)):
            continue
        top = _count_beside(grid, at)
        multiplier = reading.multiplier or rate_multiplier(" ".join(grid.table.notes))
        if top is None or multiplier < 1000:  # noqa: PLR2004 - per 100 a base may well change
            continue
        for series in _series(grid, top, grid.columns[at], multiplier):
            yield from _in_series(grid, series)


def _count_beside(grid: Grid, at: int) -> Line | None:
    """Return the only count under the same outer label."""
    group = grid.columns[at].labels[:-1]
    counts = [
        line
        for line in grid.columns
        if line.labels[:-1] == group and read_line(line).role is Role.COUNT
    ]
    return counts[0] if len(counts) == 1 else None


def _series(grid: Grid, top: Line, rate: Line, multiplier: float) -> Iterator[Sequence[_Implied]]:
    by_measure: dict[str, list[_Implied]] = {}
    for row, count, shown in zip(grid.rows, top.cells, rate.cells, strict=True):
        named = spans(row.text)
        if count.counted is None or shown.quantity is None or len(named) != 1:
            continue
        if shown.quantity.low <= 0 or named[0].years > 1:
            continue
        base = count.counted.over(shown.quantity, multiplier=multiplier)
        measure = label_key(re.sub(r"(?:19|20)\d\d(?:[/-]\d\d)?", "", row.text))
        held = by_measure.setdefault(measure, [])
        held.append(_Implied(count, named[0], base, multiplier))
    for series in by_measure.values():
        if len(series) > 2:  # noqa: PLR2004 - two points show no jump
            yield sorted(series, key=lambda one: one.span.first)


def _in_series(grid: Grid, series: Sequence[_Implied]) -> Iterator[Finding]:
    for later in series[1:]:
        jumps = [
            earlier
            for earlier in series
            if earlier.span.first < later.span.first and _jumps_between(earlier, later)
        ]
        if not jumps:
            continue
        earlier = jumps[-1]
        yield at_cell(
            grid,
            later.cell,
            kind=Kind.SUSPECT_DENOMINATOR,
            expected=(
                f"a base near {earlier.base.low:,.0f} to {earlier.base.high:,.0f} as in "
                f"{earlier.span}"
            ),
            confidence=Confidence.MEDIUM,
            wording=(
                f"Number and rate for {later.span} imply a base of {later.base.low:,.0f} to "
                f"{later.base.high:,.0f}, against {earlier.base.low:,.0f} to "
                f"{earlier.base.high:,.0f} for {earlier.span}: the base seems to have changed."
            ),
        )
        return


def _jumps_between(earlier: _Implied, later: _Implied) -> bool:
    years = later.span.first - earlier.span.first
    most = (1 + MOST_GROWTH_A_YEAR) ** years
    return later.base.low > earlier.base.high * most or later.base.high * most < earlier.base.low


def _populations(context: Context, grid: Grid) -> Iterator[Finding]:
    """Printed populations of an age group against the published ones of the area."""
    for line in grid.columns:
        if "population" not in line.text.lower() or read_line(line).role is not Role.COUNT:
            continue
        for row, cell in zip(grid.rows, line.cells, strict=True):
            area = context.places.known.get(context.places.area_of(row.text))
            if area is None or cell.counted is None or cell.quantity is None:
                continue
            finding = _implausible(context, grid, line, cell, area.code)
            if finding is not None:
                yield finding


def _implausible(context: Context, grid: Grid, line: Line, cell: Cell, code: str) -> Finding | None:
    held = context.published.populations.get(code, {})
    named = [*spans(line.text), *spans(grid.table.title)]
    ages = _ages(line.text)
    if not held or not named or cell.quantity is None or ages is None:
        return None
    span = named[0]
    year, reference = _reference(held, ages)
    if reference <= 0:
        return None
    gap = max(year - span.last, 0)
    least = reference * (_LEAST_OF_REFERENCE if gap > 3 else 0.95)  # noqa: PLR2004
    most = reference * _MOST_OF_REFERENCE * (1 + MOST_GROWTH_A_YEAR) ** max(span.last - year, 0)
    per_year = [cell.quantity.value / count for count in range(1, span.years + 1)]
    exact = _published_now(held, ages, span, cell.quantity)
    if exact is not None and not _rounds_to(exact, cell.quantity):
        return _differs(grid, cell, exact, span)
    if any(least <= value <= most for value in per_year):
        return None
    value = min(per_year, key=lambda one: abs(one - reference))
    if not least / 3 < value < most * 3:
        # A base of another kind (clients, households), not this population misprinted.
        return None
    shown = f"{value:,.0f} a year" if value != cell.quantity.value else f"{value:,.0f}"
    return at_cell(
        grid,
        cell,
        kind=Kind.SUSPECT_DENOMINATOR,
        expected=f"at most about {most:,.0f} a year" if value > most else f"about {reference:,.0f}",
        confidence=Confidence.MEDIUM,
        wording=(
            f"{cell.text} is {shown} for “{line.label}”, against about {reference:,.0f} of that "
            f"age published for {year}. The denominator, and whatever was computed with it, is "
            "suspect."
        ),
    )


def _published_now(
    held: Mapping[tuple[int, str], float], ages: tuple[int, int], span: Span, printed: Quantity
) -> float | None:
    """Return the nearest population published for exactly this year and age, if one is near."""
    low, high = ages
    names = {f"{low}-{high}", f"{low}+"} if ages != (0, 120) else {"All ages"}
    same = [
        persons
        for (year, age), persons in held.items()
        if year == span.first == span.last and age in names
    ]
    near = [value for value in same if abs(value / max(printed.value, 1.0) - 1) < _NEAR]
    return min(near, key=lambda value: abs(value - printed.value), default=None)


def _rounds_to(value: float, printed: Quantity) -> bool:
    text = printed.text.rstrip("0")
    half = 0.5 * 10 ** (len(printed.text) - len(text)) if len(printed.text) > len(text) else 0.5
    return abs(value - printed.value) <= half


def _differs(grid: Grid, cell: Cell, value: float, span: Span) -> Finding:
    swapped = is_transposed(cell.text, f"{value:,.0f}")
    extra = digits_words(swapped=swapped)
    return at_cell(
        grid,
        cell,
        kind=Kind.PUBLISHED,
        expected=f"{value:,.0f}",
        confidence=Confidence.HIGH if swapped else Confidence.LOW,
        wording=(
            f"{cell.text} is printed; the population published for {span} is {value:,.0f}, unless "
            f"another edition of the estimates was used.{extra}"
        ),
    )


def _ages(text: str) -> tuple[int, int] | None:
    plain = re.sub(r"(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?", "", text)
    if found := _AGED.search(plain):
        return int(found["from"]), 120
    if found := _SPAN_OF_AGES.search(plain):
        return int(found["from"]), int(found["to"])
    return (0, 120) if re.search(r"all ages|total population|^population$", plain, re.I) else None


def _reference(known: Mapping[tuple[int, str], float], ages: tuple[int, int]) -> tuple[int, float]:
    """Return the earliest published population of an age group, open ages by proportion."""
    low, high = ages
    for (year, age), persons in sorted(known.items()):
        if age == f"{low}-{high}" or (age == "All ages" and ages == (0, 120)):
            return year, persons
        if high == 120 and age == f"{low}+":  # noqa: PLR2004
            return year, persons
    if high != 120 or not 0 < low < 18:  # noqa: PLR2004
        return 0, 0.0
    for (year, age), everyone in sorted(known.items()):
        adults = known.get((year, "18+"))
        if age == "All ages" and adults is not None:
            # Children spread evenly over the ages below 18, near enough for a bound.
            return year, everyone - (everyone - adults) * low / 18
    return 0, 0.0
