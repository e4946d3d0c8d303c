"""The rules that turn a printed figure and its inputs into a verdict."""

from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedRow,
    Verdict,
)
from cdof_core.statistics.printed_numbers import Quantity, exact


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
    if recomputed.gives(printed):
        return Verdict.YES
    return Verdict.CONSISTENT if recomputed.agrees(printed) else Verdict.NO


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


def fall_apart(parts: Quantity, whole: Quantity) -> Verdict:
    """Judge parts that a table sets under a whole without claiming that they are all of it.

    Returns:
        Yes where they add up, unreconciled where they fall short, no where they exceed it.
    """
    verdict = compare(whole, parts)
    if verdict is not Verdict.NO:
        return verdict
    return Verdict.UNRECONCILED if parts.value < whole.value else Verdict.NO
