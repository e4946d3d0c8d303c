"""The rules that turn a printed figure and its inputs into a verdict."""

import math
from collections.abc import Sequence

from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedRow,
    Quantity,
    Verdict,
    exact,
)

# Binary floating point keeps decimals to about this; far below any printed place.
_TOLERANCE = 1e-9


def compare(printed: Quantity | None, recomputed: Quantity | None) -> Verdict:
    """Judge a printed figure by what follows from its inputs.

    Args:
        printed: The figure; None where the document prints none for it.
        recomputed: What follows, with what the rounding of the inputs leaves open; None where the
            inputs are not printed.

    Returns:
        Yes where the inputs as printed give the figure, consistent where inputs within their
        rounding could give it, else no; derived where nothing was printed; not testable without
        inputs.
    """
    if recomputed is None:
        return Verdict.NOT_TESTABLE
    if printed is None:
        return Verdict.DERIVED
    if printed.low - _TOLERANCE <= recomputed.value <= printed.high + _TOLERANCE:
        return Verdict.YES
    can_be = recomputed.low <= printed.high and printed.low <= recomputed.high
    return Verdict.CONSISTENT if can_be else Verdict.NO


def check(
    table: str,
    cell: str,
    *,
    printed: Quantity | None,
    recomputed: Quantity | None,
    unit: str = "",
) -> PrintedCheck:
    """Hold a printed figure against what follows from its inputs.

    Args:
        table: Table as the document numbers it.
        cell: Cell within it.
        printed: The figure; None where none is printed.
        recomputed: What follows; None where the inputs are not printed.
        unit: Written after the recomputed number.
    """
    return PrintedCheck(
        table=table,
        cell=cell,
        printed="(not printed)" if printed is None else printed.text,
        recomputed=None if recomputed is None else recomputed.value,
        follows="" if recomputed is None else f"{recomputed.value:.6g}{unit}",
        verdict=compare(printed, recomputed),
    )


def share_of_parts(row: PrintedRow, *, multiplier: float = 100.0) -> Quantity | None:
    """Divide a row's printed numerator by its printed denominator; None where one is missing."""
    if row.numerator is None or row.denominator is None:
        return None
    return exact(row.numerator).over(exact(row.denominator), multiplier=multiplier)


def whole_counts(share: Quantity, base: int) -> list[int]:
    """Return the whole numbers out of a base that round to a printed percentage."""
    lowest = math.ceil(share.low / 100 * base - _TOLERANCE)
    highest = math.floor(share.high / 100 * base + _TOLERANCE)
    return list(range(max(lowest, 0), min(highest, base) + 1))


def implied_bases(count: float, share: Quantity) -> range:
    """Return the whole bases of which a count is a printed percentage."""
    lowest = math.ceil(count / share.high * 100 - _TOLERANCE)
    highest = math.floor(count / share.low * 100 + _TOLERANCE)
    return range(lowest, highest + 1)


def gives_away(residual: float, limits: Sequence[int]) -> bool:
    """Whether a total less its visible parts says more of the hidden ones than was meant.

    A cell hidden as below a limit may be anything from 0 up to it. The residual gives something
    away where it leaves a cell less room than that, or where there is too little to go round, so
    that some cell must be 0.

    Args:
        residual: Total less the visible parts.
        limits: For each hidden cell the limit that it is below.
    """
    if not limits:
        return False
    largest = [limit - 1 for limit in limits]
    room = sum(largest)
    narrowed = any(residual < most or residual > room - most for most in largest)
    return narrowed or residual < len(limits)


def fall_apart(parts: Quantity, whole: Quantity) -> Verdict:
    """Judge parts that a table sets under a whole without claiming that they are all of it.

    Returns:
        Yes where they add up, unreconciled where they fall short, no where they exceed it.
    """
    verdict = compare(whole, parts)
    if verdict is not Verdict.NO:
        return verdict
    return Verdict.UNRECONCILED if parts.value < whole.value else Verdict.NO
