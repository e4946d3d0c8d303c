"""Parts and their totals: rows, columns, groups, and years under a span of years."""

from collections.abc import Iterator
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.equations import Sum, rounding_of, sums_of
from cdof_core.checker.finding import Confidence, Finding, Kind, digits_words
from cdof_core.checker.numbers import show
from cdof_core.statistics.printed_numbers import is_transposed

# Beyond these, categories that overlap or leave something out are likelier than a misprint.
_MOST_OVER = 1.25
_LEAST_UNDER = 0.7


@dataclass(frozen=True, slots=True)
class _Missed:
    equation: Sum
    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def find(context: Context) -> Iterator[Finding]:
    """Yield totals that are not the sum of their parts."""
    for grid in context.grids:
        step = rounding_of(grid)
        equations = sums_of(grid)
        missed = [found for equation in equations if (found := _missed(equation, step))]
        kept = {equation.group for equation in equations} - {one.equation.group for one in missed}
        explained = _shared_part(missed)
        if explained is not None:
            yield explained
            continue
        for one in missed:
            yield from _as_finding(
                one,
                holds_elsewhere=one.equation.group in kept or _most_hold(one, equations, missed),
            )


def _missed(equation: Sum, step: float) -> _Missed | None:
    whole = equation.whole.counted
    bounds = equation.bounds(step)
    if whole is None or bounds is None:
        return None
    low, high = bounds
    slack = step / 2 if step > 1 else 0.0
    if low - slack <= whole.high + 1e-9 and whole.low - 1e-9 <= high + slack:
        return None
    return _Missed(equation, low, high)


def _most_hold(one: _Missed, equations: list[Sum], missed: list[_Missed]) -> bool:
    alike = [equation for equation in equations if equation.group == one.equation.group]
    failed = sum(other.equation.group == one.equation.group for other in missed)
    return len(alike) > failed


def _as_finding(one: _Missed, *, holds_elsewhere: bool) -> Iterator[Finding]:
    equation = one.equation
    whole = equation.whole.quantity
    if whole is None:
        return
    expected = show(one.middle, like=whole)
    if one.high - one.low > 1:
        expected = f"{show(one.low, like=whole)} to {show(one.high, like=whole)}"
    over = one.middle / whole.value if whole.value else 0.0
    parts = " + ".join(cell.text for cell in equation.parts[:8])
    parts += " + …" if len(equation.parts) > 8 else ""  # noqa: PLR2004
    transposed = is_transposed(whole.text, show(one.middle, like=whole))
    if not equation.is_exhaustive and one.middle < whole.value:
        yield at_cell(
            equation.grid,
            equation.whole,
            kind=Kind.UNRECONCILED,
            expected=expected,
            confidence=Confidence.MEDIUM,
            wording=(
                f"The parts printed under “{equation.name}” add up to {expected} ({parts}); "
                f"{show(whole.value - one.middle, like=whole)} are left without an explanation."
            ),
        )
        return
    is_plausible = _LEAST_UNDER <= over <= _MOST_OVER
    if not (holds_elsewhere or (equation.is_said and (is_plausible or transposed))):
        return
    wording = f"{whole.text} is printed; the parts add up to {expected} ({parts})."
    wording += digits_words(swapped=transposed)
    yield at_cell(
        equation.grid,
        equation.whole,
        kind=Kind.TRANSPOSITION if transposed else Kind.WRONG_TOTAL,
        expected=expected,
        confidence=Confidence.HIGH if holds_elsewhere or transposed else Confidence.MEDIUM,
        wording=wording,
    )


def _shared_part(missed: list[_Missed]) -> Finding | None:
    """Return the one part that puts right both a row and a column that fail by the same amount."""
    if len(missed) != 2:  # noqa: PLR2004 - one row and one column
        return None
    first, second = missed
    shared = [
        cell
        for cell in first.equation.parts
        if any(cell is other for other in second.equation.parts)
    ]
    differences = [
        one.equation.whole.quantity.value - one.middle
        for one in missed
        if one.equation.whole.quantity is not None
    ]
    if len(shared) != 1 or len(differences) != 2 or abs(differences[0] - differences[1]) > 1e-6:  # noqa: PLR2004
        return None
    cell = shared[0]
    if cell.quantity is None or cell.quantity.value + differences[0] < 0:
        return None
    expected = show(cell.quantity.value + differences[0], like=cell.quantity)
    is_swap = is_transposed(cell.text, expected)
    return at_cell(
        first.equation.grid,
        cell,
        kind=Kind.TRANSPOSITION if is_swap else Kind.WRONG_TOTAL,
        expected=expected,
        wording=(
            f"With {cell.text} neither its row nor its column adds up to the printed total; "
            f"with {expected} both do."
        ),
    )
