"""Hidden counts that totals, years, percentages, nested areas or other tables give away."""

import re
from collections.abc import Iterator, Sequence

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.equations import Sum, is_disclosed, sums_of
from cdof_core.checker.explaining import explain
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form
from cdof_core.checker.roles import Role, read_line
from cdof_core.checker.words import label_key
from cdof_core.statistics.printed_numbers import implied_bases, whole_counts


def find(context: Context) -> Iterator[Finding]:
    """Yield every hidden count that the document itself narrows or reveals."""
    for grid in context.grids:
        known: dict[int, float] = {}
        if any(cell.form is Form.HIDDEN for cell in grid.cells):
            yield from _by_sums(grid, known)
            yield from _by_shares(grid, known)
            yield from _by_implied_base(grid, known)
            yield from _by_nesting(context, grid)
    yield from _across_tables(context)


def _by_sums(grid: Grid, known: dict[int, float]) -> Iterator[Finding]:
    """Totals less their visible parts, again and again as cells become known."""
    equations = [equation for equation in sums_of(grid) if equation.hidden]
    reported: set[int] = set()
    is_moving = True
    while is_moving:
        is_moving = False
        for equation in equations:
            left = _left(equation, known)
            if left is None or id(equation.whole) in reported:
                continue
            residual, hidden = left
            if not is_disclosed(residual, hidden):
                continue
            reported.add(id(equation.whole))
            is_moving = True
            if len(hidden) == 1:
                known[id(hidden[0])] = residual
            yield _as_finding(equation, residual, hidden)


def _left(equation: Sum, known: dict[int, float]) -> tuple[float, list[Cell]] | None:
    """Return what the visible parts leave for the hidden ones that are not yet known."""
    if equation.whole.quantity is None:
        return None
    residual = equation.whole.quantity.value
    hidden: list[Cell] = []
    for cell in equation.parts:
        if cell.form is Form.HIDDEN and id(cell) in known:
            residual -= known[id(cell)]
        elif cell.form is Form.HIDDEN:
            hidden.append(cell)
        elif cell.quantity is not None:
            residual -= cell.quantity.value
        else:
            return None
    return (residual, hidden) if hidden and residual >= 0 else None


def _as_finding(equation: Sum, residual: float, hidden: Sequence[Cell]) -> Finding:
    cells = "the hidden cell" if len(hidden) == 1 else f"the {len(hidden)} hidden cells"
    verb = "is" if len(hidden) == 1 else "add up to"
    extra = ""
    if len(hidden) > 1 and residual < len(hidden):
        extra = f", so at least {len(hidden) - residual:.0f} of them must be 0"
    return at_cell(
        equation.grid,
        equation.whole,
        kind=Kind.DISCLOSURE,
        expected=f"{residual:.0f}",
        wording=(
            f"“{equation.name}” {equation.whole.text} less its visible parts shows that {cells} "
            f"{verb} {residual:.0f}{extra}. Hide a second cell, or the total."
        ),
    )


def _by_shares(grid: Grid, known: dict[int, float]) -> Iterator[Finding]:
    """Hidden numerators beside a printed percentage and denominator."""
    for explained in explain(grid):
        for unit, share in enumerate(explained.column.cells):
            hidden = _hidden_top(grid, explained.formula.words, unit)
            bottom = explained.formula.bottoms[unit]
            if hidden is None or bottom is None or share.quantity is None or id(hidden) in known:
                continue
            if explained.formula.multiplier != 100.0 or len(explained.fits) < 2:  # noqa: PLR2004
                continue
            counts = whole_counts(share.quantity, int(bottom.value))
            counts = [count for count in counts if count < hidden.limit]
            if 0 < len(counts) < hidden.limit:
                known[id(hidden)] = counts[0]
                yield at_cell(
                    grid,
                    share,
                    kind=Kind.DISCLOSURE,
                    expected=" or ".join(map(str, counts)),
                    wording=(
                        f"{share.text} of {bottom.value:,.0f} shows that the hidden count is "
                        f"{' or '.join(map(str, counts))}. Hide the percentage as well."
                    ),
                )


def _by_implied_base(grid: Grid, known: dict[int, float]) -> Iterator[Finding]:
    """Hidden counts beside a percentage, where the visible pairs agree on one base."""
    for counts, shares in zip(grid.columns, grid.columns[1:], strict=False):
        if read_line(counts).role is not Role.COUNT or read_line(shares).role is not Role.PERCENT:
            continue
        rows = list(zip(counts.cells, shares.cells, strict=True))
        seen = [
            set(implied_bases(count.quantity.value, share.quantity))
            for count, share in rows
            if count.quantity and share.quantity and share.quantity.low > 0
        ]
        bases = set.intersection(*seen) if len(seen) > 1 else set[int]()
        for cell, share in rows:
            if cell.form is not Form.HIDDEN or share.quantity is None or id(cell) in known:
                continue
            left = {n for base in bases for n in whole_counts(share.quantity, base)}
            left = {n for n in left if n < cell.limit}
            if len(left) == 1:
                known[id(cell)] = left.pop()
                yield at_cell(
                    grid,
                    share,
                    kind=Kind.DISCLOSURE,
                    expected=f"{known[id(cell)]:.0f}",
                    wording=(
                        f"The other rows show what {share.text} is a share of, so the hidden count "
                        f"is {known[id(cell)]:.0f}. Hide the percentage as well."
                    ),
                )


def _hidden_top(grid: Grid, words: str, unit: int) -> Cell | None:
    top = words.split(" ÷ ", maxsplit=1)[0].strip("“”")
    for column in grid.columns:
        if column.label == top and column.cells[unit].form is Form.HIDDEN:
            return column.cells[unit]
    return None


def _by_nesting(context: Context, grid: Grid) -> Iterator[Finding]:
    """An area less one that lies in it, where the rest would have been hidden."""
    limits = [cell.limit for cell in grid.cells if cell.form is Form.HIDDEN]
    limit = max(limits)
    for oriented in (grid, grid.turned):
        areas = [(context.places.area_of(line.label), line) for line in oriented.columns]
        for outer, wide in areas:
            inner = [
                (name, line)
                for name, line in areas
                if name and line is not wide and context.places.contains(outer, name)
            ]
            if len(inner) == 1 and not context.places.is_comparator(outer):
                yield from _rests(oriented, wide, inner[0][1], limit)


def _rests(grid: Grid, wide: Line, narrow: Line, limit: int) -> Iterator[Finding]:
    rests: list[tuple[str, Cell, Cell, float]] = []
    for row, outer, inner in zip(grid.rows, wide.cells, narrow.cells, strict=True):
        is_count = read_line(row).role in (Role.COUNT, Role.NUMBER)
        numbers = outer.quantity, inner.quantity
        if not is_count or numbers[0] is None or numbers[1] is None:
            continue
        if numbers[0].places or numbers[1].places or outer.form is not Form.NUMBER:
            continue
        rest = numbers[0].value - numbers[1].value
        if 0 < rest < limit:
            rests.append((row.text, outer, inner, rest))
    if not rests:
        return
    sums = "; ".join(f"{outer.text} − {inner.text}" for _, outer, inner, _ in rests)
    found = at_cell(
        grid,
        rests[0][1],
        kind=Kind.DISCLOSURE,
        expected="; ".join(f"{rest:.0f}" for *_, rest in rests),
        wording=(
            f"“{wide.label}” less “{narrow.label}”, which lies in it, shows counts below {limit} "
            f"for the rest ({', '.join(name for name, *_ in rests)}). Hide one of the two there."
        ),
    )
    yield Finding(
        found.kind,
        found.location,
        found.line,
        sums,
        found.expected,
        found.confidence,
        found.wording,
    )


def _across_tables(context: Context) -> Iterator[Finding]:
    """A cell hidden in one table and printed under the same labels in another."""
    printed: dict[tuple[str, str, frozenset[str]], tuple[Grid, Cell]] = {}
    for grid in context.grids:
        for key, cell in _keyed(context, grid):
            if cell.form is Form.NUMBER and cell.quantity and not cell.quantity.places:
                printed.setdefault(key, (grid, cell))
    for grid in context.grids:
        for key, cell in _keyed(context, grid):
            other = printed.get(key)
            if cell.form is not Form.HIDDEN or other is None or other[0] is grid:
                continue
            shown = other[1].quantity
            if shown is not None and shown.value < cell.limit:
                yield at_cell(
                    other[0],
                    other[1],
                    kind=Kind.DISCLOSURE,
                    expected=cell.text,
                    confidence=Confidence.MEDIUM,
                    wording=(
                        f"{other[1].text} is printed here; {grid.table.name} hides the same cell "
                        f"as {cell.text}."
                    ),
                )


def _keyed(context: Context, grid: Grid) -> Iterator[tuple[tuple[str, str, frozenset[str]], Cell]]:
    for row in grid.rows:
        for column, cell in zip(grid.columns, row.cells, strict=True):
            names = sorted((label_key(row.text), label_key(column.text)))
            areas = frozenset(context.places.named_in(grid.table.title))
            if all(names) and not any(re.fullmatch(r"number|no|n|count", name) for name in names):
                yield (names[0], names[1], areas), cell
