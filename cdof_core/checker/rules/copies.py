"""The same figures twice where two different sets should stand, and numbering with gaps."""

import re
from collections.abc import Iterator

from cdof_core.checker.context import Context, at_cell, at_table
from cdof_core.checker.equations import Sum, sums_of
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Form
from cdof_core.checker.roles import is_total

_FEWEST = 3


def find(context: Context) -> Iterator[Finding]:
    """Yield identical splits, identical rows or columns, and missing table numbers."""
    for grid in context.grids:
        yield from _splits(grid)
        yield from _lines(grid)
    yield from _numbering(context)


def _splits(grid: Grid) -> Iterator[Finding]:
    """Two ways of splitting one total into the same amounts."""
    seen: dict[tuple[int, tuple[str, ...]], Sum] = {}
    for equation in sums_of(grid):
        amounts = tuple(cell.text for cell in equation.parts)
        key = id(equation.whole), amounts
        if key in seen and len(set(amounts)) > 1:
            yield at_cell(
                grid,
                equation.parts[0],
                kind=Kind.COPY,
                expected="amounts of this split",
                confidence=Confidence.LOW,
                wording=(
                    f"Two different splits of {equation.whole.text} have the same amounts "
                    f"({', '.join(amounts)}): one may have been copied from the other."
                ),
            )
        seen.setdefault(key, equation)


def _lines(grid: Grid) -> Iterator[Finding]:
    """Two rows or columns of different labels with the same figures throughout."""
    for oriented in (grid, grid.turned):
        seen: dict[tuple[str, ...], Line] = {}
        for line in oriented.columns:
            texts = tuple(
                cell.text
                for cell in line.cells
                if cell.form in (Form.NUMBER, Form.PERCENT) and cell.quantity
            )
            telling = {text for text in texts if len(re.sub(r"\D", "", text).strip("0")) > 1}
            other = seen.get(texts)
            is_whole = len(texts) == len(line.cells) and not line.aspect
            if len(_independent(telling)) < _FEWEST or not is_whole:
                continue
            if other is not None and other.text != line.text and not _may_equal(line, other):
                yield at_cell(
                    oriented,
                    line.cells[0],
                    kind=Kind.COPY,
                    expected="figures of its own",
                    confidence=Confidence.LOW,
                    wording=(
                        f"“{line.text}” has the same figures as “{other.text}” throughout: one "
                        "may have been copied from the other."
                    ),
                )
            seen.setdefault(texts, line)


def _independent(texts: set[str]) -> set[str]:
    """Leave out shares and rates beside counts: they follow from the counts."""
    counts = {text for text in texts if re.fullmatch(r"[\d,]+", text)}
    return counts if counts and len(counts) < len(texts) else texts


def _may_equal(line: Line, other: Line) -> bool:
    return is_total(line.label) or is_total(other.label)


def _numbering(context: Context) -> Iterator[Finding]:
    numbers = [
        (int(found[1]), grid)
        for grid in context.grids
        if (found := re.fullmatch(r"Table (\d+)", grid.table.name))
    ]
    if len(numbers) < _FEWEST:
        return
    present = {number for number, _ in numbers}
    missing = [number for number in range(1, max(present)) if number not in present]
    if missing and len(missing) < len(present):
        after = next(grid for number, grid in numbers if number > missing[0])
        names = " and ".join(f"Table {number}" for number in missing)
        yield at_table(
            after,
            kind=Kind.NUMBERING,
            printed=after.table.name,
            expected=names,
            confidence=Confidence.LOW,
            wording=f"Tables are numbered up to {max(present)}, but {names} cannot be found.",
        )
