"""What a sentence rests on, in a line an observation, for those who ask."""

from collections.abc import Sequence
from typing import Final

from cdof_core.domain.chapter import Reference
from cdof_core.narrative.periods import period_text

MOST_LINES: Final = 12
"""A headline of thirty measures rests on thirty rows: the rest is counted."""


def rests_on(references: Sequence[Reference]) -> tuple[str, ...]:
    """Return the observations of a sentence as text, one line each.

    Args:
        references: Observations; any number.

    Returns:
        What each was used for, measure, area, period, breakdown, method, value and dataset.
    """
    lines = [
        " · ".join(
            part
            for part in (
                one.role,
                one.indicator_id,
                one.area_code,
                period_text(one.period),
                one.sex,
                one.age,
                one.breakdown,
                one.vintage,
                "no value" if one.value is None else f"{one.value:g}",
                one.dataset_id,
            )
            if part
        )
        for one in references[:MOST_LINES]
    ]
    left_out = len(references) - len(lines)
    return (*lines, *([f"and {left_out} more"] if left_out else []))
