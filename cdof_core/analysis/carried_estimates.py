"""Estimates that stay the same from year to year while the caseload beside them moves."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from cdof_core.analysis.need_estimate import NeedEstimate, Substance


def note_carried_over(estimates: tuple[NeedEstimate, ...]) -> Iterator[NeedEstimate]:
    """Note on every estimate which years next to its own its source gives the same number for.

    Args:
        estimates: Estimates of one area.

    Returns:
        The same, by substance and source.
    """
    by_source: dict[tuple[Substance, str], list[NeedEstimate]] = defaultdict(list)
    for estimate in estimates:
        source = estimate.label.rpartition(" · ")[2]
        by_source[estimate.substance, source].append(estimate)
    for held in by_source.values():
        in_order = sorted(held, key=lambda estimate: estimate.period)
        for _, run in groupby(in_order, key=lambda estimate: estimate.prevalence):
            same = tuple(run)
            periods = list(dict.fromkeys(estimate.period for estimate in same))
            note = (_carried_over(periods),) if len(periods) > 1 else ()
            yield from (replace(estimate, notes=estimate.notes + note) for estimate in same)


def _carried_over(periods: list[str]) -> str:
    return (
        f"Its source gives the same number of users in every year held from {periods[0]} to "
        f"{periods[-1]}: what changes over these years is the number treated, not the estimate."
    )
