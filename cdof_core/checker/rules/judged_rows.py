"""Judgements in a column of a table against the interval and the benchmark beside them."""

import re
from collections.abc import Iterator

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form
from cdof_core.checker.rules.intervals import interval_columns
from cdof_core.statistics.printed_numbers import Quantity

_HEADER = re.compile(r"judg|significan|comparison|compared|rag|versus|vs|outcome|status", re.I)
_BENCHMARK = re.compile(r"benchmark|england|national|region|comparator", re.I)
_SIMILAR = re.compile(
    r"\b(?:similar|not significant\w*|no (?:significant )?difference|same|ns)\b", re.I
)
_APART = re.compile(r"\b(?:worse|better|higher|lower|above|below|significant\w*)\b", re.I)
_UP = re.compile(r"\b(?:higher|above)\b", re.I)
_DOWN = re.compile(r"\b(?:lower|below)\b", re.I)


def find(context: Context) -> Iterator[Finding]:
    """Yield judgements that the row's own interval and benchmark contradict."""
    for grid in context.grids:
        judged = next((line for line in grid.columns if _is_judgement(line)), None)
        triples = interval_columns(grid)
        if judged is None or len(triples) != 1:
            continue
        value, lower, upper = triples[0]
        others = [
            line
            for line in grid.columns
            if _BENCHMARK.search(line.label)
            and line not in (value, lower, upper, judged)
            and any(cell.is_number for cell in line.cells)
        ]
        if len(others) == 1:
            yield from _rows(grid, judged, others[0], (value, lower, upper))


def _is_judgement(line: Line) -> bool:
    words = [cell for cell in line.cells if cell.form is Form.WORDS]
    spoken = [c for c in words if _SIMILAR.search(c.text) or _APART.search(c.text)]
    return bool(_HEADER.search(line.label)) and len(spoken) * 2 > len(words) > 0


def _rows(
    grid: Grid, judged: Line, other: Line, interval: tuple[Line, Line, Line]
) -> Iterator[Finding]:
    value, lower, upper = interval
    for said, benchmark, middle, low, high in zip(
        judged.cells, other.cells, value.cells, lower.cells, upper.cells, strict=True
    ):
        place = _place(benchmark.quantity, low.quantity, high.quantity)
        if place is None or middle.quantity is None:
            continue
        expected = _contradiction(said, place)
        if expected:
            yield at_cell(
                grid,
                said,
                kind=Kind.SIGNIFICANCE,
                expected=expected,
                confidence=Confidence.MEDIUM,
                wording=(
                    f"“{said.text}” goes against the interval: {middle.text} "
                    f"({low.quantity.text if low.quantity else ''} to "
                    f"{high.quantity.text if high.quantity else ''}) against {benchmark.text}."
                ),
            )


def _place(benchmark: Quantity | None, low: Quantity | None, high: Quantity | None) -> int | None:
    """Return 1 where the interval lies above the benchmark, -1 below, 0 where it holds it."""
    if benchmark is None or low is None or high is None:
        return None
    if low.low > benchmark.high:
        return 1
    if high.high < benchmark.low:
        return -1
    return 0 if low.high <= benchmark.low and benchmark.high <= high.low else None


def _contradiction(said: Cell, place: int) -> str:
    similar = bool(_SIMILAR.search(said.text))
    apart = bool(_APART.search(said.text)) and not similar
    if similar and place:
        return "higher" if place > 0 else "lower"
    if apart and not place:
        return "similar: the interval holds the benchmark"
    if apart and place > 0 and _DOWN.search(said.text):
        return "higher"
    if apart and place < 0 and _UP.search(said.text):
        return "lower"
    return ""
